(* orbit_field: orbit. From orbit_field.map, written by orbitex.

   Let alpha be a root in [1,2] of the polynomial in the hypothesis alpha_root; alpha_exists: there is one.
   Let f be any continuous map of [0,(1 + alpha)] into itself with the values V, a list of pairs (p, f p).
   crossings: f^12 crosses the levels x = 1, y = (1 + alpha) at least 377 times on [0,(1 + alpha)].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least ((1/2) * alpha) at some point of [0,(1 + alpha)].
   labels_depth_k: there are 378 points, chosen before g, where f^12 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: if f is alpha-Lipschitz on [0,(1 + alpha)], the integral of |f^12 - g| over [0,(1 + alpha)] is at least
     (crossings - pieces) (y - x)^2 / (4 L^12), where L = alpha.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (809/500)^t errs by at least ((1/2) * alpha) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (11711/10000) (809/500)^t errs by at least ((1/2) * alpha) somewhere.
   area_extremal_t: for every t and f as in area_depth_k the integral of |f^t - g| is at least (((-11)/50) + (39/100) * alpha) if (w+1)^k <= (11/25) * alpha^t.
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 18: at most 361 pieces, at least 8 wrong labels
     depth 3, width 6: at most 343 pieces, at least 17 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Algebraic PathGrowth AlgebraicGrowth AlgebraicPartition AlgebraicLengths Extremal.
Import ListNotations.
Open Scope R_scope.

Definition m : poly := [(-1#1); (-1#1); (1#1)]%Q.
Lemma checked_root : has_root (1#1) (2#1) m = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem alpha_exists : exists alpha : R, 1 <= alpha <= 2 /\ ((-1) + (-1) * alpha + alpha^2) = 0.
Proof.
  destruct (root_exists _ _ _ checked_root) as (alpha & Hr & Hm). exists alpha.
  replace 1 with (Q2R (1#1)) by (symmetry; rational). replace 2 with (Q2R (2#1)) by (symmetry; rational).
  split; [exact Hr|]. rewrite <- Hm. unfold m. symmetry. algebraic.
Qed.

Section Field.
Variable alpha : R.
Hypothesis alpha_range : 1 <= alpha <= 2.
Hypothesis alpha_root : ((-1) + (-1) * alpha + alpha^2) = 0.
Lemma alpha_enclosed : Q2R (1#1) <= alpha <= Q2R (2#1).
Proof.
  replace (Q2R (1#1)) with 1 by rational. replace (Q2R (2#1)) with 2 by rational. exact alpha_range.
Qed.
Lemma alpha_is_root : pev m alpha = 0.
Proof. rewrite <- alpha_root. unfold m. algebraic. Qed.

Definition V : list (R * R) :=
  [(0, 1); (1, (1 + alpha)); ((1 + alpha), 0)].
Definition Ncross : N := 377%N.

Definition Vq : list (poly * poly) :=
  [([]%Q, [(1#1)]%Q); ([(1#1)]%Q, [(1#1); (1#1)]%Q); ([(1#1); (1#1)]%Q, []%Q)]%Q.
Definition sigma : list nat := [1; 2; 0]%nat.
Lemma checked : check_algebraic_set (1#1) (2#1) Vq sigma 1 2 12 []%Q [(1#1); (1#1)]%Q [(1#1)]%Q [(1#1); (1#1)]%Q Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map (vertex_at alpha) Vq.
Proof. unfold V, Vq. algebraics. Qed.

Theorem crossings : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  ncross (iter f 12) 1 (1 + alpha) 0 (1 + alpha) Ncross.
Proof. apply (algebraic_set_crossings _ _ alpha alpha_enclosed _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | algebraic | algebraic | algebraic | algebraic]. Qed.
Lemma apart : 1 < (1 + alpha).
Proof.
  apply (algebraic_apart (1#1) (2#1) alpha alpha_enclosed [(1#1)]%Q [(1#1); (1#1)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.
Lemma L_positive : 0 < alpha.
Proof.
  apply (algebraic_apart (1#1) (2#1) alpha alpha_enclosed nil [(0#1); (1#1)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.

Theorem bound_depth_2 : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall g : net, depth g = 2%nat -> width_le g 18 ->
  exists z, 0 <= z <= (1 + alpha) /\ ((1/2) * alpha) <= Rabs (iter f 12 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 12) 1 (1 + alpha) 0 (1 + alpha) Ncross g (repeat 18%N 2) apart (crossings f Hf Hs Hv)
    (fits_uniform g 18 2 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 12) 1 (1 + alpha) 0 (1 + alpha) zs /\
  forall g : net, depth g = 2%nat -> width_le g 18 -> forall c, 1 < c <= (1 + alpha) ->
  (8 <= N.of_nat (mistakes (iter f 12) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 12) 1 (1 + alpha) 0 (1 + alpha) Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 18%N 2) c Hc (fits_uniform g 18 2 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_2 : forall f : R -> R, lip_on f alpha 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall g : net, depth g = 2%nat -> width_le g 18 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 (1 + alpha),
  (377 - 361) * ((1 + alpha) - 1)^2 / (4 * alpha^12) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f alpha 12 1 (1 + alpha) 0 (1 + alpha) Ncross g (repeat 18%N 2) apart L_positive Hf Hs
    (crossings f (lip_on_cont f alpha 0 (1 + alpha) Hf) Hs Hv) (fits_uniform g 18 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_3 : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall g : net, depth g = 3%nat -> width_le g 6 ->
  exists z, 0 <= z <= (1 + alpha) /\ ((1/2) * alpha) <= Rabs (iter f 12 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 12) 1 (1 + alpha) 0 (1 + alpha) Ncross g (repeat 6%N 3) apart (crossings f Hf Hs Hv)
    (fits_uniform g 6 3 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_3 : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 12) 1 (1 + alpha) 0 (1 + alpha) zs /\
  forall g : net, depth g = 3%nat -> width_le g 6 -> forall c, 1 < c <= (1 + alpha) ->
  (17 <= N.of_nat (mistakes (iter f 12) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 12) 1 (1 + alpha) 0 (1 + alpha) Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 6%N 3) c Hc (fits_uniform g 6 3 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_3 : forall f : R -> R, lip_on f alpha 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall g : net, depth g = 3%nat -> width_le g 6 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 12 z - neval g z)) 0 (1 + alpha),
  (377 - 343) * ((1 + alpha) - 1)^2 / (4 * alpha^12) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f alpha 12 1 (1 + alpha) 0 (1 + alpha) Ncross g (repeat 6%N 3) apart L_positive Hf Hs
    (crossings f (lip_on_cont f alpha 0 (1 + alpha) Hf) Hs Hv) (fits_uniform g 6 3 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

(* the polynomial is monotone in the interval of alpha, so the equation allows a narrower one *)
Definition sharp_lo : Q := (6627#4096).
Definition sharp_hi : Q := (1657#1024).
Lemma checked_sharper : check_sharper (1#1) (2#1) m sharp_lo sharp_hi = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma alpha_sharp : Q2R sharp_lo <= alpha <= Q2R sharp_hi.
Proof. exact (sharper _ _ _ _ _ checked_sharper alpha alpha_enclosed alpha_is_root). Qed.

Lemma checked_set : check_algebraic_known (1#1) (2#1) Vq sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/500 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [309; 500]%N.
Lemma checked_paths : check_paths_at sigma 1 0 (809#500) (1#1) 500%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_algebraic_neighbours (1#1) (2#1) m (map fst Vq) 1 []%Q [(1#1); (1#1)]%Q [(0#1); (1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (809/500)^t ->
  exists z, 0 <= z <= (1 + alpha) /\ ((1/2) * alpha) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (algebraic_set_every _ _ alpha alpha_enclosed m alpha_is_root Vq sigma 1 0 (809#500) (1#1) 500%N v []%Q [(1#1); (1#1)]%Q [(0#1); (1#2)]%Q checked_set checked_paths
    checked_levels V 0 (1 + alpha) ((1/2) * alpha) 1 (809/500) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/500 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [116493; 188500]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 1 12 (809#500) (11711#10000) 500%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_algebraic_neighbours (1#1) (2#1) m (map fst Vq) 1 []%Q [(1#1); (1#1)]%Q [(0#1); (1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall f : R -> R, cont_on f 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (11711/10000) * (809/500)^t ->
  exists z, 0 <= z <= (1 + alpha) /\ ((1/2) * alpha) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (algebraic_set_every _ _ alpha alpha_enclosed m alpha_is_root Vq sigma 1 12 (809#500) (11711#10000) 500%N v_from_12 []%Q [(1#1); (1#1)]%Q [(0#1); (1#2)]%Q checked_set checked_paths_from_12
    checked_levels_from_12 V 0 (1 + alpha) ((1/2) * alpha) (11711/10000) (809/500) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v A >= L v with v <= 1 *)
Definition extremal_vector : list poly := [[(-1#1); (1#1)]%Q; [(1#1)]%Q].
Lemma checked_sent : check_algebraic_known (1#1) (2#1) Vq sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_extremal : check_extremal sharp_lo sharp_hi m (map fst Vq) sigma extremal_vector [(0#1); (1#1)]%Q [(11#25)]%Q [0; 1]%nat []%Q [(1#1); (1#1)]%Q [(-11#50); (39#100)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_extremal_t : forall f : R -> R, lip_on f alpha 0 (1 + alpha) -> selfmap f 0 (1 + alpha) -> takes f V ->
  forall (t k : nat) (w : N) (g : net), depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k <= (11/25) * alpha^t ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 (1 + alpha), (((-11)/50) + (39/100) * alpha) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv t k w g Hd Hw Hk. rewrite <- uniform_pieces in Hk. revert Hk.
  apply (algebraic_set_extremal _ _ alpha alpha_enclosed _ _ alpha_sharp m alpha_is_root Vq  sigma extremal_vector [(0#1); (1#1)]%Q [(11#25)]%Q [0; 1]%nat []%Q [(1#1); (1#1)]%Q [(-11#50); (39#100)]%Q checked_sent checked_extremal V 0 (1 + alpha) alpha (11/25) (((-11)/50) + (39/100) * alpha) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(algebraic)
    f Hf Hs Hv t g (repeat w k) (fits_uniform g w k Hw Hd)).
Qed.
End Field.

(* What all of it rests on. *)
Definition all_proved := (alpha_exists, crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_3, labels_depth_3,
   area_depth_3, every_t, every_t_from_12, area_extremal_t).
Print Assumptions all_proved.
