(* five_cycle: orbit. From five_cycle.map, written by orbitex.

   Let f be any continuous map of [1,5] into itself with the values V, a list of pairs (p, f p).
   crossings: f^50 crosses the levels x = 3, y = 4 at least 1331122373 times on [1,5].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [1,5].
   labels_depth_k: there are 1331122374 points, chosen before g, where f^50 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: if f is 2-Lipschitz on [1,5], the integral of |f^50 - g| over [1,5] is at least
     (crossings - pieces) (y - x)^2 / (4 L^50), where L = 2.
   area_bands_depth_k: if f is 2-Lipschitz on [1,5], the integral of |f^50 - g| is at least (850282679/2251799813685248), by 3 bands of values together.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (189/125)^t errs by at least (1/2) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (13541/10000) (189/125)^t errs by at least (1/2) somewhere.
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 5, width 65: at most 1252332576 pieces, at least 39394899 wrong labels
     depth 10, width 7: at most 1073741824 pieces, at least 128690275 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Bands LevelBands PathGrowth.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(1, 3); (2, 5); (3, 4); (4, 2); (5, 1)].
Definition Ncross : N := 1331122373%N.

Definition Vq : list (Q * Q) :=
  [((1#1), (3#1)); ((2#1), (5#1)); ((3#1), (4#1)); ((4#1), (2#1)); ((5#1), (1#1))]%Q.
Definition sigma : list nat := [2; 4; 3; 1; 0]%nat.
Lemma checked : check_set Vq sigma 2 3 50 (1#1) (5#1) (3#1) (4#1) Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  ncross (iter f 50) 3 4 1 5 Ncross.
Proof. apply (set_crossings _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | rational | rational | rational | rational]. Qed.
Lemma apart : 3 < 4.
Proof. lra. Qed.
Lemma L_positive : 0 < 2.
Proof. lra. Qed.

Theorem bound_depth_5 : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 5%nat -> width_le g 65 ->
  exists z, 1 <= z <= 5 /\ (1/2) <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 50) 3 4 1 5 Ncross g (repeat 65%N 5) apart (crossings f Hf Hs Hv)
    (fits_uniform g 65 5 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_5 : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 50) 3 4 1 5 zs /\
  forall g : net, depth g = 5%nat -> width_le g 65 -> forall c, 3 < c <= 4 ->
  (39394899 <= N.of_nat (mistakes (iter f 50) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 50) 3 4 1 5 Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 65%N 5) c Hc (fits_uniform g 65 5 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_5 : forall f : R -> R, lip_on f 2 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 5%nat -> width_le g 65 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) 1 5,
  (1331122373 - 1252332576) * (4 - 3)^2 / (4 * 2^50) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f 2 50 3 4 1 5 Ncross g (repeat 65%N 5) apart L_positive Hf Hs
    (crossings f (lip_on_cont f 2 1 5 Hf) Hs Hv) (fits_uniform g 65 5 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_10 : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 10%nat -> width_le g 7 ->
  exists z, 1 <= z <= 5 /\ (1/2) <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 50) 3 4 1 5 Ncross g (repeat 7%N 10) apart (crossings f Hf Hs Hv)
    (fits_uniform g 7 10 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_10 : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 50) 3 4 1 5 zs /\
  forall g : net, depth g = 10%nat -> width_le g 7 -> forall c, 3 < c <= 4 ->
  (128690275 <= N.of_nat (mistakes (iter f 50) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 50) 3 4 1 5 Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 7%N 10) c Hc (fits_uniform g 7 10 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_10 : forall f : R -> R, lip_on f 2 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 10%nat -> width_le g 7 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) 1 5,
  (1331122373 - 1073741824) * (4 - 3)^2 / (4 * 2^50) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f 2 50 3 4 1 5 Ncross g (repeat 7%N 10) apart L_positive Hf Hs
    (crossings f (lip_on_cont f 2 1 5 Hf) Hs Hv) (fits_uniform g 7 10 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

Definition bands : list lband := [(0%nat, 1%nat, 682702269%N); (1%nat, 2%nat, 879862521%N); (2%nat, 4%nat, 1032841921%N)].
Lemma checked_placed : incQ (map fst Vq) && check_values (map fst Vq) Vq sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_bands : check_level_bands sigma 50 0 bands = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_area : check_area (2#1) 50 665561186%N (map fst Vq) bands (850282679#2251799813685248) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_hull : Qeq_bool (1#1) (nth 0 (map fst Vq) 0%Q) && Qeq_bool (5#1) (last (map fst Vq) 0%Q) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_bands_depth_5 : forall f : R -> R, lip_on f 2 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 5%nat -> width_le g 57 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) 1 5,
  (850282679/2251799813685248) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (set_bands Vq sigma 50 bands (2#1) 665561186%N (850282679#2251799813685248) (1#1) (5#1) checked_placed checked_bands checked_area checked_hull V 1 5 2 (850282679/2251799813685248)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f Hf Hs Hv g
    (repeat 57%N 5) (fits_uniform g 57 5 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_bands_depth_10 : forall f : R -> R, lip_on f 2 1 5 -> selfmap f 1 5 -> takes f V ->
  forall g : net, depth g = 10%nat -> width_le g 6 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) 1 5,
  (850282679/2251799813685248) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (set_bands Vq sigma 50 bands (2#1) 665561186%N (850282679#2251799813685248) (1#1) (5#1) checked_placed checked_bands checked_area checked_hull V 1 5 2 (850282679/2251799813685248)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f Hf Hs Hv g
    (repeat 6%N 10) (fits_uniform g 6 10 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : incQ (map fst Vq) && check_values (map fst Vq) Vq sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/10000 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [5129; 6610; 10000; 7759]%N.
Lemma checked_paths : check_paths_at sigma 2 0 (189#125) (1#1) 10000%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_neighbours (map fst Vq) 2 (1#1) (5#1) (1#2) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (189/125)^t ->
  exists z, 1 <= z <= 5 /\ (1/2) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (set_every Vq sigma 2 0 (189#125) (1#1) 10000%N v (1#1) (5#1) (1#2) checked_set checked_paths
    checked_levels V 1 5 (1/2) 1 (189/125) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/250000 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [24788457; 31946130; 48330000; 37499247]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 2 12 (189#125) (13541#10000) 250000%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_neighbours (map fst Vq) 2 (1#1) (5#1) (1#2) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall f : R -> R, cont_on f 1 5 -> selfmap f 1 5 -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (13541/10000) * (189/125)^t ->
  exists z, 1 <= z <= 5 /\ (1/2) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (set_every Vq sigma 2 12 (189#125) (13541#10000) 250000%N v_from_12 (1#1) (5#1) (1#2) checked_set checked_paths_from_12
    checked_levels_from_12 V 1 5 (1/2) (13541/10000) (189/125) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_5, labels_depth_5, area_depth_5, bound_depth_10, labels_depth_10, area_depth_10,
   area_bands_depth_5, area_bands_depth_10, every_t, every_t_from_12).
Print Assumptions all_proved.
