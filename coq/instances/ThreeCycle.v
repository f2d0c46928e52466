(* three_cycle: vertices. From three_cycle.map, written by orbitex.

   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^30 crosses the levels x = 0, y = 1 at least 1346269 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [0,1].
   labels_depth_k: there are 1346270 points, chosen before g, where f^30 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^30 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^30), where L = 2.
   area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.
   area_bands_depth_k: the integral of |f^30 - g| is at least (673135/4294967296), by 1 bands of values together.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (809/500)^t errs by at least (1/4) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (11711/10000) (809/500)^t errs by at least (1/4) somewhere.
   area_every_t: for every t the integral of |f^t - g| is at least (375401/8000000) if (w+1)^k * (1601/2500)^t <= (83/1000).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 1159: at most 1345600 pieces, at least 335 wrong labels
     depth 4, width 33: at most 1336336 pieces, at least 4967 wrong labels
     depth 15, width 1: at most 32768 pieces, at least 656751 wrong labels
   narrow_bound_depth_k, narrow_labels_depth_k: the same for wider layers, by sign changes (Theorem 11; no skip connections):
     depth 15, width 2: at most 1158574 sign changes, at least 93848 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Narrow PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition AlgebraicLengths Bands LevelBands.
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

(* no alpha is needed: all numbers are constants *)
Definition m : poly := [0; 1]%Q.
Lemma V_constants : V = map (vertex_at 0) (constants Vq).
Proof. rewrite constants_at. exact V_data. Qed.
(* the length of each interval over that of its image *)
Definition rs : list poly := [[(1#1)]%Q; [(1#2)]%Q].
Lemma checked_partition : check_algebraic_partition 0 0 m (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Definition lengths_2_bands : list (nat * poly) := [(0%nat, [(2603213#12500000)]%Q); (1%nat, [(41664031#125000000)]%Q)].
Definition lengths_4_bands : list (nat * poly) := [(0%nat, [(49233343#250000000)]%Q); (1%nat, [(315188887#1000000000)]%Q)].
Definition lengths_15_bands : list (nat * poly) := [(0%nat, [(89121871#1000000000)]%Q); (1%nat, [(1114361#7812500)]%Q)].
(* at most so many pieces, the bands, the area; the ratios are multiplied by 2 *)
Definition by_lengths : list (N * list (nat * poly) * poly) :=
  [(178929%N, lengths_2_bands, [(57303839#1000000000)]%Q); (160000%N, lengths_4_bands, [(60984717#1000000000)]%Q);
   (32768%N, lengths_15_bands, [(9602999#100000000)]%Q)].
Lemma checked_lengths : check_lengths_at 0 0 m (constant_points ps) sigma rs 2 30 by_lengths = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_2 : forall g : net, depth g = 2%nat -> width_le g 422 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (57303839/1000000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
    2 30 by_lengths checked_lengths 178929 lengths_2_bands [(57303839#1000000000)]%Q ltac:(listed) (57303839/1000000000) ltac:(algebraic)
    g (repeat 422%N 2) (fits_uniform g 422 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_lengths_depth_4 : forall g : net, depth g = 4%nat -> width_le g 19 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (60984717/1000000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
    2 30 by_lengths checked_lengths 160000 lengths_4_bands [(60984717#1000000000)]%Q ltac:(listed) (60984717/1000000000) ltac:(algebraic)
    g (repeat 19%N 4) (fits_uniform g 19 4 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_lengths_depth_15 : forall g : net, depth g = 15%nat -> width_le g 1 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (9602999/100000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
    2 30 by_lengths checked_lengths 32768 lengths_15_bands [(9602999#100000000)]%Q ltac:(listed) (9602999/100000000) ltac:(algebraic)
    g (repeat 1%N 15) (fits_uniform g 1 15 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Definition bands : list lband := [(0%nat, 2%nat, 1346269%N)].
Lemma checked_placed : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_bands : check_level_bands sigma 30 0 bands = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_area : check_area (2#1) 30 673134%N ps bands (673135#4294967296) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_hull : Qeq_bool (0#1) (nth 0 ps 0%Q) && Qeq_bool (1#1) (last ps 0%Q) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_bands_depth_2 : forall g : net, depth g = 2%nat -> width_le g 819 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (673135/4294967296) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 30 bands (2#1) 673134%N (673135#4294967296) (0#1) (1#1) checked_placed checked_bands checked_area checked_hull V 0 1 2 (673135/4294967296)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 819%N 2) (fits_uniform g 819 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_bands_depth_4 : forall g : net, depth g = 4%nat -> width_le g 27 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (673135/4294967296) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 30 bands (2#1) 673134%N (673135#4294967296) (0#1) (1#1) checked_placed checked_bands checked_area checked_hull V 0 1 2 (673135/4294967296)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 27%N 4) (fits_uniform g 27 4 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_bands_depth_15 : forall g : net, depth g = 15%nat -> width_le g 1 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
  (673135/4294967296) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 30 bands (2#1) 673134%N (673135#4294967296) (0#1) (1#1) checked_placed checked_bands checked_area checked_hull V 0 1 2 (673135/4294967296)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 1%N 15) (fits_uniform g 1 15 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/500 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [309; 500]%N.
Lemma checked_paths : check_paths_at sigma 1 0 (809#500) (1#1) 500%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_neighbours ps 1 (0#1) (1#1) (1#4) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (809/500)^t ->
  exists z, 0 <= z <= 1 /\ (1/4) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (map_every Vq ps sigma 1 0 (809#500) (1#1) 500%N v (0#1) (1#1) (1#4) checked_set checked_paths
    checked_levels V 0 1 (1/4) 1 (809/500) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/500 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [116493; 188500]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 1 12 (809#500) (11711#10000) 500%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_neighbours ps 1 (0#1) (1#1) (1#4) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (11711/10000) * (809/500)^t ->
  exists z, 0 <= z <= 1 /\ (1/4) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (map_every Vq ps sigma 1 12 (809#500) (11711#10000) 500%N v_from_12 (0#1) (1#1) (1#4) checked_set checked_paths_from_12
    checked_levels_from_12 V 0 1 (1/4) (11711/10000) (809/500) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)
Definition xs : list poly := [[(1#2)]%Q; [(1#1)]%Q].
Definition zs : list poly := [[(1#1)]%Q; [(1601#625)]%Q].
Definition every_bands : list (nat * poly) := [(0%nat, [(144049#1000000)]%Q); (1%nat, [(4611#20000)]%Q)].
Lemma checked_every : check_squares_every 0 0 m (constant_points ps) sigma rs xs zs [(1601#2500)]%Q [(83#1000)]%Q every_bands [(375401#8000000)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k * (1601/2500)^t <= (83/1000) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (375401/8000000) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_squares_every 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
     xs zs [(1601#2500)]%Q [(83#1000)]%Q every_bands [(375401#8000000)]%Q checked_every (1601/2500) (83/1000) (375401/8000000) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_4, labels_depth_4, area_depth_4,
   bound_depth_15, labels_depth_15, area_depth_15, narrow_bound_depth_15, narrow_labels_depth_15,
   area_lengths_depth_2, area_lengths_depth_4, area_lengths_depth_15, area_bands_depth_2, area_bands_depth_4,
   area_bands_depth_15, every_t, every_t_from_12, area_every_t).
Print Assumptions all_proved.
