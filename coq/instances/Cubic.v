(* cubic: orbit. From cubic.map, written by orbitex.

   Let alpha be a root in [117/64,59/32] of the polynomial in the hypothesis alpha_root; alpha_exists: there is one.
   Let f be any continuous map of [0,(alpha^2)] into itself with the values V, a list of pairs (p, f p).
   crossings: f^15 crosses the levels x = alpha, y = (alpha^2) at least 10609 times on [0,(alpha^2)].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (((-1)/2) * alpha + (1/2) * alpha^2) at some point of [0,(alpha^2)].
   labels_depth_k: there are 10610 points, chosen before g, where f^15 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: if f is 4-Lipschitz on [0,(alpha^2)], the integral of |f^15 - g| over [0,(alpha^2)] is at least
     (crossings - pieces) (y - x)^2 / (4 L^15), where L = 4.
   every_t: for every t >= 0, g of depth k and width w with (w+1)^k < 1 (1839/1000)^t errs by at least (((-1)/2) * alpha + (1/2) * alpha^2) somewhere.
   every_t_from_12: for every t >= 12, g of depth k and width w with (w+1)^k < (2279/2000) (1839/1000)^t errs by at least (((-1)/2) * alpha + (1/2) * alpha^2) somewhere.
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 2, width 101: at most 10404 pieces, at least 103 wrong labels
     depth 3, width 20: at most 9261 pieces, at least 674 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Algebraic PathGrowth AlgebraicGrowth.
Import ListNotations.
Open Scope R_scope.

Definition m : poly := [(-1#1); (-1#1); (-1#1); (1#1)]%Q.
Lemma checked_root : has_root (117#64) (59#32) m = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem alpha_exists : exists alpha : R, (117/64) <= alpha <= (59/32) /\ ((-1) + (-1) * alpha + (-1) * alpha^2 + alpha^3) = 0.
Proof.
  destruct (root_exists _ _ _ checked_root) as (alpha & Hr & Hm). exists alpha.
  replace (117/64) with (Q2R (117#64)) by (symmetry; rational). replace (59/32) with (Q2R (59#32)) by (symmetry; rational).
  split; [exact Hr|]. rewrite <- Hm. unfold m. symmetry. algebraic.
Qed.

Section Field.
Variable alpha : R.
Hypothesis alpha_range : (117/64) <= alpha <= (59/32).
Hypothesis alpha_root : ((-1) + (-1) * alpha + (-1) * alpha^2 + alpha^3) = 0.
Lemma alpha_enclosed : Q2R (117#64) <= alpha <= Q2R (59#32).
Proof.
  replace (Q2R (117#64)) with (117/64) by rational. replace (Q2R (59#32)) with (59/32) by rational. exact alpha_range.
Qed.
Lemma alpha_is_root : pev m alpha = 0.
Proof. rewrite <- alpha_root. unfold m. algebraic. Qed.

Definition V : list (R * R) :=
  [(0, 1); (1, alpha); (alpha, (alpha^2)); ((alpha^2), 0)].
Definition Ncross : N := 10609%N.

Definition Vq : list (poly * poly) :=
  [([]%Q, [(1#1)]%Q); ([(1#1)]%Q, [(0#1); (1#1)]%Q); ([(0#1); (1#1)]%Q, [(0#1); (0#1); (1#1)]%Q);
   ([(0#1); (0#1); (1#1)]%Q, []%Q)]%Q.
Definition sigma : list nat := [1; 2; 3; 0]%nat.
Lemma checked : check_algebraic_set (117#64) (59#32) Vq sigma 2 3 15 []%Q [(0#1); (0#1); (1#1)]%Q [(0#1); (1#1)]%Q [(0#1); (0#1); (1#1)]%Q Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map (vertex_at alpha) Vq.
Proof. unfold V, Vq. algebraics. Qed.

Theorem crossings : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  ncross (iter f 15) alpha (alpha^2) 0 (alpha^2) Ncross.
Proof. apply (algebraic_set_crossings _ _ alpha alpha_enclosed _ _ _ _ _ _ _ _ _ _ checked V); [exact V_data | algebraic | algebraic | algebraic | algebraic]. Qed.
Lemma apart : alpha < (alpha^2).
Proof.
  apply (algebraic_apart (117#64) (59#32) alpha alpha_enclosed [(0#1); (1#1)]%Q [(0#1); (0#1); (1#1)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.
Lemma L_positive : 0 < 4.
Proof.
  apply (algebraic_apart (117#64) (59#32) alpha alpha_enclosed nil [(4#1)]%Q ltac:(vm_compute; reflexivity)); algebraic.
Qed.

Theorem bound_depth_2 : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall g : net, depth g = 2%nat -> width_le g 101 ->
  exists z, 0 <= z <= (alpha^2) /\ (((-1)/2) * alpha + (1/2) * alpha^2) <= Rabs (iter f 15 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 15) alpha (alpha^2) 0 (alpha^2) Ncross g (repeat 101%N 2) apart (crossings f Hf Hs Hv)
    (fits_uniform g 101 2 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 15) alpha (alpha^2) 0 (alpha^2) zs /\
  forall g : net, depth g = 2%nat -> width_le g 101 -> forall c, alpha < c <= (alpha^2) ->
  (103 <= N.of_nat (mistakes (iter f 15) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 15) alpha (alpha^2) 0 (alpha^2) Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 101%N 2) c Hc (fits_uniform g 101 2 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_2 : forall f : R -> R, lip_on f 4 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall g : net, depth g = 2%nat -> width_le g 101 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 15 z - neval g z)) 0 (alpha^2),
  (10609 - 10404) * ((alpha^2) - alpha)^2 / (4 * 4^15) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f 4 15 alpha (alpha^2) 0 (alpha^2) Ncross g (repeat 101%N 2) apart L_positive Hf Hs
    (crossings f (lip_on_cont f 4 0 (alpha^2) Hf) Hs Hv) (fits_uniform g 101 2 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
Theorem bound_depth_3 : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall g : net, depth g = 3%nat -> width_le g 20 ->
  exists z, 0 <= z <= (alpha^2) /\ (((-1)/2) * alpha + (1/2) * alpha^2) <= Rabs (iter f 15 z - neval g z).
Proof.
  intros f Hf Hs Hv g Hd Hw.
  destruct (sup_widths (iter f 15) alpha (alpha^2) 0 (alpha^2) Ncross g (repeat 20%N 3) apart (crossings f Hf Hs Hv)
    (fits_uniform g 20 3 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_3 : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 15) alpha (alpha^2) 0 (alpha^2) zs /\
  forall g : net, depth g = 3%nat -> width_le g 20 -> forall c, alpha < c <= (alpha^2) ->
  (674 <= N.of_nat (mistakes (iter f 15) (neval g) c zs))%N.
Proof.
  intros f Hf Hs Hv.
  destruct (classification_widths (iter f 15) alpha (alpha^2) 0 (alpha^2) Ncross apart ltac:(vm_compute; reflexivity) (crossings f Hf Hs Hv))
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 20%N 3) c Hc (fits_uniform g 20 3 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_3 : forall f : R -> R, lip_on f 4 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall g : net, depth g = 3%nat -> width_le g 20 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 15 z - neval g z)) 0 (alpha^2),
  (10609 - 9261) * ((alpha^2) - alpha)^2 / (4 * 4^15) <= RiemannInt pr.
Proof.
  intros f Hf Hs Hv g Hd Hw.
  exact (area_widths_on f 4 15 alpha (alpha^2) 0 (alpha^2) Ncross g (repeat 20%N 3) apart L_positive Hf Hs
    (crossings f (lip_on_cont f 4 0 (alpha^2) Hf) Hs Hv) (fits_uniform g 20 3 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.

Lemma checked_set : check_algebraic_known (117#64) (59#32) Vq sigma = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* v/10000 is at most the number of paths of 0 steps that end at each interval; v A >= r v for the rate r *)
Definition v : list N := [5437; 8393; 10000]%N.
Lemma checked_paths : check_paths_at sigma 2 0 (1839#1000) (1#1) 10000%N v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels : check_algebraic_neighbours (117#64) (59#32) m (map fst Vq) 2 []%Q [(0#1); (0#1); (1#1)]%Q [(0#1); (-1#2); (1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (0 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < 1 * (1839/1000)^t ->
  exists z, 0 <= z <= (alpha^2) /\ (((-1)/2) * alpha + (1/2) * alpha^2) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (algebraic_set_every _ _ alpha alpha_enclosed m alpha_is_root Vq sigma 2 0 (1839#1000) (1#1) 10000%N v []%Q [(0#1); (0#1); (1#1)]%Q [(0#1); (-1#2); (1#2)]%Q checked_set checked_paths
    checked_levels V 0 (alpha^2) (((-1)/2) * alpha + (1/2) * alpha^2) 1 (1839/1000) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.

(* v/500000 is at most the number of paths of 12 steps that end at each interval; v A >= r v for the rate r *)
Definition v_from_12 : list N := [463498813; 715494857; 852490000]%N.
Lemma checked_paths_from_12 : check_paths_at sigma 2 12 (1839#1000) (2279#2000) 500000%N v_from_12 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_levels_from_12 : check_algebraic_neighbours (117#64) (59#32) m (map fst Vq) 2 []%Q [(0#1); (0#1); (1#1)]%Q [(0#1); (-1#2); (1#2)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem every_t_from_12 : forall f : R -> R, cont_on f 0 (alpha^2) -> selfmap f 0 (alpha^2) -> takes f V ->
  forall (t k : nat) (w : N) (g : net), (12 <= t)%nat -> depth g = k -> width_le g w ->
  (IZR (Z.of_N w) + 1)^k < (2279/2000) * (1839/1000)^t ->
  exists z, 0 <= z <= (alpha^2) /\ (((-1)/2) * alpha + (1/2) * alpha^2) <= Rabs (iter f t z - neval g z).
Proof.
  intros f Hf Hs Hv t k w g Ht Hd Hw Hk.
  apply (algebraic_set_every _ _ alpha alpha_enclosed m alpha_is_root Vq sigma 2 12 (1839#1000) (2279#2000) 500000%N v_from_12 []%Q [(0#1); (0#1); (1#1)]%Q [(0#1); (-1#2); (1#2)]%Q checked_set checked_paths_from_12
    checked_levels_from_12 V 0 (alpha^2) (((-1)/2) * alpha + (1/2) * alpha^2) (2279/2000) (1839/1000) V_data ltac:(algebraic) ltac:(algebraic) ltac:(algebraic) ltac:(rational) ltac:(rational)
    f Hf Hs Hv t g (repeat w k) Ht (fits_uniform g w k Hw Hd)).
  rewrite uniform_pieces. exact Hk.
Qed.
End Field.

(* What all of it rests on. *)
Definition all_proved := (alpha_exists, crossings, bound_depth_2, labels_depth_2, area_depth_2, bound_depth_3, labels_depth_3,
   area_depth_3, every_t, every_t_from_12).
Print Assumptions all_proved.
