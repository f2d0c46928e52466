(* Area: the area between a Lipschitz function with C crossings and a function with K pieces, sharp constant 1/4, as a
   Riemann integral; networks and iterates are continuous (docs/theory.md, Theorem 5). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions Triangles.
From Orbitex Require Graphs.
Import ListNotations.
Open Scope R_scope.

(** ** all crossing intervals together *)
Lemma lip_sub : forall F Lam a b u v, lip_on F Lam a b -> a <= u -> v <= b -> lip_on F Lam u v.
Proof. intros F Lam a b u v H A B s t Hs Ht. apply H; lra. Qed.

Lemma chain_area : forall x y F g H Lam b, x < y -> 0 < Lam -> continuity g ->
  forall l a, chain a l b -> Forall (crosses F x y) l ->
  (forall z, a <= z <= b -> derivable_pt_lim H z (Rabs (F z - g z))) ->
  lip_on F Lam a b ->
  exists l', chain a l' b /\
    (INR (length l) * ((y-x)^2/4) - tv (fun z => Phi x y (g z)) l') / Lam <= H b - H a.
Proof.
  intros x y F g H Lam b Hxy HLam Hg. assert (I0 : 0 < / Lam) by (apply Rinv_0_lt_compat; lra).
  induction l as [|[u v] l IH]; intros a HC HF HD HL.
  - exists nil. split; [exact HC|]. simpl. simpl in HC.
    pose proof (prim_mono (fun z => Rabs (F z - g z)) H a b HC HD ltac:(intros; apply Rabs_pos)).
    unfold Rdiv. lra.
  - simpl in HC. destruct HC as (A & B & C). pose proof (chain_le _ _ _ C) as E.
    inversion HF as [|? ? K HF']; subst.
    destruct (IH v C HF') as (l' & C' & T').
    { intros z Hz. apply HD. lra. }
    { eapply lip_sub; [exact HL|lra|lra]. }
    destruct (continuity_ab_min g u v B ltac:(intros; apply Hg)) as (s & Hs1 & Hs2).
    destruct (continuity_ab_maj g u v B ltac:(intros; apply Hg)) as (S & HS1 & HS2).
    pose proof (cross_area x y F g H Lam u v s S Hxy HLam B ltac:(intros z Hz; apply HD; lra)
      (lip_sub _ _ _ _ u v HL ltac:(lra) ltac:(lra)) K ltac:(intros z Hz; split; [apply Hs1|apply HS1]; exact Hz) Hs2) as T.
    pose proof (prim_mono (fun z => Rabs (F z - g z)) H a u A ltac:(intros z Hz; apply HD; lra) ltac:(intros; apply Rabs_pos)) as T0.
    set (h := fun z => Phi x y (g z)) in *.
    assert (X : h S - h s <= Rabs (h S - h s)) by apply Rle_abs.
    exists ((Rmin s S, Rmax s S) :: l'). split.
    + simpl. unfold Rmin, Rmax. destruct (Rle_dec s S); repeat split; try lra;
        (eapply chain_weaken; [| apply Rle_refl | exact C']; lra).
    + assert (X2 : tv h ((Rmin s S, Rmax s S) :: l') = Rabs (h S - h s) + tv h l').
      { cbn [tv]. unfold Rmin, Rmax. destruct (Rle_dec s S); [reflexivity|]. rewrite Rabs_minus_sym. reflexivity. }
      rewrite X2. change (length ((u,v)::l)) with (Datatypes.S (length l)). rewrite S_INR.
      change (Phi x y (g S)) with (h S) in T. change (Phi x y (g s)) with (h s) in T.
      unfold Rdiv at 1. unfold Rdiv at 1 in T. unfold Rdiv at 1 in T'.
      assert (Y : (Rabs (h S - h s)) * / Lam >= (h S - h s) * / Lam) by nra. nra.
Qed.

Lemma derivable_abs_diff : forall F g, continuity F -> continuity g -> continuity (fun z => Rabs (F z - g z)).
Proof.
  intros F g HF Hg z. apply (continuity_pt_comp (fun z => F z - g z) Rabs).
  - apply (continuity_minus F g HF Hg).
  - apply Rcontinuity_abs.
Qed.

(** the same with any bound on the increments of Phi along g in place of the number of pieces *)
Theorem area_tv : forall F g x y a b N K Lam (pr : Riemann_integrable (fun z => Rabs (F z - g z)) a b),
  x < y -> 0 < Lam -> continuity F -> continuity g -> lip_on F Lam a b ->
  ncross F x y a b N ->
  (forall l, chain a l b -> tv (fun z => Phi x y (g z)) l <= INR K * ((y-x)^2/4)) ->
  (IZR (Z.of_N N) - INR K) * (y - x)^2 / (4 * Lam) <= RiemannInt pr.
Proof.
  intros F g x y a b N K Lam pr Hxy HLam HF Hg HL (l & Ln & HC & Hl) HK.
  pose proof (chain_le _ _ _ HC) as Hab.
  assert (C0 : forall z, a <= z <= b -> continuity_pt (fun z => Rabs (F z - g z)) z)
    by (intros; apply derivable_abs_diff; assumption).
  set (H := primitive Hab (FTC_P1 Hab C0)).
  assert (HD : forall z, a <= z <= b -> derivable_pt_lim H z (Rabs (F z - g z))).
  { intros z Hz. apply (RiemannInt_P28 Hab C0 Hz). }
  destruct (chain_area x y F g H Lam b Hxy HLam Hg l a HC Hl HD HL) as (l' & C' & T).
  pose proof (HK l' C') as V.
  assert (EN : IZR (Z.of_N N) = INR (length l)) by (rewrite INR_IZR_INZ, <- Ln, nat_N_Z; reflexivity).
  rewrite EN, (RiemannInt_P20 Hab (FTC_P1 Hab C0) pr). fold H.
  eapply Rle_trans; [|exact T].
  replace ((INR (length l) - INR K) * (y - x)^2 / (4 * Lam))
    with ((INR (length l) * ((y-x)^2/4) - INR K * ((y-x)^2/4)) / Lam) by (field; lra).
  unfold Rdiv at 1 4. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. lra.
Qed.

(** Theorem 5, sharp constant: C crossings of [x,y] by a Lam-Lipschitz F against K affine pieces *)
Theorem area_pieces : forall F g x y a b N K Lam (pr : Riemann_integrable (fun z => Rabs (F z - g z)) a b),
  x < y -> 0 < Lam -> continuity F -> continuity g -> lip_on F Lam a b ->
  ncross F x y a b N -> pieces g K a b ->
  (IZR (Z.of_N N) - INR K) * (y - x)^2 / (4 * Lam) <= RiemannInt pr.
Proof.
  intros F g x y a b N K Lam pr Hxy HLam HF Hg HL HN HK.
  apply area_tv; try assumption. intros l Hl. apply (tv_pieces x y g K a b Hxy HK l Hl).
Qed.

(** ** networks are continuous *)
Lemma relu_continuity : continuity relu.
Proof.
  apply (Graphs.continuity_ext (fun x => (x + Rabs x) * / 2)).
  - intro x. unfold relu, Rmax. destruct (Rle_dec 0 x); [rewrite Rabs_right by lra|rewrite Rabs_left1 by lra]; lra.
  - apply (continuity_mult (fun x => x + Rabs x) (fun _ => / 2)); [|apply Graphs.cont_const].
    apply (continuity_plus (fun x => x) Rabs); [intro z; apply derivable_continuous_pt, derivable_pt_id | apply Rcontinuity_abs].
Qed.

Lemma dot_continuity : forall w hs, Forall continuity hs -> continuity (fun x => dot w (vec hs x)).
Proof.
  induction w as [|c w IH]; intros hs H; simpl; [apply Graphs.cont_const|].
  destruct hs as [|h hs]; simpl; [apply Graphs.cont_const|]. inversion H; subst.
  apply (continuity_plus (fun x => c * h x) (fun x => dot w (vec hs x))); [|apply IH; assumption].
  apply (continuity_mult (fun _ => c) h); [apply Graphs.cont_const|assumption].
Qed.

Lemma pre_continuity : forall n hs, Forall continuity hs -> continuity (pre_f n hs).
Proof.
  intros [w c] hs H. unfold pre_f, pre. simpl.
  apply (continuity_plus (fun x => dot w (vec hs x)) (fun _ => c)); [apply dot_continuity; exact H|apply Graphs.cont_const].
Qed.

Lemma layers_continuity : forall o ls hs, Forall continuity hs ->
  continuity (fun x => pre o (hidden ls (vec hs x))).
Proof.
  intros o. induction ls as [|l ls IH]; intros hs H; [apply (pre_continuity o hs H)|].
  set (hs' := map (fun nn => relu_f (pre_f nn hs)) l).
  apply (Graphs.continuity_ext (fun x => pre o (hidden ls (vec hs' x)))).
  - intro x. simpl. unfold hs', vec. rewrite map_map. reflexivity.
  - apply IH. unfold hs'. rewrite Forall_map. apply Forall_forall. intros nn _. unfold relu_f.
    intro z. apply (continuity_pt_comp (pre_f nn hs) relu); [apply pre_continuity; exact H|apply relu_continuity].
Qed.

Theorem net_continuity : forall g, continuity (neval g).
Proof.
  intro g. unfold neval. apply (layers_continuity (out g) (layers g) [fun x => x]).
  constructor; [|constructor]. intro z. apply derivable_continuous_pt, derivable_pt_id.
Qed.

(** ** iterates *)
Lemma iter_continuity : forall f, continuity f -> forall t, continuity (iter f t).
Proof.
  intros f Hf. induction t as [|t IH]; simpl.
  - intro z. apply derivable_continuous_pt, derivable_pt_id.
  - intro z. apply (continuity_pt_comp f (iter f t)); [apply Hf|apply IH].
Qed.

Definition lipschitz (f : R -> R) (L : R) : Prop := forall s t, Rabs (f t - f s) <= L * Rabs (t - s).

Lemma iter_lip : forall f L, 0 <= L -> lipschitz f L -> forall t, lipschitz (iter f t) (L^t).
Proof.
  intros f L HL Hf. induction t as [|t IH]; intros u v; simpl; [lra|].
  eapply Rle_trans; [apply IH|]. rewrite (Rmult_comm L), Rmult_assoc.
  apply Rmult_le_compat_l; [apply pow_le; exact HL|apply Hf].
Qed.

Lemma lipschitz_continuity : forall f L, lipschitz f L -> continuity f.
Proof.
  intros f L H x eps He. set (M := Rmax L 1). assert (1 <= M) by apply Rmax_r. assert (L <= M) by apply Rmax_l.
  exists (eps / M). split; [apply Rdiv_lt_0_compat; lra|]. intros z (_ & Hz). simpl in *. unfold R_dist in *.
  specialize (H x z). pose proof (Rabs_pos (z - x)).
  assert (M * Rabs (z - x) < eps).
  { apply Rmult_lt_compat_l with (r := M) in Hz; [|lra]. replace (M * (eps / M)) with eps in Hz by (field; lra). exact Hz. }
  nra.
Qed.

(** final form for nets; the integral exists because the integrand is continuous *)
Theorem area_widths : forall f L t x y a b N g ws,
  x < y -> 0 < L -> lipschitz f L -> ncross (iter f t) x y a b N ->
  fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b,
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (y - x)^2 / (4 * L^t) <= RiemannInt pr.
Proof.
  intros f L t x y a b N g ws Hxy HL Hf HN Hg HK.
  assert (Hab : a <= b). { destruct HN as (l & _ & C & _). apply (chain_le _ _ _ C). }
  pose proof (lipschitz_continuity f L Hf) as Cf.
  assert (CF : continuity (iter f t)) by (apply iter_continuity; exact Cf).
  assert (Cg : continuity (neval g)) by apply net_continuity.
  set (pr := continuity_implies_RiemannInt Hab (fun z _ => derivable_abs_diff _ _ CF Cg z)).
  exists pr. destruct (relu_pieces_cap g a b Hab) as (K & LK & P). pose proof (net_cap_fits g ws Hg).
  assert (Lt : 0 < L^t) by (apply pow_lt; exact HL).
  eapply Rle_trans; [|apply (area_pieces (iter f t) (neval g) x y a b N K (L^t) pr Hxy Lt CF Cg)].
  - assert (INR K <= IZR (Z.of_N (capw ws))) by (rewrite INR_IZR_INZ; apply IZR_le; lia).
    unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
    apply Rmult_le_compat_r; [apply pow2_ge_0|]. lra.
  - intros s u _ _. apply iter_lip; [lra|exact Hf].
  - exact HN.
  - exact P.
Qed.
