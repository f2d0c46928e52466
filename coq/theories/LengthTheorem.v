(* LengthTheorem: for a piecewise-linear map with a closed partition the lengths of its affine crossings, M1 and M2 of each band, and
   what is computed of them over the rationals (docs/theory.md, Theorem 6''; the theorem itself is in LengthBands.v). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths.
Import ListNotations.
Open Scope R_scope.

Lemma onto_cat : forall F x y a m b l k, chain a l m -> Forall (onto F x y) l -> chain m k b -> Forall (onto F x y) k ->
  chain a (l ++ k) b /\ Forall (onto F x y) (l ++ k).
Proof. intros. split; [eapply chain_app; eassumption|apply Forall_app; split; assumption]. Qed.

Section Markov.
  Variable f : R -> R.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Lemma p_mono : forall k i, (i < k)%nat -> (k <= m)%nat -> p i < p k.
  Proof.
    induction k as [|k IH]; intros i H1 H2; [lia|]. pose proof (Hp k ltac:(lia)).
    destruct (Nat.eq_dec i k) as [->|Hne]; [assumption|]. specialize (IH i ltac:(lia) ltac:(lia)). lra.
  Qed.

  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Hypothesis Hfs : forall i, (i <= m)%nat -> f (p i) = p (s i).
  Hypothesis Haff : forall i, (i < m)%nat -> affine_on f (p i) (p (S i)).
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  (** the power 1 or 2 *)
  Definition power (two : bool) (r : R) : R := if two then r^2 else r.
  Fixpoint rsumR (v : nat -> R) (a len : nat) : R := match len with O => 0 | S k => v a + rsumR v (S a) k end.
  Definition ratio (i : nat) : R := (p (S i) - p i) / (p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i)))).
  (** sum of lengths (or of squares) of the intervals in [p_i, p_(i+1)] that f^t maps onto [p_j, p_(j+1)] *)
  Fixpoint lengths (two : bool) (t i : nat) : R :=
    match t with
    | O => if Nat.eqb i j then power two (p (S j) - p j) else 0
    | S t => if Nat.eqb (s i) (s (S i)) then 0
        else power two (ratio i) * rsumR (lengths two t) (Nat.min (s i) (s (S i))) (Nat.max (s i) (s (S i)) - Nat.min (s i) (s (S i)))
    end.

  Definition measured (t : nat) (a b : R) (s1 s2 : R) : Prop :=
    exists l, chain a l b /\ Forall (onto (iter f t) (p j) (p (S j))) l /\ total l = s1 /\ squares l = s2.

  Lemma measured_range : forall t len a, (a + len <= m)%nat ->
    (forall i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i)) ->
    measured t (p a) (p (a + len)%nat) (rsumR (lengths false t) a len) (rsumR (lengths true t) a len).
  Proof.
    intros t. induction len as [|k IH]; intros a Ha H; cbn [rsumR].
    - exists nil. rewrite Nat.add_0_r. split; [apply Rle_refl|]. split; [constructor|]. split; reflexivity.
    - destruct (H a ltac:(lia)) as (l1 & C1 & F1 & T1 & S1). destruct (IH (S a) ltac:(lia) H) as (l2 & C2 & F2 & T2 & S2).
      replace (a + S k)%nat with (S a + k)%nat by lia. exists (l1 ++ l2).
      destruct (onto_cat _ _ _ _ _ _ _ _ C1 F1 C2 F2) as (C & F). split; [exact C|]. split; [exact F|].
      rewrite total_app, squares_app, T1, T2, S1, S2. split; reflexivity.
  Qed.

  Theorem lengths_measured : forall t i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i).
  Proof.
    induction t as [|t IH]; intros i Hi.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec i j) as [->|Hne].
      + exists [(p j, p (S j))]. split; [simpl; lra|]. split; [|simpl; split; ring].
        constructor; [|constructor]. split; [exact Hi'|]. split; [left; split; reflexivity|].
        intros z w _ _. cbn [fst snd iter]. replace ((p (S j) - p j) / (p (S j) - p j)) with 1 by (field; lra). lra.
      + exists nil. split; [simpl; lra|]. split; [constructor|]. split; reflexivity.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec (s i) (s (S i))) as [E|E].
      + exists nil. split; [simpl; lra|]. split; [constructor|]. split; reflexivity.
      + set (lo := Nat.min (s i) (s (S i))). set (hi := Nat.max (s i) (s (S i))).
        assert (B1 : (s i <= m)%nat) by (apply Hs; lia). assert (B2 : (s (S i) <= m)%nat) by (apply Hs; lia).
        destruct (measured_range t (hi - lo) lo ltac:(unfold lo, hi; lia) IH) as (l & C & F & T & Q).
        replace (lo + (hi - lo))%nat with hi in C by (unfold lo, hi; lia).
        destruct (Haff i Hi) as (k & q & Hkq).
        assert (G : p lo < p hi) by (apply p_mono; unfold lo, hi; lia).
        assert (Ends : (f (p i) = p lo /\ f (p (S i)) = p hi) \/ (f (p i) = p hi /\ f (p (S i)) = p lo)).
        { rewrite !Hfs by lia. destruct (Nat.le_ge_cases (s i) (s (S i))) as [L|L]; unfold lo, hi.
          - left. rewrite Nat.min_l, Nat.max_r by lia. split; reflexivity.
          - right. rewrite Nat.min_r, Nat.max_l by lia. split; reflexivity. }
        assert (Ea : f (p i) = k * p i + q) by (apply Hkq; lra). assert (Eb : f (p (S i)) = k * p (S i) + q) by (apply Hkq; lra).
        assert (R0 : Rabs k * (p (S i) - p i) = p hi - p lo).
        { rewrite <- (Rabs_right (p (S i) - p i)) by lra. rewrite <- Rabs_mult. rewrite <- (Rabs_right (p hi - p lo)) by lra.
          replace (k * (p (S i) - p i)) with (f (p (S i)) - f (p i)) by (rewrite Ea, Eb; ring).
          destruct Ends as [(-> & ->)|(-> & ->)]; [reflexivity|apply Rabs_minus_sym]. }
        assert (K0 : k <> 0) by (intro Z; rewrite Z, Rabs_R0 in R0; lra).
        assert (K1 : 0 < Rabs k) by (apply Rabs_pos_lt; exact K0).
        destruct (pull_onto f (iter f t) (p j) (p (S j)) k q (p i) (p (S i)) (p lo) (p hi) l ltac:(lra) Hkq K0 Ends ltac:(lra) C F)
          as (l' & C' & F' & T' & Q').
        exists l'. split; [exact C'|]. split; [exact F'|]. unfold ratio. fold lo hi. rewrite T', Q', T, Q, <- R0. unfold power.
        split; field; split; lra.
  Qed.

  Theorem all_lengths : forall t, measured t (p 0%nat) (p m) (rsumR (lengths false t) 0 m) (rsumR (lengths true t) 0 m).
  Proof. intro t. apply (measured_range t m 0); [lia|]. intros i Hi. apply lengths_measured; exact Hi. Qed.
End Markov.

(** ** the computation *)
Definition qpower (two : bool) (r : Q) : Q := if two then (r * r)%Q else r.
Definition qsum (l : list Q) : Q := fold_right (fun a b => Qred (a + b)) 0%Q l.
Definition qat (ps : list Q) (i : nat) : Q := nth i ps 0%Q.
Definition sat (sigma : list nat) (i : nat) : nat := nth i sigma 0%nat.
Definition qratio (two : bool) (ps : list Q) (sigma : list nat) (i : nat) : Q :=
  let a := sat sigma i in let b := sat sigma (S i) in
  if Nat.eqb a b then 0%Q
  else Qred (qpower two ((qat ps (S i) - qat ps i) / (qat ps (Nat.max a b) - qat ps (Nat.min a b)))).

(** [a,b] lies in one segment of the graph *)
Fixpoint in_segment (x0 : Q) (V : list (Q * Q)) (a b : Q) : bool :=
  match V with nil => false | (x1, _) :: r => (Qle_bool x0 a && Qle_bool b x1) || in_segment x1 r a b end.
Definition check_segments (V : list (Q * Q)) (ps : list Q) : bool :=
  match V with
  | nil => false
  | (x0, _) :: r => forallb (fun i => in_segment x0 r (qat ps i) (qat ps (S i))) (seq 0 (length ps - 1))
  end.

Lemma nth_map_seq : forall (A : Type) (h : nat -> A) d m i, (i < m)%nat -> nth i (map h (seq 0 m)) d = h i.
Proof.
  intros A h d m i Hi. rewrite (nth_indep _ d (h 0%nat)) by (rewrite map_length, seq_length; exact Hi).
  rewrite map_nth, seq_nth by exact Hi. reflexivity.
Qed.
Lemma Q2R_power : forall two r, Q2R (qpower two r) = power two (Q2R r).
Proof. intros [] r; unfold qpower, power; [rewrite Q2R_mult; ring|reflexivity]. Qed.

Section Computed.
  Variables (ps : list Q) (sigma : list nat).
  Let m := (length ps - 1)%nat.
  Let p := fun i => Q2R (qat ps i).
  Let s := sat sigma.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.

  Lemma qratio_ok : forall two i, (i < m)%nat -> Nat.eqb (s i) (s (S i)) = false -> Q2R (qratio two ps sigma i) = power two (ratio p s i).
  Proof.
    intros two i Hi E. unfold qratio. cbv zeta. fold (s i) (s (S i)). rewrite E. rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_power. f_equal.
    apply Nat.eqb_neq in E. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
    assert (G : p (Nat.min (s i) (s (S i))) < p (Nat.max (s i) (s (S i)))) by (apply (p_mono p m Hp); lia).
    unfold p in G. rewrite Q2R_div, !Q2R_minus; [reflexivity|].
    intro Z. apply Qeq_eqR in Z. rewrite Q2R_minus in Z. unfold Q2R at 3 in Z. simpl in Z. lra.
  Qed.

End Computed.

Lemma plf_right : forall x0 y0 x1 y1 r u, x0 < x1 -> x1 <= u -> plf x0 y0 ((x1, y1) :: r) u = plf x1 y1 r u.
Proof.
  intros x0 y0 x1 y1 r u H Hu. cbn [plf]. destruct (Rle_dec u x0); [lra|]. destruct (Rle_dec u x1); [|reflexivity].
  assert (u = x1) by lra. subst u. rewrite plf_at. field. lra.
Qed.
Lemma in_segment_ge : forall V x0 a b, sortedQ x0 V = true -> in_segment x0 V a b = true -> Q2R x0 <= Q2R a.
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 a b HS H; [discriminate|]. cbn [in_segment sortedQ] in *.
  apply andb_prop in HS. destruct HS as (S1 & S2). apply Qlt_boolR in S1. apply orb_prop in H. destruct H as [H|H].
  - apply andb_prop in H. apply Qle_boolR. tauto.
  - specialize (IH _ _ _ S2 H). lra.
Qed.
Lemma in_segment_affine : forall V x0 y0 a b, sortedQ x0 V = true -> in_segment x0 V a b = true ->
  affine_on (plf (Q2R x0) (Q2R y0) (map q2r2 V)) (Q2R a) (Q2R b).
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 y0 a b HS H; [discriminate|]. pose proof HS as HS'. cbn [in_segment sortedQ] in *.
  apply andb_prop in HS. destruct HS as (S1 & S2). apply Qlt_boolR in S1. apply orb_prop in H. cbn [map]. unfold q2r2 at 1. cbn [fst snd].
  destruct H as [H|H].
  - apply andb_prop in H. destruct H as (A & B). apply Qle_boolR in A, B.
    set (k := (Q2R y1 - Q2R y0) / (Q2R x1 - Q2R x0)). exists k, (Q2R y0 - k * Q2R x0). intros z Hz. cbn [plf]. fold k.
    destruct (Rle_dec z (Q2R x0)); [assert (E : z = Q2R x0) by lra; rewrite E; ring|].
    destruct (Rle_dec z (Q2R x1)); [ring|lra].
  - pose proof (in_segment_ge _ _ _ _ S2 H) as G. destruct (IH x1 y1 a b S2 H) as (k & q & E). exists k, q. intros z Hz.
    rewrite plf_right by lra. apply E. exact Hz.
Qed.
