(* walk: vertices. From walk.map, written by orbitex.

   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^24 crosses the levels x = 2, y = 3 at least 28135 times on [0,4].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [0,4].
   labels_depth_k: there are 28136 points, chosen before g, where f^24 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^24 - g| over [0,4] is at least
     (crossings - pieces) (y - x)^2 / (4 L^24), where L = 2.
   area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.
   area_row_depth_k: by the same lengths, the integral of |f^24 - g| is at least (200029/400000) for at most 2386 pieces.
   area_bands_depth_k: the integral of |f^24 - g| is at least (35931/67108864), by 3 bands of values together.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (189/125)^t errs by at least (1/2) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (13541/10000) (189/125)^t errs by at least (1/2) somewhere.
   area_every_t: for every t the integral of |f^t - g| is at least (7013/16000) if (w+1)^k * (6807/10000)^t <= (7/100).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 166: at most 27889 pieces, at least 123 wrong labels
     depth 5, width 6: at most 16807 pieces, at least 5664 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition AlgebraicLengths Bands LevelBands.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(0, 2); (1, 4); (2, 3); (3, 1); (4, 0)].
Definition f : R -> R := graph V.
Definition Ncross : N := 28135%N.

Definition Vq : list (Q * Q) :=
  [((0#1), (2#1)); ((1#1), (4#1)); ((2#1), (3#1)); ((3#1), (1#1)); ((4#1), (0#1))]%Q.
Definition ps : list Q :=
  [(0#1); (1#1); (2#1); (3#1); (4#1)]%Q.
Definition sigma : list nat := [2; 4; 3; 1; 0]%nat.
Lemma checked : check_map Vq ps sigma 2 3 24 (0#1) (4#1) (2#1) (3#1) Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings : ncross (iter f 24) 2 3 0 4 Ncross.
Proof. apply (map_crossings _ _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | rational | rational | rational | rational]. Qed.
Lemma apart : 2 < 3.
Proof. lra. Qed.
Lemma checked_slopes : check_slopes (2#1) Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < 2.
Proof. lra. Qed.
Lemma f_lipschitz : lipschitz f 2.
Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_data | rational]. Qed.

Theorem bound_depth_2 : forall g : net, depth g = 2%nat -> width_le g 166 ->
  exists z, 0 <= z <= 4 /\ (1/2) <= Rabs (iter f 24 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 24) 2 3 0 4 Ncross g (repeat 166%N 2) apart crossings
    (fits_uniform g 166 2 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 24) 2 3 0 4 zs /\
  forall g : net, depth g = 2%nat -> width_le g 166 -> forall c, 2 < c <= 3 ->
  (123 <= N.of_nat (mistakes (iter f 24) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 24) 2 3 0 4 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 166%N 2) c Hc (fits_uniform g 166 2 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_2 : forall g : net, depth g = 2%nat -> width_le g 166 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (28135 - 27889) * (3 - 2)^2 / (4 * 2^24) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 24 2 3 0 4 Ncross g (repeat 166%N 2) apart L_positive f_lipschitz
    crossings (fits_uniform g 166 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_5 : forall g : net, depth g = 5%nat -> width_le g 6 ->
  exists z, 0 <= z <= 4 /\ (1/2) <= Rabs (iter f 24 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 24) 2 3 0 4 Ncross g (repeat 6%N 5) apart crossings
    (fits_uniform g 6 5 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_5 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 24) 2 3 0 4 zs /\
  forall g : net, depth g = 5%nat -> width_le g 6 -> forall c, 2 < c <= 3 ->
  (5664 <= N.of_nat (mistakes (iter f 24) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 24) 2 3 0 4 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 6%N 5) c Hc (fits_uniform g 6 5 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_5 : forall g : net, depth g = 5%nat -> width_le g 6 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (28135 - 16807) * (3 - 2)^2 / (4 * 2^24) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f 2 24 2 3 0 4 Ncross g (repeat 6%N 5) apart L_positive f_lipschitz
    crossings (fits_uniform g 6 5 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

(* no alpha is needed: all numbers are constants *)
Definition m : poly := [0; 1]%Q.
Lemma V_constants : V = map (vertex_at 0) (constants Vq).
Proof. rewrite constants_at. exact V_data. Qed.
(* the length of each interval over that of its image *)
Definition rs : list poly := [[(1#2)]%Q; [(1#1)]%Q; [(1#2)]%Q; [(1#1)]%Q].
Lemma checked_partition : check_algebraic_partition 0 0 m (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Definition lengths_2_bands : list (nat * poly) := [(0%nat, [(379219877#500000000)]%Q); (1%nat, [(69774253#200000000)]%Q); (2%nat, [(570133677#1000000000)]%Q);
   (3%nat, [(307553883#500000000)]%Q)].
Definition lengths_5_bands : list (nat * poly) := [(0%nat, [(757108413#1000000000)]%Q); (1%nat, [(87064717#250000000)]%Q); (2%nat, [(569132883#1000000000)]%Q);
   (3%nat, [(307014013#500000000)]%Q)].
Definition row_bands : list (nat * poly) := [(0%nat, [(661559#1000000)]%Q); (1%nat, [(76077#250000)]%Q); (2%nat, [(497307#1000000)]%Q);
   (3%nat, [(67067#125000)]%Q)].
(* at most so many pieces, the bands, the area; the ratios are multiplied by 2 *)
Definition by_lengths : list (N * list (nat * poly) * poly) :=
  [(3136%N, lengths_2_bands, [(106715471#250000000)]%Q); (3125%N, lengths_5_bands, [(26741747#62500000)]%Q);
   (2386%N, row_bands, [(200029#400000)]%Q)].
Lemma checked_lengths : check_lengths_at 0 0 m (constant_points ps) sigma rs 2 24 by_lengths = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_2 : forall g : net, depth g = 2%nat -> width_le g 55 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (106715471/250000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q checked_partition V 0 4 V_constants ltac:(algebraic) ltac:(algebraic)
    2 24 by_lengths checked_lengths 3136 lengths_2_bands [(106715471#250000000)]%Q ltac:(listed) (106715471/250000000) ltac:(algebraic)
    g (repeat 55%N 2) (fits_uniform g 55 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_lengths_depth_5 : forall g : net, depth g = 5%nat -> width_le g 4 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (26741747/62500000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q checked_partition V 0 4 V_constants ltac:(algebraic) ltac:(algebraic)
    2 24 by_lengths checked_lengths 3125 lengths_5_bands [(26741747#62500000)]%Q ltac:(listed) (26741747/62500000) ltac:(algebraic)
    g (repeat 4%N 5) (fits_uniform g 4 5 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_row_depth_2 : forall g : net, depth g = 2%nat -> width_le g 47 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (200029/400000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q checked_partition V 0 4 V_constants ltac:(algebraic) ltac:(algebraic)
    2 24 by_lengths checked_lengths 2386 row_bands [(200029#400000)]%Q ltac:(listed) (200029/400000) ltac:(algebraic)
    g (repeat 47%N 2) (fits_uniform g 47 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_row_depth_5 : forall g : net, depth g = 5%nat -> width_le g 3 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (200029/400000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q checked_partition V 0 4 V_constants ltac:(algebraic) ltac:(algebraic)
    2 24 by_lengths checked_lengths 2386 row_bands [(200029#400000)]%Q ltac:(listed) (200029/400000) ltac:(algebraic)
    g (repeat 3%N 5) (fits_uniform g 3 5 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Definition bands : list lband := [(0%nat, 1%nat, 14444%N); (1%nat, 2%nat, 18605%N); (2%nat, 4%nat, 21821%N)].
Lemma checked_placed : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_bands : check_level_bands sigma 24 0 bands = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_area : check_area (2#1) 24 14067%N ps bands (35931#67108864) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_hull : Qeq_bool (0#1) (nth 0 ps 0%Q) && Qeq_bool (4#1) (last ps 0%Q) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_bands_depth_2 : forall g : net, depth g = 2%nat -> width_le g 117 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (35931/67108864) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 24 bands (2#1) 14067%N (35931#67108864) (0#1) (4#1) checked_placed checked_bands checked_area checked_hull V 0 4 2 (35931/67108864)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 117%N 2) (fits_uniform g 117 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_bands_depth_5 : forall g : net, depth g = 5%nat -> width_le g 5 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 24 z - neval g z)) 0 4,
  (35931/67108864) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (map_bands Vq ps sigma 24 bands (2#1) 14067%N (35931#67108864) (0#1) (4#1) checked_placed checked_bands checked_area checked_hull V 0 4 2 (35931/67108864)
    V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) f_lipschitz g
    (repeat 5%N 5) (fits_uniform g 5 5 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : check_points Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/10000 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [5129; 6610; 10000; 7759]%N.
Lemma checked_paths : check_paths_at sigma 2 0 (189#125) (1#1) 10000%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_neighbours ps 2 (0#1) (4#1) (1#2) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (189/125)^t ->
  exists z, 0 <= z <= 4 /\ (1/2) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (map_every Vq ps sigma 2 0 (189#125) (1#1) 10000%N v (0#1) (4#1) (1#2) checked_set checked_paths
    checked_levels V 0 4 (1/2) 1 (189/125) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/250000 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [24788457; 31946130; 48330000; 37499247]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 2 12 (189#125) (13541#10000) 250000%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_neighbours ps 2 (0#1) (4#1) (1#2) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (13541/10000) * (189/125)^t ->
  exists z, 0 <= z <= 4 /\ (1/2) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (map_every Vq ps sigma 2 12 (189#125) (13541#10000) 250000%N v_from_12 (0#1) (4#1) (1#2) checked_set checked_paths_from_12
    checked_levels_from_12 V 0 4 (1/2) (13541/10000) (189/125) V_data ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)
Definition xs : list poly := [[(1#1)]%Q; [(1#2)]%Q; [(1#1)]%Q; [(1#1)]%Q].
Definition zs : list poly := [[(9379#2000)]%Q; [(1#1)]%Q; [(1089#400)]%Q; [(15959#5000)]%Q].
Definition every_bands : list (nat * poly) := [(0%nat, [(114589#200000)]%Q); (1%nat, [(4134#15625)]%Q); (2%nat, [(436549#1000000)]%Q);
   (3%nat, [(11817#25000)]%Q)].
Lemma checked_every : check_squares_every 0 0 m (constant_points ps) sigma rs xs zs [(6807#10000)]%Q [(7#100)]%Q every_bands [(7013#16000)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k * (6807/10000)^t <= (7/100) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 4, (7013/16000) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_squares_every 0 0 0 zero_enclosed 0 0 zero_enclosed m zero_is_root (constants Vq) (constant_points ps) sigma rs []%Q [(4#1)]%Q checked_partition V 0 4 V_constants ltac:(algebraic) ltac:(algebraic)
     xs zs [(6807#10000)]%Q [(7#100)]%Q every_bands [(7013#16000)]%Q checked_every (6807/10000) (7/100) (7013/16000) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_5, labels_depth_5, area_depth_5,
   area_lengths_depth_2, area_lengths_depth_5, area_row_depth_2, area_row_depth_5, area_bands_depth_2,
   area_bands_depth_5, every_t, every_t_from_12, area_every_t).
Print Assumptions all_proved.
