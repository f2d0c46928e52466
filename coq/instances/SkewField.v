(* skew_field: formulas. From skew_field.map, written by orbitex.

   Let alpha be a root in [103/64,13/8] of the polynomial in the hypothesis alpha_root; alpha_exists: there is one.
   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^12 crosses the levels x = 0, y = 1 at least 4096 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/2) at some point of [0,1].
   labels_depth_k: there are 4097 points, chosen before g, where f^12 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^12 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^12), where L = (1 + alpha).
   area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.
   area_row_depth_k: by the same lengths, the integral of |f^12 - g| is at least ((3463531/2000000) + ((-16086)/15625) * alpha) for at most 534 pieces.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 2^t errs by at least (((-1)/2) + (1/2) * alpha) somewhere.
   area_slopes_t: for every t the integral of |f^t - g| is at least ((7/8) + ((-1)/2) * alpha) if (w+1)^k <= (1/2) * alpha^t.
   area_every_t: for every t the integral of |f^t - g| is at least ((7/8) + ((-1)/2) * alpha) if (w+1)^k * (5279/10000)^t <= (1/4).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 62: at most 3969 pieces, at least 64 wrong labels
     depth 3, width 14: at most 3375 pieces, at least 361 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Algebraic PathGrowth AlgebraicGrowth AlgebraicPartition AlgebraicLengths.
Import ListNotations.
Open Scope R_scope.

Definition m : poly := [(-1#1); (-1#1); (1#1)]%Q.
Lemma checked_root : has_root (103#64) (13#8) m = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem alpha_exists : exists alpha : R, (103/64) <= alpha <= (13/8) /\ ((-1) + (-1) * alpha + alpha^2) = 0.
Proof.
  destruct (root_exists _ _ _ checked_root) as (alpha & Hr & Hm). exists alpha.
  replace (103/64) with (Q2R (103#64)) by (symmetry; rational). replace (13/8) with (Q2R (13#8)) by (symmetry; rational).
  split; [exact Hr|]. rewrite <- Hm. unfold m. symmetry. algebraic.
Qed.

Section Field.
Variable alpha : R.
Hypothesis alpha_range : (103/64) <= alpha <= (13/8).
Hypothesis alpha_root : ((-1) + (-1) * alpha + alpha^2) = 0.
Lemma alpha_enclosed : Q2R (103#64) <= alpha <= Q2R (13#8).
Proof.
  replace (Q2R (103#64)) with (103/64) by rational. replace (Q2R (13#8)) with (13/8) by rational. exact alpha_range.
Qed.
Lemma alpha_is_root : pev m alpha = 0.
Proof. rewrite <- alpha_root. unfold m. algebraic. Qed.

Definition V : list (R * R) :=
  [(0, 0); (((-1) + alpha), 1); (1, 0)].
Definition f : R -> R := graph V.
Definition Ncross : N := 4096%N.

Definition Vq : list (poly * poly) :=
  [([]%Q, []%Q); ([(-1#1); (1#1)]%Q, [(1#1)]%Q); ([(1#1)]%Q, []%Q)]%Q.
Definition ps : list poly :=
  [[]%Q; [(-1#1); (1#1)]%Q; [(1#1)]%Q]%Q.
Definition sigma : list nat := [0; 2; 0]%nat.
Lemma checked : check_algebraic_map (103#64) (13#8) m Vq ps sigma 0 2 12 []%Q [(1#1)]%Q []%Q [(1#1)]%Q Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map (vertex_at alpha) Vq.
Proof. unfold V, Vq. algebraics. Qed.

Theorem crossings : ncross (iter f 12) 0 1 0 1 Ncross.
Proof. apply (algebraic_map_crossings _ _ alpha alpha_enclosed _ _ _ _ _ _ _ _ _ _ _ _ checked alpha_is_root V); [exact V_data | algebraic | algebraic | algebraic | algebraic]. Qed.
Lemma apart : 0 < 1.
Proof.
  apply (algebraic_apart (103#64) (13#8) alpha alpha_enclosed []%Q [(1#1)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.
Lemma checked_slopes : check_algebraic_slopes (103#64) (13#8) m [(1#1); (1#1)]%Q Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < (1 + alpha).
Proof. apply (algebraic_lipschitz _ _ alpha alpha_enclosed _ _ _ checked_slopes alpha_is_root V (1 + alpha)); [exact V_data | algebraic]. Qed.
Lemma f_lipschitz : lipschitz f (1 + alpha).
Proof. apply (algebraic_lipschitz _ _ alpha alpha_enclosed _ _ _ checked_slopes alpha_is_root V (1 + alpha)); [exact V_data | algebraic]. Qed.

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
  (4096 - 3969) * (1 - 0)^2 / (4 * (1 + alpha)^12) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f (1 + alpha) 12 0 1 0 1 Ncross g (repeat 62%N 2) apart L_positive f_lipschitz
    crossings (fits_uniform g 62 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_3 : forall g : net, depth g = 3%nat -> width_le g 14 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 12 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 12) 0 1 0 1 Ncross g (repeat 14%N 3) apart crossings
    (fits_uniform g 14 3 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_3 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 12) 0 1 0 1 zs /\
  forall g : net, depth g = 3%nat -> width_le g 14 -> forall c, 0 < c <= 1 ->
  (361 <= N.of_nat (mistakes (iter f 12) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 12) 0 1 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 14%N 3) c Hc (fits_uniform g 14 3 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_3 : forall g : net, depth g = 3%nat -> width_le g 14 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (4096 - 3375) * (1 - 0)^2 / (4 * (1 + alpha)^12) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f (1 + alpha) 12 0 1 0 1 Ncross g (repeat 14%N 3) apart L_positive f_lipschitz
    crossings (fits_uniform g 14 3 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

(* the polynomial is monotone in the interval of alpha, so the equation allows a narrower one *)
Definition sharp_lo : Q := (4006058119196250748275713539#2475880078570760549798248448).
Definition sharp_hi : Q := (128193859814280023944822833249#79228162514264337593543950336).
Lemma checked_sharper : check_sharper (103#64) (13#8) m sharp_lo sharp_hi = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma alpha_sharp : Q2R sharp_lo <= alpha <= Q2R sharp_hi.
Proof. exact (sharper _ _ _ _ _ checked_sharper alpha alpha_enclosed alpha_is_root). Qed.
(* the length of each interval over that of its image *)
Definition rs : list poly := [[(-1#1); (1#1)]%Q; [(2#1); (-1#1)]%Q].
Lemma checked_partition : check_algebraic_partition (103#64) (13#8) m Vq ps sigma rs []%Q [(1#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Definition lengths_2_bands : list (nat * poly) := [(0%nat, [(153759759#500000000)]%Q); (1%nat, [(95028757#500000000)]%Q)].
Definition lengths_3_bands : list (nat * poly) := [(0%nat, [(302537929#1000000000)]%Q); (1%nat, [(186978723#1000000000)]%Q)].
Definition row_bands : list (nat * poly) := [(0%nat, [(30897#100000)]%Q); (1%nat, [(95477#500000)]%Q)].
(* at most so many pieces, the bands, the area; the ratios are multiplied by 1 *)
Definition by_lengths : list (N * list (nat * poly) * poly) :=
  [(529%N, lengths_2_bands, [(13260551#200000000)]%Q); (512%N, lengths_3_bands, [(67366451#1000000000)]%Q);
   (534%N, row_bands, [(3463531#2000000); (-16086#15625)]%Q)].
Lemma checked_lengths : check_lengths_at sharp_lo sharp_hi m ps sigma rs 1 12 by_lengths = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_2 : forall g : net, depth g = 2%nat -> width_le g 22 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (13260551/200000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
    1 12 by_lengths checked_lengths 529 lengths_2_bands [(13260551#200000000)]%Q ltac:(listed) (13260551/200000000) ltac:(algebraic)
    g (repeat 22%N 2) (fits_uniform g 22 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_lengths_depth_3 : forall g : net, depth g = 3%nat -> width_le g 7 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  (67366451/1000000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
    1 12 by_lengths checked_lengths 512 lengths_3_bands [(67366451#1000000000)]%Q ltac:(listed) (67366451/1000000000) ltac:(algebraic)
    g (repeat 7%N 3) (fits_uniform g 7 3 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_row_depth_2 : forall g : net, depth g = 2%nat -> width_le g 22 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  ((3463531/2000000) + ((-16086)/15625) * alpha) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
    1 12 by_lengths checked_lengths 534 row_bands [(3463531#2000000); (-16086#15625)]%Q ltac:(listed) ((3463531/2000000) + ((-16086)/15625) * alpha) ltac:(algebraic)
    g (repeat 22%N 2) (fits_uniform g 22 2 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.
Theorem area_row_depth_3 : forall g : net, depth g = 3%nat -> width_le g 7 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 1,
  ((3463531/2000000) + ((-16086)/15625) * alpha) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
    1 12 by_lengths checked_lengths 534 row_bands [(3463531#2000000); (-16086#15625)]%Q ltac:(listed) ((3463531/2000000) + ((-16086)/15625) * alpha) ltac:(algebraic)
    g (repeat 7%N 3) (fits_uniform g 7 3 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : check_algebraic_points (103#64) (13#8) m Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/1 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [1; 1]%N.
Lemma checked_paths : check_paths_at sigma 0 0 (2#1) (1#1) 1%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_algebraic_neighbours (103#64) (13#8) m ps 0 []%Q [(1#1)]%Q [(-1#2); (1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * 2^t ->
  exists z, 0 <= z <= 1 /\ (((-1)/2) + (1/2) * alpha) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (algebraic_map_every _ _ alpha alpha_enclosed m alpha_is_root Vq ps sigma 0 0 (2#1) (1#1) 1%N v []%Q [(1#1)]%Q [(-1#2); (1#2)]%Q checked_set checked_paths
    checked_levels V 0 1 (((-1)/2) + (1/2) * alpha) 1 2 V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* x <= x B1 with x <= 1; the least slope; the bands, each with kappa times its width *)
Definition slope_xs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition slope_bands : list (nat * poly) := [(0%nat, [(-1#2); (1#2)]%Q); (1%nat, [(1#1); (-1#2)]%Q)].
Lemma checked_slopes_every : check_slopes_every sharp_lo sharp_hi m ps sigma rs slope_xs [(0#1); (1#1)]%Q [(1#2)]%Q slope_bands [(7#8); (-1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_slopes_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (1/2) * alpha^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, ((7/8) + ((-1)/2) * alpha) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_slopes_every _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
     slope_xs [(0#1); (1#1)]%Q [(1#2)]%Q slope_bands [(7#8); (-1#2)]%Q checked_slopes_every alpha (1/2) ((7/8) + ((-1)/2) * alpha) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.

(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)
Definition xs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition zs : list poly := [[(1#1)]%Q; [(1#1)]%Q].
Definition every_bands : list (nat * poly) := [(0%nat, [(-1#2); (1#2)]%Q); (1%nat, [(1#1); (-1#2)]%Q)].
Lemma checked_every : check_squares_every sharp_lo sharp_hi m ps sigma rs xs zs [(5279#10000)]%Q [(1#4)]%Q every_bands [(7#8); (-1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k * (5279/10000)^t <= (1/4) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, ((7/8) + ((-1)/2) * alpha) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_squares_every _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
     xs zs [(5279#10000)]%Q [(1#4)]%Q every_bands [(7#8); (-1#2)]%Q checked_every (5279/10000) (1/4) ((7/8) + ((-1)/2) * alpha) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
End Field.

(* What all of it rests on. *)
Definition all_proved := (alpha_exists, crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_3, labels_depth_3,
   area_depth_3, area_lengths_depth_2, area_lengths_depth_3, area_row_depth_2, area_row_depth_3, every_t,
   area_slopes_t, area_every_t).
Print Assumptions all_proved.
