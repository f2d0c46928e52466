(* full_tent: tent_2_. From full_tent.map, written by orbitex.

   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^12 crosses the levels x = 0, y = 1 at least 4096 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [0,1].
   labels_depth_k: there are 4097 points, chosen before g, where f^12 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^12 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^12), where L = 2.
   area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.
   area_bands_depth_k: the integral of |f^12 - g| is at least (1/8), by 1 bands of values together.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 2^t errs by at least (1/4) somewhere.
   area_extremal_t: for every t the integral of |f^t - g| is at least (1/16) if (w+1)^k <= (1/2) * 2^t.
   area_slopes_t: for every t the integral of |f^t - g| is at least (1/16) if (w+1)^k <= (1/2) * 2^t.
   area_every_t: for every t the integral of |f^t - g| is at least (1/16) if (w+1)^k * (1/2)^t <= (1/4).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 62: at most 3969 pieces, at least 64 wrong labels
     depth 4, width 6: at most 2401 pieces, at least 848 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition AlgebraicLengths Bands LevelBands Extremal.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(0, 0); ((1/2), 1); (1, 0)].
Definition f : R -> R := graph V.
Definition Ncross : N := 4096%N.

Definition Vq : list (Q * Q) :=
  [((0#1), (0#1)); ((1#2), (1#1)); ((1#1), (0#1))]%Q.
Definition ps : list Q :=
  [(0#1); (1#2); (1#1)]%Q.
Definition sigma : list nat := [0; 2; 0]%nat.
Lemma checked : check_map Vq ps sigma 0 2 12 (0#1) (1#1) (0#1) (1#1) Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings : ncross (iter f 12) 0 1 0 1 Ncross.
Proof. apply (map_crossings _ _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | rational | rational | rational | rational]. Qed.
Lemma apart : 0 < 1.
Proof. lra. Qed.
Lemma checked_slopes : check_slopes (2#1) Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < 2.
Proof. lra. Qed.
Lemma f_lipschitz : lipschitz f 2.
Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_data | rational]. Qed.

Theorem bound_depth_2 : forall g : net, depth g = 2%nat -> width_le g 62 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 12 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 12) 0 1 0 1 Ncross g (repeat 62%N 2) apart crossings
    (fits_uniform g 62 2 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 12) 0 1 0 1 zs /\
  forall g : net, depth g = 2%nat -> width_le g 62 -> forall c, 0 < c <= 1 ->
  (64 <= N.of_nat (mistakes (iter f 12) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 12) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 62%N 2) c Hc (fits_uniform g 62 2 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_2 : forall g : net, depth g = 2%nat -> width_le g 62 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (4096 - 3969) * (1 - 0)^2 / (4 * 2^12) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 12 0 1 0 1 Ncross g (repeat 62%N 2) apart L_positive f_lipschitz
    crossings (fits_uniform g 62 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_4 : forall g : net, depth g = 4%nat -> width_le g 6 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 12 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 12) 0 1 0 1 Ncross g (repeat 6%N 4) apart crossings
    (fits_uniform g 6 4 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_4 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 12) 0 1 0 1 zs /\
  forall g : net, depth g = 4%nat -> width_le g 6 -> forall c, 0 < c <= 1 ->
  (848 <= N.of_nat (mistakes (iter f 12) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 12) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 6%N 4) c Hc (fits_uniform g 6 4 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_4 : forall g : net, depth g = 4%nat -> width_le g 6 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (4096 - 2401) * (1 - 0)^2 / (4 * 2^12) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 12 0 1 0 1 Ncross g (repeat 6%N 4) apart L_positive f_lipschitz
    crossings (fits_uniform g 6 4 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

(* no alpha is needed: all numbers are constants *)
Definition m : poly := [0; 1]%Q.
Lemma V_constants : V = map (vertex_at 0) (constants Vq).
Proof. rewrite constants_at. exact V_data. Qed.
(* the length of each interval over that of its image *)
Definition rs : list poly := [[(1#2)]%Q; [(1#2)]%Q].
Lemma checked_partition : check_algebraic_partition 0 0 m (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Definition lengths_2_bands : list (nat * poly) := [(0%nat, [(1#4)]%Q); (1%nat, [(1#4)]%Q)].
Definition lengths_4_bands : list (nat * poly) := [(0%nat, [(25#128)]%Q); (1%nat, [(25#128)]%Q)].
(* at most so many pieces, the bands, the area; the ratios are multiplied by 2 *)
Definition by_lengths : list (N * list (nat * poly) * poly) :=
  [(1024%N, lengths_2_bands, [(1#16)]%Q); (625%N, lengths_4_bands, [(39#512)]%Q)].
Lemma checked_lengths : check_lengths_at 0 0 m (constant_points ps) sigma rs 2 12 by_lengths = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_2 : forall g : net, depth g = 2%nat -> width_le g 31 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (1/16) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
    2 12 by_lengths checked_lengths 1024 lengths_2_bands [(1#16)]%Q ltac:(listed) (1/16) ltac:(algebraic)
    g (repeat 31%N 2) (fits_uniform g 31 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_lengths_depth_4 : forall g : net, depth g = 4%nat -> width_le g 4 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (39/512) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
    2 12 by_lengths checked_lengths 625 lengths_4_bands [(39#512)]%Q ltac:(listed) (39/512) ltac:(algebraic)
    g (repeat 4%N 4) (fits_uniform g 4 4 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Definition bands : list lband := [(0%nat, 2%nat, 4096%N)].
Lemma checked_placed : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_bands : check_level_bands sigma 12 0 bands = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_area : check_area (2#1) 12 2048%N ps bands (1#8) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_hull : Qeq_bool (0#1) (nth 0 ps 0%Q) && Qeq_bool (1#1) (last ps 0%Q) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_bands_depth_2 : forall g : net, depth g = 2%nat -> width_le g 44 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (1/8) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 12 bands (2#1) 2048%N (1#8) (0#1) (1#1) checked_placed checked_bands checked_area checked_hull V 0 1 2 (1/8)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 44%N 2) (fits_uniform g 44 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_bands_depth_4 : forall g : net, depth g = 4%nat -> width_le g 5 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (1/8) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 12 bands (2#1) 2048%N (1#8) (0#1) (1#1) checked_placed checked_bands checked_area checked_hull V 0 1 2 (1/8)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 5%N 4) (fits_uniform g 5 4 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/1 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [1; 1]%N.
Lemma checked_paths : check_paths_at sigma 0 0 (2#1) (1#1) 1%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_neighbours ps 0 (0#1) (1#1) (1#4) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * 2^t ->
  exists z, 0 <= z <= 1 /\ (1/4) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (map_every Vq ps sigma 0 0 (2#1) (1#1) 1%N v (0#1) (1#1) (1#4) checked_set checked_paths
    checked_levels V 0 1 (1/4) 1 2 V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v A >= L v with v <= 1 *)
Definition extremal_vector : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Lemma checked_sent : check_algebraic_points 0 0 m (constants Vq) (constant_points ps) sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_extremal : check_extremal 0 0 m (constant_points ps) sigma extremal_vector [(2#1)]%Q [(1#2)]%Q [0; 1]%nat []%Q [(1#1)]%Q [(1#16)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_extremal_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (1/2) * 2^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (1/16) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_map_extremal 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma extremal_vector [(2#1)]%Q [(1#2)]%Q [0; 1]%nat []%Q [(1#1)]%Q [(1#16)]%Q checked_sent checked_extremal V 0 1 2 (1/2) (1/16) V_constants ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    f_lipschitz t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.

(* x <= x B1 with x <= 1; the least slope; the bands, each with kappa times its width *)
Definition slope_xs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition slope_bands : list (nat * poly) := [(0%nat, [(1#4)]%Q); (1%nat, [(1#4)]%Q)].
Lemma checked_slopes_every : check_slopes_every 0 0 m (constant_points ps) sigma rs slope_xs [(2#1)]%Q [(1#2)]%Q slope_bands [(1#16)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_slopes_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (1/2) * 2^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (1/16) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_slopes_every 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
     slope_xs [(2#1)]%Q [(1#2)]%Q slope_bands [(1#16)]%Q checked_slopes_every 2 (1/2) (1/16) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.

(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)
Definition xs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition zs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition every_bands : list (nat * poly) := [(0%nat, [(1#4)]%Q); (1%nat, [(1#4)]%Q)].
Lemma checked_every : check_squares_every 0 0 m (constant_points ps) sigma rs xs zs [(1#2)]%Q [(1#4)]%Q every_bands [(1#16)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k * (1/2)^t <= (1/4) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (1/16) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_squares_every 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_constants ltac:(algebraic) ltac:(algebraic)
     xs zs [(1#2)]%Q [(1#4)]%Q every_bands [(1#16)]%Q checked_every (1/2) (1/4) (1/16) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_4, labels_depth_4, area_depth_4,
   area_lengths_depth_2, area_lengths_depth_4, area_bands_depth_2, area_bands_depth_4, every_t, area_extremal_t,
   area_slopes_t, area_every_t).
Print Assumptions all_proved.
