(* Graphs: piecewise-linear functions given by the points of their graph are continuous, and their values at rational
   points can be computed (docs/theory.md, section 0). *)
Require Import Reals List Lra Lia QArith Qreals.
Import ListNotations.
Open Scope R_scope.

(** readable definition: constant outside the breakpoints, affine between *)
Fixpoint plf (x0 y0 : R) (r : list (R*R)) (x : R) : R :=
  match r with
  | nil => y0
  | (x1,y1) :: r' =>
      if Rle_dec x x0 then y0
      else if Rle_dec x x1 then y0 + (y1-y0)/(x1-x0)*(x-x0)
      else plf x1 y1 r' x
  end.

Fixpoint sortedR (x0 : R) (r : list (R*R)) : Prop :=
  match r with nil => True | (x1,_) :: r' => x0 < x1 /\ sortedR x1 r' end.

Fixpoint ramp (x0 y0 : R) (r : list (R*R)) (x : R) : R :=
  match r with
  | nil => y0
  | (x1,y1) :: r' => ramp x1 y1 r' x + ((y0 - y1) +
      (y1-y0)/(x1-x0) * / 2 * ((Rabs (x-x0) - Rabs (x-x1)) + (x1-x0)))
  end.

Lemma ramp_left : forall r x0 y0 x, sortedR x0 r -> x <= x0 -> ramp x0 y0 r x = y0.
Proof.
  induction r as [|[x1 y1] r IH]; simpl; intros x0 y0 x H Hx; [reflexivity|].
  destruct H as (A & B). rewrite IH by (assumption || lra).
  rewrite !Rabs_left1 by lra. field. lra.
Qed.

Lemma plf_ramp : forall r x0 y0 x, sortedR x0 r -> plf x0 y0 r x = ramp x0 y0 r x.
Proof.
  induction r as [|[x1 y1] r IH]; intros x0 y0 x H; [reflexivity|].
  simpl plf. pose proof H as H'. simpl in H. destruct H as (A & B).
  destruct (Rle_dec x x0) as [L|L].
  - symmetry. apply ramp_left; assumption.
  - destruct (Rle_dec x x1) as [M|M]; simpl ramp.
    + rewrite ramp_left by assumption.
      rewrite (Rabs_right (x-x0)) by lra. rewrite (Rabs_left1 (x-x1)) by lra. field. lra.
    + rewrite IH by assumption.
      rewrite (Rabs_right (x-x0)) by lra. rewrite (Rabs_right (x-x1)) by lra. field. lra.
Qed.

Lemma cont_absm : forall c, continuity (fun x => Rabs (x - c)).
Proof.
  intros c x. apply (continuity_pt_comp (fun x => x - c) Rabs).
  - apply continuity_pt_minus.
    + apply derivable_continuous_pt, derivable_pt_id.
    + apply continuity_pt_const. intros a b; reflexivity.
  - apply Rcontinuity_abs.
Qed.

Lemma cont_const : forall c, continuity (fun _ => c).
Proof. intro c. apply continuity_const. intros a b; reflexivity. Qed.

Lemma cont_ramp : forall r x0 y0, continuity (ramp x0 y0 r).
Proof.
  induction r as [|[x1 y1] r IH]; intros x0 y0; simpl.
  - apply cont_const.
  - apply (continuity_plus (ramp x1 y1 r)); [apply IH|].
    apply (continuity_plus (fun _ => y0 - y1)); [apply cont_const|].
    apply (continuity_mult (fun _ => (y1-y0)/(x1-x0) * / 2)); [apply cont_const|].
    apply (continuity_plus (fun x => Rabs (x-x0) - Rabs (x-x1)) (fun _ => x1 - x0)); [|apply cont_const].
    apply (continuity_minus (fun x => Rabs (x-x0))); apply cont_absm.
Qed.

Lemma continuity_ext : forall f g, (forall x, f x = g x) -> continuity f -> continuity g.
Proof.
  intros f g E Hf x eps He. destruct (Hf x eps He) as (d & Hd & H). exists d. split; [exact Hd|].
  intros z Hz. rewrite <- !E. apply H. exact Hz.
Qed.

Theorem plf_continuity : forall r x0 y0, sortedR x0 r -> continuity (plf x0 y0 r).
Proof.
  intros r x0 y0 H. apply (continuity_ext (ramp x0 y0 r)).
  - intro x. symmetry. apply plf_ramp; assumption.
  - apply cont_ramp.
Qed.

(** rational twin, used by the checker *)
Definition q2r2 (p : Q*Q) : R*R := (Q2R (fst p), Q2R (snd p)).

Fixpoint plq (x0 y0 : Q) (r : list (Q*Q)) (x : Q) : Q :=
  match r with
  | nil => y0
  | (x1,y1) :: r' =>
      if Qle_bool x x0 then y0
      else if Qle_bool x x1 then Qred (y0 + (y1-y0)/(x1-x0)*(x-x0))%Q
      else plq x1 y1 r' x
  end.

Definition Qlt_bool (a b : Q) : bool := negb (Qle_bool b a).

Fixpoint sortedQ (x0 : Q) (r : list (Q*Q)) : bool :=
  match r with nil => true | (x1,_) :: r' => andb (Qlt_bool x0 x1) (sortedQ x1 r') end.

Lemma Qle_boolR : forall a b, Qle_bool a b = true -> Q2R a <= Q2R b.
Proof. intros a b H. apply Qle_Rle, Qle_bool_iff, H. Qed.

Lemma Qle_boolR_f : forall a b, Qle_bool a b = false -> Q2R b < Q2R a.
Proof.
  intros a b H. apply Qlt_Rlt. destruct (Qlt_le_dec b a) as [L|L]; [exact L|].
  apply Qle_bool_iff in L. congruence.
Qed.

Lemma sortedQR : forall r x0, sortedQ x0 r = true -> sortedR (Q2R x0) (map q2r2 r).
Proof.
  induction r as [|[x1 y1] r IH]; simpl; intros x0 H; [exact I|].
  apply andb_prop in H. destruct H as (A & B). split; [|apply IH; exact B].
  apply Qle_boolR_f. unfold Qlt_bool in A. destruct (Qle_bool x1 x0); [discriminate|reflexivity].
Qed.

Theorem plq_plf : forall r x0 y0 x, sortedQ x0 r = true ->
  Q2R (plq x0 y0 r x) = plf (Q2R x0) (Q2R y0) (map q2r2 r) (Q2R x).
Proof.
  induction r as [|[x1 y1] r IH]; intros x0 y0 x H; [reflexivity|].
  simpl in H. apply andb_prop in H. destruct H as (A & B).
  assert (A' : Q2R x0 < Q2R x1).
  { apply Qle_boolR_f. unfold Qlt_bool in A. destruct (Qle_bool x1 x0); [discriminate|reflexivity]. }
  cbn [plq plf map q2r2 fst snd]. unfold q2r2 at 1. cbn [fst snd]. destruct (Qle_bool x x0) eqn:E1.
  - apply Qle_boolR in E1. destruct (Rle_dec (Q2R x) (Q2R x0)); [reflexivity|lra].
  - apply Qle_boolR_f in E1. destruct (Rle_dec (Q2R x) (Q2R x0)); [lra|].
    destruct (Qle_bool x x1) eqn:E2.
    + apply Qle_boolR in E2. destruct (Rle_dec (Q2R x) (Q2R x1)); [|lra].
      rewrite (Qeq_eqR _ _ (Qred_correct _)).
      rewrite Q2R_plus, Q2R_mult, Q2R_div, !Q2R_minus; [reflexivity|].
      intro Z. apply Qeq_eqR in Z. rewrite Q2R_minus in Z. unfold Q2R at 3 in Z. simpl in Z. lra.
    + apply Qle_boolR_f in E2. destruct (Rle_dec (Q2R x) (Q2R x1)); [lra|]. apply IH. exact B.
Qed.
