(* three_cycle: vertices. From three_cycle.map, written by orbitex.

   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^30 crosses the levels x = 0, y = 1 at least 1346269 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [0,1].
   labels_depth_k: there are 1346270 points, chosen before g, where f^30 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^30 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^30), where L = 2.
   area_lengths_depth_k: by the lengths of the pieces of f^t over one band, without a power of L, at a width of its own.
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 1159: at most 1345600 pieces, at least 335 wrong labels
     depth 4, width 33: at most 1336336 pieces, at least 4967 wrong labels
     depth 15, width 1: at most 32768 pieces, at least 656751 wrong labels
   narrow_bound_depth_k, narrow_labels_depth_k: the same for wider layers, by sign changes (Theorem 11; no skip connections):
     depth 15, width 2: at most 1158574 sign changes, at least 93848 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices LengthTheorem Narrow.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(0, (1/2)); ((1/2), 1); (1, 0)].
Definition f : R -> R := graph V.
Definition Ncross : N := 1346269%N.

Definition Vq : list (Q * Q) :=
  [((0#1), (1#2)); ((1#2), (1#1)); ((1#1), (0#1))]%Q.
Definition ps : list Q :=
  [(0#1); (1#2); (1#1)]%Q.
Definition sigma : list nat := [1; 2; 0]%nat.
Lemma checked : check_map Vq ps sigma 0 2 30 (0#1) (1#1) (0#1) (1#1) Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings : ncross (iter f 30) 0 1 0 1 Ncross.
Proof. apply (map_crossings _ _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | rational | rational | rational | rational]. Qed.
Lemma apart : 0 < 1.
Proof. lra. Qed.
Lemma checked_slopes : check_slopes (2#1) Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < 2.
Proof. lra. Qed.
Lemma f_lipschitz : lipschitz f 2.
Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_data | rational]. Qed.

Theorem bound_depth_2 : forall g : net, depth g = 2%nat -> width_le g 1159 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 30) 0 1 0 1 Ncross g (repeat 1159%N 2) apart crossings
    (fits_uniform g 1159 2 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 30) 0 1 0 1 zs /\
  forall g : net, depth g = 2%nat -> width_le g 1159 -> forall c, 0 < c <= 1 ->
  (335 <= N.of_nat (mistakes (iter f 30) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 30) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 1159%N 2) c Hc (fits_uniform g 1159 2 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_2 : forall g : net, depth g = 2%nat -> width_le g 1159 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (1346269 - 1345600) * (1 - 0)^2 / (4 * 2^30) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 30 0 1 0 1 Ncross g (repeat 1159%N 2) apart L_positive f_lipschitz
    crossings (fits_uniform g 1159 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_4 : forall g : net, depth g = 4%nat -> width_le g 33 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 30) 0 1 0 1 Ncross g (repeat 33%N 4) apart crossings
    (fits_uniform g 33 4 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_4 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 30) 0 1 0 1 zs /\
  forall g : net, depth g = 4%nat -> width_le g 33 -> forall c, 0 < c <= 1 ->
  (4967 <= N.of_nat (mistakes (iter f 30) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 30) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 33%N 4) c Hc (fits_uniform g 33 4 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_4 : forall g : net, depth g = 4%nat -> width_le g 33 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (1346269 - 1336336) * (1 - 0)^2 / (4 * 2^30) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 30 0 1 0 1 Ncross g (repeat 33%N 4) apart L_positive f_lipschitz
    crossings (fits_uniform g 33 4 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_15 : forall g : net, depth g = 15%nat -> width_le g 1 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 30) 0 1 0 1 Ncross g (repeat 1%N 15) apart crossings
    (fits_uniform g 1 15 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_15 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 30) 0 1 0 1 zs /\
  forall g : net, depth g = 15%nat -> width_le g 1 -> forall c, 0 < c <= 1 ->
  (656751 <= N.of_nat (mistakes (iter f 30) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 30) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 1%N 15) c Hc (fits_uniform g 1 15 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_15 : forall g : net, depth g = 15%nat -> width_le g 1 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (1346269 - 32768) * (1 - 0)^2 / (4 * 2^30) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 30 0 1 0 1 Ncross g (repeat 1%N 15) apart L_positive f_lipschitz
    crossings (fits_uniform g 1 15 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem narrow_bound_depth_15 : forall g : net, depth g = 15%nat -> width_le g 2 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_narrow (iter f 30) 0 1 0 1 Ncross g (repeat 2%N 15) apart crossings
    (fits_uniform g 2 15 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem narrow_labels_depth_15 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 30) 0 1 0 1 zs /\
  forall g : net, depth g = 15%nat -> width_le g 2 -> forall c, 0 < c <= 1 ->
  (93848 <= N.of_nat (mistakes (iter f 30) (neval g) c zs))%N.
Proof.
  destruct (labels_narrow (iter f 30) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 2%N 15) c Hc (fits_uniform g 2 15 Hw Hd))).
  vm_compute. discriminate.
Qed.
Lemma checked_lengths_2 : check_lengths Vq ps sigma 1 30 178929 (41664031#125000000) (20834651#500000000) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_2 : forall g : net, depth g = 2%nat -> width_le g 422 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (20834651/500000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  apply (lengths_area Vq ps sigma 1 30 178929 (41664031#125000000) (20834651#500000000) checked_lengths_2 V) with (ws := repeat 422%N 2);
    [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational
    | apply fits_uniform; assumption | vm_compute; discriminate].
Qed.
Lemma checked_lengths_4 : check_lengths Vq ps sigma 1 30 160000 (315188887#1000000000) (21967361#500000000) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_4 : forall g : net, depth g = 4%nat -> width_le g 19 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (21967361/500000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  apply (lengths_area Vq ps sigma 1 30 160000 (315188887#1000000000) (21967361#500000000) checked_lengths_4 V) with (ws := repeat 19%N 4);
    [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational
    | apply fits_uniform; assumption | vm_compute; discriminate].
Qed.
Lemma checked_lengths_15 : check_lengths Vq ps sigma 1 30 32768 (1114361#7812500) (65503557#1000000000) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_15 : forall g : net, depth g = 15%nat -> width_le g 1 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (65503557/1000000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  apply (lengths_area Vq ps sigma 1 30 32768 (1114361#7812500) (65503557#1000000000) checked_lengths_15 V) with (ws := repeat 1%N 15);
    [exact V_data | unfold ps; cbn [nth]; rational | unfold ps; cbn [last]; rational | rational
    | apply fits_uniform; assumption | vm_compute; discriminate].
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_4, labels_depth_4, area_depth_4,
   bound_depth_15, labels_depth_15, area_depth_15, narrow_bound_depth_15, narrow_labels_depth_15,
   area_lengths_depth_2, area_lengths_depth_4, area_lengths_depth_15).
Print Assumptions all_proved.
