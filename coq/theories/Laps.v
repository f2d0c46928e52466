(* Laps: several laps inside one interval count with multiplicity, and turning points need not be partition points
   (docs/theory.md, Theorem 1). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings.
Import ListNotations.
Open Scope R_scope.

Section Laps.
  Variable f : R -> R.
  Hypothesis Hf : continuity f.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i <= p (S i).

  (* lap = (s,e,lo,hi): on [s,e] f covers [p lo, p hi] in one sense or the other *)
  Definition lap : Type := (R * R * nat * nat)%type.
  Fixpoint laps_ok (a : R) (L : list lap) (b : R) : Prop :=
    match L with
    | nil => a <= b
    | (s,e,lo,hi) :: r => a <= s /\ s <= e /\ (lo <= hi <= m)%nat /\
        ((f s <= p lo /\ p hi <= f e) \/ (f e <= p lo /\ p hi <= f s)) /\ laps_ok e r b
    end.

  Variable laps : nat -> list lap.
  Hypothesis Hcov : forall i, (i < m)%nat -> laps_ok (p i) (laps i) (p (S i)).
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  Fixpoint lapsum (v : nat -> N) (L : list lap) : N :=
    match L with nil => 0%N | (_,_,lo,hi) :: r => (rsum v lo (hi - lo) + lapsum v r)%N end.
  Fixpoint lpaths (t : nat) (i : nat) : N :=
    match t with
    | O => if Nat.eqb i j then 1%N else 0%N
    | S t => lapsum (lpaths t) (laps i)
    end.

  Theorem lpaths_cross : forall t i, (i < m)%nat ->
    ncross (iter f t) (p j) (p (S j)) (p i) (p (S i)) (lpaths t i).
  Proof.
    induction t as [|t IH]; intros i Hi; simpl.
    - destruct (Nat.eqb_spec i j) as [->|Hne].
      + exists ((p j, p (S j)) :: nil). split; [reflexivity|split].
        * simpl. repeat split; try apply Rle_refl. apply Hp; assumption.
        * constructor; [|constructor]. left; split; reflexivity.
      + apply ncross_nil, Hp; assumption.
    - pose proof (Hcov i Hi) as HL. generalize dependent (p i). generalize (laps i).
      induction l as [|[[[s e] lo] hi] L IHL]; intros a HL; simpl in *.
      + apply ncross_nil; exact HL.
      + destruct HL as (A & B & C & D & E). eapply ncross_cat with (m := e); [|apply IHL; exact E].
        destruct (range_cross p m j Hj (iter f t) (lpaths t) (hi - lo) lo) as (l & Ln & Cl & Fl);
          [lia | exact IH |].
        replace (lo + (hi - lo))%nat with hi in Cl by lia.
        destruct D as [(D1 & D2)|(D1 & D2)].
        * destruct (pull f (iter f t) (p j) (p (S j)) Hf l (p lo) (p hi) a e s e (conj A B) (conj (Rle_trans _ _ _ A B) (Rle_refl e)) D1 D2 Cl Fl) as (l' & L' & C' & F').
          exists l'. repeat split; [lia | exact C' | exact F'].
        * destruct (pull f (iter f t) (p j) (p (S j)) Hf l (p lo) (p hi) a e e s (conj (Rle_trans _ _ _ A B) (Rle_refl e)) (conj A B) D1 D2 Cl Fl) as (l' & L' & C' & F').
          exists l'. repeat split; [lia | exact C' | exact F'].
  Qed.

  Theorem ltotal_cross : forall t,
    ncross (iter f t) (p j) (p (S j)) (p 0%nat) (p m) (rsum (lpaths t) 0 m).
  Proof.
    intro t. apply (range_cross p m j Hj (iter f t) (lpaths t) m 0); [lia|].
    intros i Hi. apply lpaths_cross; assumption.
  Qed.
End Laps.

