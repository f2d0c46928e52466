(* Signs: sign changes add over the pieces of a partition, and a neuron breaks a piece only where its preactivation
   changes sign (docs/theory.md, Theorem 11). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks.
Import ListNotations.
Open Scope R_scope.

(** ** adding sign changes over the pieces of a partition *)
Lemma signs_weaken : forall g K K' a b, (K <= K')%N -> signs g K a b -> signs g K' a b.
Proof. intros g K K' a b L H m l C Hs. specialize (H m l C Hs). lia. Qed.

Lemma signs_ext : forall g g' K a b, (forall x, g x = g' x) -> signs g K a b -> signs g' K a b.
Proof.
  intros g g' K a b E H m l C Hs. apply (H m l C). eapply Forall_impl; [|exact Hs].
  intros [u v] S. unfold scross in *; simpl in *. rewrite !E. exact S.
Qed.

(** strict crossings survive a small change of the level *)
Lemma level_moves : forall g m l, Forall (scross g m) l ->
  exists e, 0 < e /\ forall m', m <= m' -> m' < m + e -> Forall (scross g m') l.
Proof.
  intros g m l H. induction H as [|[u v] l S H (e & He & IH)].
  - exists 1. split; [lra|]. intros; constructor.
  - exists (Rmin e (Rmax (g u) (g v) - m)). unfold scross in S; simpl in S.
    assert (M : m < Rmax (g u) (g v)) by (unfold Rmax; destruct (Rle_dec (g u) (g v)); lra).
    split; [apply Rmin_glb_lt; lra|]. intros m' L1 L2.
    pose proof (Rmin_l e (Rmax (g u) (g v) - m)). pose proof (Rmin_r e (Rmax (g u) (g v) - m)).
    constructor; [|apply IH; lra]. unfold scross; simpl.
    unfold Rmax in *. destruct (Rle_dec (g u) (g v)); lra.
Qed.

Lemma chain_cut : forall g m c, g c <> m -> forall l a b, a <= c <= b -> chain a l b -> Forall (scross g m) l ->
  exists l1 l2, chain a l1 c /\ chain c l2 b /\ Forall (scross g m) l1 /\ Forall (scross g m) l2 /\
    (length l <= length l1 + length l2)%nat.
Proof.
  intros g m c Hc. induction l as [|[u v] l IH]; intros a b Hab C Hs.
  - exists nil, nil. simpl. repeat split; try lra; try constructor.
  - simpl in C. destruct C as (A & B & C). inversion Hs as [|? ? S Hs']; subst.
    pose proof (chain_le _ _ _ C) as Hvb.
    destruct (Rle_dec v c) as [L|L].
    + destruct (IH v b) as (l1 & l2 & C1 & C2 & S1 & S2 & Ln); [lra|assumption|assumption|].
      exists ((u,v)::l1), l2. simpl. repeat split; try assumption; try lia. constructor; assumption.
    + destruct (Rle_dec c u) as [L'|L'].
      * exists nil, ((u,v)::l). simpl. repeat split; try lra; try assumption; try lia; constructor.
      * assert (D : scross g m (u,c) \/ scross g m (c,v)).
        { unfold scross in *; simpl in *. destruct (Rlt_dec (g c) m); destruct S as [S|S]; lra. }
        destruct D as [D|D].
        -- exists [(u,c)], l. simpl. repeat split; try lra; try assumption; try lia.
           ++ eapply chain_weaken; [| |exact C]; lra.
           ++ constructor; [exact D|constructor].
        -- exists nil, ((c,v)::l). simpl. repeat split; try lra; try assumption; try lia; constructor; assumption.
Qed.

Lemma signs_app : forall g K1 K2 a c b, a <= c <= b -> signs g K1 a c -> signs g K2 c b -> signs g (K1 + K2) a b.
Proof.
  intros g K1 K2 a c b Hc H1 H2 m l C Hs.
  assert (M : exists m', g c <> m' /\ Forall (scross g m') l).
  { destruct (Req_dec (g c) m) as [E|E]; [|exists m; split; assumption].
    destruct (level_moves g m l Hs) as (e & He & K). exists (m + e/2). split; [lra|]. apply K; lra. }
  destruct M as (m' & Hm & Hs').
  destruct (chain_cut g m' c Hm l a b Hc C Hs') as (l1 & l2 & C1 & C2 & S1 & S2 & L).
  specialize (H1 m' l1 C1 S1). specialize (H2 m' l2 C2 S2). lia.
Qed.

Lemma part_signs : forall A g K n a b, part A n a b ->
  (forall c d, c <= d -> A c d -> signs g K c d) -> signs g (N.of_nat n * K) a b.
Proof.
  intros A g K n a b H. induction H as [a b H HA | n a c b H HA Hp IH]; intro Q.
  - replace (N.of_nat 1 * K)%N with K by lia. apply Q; assumption.
  - replace (N.of_nat (S n) * K)%N with (K + N.of_nat n * K)%N by lia.
    pose proof (part_le _ _ _ _ Hp). apply signs_app with c; [lra | apply Q; assumption | apply IH; assumption].
Qed.

(** ** breakpoints appear only where a preactivation changes sign *)
Lemma relu_kept : forall h a b, a <= b -> affine_on h a b -> ~ scross h 0 (a,b) -> affine_on (relu_f h) a b.
Proof.
  intros h a b Hab (s & q & H) NS. unfold scross in NS; simpl in NS.
  assert (Ha := H a ltac:(lra)). assert (Hb := H b ltac:(lra)).
  assert (between : forall x, a <= x <= b -> (h a <= 0 -> h b <= 0 -> h x <= 0) /\ (0 <= h a -> 0 <= h b -> 0 <= h x)).
  { intros x Hx. rewrite (H x Hx), Ha, Hb.
    destruct (Rle_dec 0 s) as [S0|S0].
    - assert (0 <= s*(x-a)) by nra. assert (0 <= s*(b-x)) by nra. split; intros; lra.
    - assert (s*(x-a) <= 0) by nra. assert (s*(b-x) <= 0) by nra. split; intros; lra. }
  assert (D : (h a <= 0 /\ h b <= 0) \/ (0 <= h a /\ 0 <= h b)).
  { destruct (Rle_dec (h a) 0), (Rle_dec (h b) 0); lra. }
  destruct D as [(D1 & D2)|(D1 & D2)].
  - exists 0, 0. intros x Hx. unfold relu_f. rewrite relu_neg; [lra|]. apply (between x Hx); assumption.
  - exists s, q. intros x Hx. unfold relu_f. rewrite relu_pos; [apply H; exact Hx|]. apply (between x Hx); assumption.
Qed.

Lemma scross_dec : forall h m uv, {scross h m uv} + {~ scross h m uv}.
Proof.
  intros h m [u v]. unfold scross; simpl.
  destruct (Rlt_dec (h u) m), (Rlt_dec m (h v)), (Rlt_dec (h v) m), (Rlt_dec m (h u)); try (right; lra); left; lra.
Qed.

(** one neuron: the new pieces are as many as the strict crossings of 0 that it gives *)
Lemma refine_one : forall A h n a b, down A -> part A n a b -> (forall c d, A c d -> affine_on h c d) ->
  exists l, chain a l b /\ Forall (scross h 0) l /\
    part (fun c d => A c d /\ affine_on (relu_f h) c d) (n + length l) a b.
Proof.
  intros A h n a b HD H Hh. induction H as [a b Hab HA | n a c b Hac HA Hp IH].
  - destruct (scross_dec h 0 (a,b)) as [X|X].
    + destruct (relu_break h a b Hab (Hh _ _ HA)) as (z & Hz & A1 & A2).
      exists [(a,b)]. repeat split; simpl; try lra; [constructor; [exact X|constructor]|].
      apply partS with z; [lra | split; [eapply HD; [exact HA| | |]; lra | exact A1]|].
      apply part1; [lra|]. split; [eapply HD; [exact HA| | |]; lra | exact A2].
    + exists nil. repeat split; simpl; [lra|constructor|]. apply part1; [exact Hab|]. split; [exact HA|].
      apply relu_kept; [exact Hab | apply Hh; exact HA | exact X].
  - destruct IH as (l & C & Hs & P). destruct (scross_dec h 0 (a,c)) as [X|X].
    + destruct (relu_break h a c Hac (Hh _ _ HA)) as (z & Hz & A1 & A2).
      exists ((a,c)::l). split; [simpl; repeat split; try lra; exact C|]. split; [constructor; assumption|].
      replace (S n + length ((a,c)::l))%nat with (S (S (n + length l))) by (simpl; lia).
      apply partS with z; [lra | split; [eapply HD; [exact HA| | |]; lra | exact A1]|].
      apply partS with c; [lra | split; [eapply HD; [exact HA| | |]; lra | exact A2]|]. exact P.
    + exists l. split; [eapply chain_weaken; [exact Hac|apply Rle_refl|exact C]|]. split; [exact Hs|].
      apply partS with c; [exact Hac| |exact P]. split; [exact HA|].
      apply relu_kept; [exact Hac | apply Hh; exact HA | exact X].
Qed.

(** all neurons of a layer *)
Lemma refine_all : forall m hs A n a b, down A -> part A n a b -> (forall c d, A c d -> all_aff hs c d) ->
  Forall (fun h => signs h m a b) hs ->
  exists k, (N.of_nat k <= N.of_nat n + N.of_nat (length hs) * m)%N /\ part (all_aff (map relu_f hs)) k a b.
Proof.
  intros m hs.
  assert (G : forall A n a b, down A -> part A n a b -> (forall c d, A c d -> all_aff hs c d) ->
    Forall (fun h => signs h m a b) hs ->
    exists k, (N.of_nat k <= N.of_nat n + N.of_nat (length hs) * m)%N /\
      part (fun c d => A c d /\ all_aff (map relu_f hs) c d) k a b).
  { induction hs as [|h hs IH]; intros A n a b HD P Hh Hs.
    - exists n. split; [simpl; lia|]. eapply part_impl; [exact P|]. intros c d _ _ _ K. split; [exact K|constructor].
    - inversion Hs as [|? ? S Hs']; subst.
      destruct (refine_one A h n a b HD P) as (l & C & Sl & P').
      { intros c d K. specialize (Hh c d K). inversion Hh; assumption. }
      pose proof (S 0 l C Sl) as L.
      destruct (IH (fun c d => A c d /\ affine_on (relu_f h) c d) (n + length l)%nat a b) as (k & Lk & Pk).
      + intros c d c' d' (K1 & K2) ? ? ?. split; [eapply HD; [exact K1| | |]; assumption
          | eapply affine_down; [exact K2| | |]; assumption].
      + exact P'.
      + intros c d (K & _). specialize (Hh c d K). inversion Hh; assumption.
      + exact Hs'.
      + exists k. split; [simpl length; lia|]. eapply part_impl; [exact Pk|].
        intros c d _ _ _ ((K1 & K2) & K3). split; [exact K1|]. constructor; assumption. }
  intros A n a b HD P Hh Hs. destruct (G A n a b HD P Hh Hs) as (k & L & Q). exists k. split; [exact L|].
  eapply part_impl; [exact Q|]. intros c d _ _ _ (_ & K). exact K.
Qed.
