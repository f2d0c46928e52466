(* Lengths: the area between f^t and a network from the lengths of the intervals that f^t maps affinely onto a band: with
   total length M1 it is at least (y-x)(M1 - s)/4 if the K longest have together at most s, so if s^2 >= K M2, M2 the sum of
   squares, or if s is K times the longest (docs/theory.md, Theorems 6' and 6'', one band). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions Triangles Area.
Import ListNotations.
Open Scope R_scope.

(** F crosses [x,y] on (u,v) as an affine map would: with the least possible Lipschitz constant *)
Definition onto (F : R -> R) (x y : R) (uv : R * R) : Prop :=
  fst uv < snd uv /\ crosses F x y uv /\ lip_on F ((y - x) / (snd uv - fst uv)) (fst uv) (snd uv).

Fixpoint total (l : list (R * R)) : R := match l with nil => 0 | (u, v) :: r => (v - u) + total r end.
Fixpoint squares (l : list (R * R)) : R := match l with nil => 0 | (u, v) :: r => (v - u)^2 + squares r end.

Lemma total_app : forall l k, total (l ++ k) = total l + total k.
Proof. induction l as [|[u v] l IH]; intro k; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma squares_app : forall l k, squares (l ++ k) = squares l + squares k.
Proof. induction l as [|[u v] l IH]; intro k; cbn [app squares]; [ring|]. rewrite IH. ring. Qed.
Lemma total_mirror : forall l, total (rev (map negp l)) = total l.
Proof. induction l as [|[u v] l IH]; [reflexivity|]. cbn [map rev]. rewrite total_app, IH. unfold negp. simpl. ring. Qed.
Lemma squares_mirror : forall l, squares (rev (map negp l)) = squares l.
Proof. induction l as [|[u v] l IH]; [reflexivity|]. cbn [map rev]. rewrite squares_app, IH. unfold negp. simpl. ring. Qed.

(** ** the area on such intervals *)
Fixpoint weighted (ws : list R) (l : list (R * R)) : R :=
  match ws, l with w :: ws', (u, v) :: l' => w * (v - u) + weighted ws' l' | _, _ => 0 end.
Fixpoint sum (ws : list R) : R := match ws with nil => 0 | w :: r => w + sum r end.

Lemma onto_area : forall x y F g H b, x < y -> continuity g ->
  forall l a, chain a l b -> Forall (onto F x y) l ->
  (forall z, a <= z <= b -> derivable_pt_lim H z (Rabs (F z - g z))) ->
  exists l' ws, chain a l' b /\ length ws = length l /\ Forall (fun w => 0 <= w <= (y-x)^2/4) ws /\
    sum ws <= tv (fun z => Phi x y (g z)) l' /\
    ((y-x)^2/4 * total l - weighted ws l) / (y - x) <= H b - H a.
Proof.
  intros x y F g H b Hxy Hg. assert (I0 : 0 < / (y - x)) by (apply Rinv_0_lt_compat; lra).
  induction l as [|[u v] l IH]; intros a HC HF HD.
  - exists nil, nil. split; [exact HC|]. split; [reflexivity|]. split; [constructor|]. split; [simpl; lra|]. simpl. simpl in HC.
    pose proof (prim_mono (fun z => Rabs (F z - g z)) H a b HC HD ltac:(intros; apply Rabs_pos)). unfold Rdiv. lra.
  - simpl in HC. destruct HC as (A & B & C). pose proof (chain_le _ _ _ C) as E.
    inversion HF as [|? ? (K1 & K2 & K3) HF']; subst. cbn [fst snd] in K1, K2, K3.
    destruct (IH v C HF') as (l' & ws & C' & Ln & Fw & T1 & T2).
    { intros z Hz. apply HD. lra. }
    destruct (continuity_ab_min g u v B ltac:(intros; apply Hg)) as (s & Hs1 & Hs2).
    destruct (continuity_ab_maj g u v B ltac:(intros; apply Hg)) as (S & HS1 & HS2).
    assert (HLam : 0 < (y - x) / (v - u)) by (apply Rdiv_lt_0_compat; lra).
    pose proof (cross_area x y F g H ((y - x) / (v - u)) u v s S Hxy HLam B ltac:(intros z Hz; apply HD; lra)
      K3 K2 ltac:(intros z Hz; split; [apply Hs1|apply HS1]; exact Hz) Hs2) as T.
    pose proof (prim_mono (fun z => Rabs (F z - g z)) H a u A ltac:(intros z Hz; apply HD; lra) ltac:(intros; apply Rabs_pos)) as T0.
    set (h := fun z => Phi x y (g z)) in *.
    assert (M : h s <= h S) by (apply Phi_mono; [exact Hxy|apply HS1; exact Hs2]).
    pose proof (Phi_range x y Hxy (g s)) as R1. pose proof (Phi_range x y Hxy (g S)) as R2.
    change (Phi x y (g S)) with (h S) in *. change (Phi x y (g s)) with (h s) in *.
    exists ((Rmin s S, Rmax s S) :: l'), ((h S - h s) :: ws). split; [|split; [simpl; congruence|split; [constructor; [lra|exact Fw]|split]]].
    + simpl. unfold Rmin, Rmax. destruct (Rle_dec s S); repeat split; try lra;
        (eapply chain_weaken; [| apply Rle_refl | exact C']; lra).
    + cbn [sum tv]. assert (h S - h s <= Rabs (h (Rmax s S) - h (Rmin s S))).
      { unfold Rmin, Rmax. destruct (Rle_dec s S); [apply Rle_abs|]. rewrite Rabs_minus_sym. apply Rle_abs. }
      lra.
    + cbn [total weighted].
      replace (((y-x)^2/4 - (h S - h s)) / ((y - x) / (v - u))) with (((y-x)^2/4 - (h S - h s)) * (v - u) / (y - x)) in T by (field; lra).
      replace (((y - x) ^ 2 / 4 * (v - u + total l) - ((h S - h s) * (v - u) + weighted ws l)) / (y - x))
        with (((y-x)^2/4 - (h S - h s)) * (v - u) / (y - x) + ((y-x)^2/4 * total l - weighted ws l) / (y - x)) by (field; lra).
      lra.
Qed.

(** Cauchy-Schwarz, without roots *)
Lemma weighted_le : forall D, 0 < D -> forall lam, 0 < lam -> forall ws l, length ws = length l -> Forall (fun w => 0 <= w <= D) ws ->
  2 * weighted ws l <= lam * (D * sum ws) + squares l / lam.
Proof.
  intros D HD lam Hl. assert (I0 : 0 < / lam) by (apply Rinv_0_lt_compat; exact Hl).
  induction ws as [|w ws IH]; intros [|[u v] l] Ln HF; try discriminate.
  - simpl. unfold Rdiv. lra.
  - inversion HF as [|? ? W HF']; subst. specialize (IH l ltac:(simpl in Ln; congruence) HF').
    cbn [weighted sum squares]. set (d := v - u).
    assert (Q : 2 * (w * d) <= lam * (w * w) + d^2 / lam).
    { assert (0 <= (lam * w - d)^2 * / lam) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
      replace ((lam * w - d)^2 * / lam) with (lam * (w * w) + d^2 / lam - 2 * (w * d)) in H by (field; lra). lra. }
    assert (lam * (w * w) <= lam * (D * w)) by (apply Rmult_le_compat_l; [lra|apply Rmult_le_compat_r; lra]).
    unfold Rdiv in *. lra.
Qed.

(** the K longest of the intervals have together at most the length s *)
Definition covered (K s : R) (l : list (R * R)) : Prop := forall D ws, 0 < D -> length ws = length l ->
  Forall (fun w => 0 <= w <= D) ws -> sum ws <= K * D -> weighted ws l <= D * s.

Lemma covered_squares : forall K s l, 0 < K -> 0 < s -> K * squares l <= s^2 -> covered K s l.
Proof.
  intros K s l HK Hs HS D ws HD Ln Fw T. assert (HKD : 0 < K * D) by (apply Rmult_lt_0_compat; assumption).
  set (lam := s / (K * D)). assert (Hlam : 0 < lam) by (apply Rdiv_lt_0_compat; lra).
  pose proof (weighted_le D HD lam Hlam ws l Ln Fw) as W.
  assert (W1 : lam * (D * sum ws) <= D * s).
  { replace (D * s) with (lam * (D * (K * D))) by (unfold lam; field; split; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra. }
  assert (W2 : squares l / lam <= D * s).
  { unfold lam. replace (squares l / (s / (K * D))) with ((K * squares l) * (D / s)) by (field; repeat split; lra).
    replace (D * s) with (s^2 * (D / s)) by (field; lra). apply Rmult_le_compat_r; [|exact HS].
    apply Rlt_le, Rdiv_lt_0_compat; lra. }
  lra.
Qed.
Lemma covered_longest : forall K s c l, 0 <= c -> K * c <= s -> Forall (fun uv => snd uv - fst uv <= c) l -> covered K s l.
Proof.
  intros K s c l Hc HS HF D ws HD Ln Fw T. apply Rle_trans with (c * sum ws).
  - clear T. revert ws Ln Fw. induction HF as [|[u v] l H HF IH]; intros [|w ws] Ln Fw; try discriminate; cbn [weighted sum]; [lra|].
    inversion Fw; subst. specialize (IH ws ltac:(simpl in Ln; congruence) ltac:(assumption)). cbn [fst snd] in H.
    assert (w * (v - u) <= w * c) by (apply Rmult_le_compat_l; lra). lra.
  - apply Rle_trans with (c * (K * D)); [apply Rmult_le_compat_l; assumption|].
    replace (c * (K * D)) with (D * (K * c)) by ring. apply Rmult_le_compat_l; lra.
Qed.

(** with any bound on the increments of Phi along g in place of the number of pieces *)
Theorem area_lengths_tv : forall F g x y a b K s l (pr : Riemann_integrable (fun z => Rabs (F z - g z)) a b),
  x < y -> continuity F -> continuity g -> chain a l b -> Forall (onto F x y) l ->
  (forall k, chain a k b -> tv (fun z => Phi x y (g z)) k <= K * ((y-x)^2/4)) -> covered K s l ->
  (y - x) * (total l - s) / 4 <= RiemannInt pr.
Proof.
  intros F g x y a b K s l pr Hxy HF Hg HC Hl HK HS.
  pose proof (chain_le _ _ _ HC) as Hab.
  assert (C0 : forall z, a <= z <= b -> continuity_pt (fun z => Rabs (F z - g z)) z)
    by (intros; apply derivable_abs_diff; assumption).
  set (H := primitive Hab (FTC_P1 Hab C0)).
  assert (HD : forall z, a <= z <= b -> derivable_pt_lim H z (Rabs (F z - g z))).
  { intros z Hz. apply (RiemannInt_P28 Hab C0 Hz). }
  destruct (onto_area x y F g H b Hxy Hg l a HC Hl HD) as (l' & ws & C' & Ln & Fw & T1 & T2).
  pose proof (HK l' C') as V.
  set (D := (y-x)^2/4) in *. assert (HD0 : 0 < D) by (unfold D; nra).
  pose proof (HS D ws HD0 Ln Fw ltac:(lra)) as W.
  rewrite (RiemannInt_P20 Hab (FTC_P1 Hab C0) pr). fold H. eapply Rle_trans; [|exact T2].
  replace ((y - x) * (total l - s) / 4) with ((D * total l - D * s) / (y - x)) by (unfold D; field; lra).
  unfold Rdiv at 1 2. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. lra.
Qed.

(** ** pulling such intervals back through an affine piece *)
Lemma pull_onto_up : forall f F x y s q a b l, 0 < s -> (forall z, a <= z <= b -> f z = s * z + q) -> a <= b ->
  chain (f a) l (f b) -> Forall (onto F x y) l ->
  exists l', chain a l' b /\ Forall (onto (fun z => F (f z)) x y) l' /\ total l' = total l / s /\ squares l' = squares l / s^2 /\
    forall c, Forall (fun uv => snd uv - fst uv <= c) l -> Forall (fun uv => snd uv - fst uv <= c / s) l'.
Proof.
  intros f F x y s q a b l Hs Hf Hab HC HO. assert (I0 : 0 < / s) by (apply Rinv_0_lt_compat; exact Hs).
  set (k := fun z => (z - q) / s). exists (map (fun uv => (k (fst uv), k (snd uv))) l).
  assert (Hk : forall z, s * k z + q = z) by (intro z; unfold k; field; lra).
  assert (Mk : forall z w, z <= w -> k z <= k w).
  { intros z w H. unfold k, Rdiv. apply Rmult_le_compat_r; lra. }
  assert (Ka : k (f a) = a) by (rewrite Hf by lra; unfold k; field; lra).
  assert (Kb : k (f b) = b) by (rewrite Hf by lra; unfold k; field; lra).
  assert (HI := chain_in _ _ _ HC).
  split; [|split; [|split; [|split]]].
  - rewrite <- Ka, <- Kb. clear HO HI Ka Kb. revert HC. generalize (f a). induction l as [|[u v] l IH]; intros c HC; simpl in *.
    + apply Mk. exact HC.
    + destruct HC as (A & B & C). repeat split; try (apply Mk; assumption). apply IH. exact C.
  - rewrite Forall_map. rewrite Forall_forall in *. intros [u v] Hin. specialize (HO _ Hin). specialize (HI _ Hin).
    cbn [fst snd] in *. destruct HO as (O1 & O2 & O3). cbn [fst snd] in O1, O3.
    assert (U : a <= k u <= b) by (rewrite <- Ka, <- Kb; split; apply Mk; lra).
    assert (V : a <= k v <= b) by (rewrite <- Ka, <- Kb; split; apply Mk; lra).
    assert (Fu : f (k u) = u) by (rewrite Hf by exact U; apply Hk).
    assert (Fv : f (k v) = v) by (rewrite Hf by exact V; apply Hk).
    assert (L : v - u = s * (k v - k u)) by (rewrite <- (Hk v), <- (Hk u) at 1; ring).
    split; [|split]; cbn [fst snd].
    + apply (Rmult_lt_reg_l s); lra.
    + unfold crosses in *. cbn [fst snd] in *. rewrite Fu, Fv. exact O2.
    + intros z w Hz Hw. specialize (O3 (f z) (f w)).
      assert (Bz : u <= f z <= v).
      { rewrite (Hf z) by lra. rewrite <- (Hk u), <- (Hk v). split; apply Rplus_le_compat_r, Rmult_le_compat_l; lra. }
      assert (Bw : u <= f w <= v).
      { rewrite (Hf w) by lra. rewrite <- (Hk u), <- (Hk v). split; apply Rplus_le_compat_r, Rmult_le_compat_l; lra. }
      specialize (O3 Bz Bw). rewrite (Hf z) in O3 by lra. rewrite (Hf w) in O3 by lra.
      rewrite (Hf z), (Hf w) by lra.
      replace (s * w + q - (s * z + q)) with (s * (w - z)) in O3 by ring.
      rewrite Rabs_mult, (Rabs_right s) in O3 by lra. rewrite L in O3.
      replace ((y - x) / (k v - k u) * Rabs (w - z)) with ((y - x) / (s * (k v - k u)) * (s * Rabs (w - z))); [exact O3|].
      field. split; [|lra]. intro Z. rewrite Z in L. lra.
  - clear -Hs. induction l as [|[u v] l IH]; simpl; [field; lra|]. rewrite IH. unfold k. field. lra.
  - clear -Hs. induction l as [|[u v] l IH]; cbn [map squares fst snd]; [field; lra|]. rewrite IH. unfold k. field. lra.
  - intros c Hc. rewrite Forall_map. eapply Forall_impl; [|exact Hc]. intros [u v] H. cbn [fst snd] in *. unfold k.
    replace ((v - q) / s - (u - q) / s) with ((v - u) / s) by (field; lra). unfold Rdiv. apply Rmult_le_compat_r; lra.
Qed.

Lemma onto_mirror : forall F x y l, Forall (onto (fun z => F (- z)) x y) l -> Forall (onto F x y) (rev (map negp l)).
Proof.
  intros F x y l H. apply Forall_rev. rewrite Forall_map. eapply Forall_impl; [|exact H].
  intros [u v] (A & B & C). unfold onto, negp in *. cbn [fst snd] in *. split; [lra|]. split.
  - destruct B as [(B1 & B2)|(B1 & B2)]; [right|left]; split; assumption.
  - intros z w Hz Hw. specialize (C (- z) (- w) ltac:(lra) ltac:(lra)). cbv beta in C. rewrite !Ropp_involutive in C.
    replace (- u - - v) with (v - u) by ring. replace (- w - - z) with (- (w - z)) in C by ring. rewrite Rabs_Ropp in C. exact C.
Qed.

Lemma pull_onto : forall f F x y s q a b c d l, a <= b -> (forall z, a <= z <= b -> f z = s * z + q) -> s <> 0 ->
  (f a = c /\ f b = d) \/ (f a = d /\ f b = c) -> c <= d ->
  chain c l d -> Forall (onto F x y) l ->
  exists l', chain a l' b /\ Forall (onto (fun z => F (f z)) x y) l' /\ total l' = total l / Rabs s /\ squares l' = squares l / (Rabs s)^2 /\
    forall c, Forall (fun uv => snd uv - fst uv <= c) l -> Forall (fun uv => snd uv - fst uv <= c / Rabs s) l'.
Proof.
  intros f F x y s q a b c d l Hab Hf Hs He Hcd HC HO.
  assert (Ea : f a = s * a + q) by (apply Hf; lra). assert (Eb : f b = s * b + q) by (apply Hf; lra).
  destruct (Rlt_dec 0 s) as [S0|S0].
  - rewrite (Rabs_right s) by lra. apply (pull_onto_up f F x y s q a b l S0 Hf Hab); [|exact HO].
    destruct He as [(<- & <-)|(E1 & E2)]; [exact HC|].
    assert (s * a <= s * b) by (apply Rmult_le_compat_l; lra).
    assert (f a = c) by lra. assert (f b = d) by lra. congruence.
  - assert (S1 : 0 < - s) by lra. rewrite (Rabs_left s) by lra.
    destruct (pull_onto_up (fun z => f (- z)) F x y (- s) q (- b) (- a) l S1) as (l' & A & B & C & D & E).
    + intros z Hz. rewrite Hf by lra. ring.
    + lra.
    + rewrite !Ropp_involutive. destruct He as [(E1 & E2)|(<- & <-)]; [|exact HC].
      assert (- s * a <= - s * b) by (apply Rmult_le_compat_l; lra).
      assert (f b = c) by lra. assert (f a = d) by lra. congruence.
    + exact HO.
    + exists (rev (map negp l')). rewrite total_mirror, squares_mirror. split; [|split; [|split; [exact C|split; [exact D|]]]].
      * apply chain_rev in A. rewrite !Ropp_involutive in A. exact A.
      * apply (onto_mirror (fun z => F (f z))). exact B.
      * intros w Hw. apply Forall_rev. rewrite Forall_map. eapply Forall_impl; [|exact (E w Hw)]. intros [u v] H.
        unfold negp. cbn [fst snd] in *. lra.
Qed.
