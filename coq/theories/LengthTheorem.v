(* LengthTheorem: for a piecewise-linear map with a closed partition the lengths of its affine crossings of each band: their sum M1,
   the sum of their squares M2, and a bound of the longest (docs/theory.md, Theorems 6' and 6''; the areas are in LengthBands.v). *)
Require Import Reals List NArith Lia Lra Bool.
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

  (** at most rho^t times the band's width, if f shortens no interval to less than 1/rho of its image *)
  Definition longest (t : nat) (l : list (R * R)) : Prop := forall rho, 0 <= rho ->
    (forall i, (i < m)%nat -> s i <> s (S i) -> ratio i <= rho) -> Forall (fun uv => snd uv - fst uv <= rho^t * (p (S j) - p j)) l.
  Definition measured (t : nat) (a b : R) (s1 s2 : R) : Prop :=
    exists l, chain a l b /\ Forall (onto (iter f t) (p j) (p (S j))) l /\ total l = s1 /\ squares l = s2 /\ longest t l.

  Lemma measured_range : forall t len a, (a + len <= m)%nat ->
    (forall i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i)) ->
    measured t (p a) (p (a + len)%nat) (rsumR (lengths false t) a len) (rsumR (lengths true t) a len).
  Proof.
    intros t. induction len as [|k IH]; intros a Ha H; cbn [rsumR].
    - exists nil. rewrite Nat.add_0_r. split; [apply Rle_refl|]. split; [constructor|]. repeat split. intros rho _ _. constructor.
    - destruct (H a ltac:(lia)) as (l1 & C1 & F1 & T1 & S1 & G1). destruct (IH (S a) ltac:(lia) H) as (l2 & C2 & F2 & T2 & S2 & G2).
      replace (a + S k)%nat with (S a + k)%nat by lia. exists (l1 ++ l2).
      destruct (onto_cat _ _ _ _ _ _ _ _ C1 F1 C2 F2) as (C & F). split; [exact C|]. split; [exact F|].
      rewrite total_app, squares_app, T1, T2, S1, S2. repeat split. intros rho R0 HR. apply Forall_app.
      split; [apply G1|apply G2]; assumption.
  Qed.

  Theorem lengths_measured : forall t i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i).
  Proof.
    induction t as [|t IH]; intros i Hi.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec i j) as [->|Hne].
      + exists [(p j, p (S j))]. split; [simpl; lra|]. split; [|split; [simpl; ring|split; [simpl; ring|]]].
        2: { intros rho _ _. constructor; [|constructor]. cbn [fst snd pow]. lra. }
        constructor; [|constructor]. split; [exact Hi'|]. split; [left; split; reflexivity|].
        intros z w _ _. cbn [fst snd iter]. replace ((p (S j) - p j) / (p (S j) - p j)) with 1 by (field; lra). lra.
      + exists nil. split; [simpl; lra|]. split; [constructor|]. repeat split. intros rho _ _. constructor.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec (s i) (s (S i))) as [E|E].
      + exists nil. split; [simpl; lra|]. split; [constructor|]. repeat split. intros rho _ _. constructor.
      + set (lo := Nat.min (s i) (s (S i))). set (hi := Nat.max (s i) (s (S i))).
        assert (B1 : (s i <= m)%nat) by (apply Hs; lia). assert (B2 : (s (S i) <= m)%nat) by (apply Hs; lia).
        destruct (measured_range t (hi - lo) lo ltac:(unfold lo, hi; lia) IH) as (l & C & F & T & Q & G0).
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
          as (l' & C' & F' & T' & Q' & G').
        assert (Er : ratio i = 1 / Rabs k) by (unfold ratio; fold lo hi; rewrite <- R0; field; split; lra).
        exists l'. split; [exact C'|]. split; [exact F'|]. rewrite T', Q', T, Q, Er. unfold power.
        split; [field; lra|]. split; [field; lra|]. intros rho P0 HR. specialize (G0 rho P0 HR). specialize (HR i Hi E). rewrite Er in HR.
        eapply Forall_impl; [|exact (G' _ G0)]. intros uv Huv. cbv beta in Huv. eapply Rle_trans; [exact Huv|]. simpl pow.
        replace (rho ^ t * (p (S j) - p j) / Rabs k) with (1 / Rabs k * (rho ^ t * (p (S j) - p j))) by (field; lra).
        rewrite Rmult_assoc. apply Rmult_le_compat_r; [|exact HR]. apply Rmult_le_pos; [apply pow_le; exact P0|].
        pose proof (Hp j Hj). lra.
  Qed.

  Theorem all_lengths : forall t, measured t (p 0%nat) (p m) (rsumR (lengths false t) 0 m) (rsumR (lengths true t) 0 m).
  Proof. intro t. apply (measured_range t m 0); [lia|]. intros i Hi. apply lengths_measured; exact Hi. Qed.
End Markov.

(** ** a piece of a graph is affine *)
Lemma plf_right : forall x0 y0 x1 y1 r u, x0 < x1 -> x1 <= u -> plf x0 y0 ((x1, y1) :: r) u = plf x1 y1 r u.
Proof.
  intros x0 y0 x1 y1 r u H Hu. cbn [plf]. destruct (Rle_dec u x0); [lra|]. destruct (Rle_dec u x1); [|reflexivity].
  assert (u = x1) by lra. subst u. rewrite plf_at. field. lra.
Qed.
(** [a,b] lies in one segment of the graph *)
Fixpoint in_segment (x0 : R) (V : list (R * R)) (a b : R) : Prop :=
  match V with nil => False | (x1, _) :: r => (x0 <= a /\ b <= x1) \/ in_segment x1 r a b end.
Lemma in_segment_ge : forall V x0 a b, sortedR x0 V -> in_segment x0 V a b -> x0 <= a.
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 a b HS H; [destruct H|]. cbn [in_segment sortedR] in *. destruct HS as (S1 & S2).
  destruct H as [H|H]; [lra|]. specialize (IH _ _ _ S2 H). lra.
Qed.
Lemma in_segment_affine : forall V x0 y0 a b, sortedR x0 V -> in_segment x0 V a b -> affine_on (plf x0 y0 V) a b.
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 y0 a b HS H; [destruct H|]. pose proof HS as (S1 & S2). cbn [in_segment] in H.
  destruct H as [(A & B)|H].
  - set (k := (y1 - y0) / (x1 - x0)). exists k, (y0 - k * x0). intros z Hz. cbn [plf]. fold k.
    destruct (Rle_dec z x0); [assert (E : z = x0) by lra; rewrite E; ring|]. destruct (Rle_dec z x1); [ring|lra].
  - pose proof (in_segment_ge _ _ _ _ S2 H) as G. destruct (IH x1 y1 a b S2 H) as (k & q & E). exists k, q. intros z Hz.
    rewrite plf_right by lra. apply E. exact Hz.
Qed.
