(* Crossings: the rows of a covering graph give ordered, non-overlapping crossings of [p_j,p_(j+1)] by every iterate
   of a continuous map (docs/theory.md, Theorem 1). *)
Require Import Reals List NArith Lia Lra.
Import ListNotations.
Open Scope R_scope.

(** A chain: pairwise non-overlapping intervals (u,v), in order, inside [a,b] *)
Fixpoint chain (a : R) (l : list (R*R)) (b : R) : Prop :=
  match l with
  | nil => a <= b
  | (u,v) :: r => a <= u /\ u <= v /\ chain v r b
  end.

(** (u,v) is a crossing of [x,y] by F: F takes the two values at the two ends *)
Definition crosses (F : R -> R) (x y : R) (uv : R*R) : Prop :=
  (F (fst uv) = x /\ F (snd uv) = y) \/ (F (fst uv) = y /\ F (snd uv) = x).

Fixpoint iter (f : R -> R) (t : nat) (x : R) : R :=
  match t with O => x | S t => iter f t (f x) end.

Lemma chain_le : forall l a b, chain a l b -> a <= b.
Proof.
  induction l as [|[u v] l IH]; simpl; intros a b H; [assumption|].
  destruct H as (H1 & H2 & H3). apply IH in H3. lra.
Qed.

Lemma chain_weaken : forall l a b a' b', a' <= a -> b <= b' -> chain a l b -> chain a' l b'.
Proof.
  induction l as [|[u v] l IH]; simpl; intros a b a' b' Ha Hb H; [lra|].
  destruct H as (H1 & H2 & H3). repeat split; try lra.
  eapply IH; [ | exact Hb | exact H3]; lra.
Qed.

Lemma chain_app : forall l1 l2 a m b, chain a l1 m -> chain m l2 b -> chain a (l1 ++ l2) b.
Proof.
  induction l1 as [|[u v] l IH]; simpl; intros l2 a m b H1 H2.
  - eapply chain_weaken; [exact H1 | apply Rle_refl | exact H2].
  - destruct H1 as (A & B & C). repeat split; try assumption. eapply IH; eauto.
Qed.

Definition negp (uv : R*R) : R*R := (- snd uv, - fst uv).

Lemma chain_rev : forall l a b, chain a l b -> chain (-b) (rev (map negp l)) (-a).
Proof.
  induction l as [|[u v] l IH]; simpl; intros a b H; [lra|].
  destruct H as (A & B & C). apply IH in C.
  eapply chain_app; [exact C|]. unfold negp; simpl. repeat split; lra.
Qed.

Lemma ivt_le : forall f u v c, continuity f -> u <= v -> f u <= c -> c <= f v ->
  exists z, u <= z <= v /\ f z = c.
Proof.
  intros f u v c Hf Huv H1 H2.
  destruct (IVT_cor (fun x => f x - c) u v) as (z & Hz & Ez).
  - apply continuity_minus; [assumption | apply continuity_const; intros a b; reflexivity].
  - assumption.
  - simpl. assert (H3 : f u - c <= 0) by lra. assert (H4 : 0 <= f v - c) by lra. nra.
  - exists z. split; [assumption | simpl in Ez; lra].
Qed.

Definition fmap2 (f : R -> R) (uv : R*R) : R*R := (f (fst uv), f (snd uv)).

Lemma pull_up : forall f, continuity f -> forall l c d u v,
  u <= v -> f u <= c -> d <= f v -> chain c l d ->
  exists l', map (fmap2 f) l' = l /\ chain u l' v.
Proof.
  intros f Hf. induction l as [|[r s] l IH]; simpl; intros c d u v Huv Hc Hd H.
  - exists nil. split; [reflexivity | exact Huv].
  - destruct H as (A & B & C). pose proof (chain_le _ _ _ C) as D.
    destruct (ivt_le f u v r Hf Huv) as (r' & Hr & Er); try lra.
    destruct (ivt_le f r' v s Hf) as (s' & Hs & Es); try lra.
    destruct (IH s d s' v) as (l' & El & Cl); try lra; try assumption.
    exists ((r',s')::l'). split.
    + simpl. unfold fmap2 at 1. simpl. rewrite Er, Es, El. reflexivity.
    + simpl. repeat split; try lra. exact Cl.
Qed.

Lemma crosses_fmap2 : forall F f x y uv,
  crosses F x y (fmap2 f uv) -> crosses (fun z => F (f z)) x y uv.
Proof. intros F f x y [u v] H. exact H. Qed.

Lemma Forall_fmap2 : forall F f x y l,
  Forall (crosses F x y) (map (fmap2 f) l) -> Forall (crosses (fun z => F (f z)) x y) l.
Proof.
  intros F f x y l H. rewrite Forall_map in H.
  eapply Forall_impl; [|exact H]. intros a Ha. apply crosses_fmap2. exact Ha.
Qed.

Lemma crosses_neg : forall F x y uv,
  crosses (fun z => F (- z)) x y uv -> crosses F x y (negp uv).
Proof. intros F x y [u v] [[H1 H2]|[H1 H2]]; [right|left]; split; assumption. Qed.

(** Pull-back of a chain of crossings of F through f : [a,b] -> covers [c,d] *)
Lemma pull : forall f F x y, continuity f -> forall l c d a b u v,
  a <= u <= b -> a <= v <= b -> f u <= c -> d <= f v ->
  chain c l d -> Forall (crosses F x y) l ->
  exists l', length l' = length l /\ chain a l' b /\
             Forall (crosses (fun z => F (f z)) x y) l'.
Proof.
  intros f F x y Hf l c d a b u v Hu Hv Hc Hd Hl HF.
  destruct (Rle_dec u v) as [Huv|Huv].
  - destruct (pull_up f Hf l c d u v Huv Hc Hd Hl) as (l' & El & Cl).
    exists l'. repeat split.
    + rewrite <- El, map_length. reflexivity.
    + eapply chain_weaken; [| |exact Cl]; lra.
    + apply Forall_fmap2. rewrite El. exact HF.
  - assert (Hvu : -u <= -v) by lra.
    set (f' := fun z => f (- z)).
    assert (Hf' : continuity f').
    { intro z. unfold f'. apply (continuity_pt_comp Ropp f).
      - apply continuity_pt_opp, derivable_continuous_pt, derivable_pt_id.
      - apply Hf. }
    destruct (pull_up f' Hf' l c d (-u) (-v) Hvu) as (l' & El & Cl);
      unfold f'; try rewrite Ropp_involutive; try assumption.
    exists (rev (map negp l')). repeat split.
    + rewrite rev_length, map_length, <- El, map_length. reflexivity.
    + apply chain_rev in Cl. rewrite !Ropp_involutive in Cl.
      eapply chain_weaken; [| |exact Cl]; lra.
    + apply Forall_rev. rewrite Forall_map. rewrite <- El in HF.
      apply Forall_fmap2 in HF. eapply Forall_impl; [|exact HF].
      intros uv Huv'. apply (crosses_neg (fun z => F (f z))). exact Huv'.
Qed.

(** "F has (at least) n pairwise non-overlapping crossings of [x,y] in [a,b]" *)
Definition ncross (F : R -> R) (x y a b : R) (n : N) : Prop :=
  exists l, N.of_nat (length l) = n /\ chain a l b /\ Forall (crosses F x y) l.

Lemma ncross_cat : forall F x y a m b n1 n2,
  ncross F x y a m n1 -> ncross F x y m b n2 -> ncross F x y a b (n1 + n2)%N.
Proof.
  intros F x y a m b n1 n2 (l1 & L1 & C1 & F1) (l2 & L2 & C2 & F2).
  exists (l1 ++ l2). repeat split.
  - rewrite app_length. lia.
  - eapply chain_app; eauto.
  - apply Forall_app; split; assumption.
Qed.

Lemma ncross_nil : forall F x y a b, a <= b -> ncross F x y a b 0%N.
Proof. intros. exists nil. repeat split; [assumption | constructor]. Qed.

Section Graph.
  Variable f : R -> R.
  Hypothesis Hf : continuity f.
  Variable p : nat -> R.       (* partition points p 0 <= ... <= p m *)
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i <= p (S i).
  Variables lo hi : nat -> nat.  (* I_i f-covers [p (lo i), p (hi i)] *)
  Hypothesis Hcov : forall i, (i < m)%nat ->
    (lo i <= hi i <= m)%nat /\
    exists u v, p i <= u <= p (S i) /\ p i <= v <= p (S i) /\ f u <= p (lo i) /\ p (hi i) <= f v.
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  Fixpoint rsum (v : nat -> N) (a len : nat) : N :=
    match len with O => 0%N | S k => (v a + rsum v (S a) k)%N end.

  Fixpoint paths (t : nat) (i : nat) : N :=
    match t with
    | O => if Nat.eqb i j then 1%N else 0%N
    | S t => rsum (paths t) (lo i) (hi i - lo i)
    end.

  Lemma range_cross : forall F v len a, (a + len <= m)%nat ->
    (forall i, (i < m)%nat -> ncross F (p j) (p (S j)) (p i) (p (S i)) (v i)) ->
    ncross F (p j) (p (S j)) (p a) (p (a + len)%nat) (rsum v a len).
  Proof.
    induction len as [|k IH]; intros a Ha H; simpl.
    - rewrite Nat.add_0_r. apply ncross_nil, Rle_refl.
    - eapply ncross_cat; [apply H; lia|].
      replace (a + S k)%nat with (S a + k)%nat by lia. apply IH; [lia|assumption].
  Qed.

  Theorem paths_cross : forall t i, (i < m)%nat ->
    ncross (iter f t) (p j) (p (S j)) (p i) (p (S i)) (paths t i).
  Proof.
    induction t as [|t IH]; intros i Hi; simpl.
    - destruct (Nat.eqb_spec i j) as [->|Hne].
      + exists ((p j, p (S j)) :: nil). split; [reflexivity|split].
        * simpl. repeat split; try apply Rle_refl. apply Hp; assumption.
        * constructor; [|constructor]. left; split; reflexivity.
      + apply ncross_nil, Hp; assumption.
    - destruct (Hcov i Hi) as ((H1 & H2) & u & v & Hu & Hv & Hc & Hd).
      destruct (range_cross (iter f t) (paths t) (hi i - lo i) (lo i)) as (l & L & C & Fl);
        [lia | exact IH |].
      replace (lo i + (hi i - lo i))%nat with (hi i) in C by lia.
      destruct (pull f (iter f t) (p j) (p (S j)) Hf l _ _ (p i) (p (S i)) u v
                  Hu Hv Hc Hd C Fl) as (l' & L' & C' & F').
      exists l'. repeat split; [lia | exact C' | exact F'].
  Qed.

  Theorem total_cross : forall t,
    ncross (iter f t) (p j) (p (S j)) (p 0%nat) (p m) (rsum (paths t) 0 m).
  Proof.
    intro t. apply (range_cross (iter f t) (paths t) m 0); [lia|].
    intros i Hi. apply paths_cross; assumption.
  Qed.
End Graph.
