(* golden: tent_phi_. From golden.map, written by orbitex.

   Let alpha be a root in [103/64,13/8] of the polynomial in the hypothesis alpha_root; alpha_exists: there is one.
   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^20 crosses the levels x = (((-1)/2) + (1/2) * alpha), y = ((1/2) * alpha) at least 21892 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/4) at some point of [0,1].
   labels_depth_k: there are 21893 points, chosen before g, where f^20 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^20 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^20), where L = alpha.
   area_lengths_depth_k: by the lengths of the pieces of f^t over the bands, without a power of L, at a width of its own.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (809/500)^t errs by at least (((-1)/4) + (1/4) * alpha) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (292/125) (809/500)^t errs by at least (((-1)/4) + (1/4) * alpha) somewhere.
   area_extremal_t: for every t the integral of |f^t - g| is at least (((-227)/400) + (9/25) * alpha) if (w+1)^k <= (11/25) * alpha^t.
   area_slopes_t: for every t the integral of |f^t - g| is at least (((-227)/400) + (9/25) * alpha) if (w+1)^k <= (11/25) * alpha^t.
   area_every_t: for every t the integral of |f^t - g| is at least (((-4403181)/8000000) + (5589609/16000000) * alpha) if (w+1)^k * (78/125)^t <= (27/10000).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 4, width 11: at most 20736 pieces, at least 578 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Algebraic PathGrowth AlgebraicGrowth AlgebraicPartition AlgebraicLengths Extremal.
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
  [(0, 0); ((1/2), ((1/2) * alpha)); (1, 0)].
Definition f : R -> R := graph V.
Definition Ncross : N := 21892%N.

Definition Vq : list (poly * poly) :=
  [([]%Q, []%Q); ([(1#2)]%Q, [(0#1); (1#2)]%Q); ([(1#1)]%Q, []%Q)]%Q.
Definition ps : list poly :=
  [[]%Q; [(-1#2); (1#2)]%Q; [(1#2)]%Q; [(0#1); (1#2)]%Q; [(1#1)]%Q]%Q.
Definition sigma : list nat := [0; 2; 3; 1; 0]%nat.
Lemma checked : check_algebraic_map (103#64) (13#8) m Vq ps sigma 1 3 20 []%Q [(1#1)]%Q [(-1#2); (1#2)]%Q [(0#1); (1#2)]%Q Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map (vertex_at alpha) Vq.
Proof. unfold V, Vq. algebraics. Qed.

Theorem crossings : ncross (iter f 20) (((-1)/2) + (1/2) * alpha) ((1/2) * alpha) 0 1 Ncross.
Proof. apply (algebraic_map_crossings _ _ alpha alpha_enclosed _ _ _ _ _ _ _ _ _ _ _ _ checked alpha_is_root V); [exact V_data | algebraic | algebraic | algebraic | algebraic]. Qed.
Lemma apart : (((-1)/2) + (1/2) * alpha) < ((1/2) * alpha).
Proof.
  apply (algebraic_apart (103#64) (13#8) alpha alpha_enclosed [(-1#2); (1#2)]%Q [(0#1); (1#2)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.
Lemma checked_slopes : check_algebraic_slopes (103#64) (13#8) m [(0#1); (1#1)]%Q Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < alpha.
Proof. apply (algebraic_lipschitz _ _ alpha alpha_enclosed _ _ _ checked_slopes alpha_is_root V alpha); [exact V_data | algebraic]. Qed.
Lemma f_lipschitz : lipschitz f alpha.
Proof. apply (algebraic_lipschitz _ _ alpha alpha_enclosed _ _ _ checked_slopes alpha_is_root V alpha); [exact V_data | algebraic]. Qed.

Theorem bound_depth_4 : forall g : net, depth g = 4%nat -> width_le g 11 ->
  exists z, 0 <= z <= 1 /\ (1/4) <= Rabs (iter f 20 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 20) (((-1)/2) + (1/2) * alpha) ((1/2) * alpha) 0 1 Ncross g (repeat 11%N 4) apart crossings
    (fits_uniform g 11 4 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_4 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 20) (((-1)/2) + (1/2) * alpha) ((1/2) * alpha) 0 1 zs /\
  forall g : net, depth g = 4%nat -> width_le g 11 -> forall c, (((-1)/2) + (1/2) * alpha) < c <= ((1/2) * alpha) ->
  (578 <= N.of_nat (mistakes (iter f 20) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 20) (((-1)/2) + (1/2) * alpha) ((1/2) * alpha) 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 11%N 4) c Hc (fits_uniform g 11 4 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_4 : forall g : net, depth g = 4%nat -> width_le g 11 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 20 z - neval g z)) 0 1,
  (21892 - 20736) * (((1/2) * alpha) - (((-1)/2) + (1/2) * alpha))^2 / (4 * alpha^20) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f alpha 20 (((-1)/2) + (1/2) * alpha) ((1/2) * alpha) 0 1 Ncross g (repeat 11%N 4) apart L_positive f_lipschitz
    crossings (fits_uniform g 11 4 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

(* the polynomial is monotone in the interval of alpha, so the equation allows a narrower one *)
Definition sharp_lo : Q := (29847458893032750101#18446744073709551616).
Definition sharp_hi : Q := (14923729446516375051#9223372036854775808).
Lemma checked_sharper : check_sharper (103#64) (13#8) m sharp_lo sharp_hi = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma alpha_sharp : Q2R sharp_lo <= alpha <= Q2R sharp_hi.
Proof. exact (sharper _ _ _ _ _ checked_sharper alpha alpha_enclosed alpha_is_root). Qed.
(* the length of each interval over that of its image *)
Definition rs : list poly := [[(-1#1); (1#1)]%Q; [(-1#1); (1#1)]%Q; [(-1#1); (1#1)]%Q; [(-1#1); (1#1)]%Q].
Lemma checked_partition : check_algebraic_partition (103#64) (13#8) m Vq ps sigma rs []%Q [(1#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Definition lengths_4_bands : list (nat * poly) := [(1%nat, [(77772457#500000000)]%Q); (2%nat, [(78175269#250000000)]%Q)].
(* at most so many pieces, the bands, the area; the ratios are multiplied by 1 *)
Definition by_lengths : list (N * list (nat * poly) * poly) :=
  [(6561%N, lengths_4_bands, [(4688881#125000000)]%Q)].
Lemma checked_lengths : check_lengths_at sharp_lo sharp_hi m ps sigma rs 1 20 by_lengths = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_lengths_depth_4 : forall g : net, depth g = 4%nat -> width_le g 8 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 20 z - neval g z)) 0 1,
  (4688881/125000000) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (algebraic_lengths_at _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
    1 20 by_lengths checked_lengths 6561 lengths_4_bands [(4688881#125000000)]%Q ltac:(listed) (4688881/125000000) ltac:(algebraic)
    g (repeat 8%N 4) (fits_uniform g 8 4 Hw Hd) ltac:(vm_compute; discriminate)).
Qed.

Lemma checked_set : check_algebraic_points (103#64) (13#8) m Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/500 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [0; 309; 500; 0]%N.
Lemma checked_paths : check_paths_at sigma 2 0 (809#500) (1#1) 500%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_algebraic_neighbours (103#64) (13#8) m ps 2 []%Q [(1#1)]%Q [(-1#4); (1#4)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (809/500)^t ->
  exists z, 0 <= z <= 1 /\ (((-1)/4) + (1/4) * alpha) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (algebraic_map_every _ _ alpha alpha_enclosed m alpha_is_root Vq ps sigma 2 0 (809#500) (1#1) 500%N v []%Q [(1#1)]%Q [(-1#4); (1#4)]%Q checked_set checked_paths
    checked_levels V 0 1 (((-1)/4) + (1/4) * alpha) 1 (809/500) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/125 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [0; 58092; 94000; 0]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 2 12 (809#500) (292#125) 125%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_algebraic_neighbours (103#64) (13#8) m ps 2 []%Q [(1#1)]%Q [(-1#4); (1#4)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (292/125) * (809/500)^t ->
  exists z, 0 <= z <= 1 /\ (((-1)/4) + (1/4) * alpha) <= Rabs (iter f t z - neval g z).
Proof.
  intros t k w g Ht Hd Hw Hk.
  apply (algebraic_map_every _ _ alpha alpha_enclosed m alpha_is_root Vq ps sigma 2 12 (809#500) (292#125) 125%N v_from_12 []%Q [(1#1)]%Q [(-1#4); (1#4)]%Q checked_set checked_paths_from_12
    checked_levels_from_12 V 0 1 (((-1)/4) + (1/4) * alpha) (292/125) (809/500) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v A >= L v with v <= 1 *)
Definition extremal_vector : list poly := [[]%Q; [(-1#1); (1#1)]%Q; [(1#1)]%Q; []%Q].
Lemma checked_sent : check_algebraic_points (103#64) (13#8) m Vq ps sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_extremal : check_extremal sharp_lo sharp_hi m ps sigma extremal_vector [(0#1); (1#1)]%Q [(11#25)]%Q [1; 2]%nat []%Q [(1#1)]%Q [(-227#400); (9#25)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_extremal_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (11/25) * alpha^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (((-227)/400) + (9/25) * alpha) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_map_extremal _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma extremal_vector [(0#1); (1#1)]%Q [(11#25)]%Q [1; 2]%nat []%Q [(1#1)]%Q [(-227#400); (9#25)]%Q checked_sent checked_extremal V 0 1 alpha (11/25) (((-227)/400) + (9/25) * alpha) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    f_lipschitz t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.

(* x <= x B1 with x <= 1; the least slope; the bands, each with kappa times its width *)
Definition slope_xs : list poly := [[]%Q; [(-1#1); (1#1)]%Q; [(1#1)]%Q; []%Q].
Definition slope_bands : list (nat * poly) := [(1%nat, [(11#25); (-11#50)]%Q); (2%nat, [(-11#50); (11#50)]%Q)].
Lemma checked_slopes_every : check_slopes_every sharp_lo sharp_hi m ps sigma rs slope_xs [(0#1); (1#1)]%Q [(11#25)]%Q slope_bands [(-227#400); (9#25)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_slopes_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (11/25) * alpha^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (((-227)/400) + (9/25) * alpha) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_slopes_every _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
     slope_xs [(0#1); (1#1)]%Q [(11#25)]%Q slope_bands [(-227#400); (9#25)]%Q checked_slopes_every alpha (11/25) (((-227)/400) + (9/25) * alpha) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.

(* x <= x B1 with x <= 1, z B2 <= theta z with 1 <= z; the bands, each with at least sqrt(kappa z) times its width *)
Definition xs : list poly := [[]%Q; [(-1#1); (1#1)]%Q; [(1#1)]%Q; []%Q].
Definition zs : list poly := [[(7891#5000)]%Q; [(514893#10000)]%Q; [(821773#10000)]%Q; [(1#1)]%Q].
Definition every_bands : list (nat * poly) := [(1%nat, [(46607#125000); (-46607#250000)]%Q); (2%nat, [(-471041#2000000); (471041#2000000)]%Q)].
Lemma checked_every : check_squares_every sharp_lo sharp_hi m ps sigma rs xs zs [(78#125)]%Q [(27#10000)]%Q every_bands [(-4403181#8000000); (5589609#16000000)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_every_t : forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k * (78/125)^t <= (27/10000) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (((-4403181)/8000000) + (5589609/16000000) * alpha) <= RiemannInt pr.
Proof.
  intros t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_squares_every _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq ps sigma rs []%Q [(1#1)]%Q checked_partition V 0 1 V_data ltac:(algebraic) ltac:(algebraic)
     xs zs [(78#125)]%Q [(27#10000)]%Q every_bands [(-4403181#8000000); (5589609#16000000)]%Q checked_every (78/125) (27/10000) (((-4403181)/8000000) + (5589609/16000000) * alpha) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
End Field.

(* What all of it rests on. *)
Definition all_proved := (alpha_exists, crossings, bound_depth_4, labels_depth_4, area_depth_4, area_lengths_depth_4, every_t,
   every_t_from_12, area_extremal_t, area_slopes_t, area_every_t).
Print Assumptions all_proved.
