(* Pieces: a function with fewer affine pieces than the number of crossings of [x,y] errs by at least (y-x)/2 somewhere
   (docs/theory.md, Theorem 3). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings.
Import ListNotations.
Open Scope R_scope.

(** [a,b] is cut in n consecutive closed intervals, each satisfying A *)
Inductive part (A : R -> R -> Prop) : nat -> R -> R -> Prop :=
| part1 : forall a b, a <= b -> A a b -> part A 1 a b
| partS : forall n a c b, a <= c -> A a c -> part A n c b -> part A (S n) a b.

Definition affine_on (g : R -> R) (a b : R) : Prop :=
  exists s q, forall x, a <= x <= b -> g x = s * x + q.

(** g is continuous piecewise linear with (at most) n affine pieces on [a,b] *)
Definition pieces (g : R -> R) (n : nat) (a b : R) : Prop := part (affine_on g) n a b.

Definition scross (g : R -> R) (m : R) (uv : R*R) : Prop :=
  (g (fst uv) < m < g (snd uv)) \/ (g (snd uv) < m < g (fst uv)).

Lemma part_le : forall A n a b, part A n a b -> a <= b.
Proof. induction 1; lra. Qed.

Lemma part_pos : forall A n a b, part A n a b -> (1 <= n)%nat.
Proof. induction 1; lia. Qed.

(** on an affine piece, after a strict crossing g stays on the same side *)
Lemma affine_after : forall g a c m u v w, affine_on g a c ->
  a <= u -> u <= v -> v <= w -> w <= c -> scross g m (u,v) ->
  (m < g v -> m < g w) /\ (g v < m -> g w < m).
Proof.
  intros g a c m u v w (s & q & H) A B C D Hs.
  assert (Eu : g u = s*u+q) by (apply H; lra).
  assert (Ev : g v = s*v+q) by (apply H; lra).
  assert (Ew : g w = s*w+q) by (apply H; lra).
  unfold scross in Hs; simpl in Hs.
  split; intro K; destruct Hs as [[X Y]|[X Y]]; try lra.
  - assert (0 < s*(v-u)) by lra. assert (0 < s) by nra. assert (0 <= s*(w-v)) by nra. lra.
  - assert (s*(v-u) < 0) by lra. assert (s < 0) by nra. assert (s*(w-v) <= 0) by nra. lra.
Qed.

Theorem crossings_le_pieces : forall g m n a b, pieces g n a b ->
  forall l, chain a l b -> Forall (scross g m) l -> (length l <= n)%nat.
Proof.
  intros g m n a b H. induction H as [a b Hab HA | n a c b Hac HA Hp IH]; intros l Hl Hs.
  - destruct l as [|[u1 v1] [|[u2 v2] r]]; simpl; try lia. exfalso.
    simpl in Hl. destruct Hl as (A & B & C & D & E). apply chain_le in E.
    inversion Hs as [|? ? S1 Hs']; subst. inversion Hs' as [|? ? S2 _]; subst.
    destruct (affine_after g a b m u1 v1 u2 HA) as (X & Y); try lra; try assumption.
    destruct (affine_after g a b m u1 v1 v2 HA) as (X' & Y'); try lra; try assumption.
    unfold scross in S1, S2; simpl in S1, S2.
    destruct S1 as [[? ?]|[? ?]]; [specialize (X ltac:(assumption)); specialize (X' ltac:(assumption))
      | specialize (Y ltac:(assumption)); specialize (Y' ltac:(assumption))];
      destruct S2 as [[? ?]|[? ?]]; lra.
  - destruct l as [|[u1 v1] [|[u2 v2] r]]; simpl; try lia.
    simpl in Hl. destruct Hl as (A & B & C & D & E).
    inversion Hs as [|? ? S1 Hs']; subst. inversion Hs' as [|? ? S2 Hs'']; subst.
    apply le_n_S.
    destruct (Rle_dec c u2) as [Hc|Hc].
    + apply (IH ((u2,v2)::r)); [simpl; repeat split; assumption | assumption].
    + assert (u2 < c) by lra.
      destruct (affine_after g a c m u1 v1 u2 HA) as (X & Y); try lra; try assumption.
      destruct (affine_after g a c m u1 v1 c HA) as (X' & Y'); try lra; try assumption.
      destruct (Rle_dec v2 c) as [Hv|Hv].
      * exfalso.
        destruct (affine_after g a c m u1 v1 v2 HA) as (X'' & Y''); try lra; try assumption.
        unfold scross in S1, S2; simpl in S1, S2.
        destruct S1 as [[? ?]|[? ?]];
          [specialize (X ltac:(assumption)); specialize (X'' ltac:(assumption))
          |specialize (Y ltac:(assumption)); specialize (Y'' ltac:(assumption))];
          destruct S2 as [[? ?]|[? ?]]; lra.
      * apply (IH ((c,v2)::r)); [simpl; repeat split; try lra; assumption|].
        constructor; [|assumption].
        unfold scross in *; simpl in *.
        destruct S1 as [[? ?]|[? ?]];
          [specialize (X ltac:(assumption)); specialize (X' ltac:(assumption))
          |specialize (Y ltac:(assumption)); specialize (Y' ltac:(assumption))];
          destruct S2 as [[? ?]|[? ?]]; lra.
Qed.

Lemma chain_in : forall l a b, chain a l b ->
  Forall (fun uv => a <= fst uv <= b /\ a <= snd uv <= b) l.
Proof.
  induction l as [|[u v] l IH]; simpl; intros a b H; [constructor|].
  destruct H as (A & B & C). pose proof (chain_le _ _ _ C). constructor; simpl; [lra|].
  eapply Forall_impl; [|exact (IH _ _ C)]. simpl. intros; lra.
Qed.

(** g - m changes sign at most K times on [a,b], whatever the constant m *)
Definition signs (g : R -> R) (K : N) (a b : R) : Prop :=
  forall m l, chain a l b -> Forall (scross g m) l -> (N.of_nat (length l) <= K)%N.

Lemma pieces_signs : forall g n a b, pieces g n a b -> signs g (N.of_nat n) a b.
Proof. intros g n a b H m l C Hs. pose proof (crossings_le_pieces g m n a b H l C Hs). lia. Qed.

Theorem lower_bound_signs : forall F g x y a b N K,
  x < y -> ncross F x y a b N -> signs g K a b -> (K < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - g z).
Proof.
  intros F g x y a b N K Hxy (l & L & C & HF) HK HN.
  set (e := (y-x)/2).
  set (bad := fun uv : R*R => e <= Rabs (F (fst uv) - g (fst uv)) \/ e <= Rabs (F (snd uv) - g (snd uv))).
  assert (dec : forall uv, {bad uv} + {~ bad uv}).
  { intros uv. unfold bad. destruct (Rle_dec e (Rabs (F (fst uv) - g (fst uv)))); [left; left; assumption|].
    destruct (Rle_dec e (Rabs (F (snd uv) - g (snd uv)))); [left; right; assumption|].
    right. intros [?|?]; contradiction. }
  destruct (Exists_dec bad l dec) as [E|E].
  - apply Exists_exists in E. destruct E as ((u,v) & Hin & Hb).
    pose proof (chain_in _ _ _ C) as D. rewrite Forall_forall in D. specialize (D _ Hin). simpl in D.
    destruct Hb as [Hb|Hb]; [exists u|exists v]; (split; [lra | exact Hb]).
  - exfalso.
    assert (Hs : Forall (scross g ((x+y)/2)) l).
    { rewrite Forall_forall in *. intros uv Hin. specialize (HF _ Hin).
      assert (nb : ~ bad uv). { intro B. apply E. apply Exists_exists. exists uv; split; assumption. }
      unfold bad in nb. destruct uv as [u v]. simpl in nb.
      assert (B1 : Rabs (F u - g u) < e) by (apply Rnot_le_lt; tauto).
      assert (B2 : Rabs (F v - g v) < e) by (apply Rnot_le_lt; tauto).
      apply Rabs_def2 in B1. apply Rabs_def2 in B2. unfold e in *.
      unfold scross, crosses in *; simpl in *.
      destruct HF as [[E1 E2]|[E1 E2]]; rewrite E1 in B1; rewrite E2 in B2; [left|right]; lra. }
    pose proof (HK _ l C Hs). lia.
Qed.

Theorem lower_bound : forall F g x y a b N K,
  x < y -> ncross F x y a b N -> pieces g K a b -> (N.of_nat K < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - g z).
Proof.
  intros F g x y a b N K Hxy HN HK L. eapply lower_bound_signs; [exact Hxy | exact HN | exact (pieces_signs _ _ _ _ HK) | exact L].
Qed.
