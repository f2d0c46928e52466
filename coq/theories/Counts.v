(* Counts: path counts of a covering graph with several ranges [lo,hi) in a row, computed on integers by prefix sums, are
   the counts of Laps (docs/theory.md, section 6, line N_j(t)). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Laps.
Import ListNotations.

(* sums, prefix sums, unit vectors *)
Fixpoint lsum (l : list N) : N := match l with nil => 0%N | a :: r => (a + lsum r)%N end.
Fixpoint vinit (j m : nat) : list N :=
  match m with O => nil | S m' => (match j with O => 1%N | _ => 0%N end)
     :: match j with O => repeat 0%N m' | S j' => vinit j' m' end end.
Fixpoint scan (acc : N) (v : list N) : list N :=
  acc :: match v with nil => nil | a :: r => scan (acc + a)%N r end.

Lemma scan_nth : forall v acc i, (i <= length v)%nat -> nth i (scan acc v) 0%N = (acc + lsum (firstn i v))%N.
Proof.
  induction v as [|a v IH]; intros acc i H; simpl in H.
  - assert (i = 0)%nat by lia. subst. simpl. lia.
  - destruct i as [|i]; [simpl; lia|]. simpl. rewrite IH by lia. lia.
Qed.

Lemma lsum_split : forall (v : list N) a len,
  lsum (firstn (a + len) v) = (lsum (firstn a v) + lsum (firstn len (skipn a v)))%N.
Proof.
  induction v as [|x v IH]; intros a len.
  - rewrite !firstn_nil, skipn_nil, firstn_nil. reflexivity.
  - destruct a as [|a]; [reflexivity|]. simpl. rewrite IH. lia.
Qed.

Lemma vinit_nth : forall m j i, (i < m)%nat -> nth i (vinit j m) 0%N = if Nat.eqb i j then 1%N else 0%N.
Proof.
  induction m as [|m IH]; intros j i H; [lia|]. destruct j as [|j], i as [|i]; simpl; try reflexivity.
  - clear. revert i. induction m; destruct i; simpl; auto.
  - apply IH. lia.
Qed.

Lemma vinit_len : forall m j, length (vinit j m) = m.
Proof. induction m; intros [|j]; simpl; auto. rewrite repeat_length; reflexivity. Qed.

Lemma lsum_range : forall (v : list N) g, (forall i, (i < length v)%nat -> nth i v 0%N = g i) ->
  forall len a, (a + len <= length v)%nat -> lsum (firstn len (skipn a v)) = rsum g a len.
Proof.
  intros v g H. induction len as [|k IH]; intros a Ha; simpl; [reflexivity|].
  rewrite <- IH by lia. rewrite <- H by lia.
  assert (E : skipn a v = nth a v 0%N :: skipn (S a) v).
  { clear -Ha. assert (a < length v)%nat by lia. clear Ha k. revert v H.
    induction a; intros [|x v] H; simpl in *; try lia; [reflexivity|]. apply IHa. lia. }
  rewrite E. reflexivity.
Qed.

Definition range : Type := (nat * nat)%type.

(** fast computation: prefix sums, two look-ups and one subtraction per range *)
Fixpoint rowval (s : list N) (r : list range) : N :=
  match r with nil => 0%N | (lo,hi) :: r' => (nth hi s 0 - nth lo s 0 + rowval s r')%N end.
Definition lstep (L : list (list range)) (v : list N) : list N :=
  let s := scan 0%N v in map (rowval s) L.
Fixpoint liter (L : list (list range)) (t : nat) (v : list N) : list N :=
  match t with O => v | S t' => lstep L (liter L t' v) end.
Definition lcount (L : list (list range)) (j t : nat) : N := lsum (liter L t (vinit j (length L))).

Definition range_ok (m : nat) (r : range) : bool := Nat.leb (fst r) (snd r) && Nat.leb (snd r) m.
Definition ranges_ok (L : list (list range)) : bool := forallb (forallb (range_ok (length L))) L.

(** everything about the counts, as one boolean on integers *)
Definition check_count (L : list (list range)) (j t : nat) (N : N) : bool :=
  ranges_ok L && Nat.ltb j (length L) && N.eqb (lcount L j t) N.

Section Count.
  Variable L : list (list range).
  Hypothesis HL : ranges_ok L = true.
  Let m := length L.
  Variable j : nat.

  Variable laps : nat -> list lap.
  Hypothesis Hlaps : forall i, (i < m)%nat ->
    map (fun q : lap => (snd (fst q), snd q)) (laps i) = nth i L nil.

  Lemma ranges_in : forall i, (i < m)%nat -> Forall (fun r => (fst r <= snd r <= m)%nat) (nth i L nil).
  Proof.
    intros i Hi. pose proof HL as H. unfold ranges_ok in H. rewrite forallb_forall in H.
    specialize (H (nth i L nil) (nth_In _ _ Hi)). rewrite forallb_forall in H.
    apply Forall_forall. intros r Hr. specialize (H r Hr). unfold range_ok in H.
    apply andb_prop in H. destruct H as (A & B). apply Nat.leb_le in A, B. unfold m. lia.
  Qed.

  Lemma rowval_ok : forall v g, length v = m -> (forall i, (i < m)%nat -> nth i v 0%N = g i) ->
    forall (q : list lap) r, map (fun q : lap => (snd (fst q), snd q)) q = r ->
    Forall (fun r => (fst r <= snd r <= m)%nat) r ->
    rowval (scan 0%N v) r = lapsum g q.
  Proof.
    intros v g Hv Hg. induction q as [|[[[s e] lo] hi] q IH]; intros r <- Hr; [reflexivity|].
    cbn [map fst snd] in *. inversion Hr as [|? ? A B]; subst. cbn [fst snd] in A.
    cbn [rowval lapsum]. rewrite (IH _ eq_refl B). f_equal.
    rewrite !scan_nth by lia.
    rewrite <- (lsum_range v g) by (rewrite Hv; assumption || lia).
    replace hi with (lo + (hi - lo))%nat at 1 by lia. rewrite lsum_split. lia.
  Qed.

  Lemma liter_paths : forall t,
    length (liter L t (vinit j m)) = m /\
    forall i, (i < m)%nat -> nth i (liter L t (vinit j m)) 0%N = lpaths laps j t i.
  Proof.
    induction t as [|t (Ln & IH)]; cbn [liter lpaths]; split.
    - apply vinit_len.
    - intros i Hi. apply vinit_nth. exact Hi.
    - unfold lstep. rewrite map_length. reflexivity.
    - intros i Hi. unfold lstep. set (v := liter L t (vinit j m)) in *.
      rewrite (nth_indep _ 0%N (rowval (scan 0%N v) nil)) by (rewrite map_length; exact Hi).
      rewrite map_nth. apply rowval_ok; [exact Ln | exact IH | apply Hlaps; exact Hi | apply ranges_in; exact Hi].
  Qed.

  Lemma lcount_ok : forall t, lcount L j t = rsum (lpaths laps j t) 0 m.
  Proof.
    intro t. unfold lcount. fold m. destruct (liter_paths t) as (Ln & H).
    rewrite <- (lsum_range _ _ ltac:(rewrite Ln; exact H) m 0) by lia.
    simpl. rewrite <- Ln at 2. rewrite firstn_all. reflexivity.
  Qed.
End Count.

(** real side + integer side => crossings *)
Theorem count_ncross : forall (f : R -> R) (p : nat -> R) (L : list (list range)) (laps : nat -> list lap) j t N,
  continuity f -> check_count L j t N = true ->
  (forall i, (i < length L)%nat -> p i <= p (S i))%R ->
  (forall i, (i < length L)%nat -> laps_ok f p (length L) (p i) (laps i) (p (S i))) ->
  (forall i, (i < length L)%nat -> map (fun q : lap => (snd (fst q), snd q)) (laps i) = nth i L nil) ->
  ncross (iter f t) (p j) (p (S j)) (p 0%nat) (p (length L)) N.
Proof.
  intros f p L laps j t N Hf HC Hp Hc Hm. unfold check_count in HC. rewrite !andb_true_iff in HC.
  destruct HC as ((A & B) & C). apply Nat.ltb_lt in B. apply N.eqb_eq in C. subst N.
  rewrite (lcount_ok L A j laps Hm). apply ltotal_cross; assumption.
Qed.
