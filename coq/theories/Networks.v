(* Networks: a ReLU network with hidden layers of widths w_1, ..., w_k has at most (w_1+1)...(w_k+1) affine pieces
   (docs/theory.md, piece bound). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces.
Import ListNotations.
Open Scope R_scope.

Definition relu (x : R) : R := Rmax 0 x.
Definition neuron : Type := (list R * R)%type.            (* weights, bias *)
Fixpoint dot (w x : list R) : R :=
  match w, x with a :: w', b :: x' => a * b + dot w' x' | _, _ => 0 end.
Definition pre (n : neuron) (x : list R) : R := dot (fst n) x + snd n.
Definition layer : Type := list neuron.
Fixpoint hidden (ls : list layer) (x : list R) : list R :=
  match ls with nil => x | l :: ls' => hidden ls' (map (fun n => relu (pre n x)) l) end.
Record net := Net { layers : list layer; out : neuron }.
Definition neval (g : net) (x : R) : R := pre (out g) (hidden (layers g) [x]).
Definition depth (g : net) := length (layers g).
Definition width_le (g : net) (w : N) := Forall (fun l => (N.of_nat (length l) <= w)%N) (layers g).

(* down-closed interval predicates *)
Definition down (A : R -> R -> Prop) : Prop :=
  forall a b a' b', A a b -> a <= a' -> a' <= b' -> b' <= b -> A a' b'.

Lemma part_impl : forall (A B : R -> R -> Prop) n a b,
  part A n a b -> (forall c d, a <= c -> c <= d -> d <= b -> A c d -> B c d) -> part B n a b.
Proof.
  intros A B n a b H. induction H as [a b H HA | n a c b H HA Hp IH]; intro K.
  - apply part1; [assumption|]. apply K; try lra; assumption.
  - pose proof (part_le _ _ _ _ Hp). apply partS with c; [assumption| |].
    + apply K; try lra; assumption.
    + apply IH. intros. apply K; try lra; assumption.
Qed.

Lemma part_app : forall A n1 a c b n2, part A n1 a c -> part A n2 c b -> part A (n1+n2) a b.
Proof.
  intros A n1 a c b n2 H. revert b n2. induction H; intros b' n2 H2; simpl.
  - apply partS with b; assumption.
  - apply partS with c; try assumption. apply IHpart. exact H2.
Qed.

Lemma part_split : forall A, down A -> forall n a b z, part A n a b -> a <= z <= b ->
  exists n1 n2, part A n1 a z /\ part A n2 z b /\ (n1 + n2 <= S n)%nat.
Proof.
  intros A HD n a b z H. revert z. induction H as [a b H HA | n a c b H HA Hp IH]; intros z Hz.
  - exists 1%nat, 1%nat. repeat split; try lia; apply part1; try lra; eapply HD; try exact HA; lra.
  - pose proof (part_le _ _ _ _ Hp). destruct (Rle_dec z c) as [L|L].
    + exists 1%nat, (S n). repeat split; try lia.
      * apply part1; [lra|]. eapply HD; [exact HA| | |]; lra.
      * apply partS with c; try assumption. eapply HD; [exact HA| | |]; lra.
    + destruct (IH z) as (n1 & n2 & P1 & P2 & L'); [lra|].
      exists (S n1), n2. repeat split; try lia; try assumption. apply partS with c; assumption.
Qed.

Lemma part_refine : forall (A B : R -> R -> Prop) M n a b, part A n a b ->
  (forall c d, c <= d -> A c d -> exists k, (k <= M)%nat /\ part B k c d) ->
  exists k, (k <= n * M)%nat /\ part B k a b.
Proof.
  intros A B M n a b H K. induction H as [a b H HA | n a c b H HA Hp IH].
  - destruct (K a b H HA) as (k & L & P). exists k. split; [lia|assumption].
  - destruct (K a c H HA) as (k & L & P). destruct IH as (k' & L' & P').
    exists (k + k')%nat. split; [simpl; lia|]. eapply part_app; eauto.
Qed.

Lemma affine_down : forall h, down (affine_on h).
Proof. intros h a b a' b' (s & q & H) ? ? ?. exists s, q. intros. apply H. lra. Qed.

Definition all_aff (hs : list (R -> R)) (a b : R) : Prop := Forall (fun h => affine_on h a b) hs.

Lemma all_aff_down : forall hs, down (all_aff hs).
Proof.
  intros hs a b a' b' H ? ? ?. unfold all_aff in *. eapply Forall_impl; [|exact H].
  intros h Hh. apply (affine_down h a b); assumption.
Qed.

Definition relu_f (h : R -> R) : R -> R := fun x => relu (h x).

Lemma relu_pos : forall x, 0 <= x -> relu x = x.
Proof. intros. unfold relu. apply Rmax_right; assumption. Qed.
Lemma relu_neg : forall x, x <= 0 -> relu x = 0.
Proof. intros. unfold relu. apply Rmax_left; assumption. Qed.

Lemma relu_break : forall h a b, a <= b -> affine_on h a b ->
  exists z, a <= z <= b /\ affine_on (relu_f h) a z /\ affine_on (relu_f h) z b.
Proof.
  intros h a b Hab (s & q & H).
  assert (const : forall c d, a <= c -> d <= b -> (forall x, c <= x <= d -> h x <= 0) -> affine_on (relu_f h) c d).
  { intros c d Hc Hd K. exists 0, 0. intros x Hx. unfold relu_f. rewrite relu_neg by (apply K; assumption). lra. }
  assert (lin : forall c d, a <= c -> d <= b -> (forall x, c <= x <= d -> 0 <= h x) -> affine_on (relu_f h) c d).
  { intros c d Hc Hd K. exists s, q. intros x Hx. unfold relu_f. rewrite relu_pos by (apply K; assumption). apply H. lra. }
  assert (Ha : h a = s*a+q) by (apply H; lra). assert (Hb : h b = s*b+q) by (apply H; lra).
  assert (mono : forall c d x, 0 <= d - c -> a <= c -> d <= b -> c <= x <= d ->
     (h c <= 0 -> h d <= 0 -> h x <= 0) /\ (0 <= h c -> 0 <= h d -> 0 <= h x)).
  { intros c d x Hcd Hc Hd Hx. rewrite (H c) by lra. rewrite (H d) by lra. rewrite (H x) by lra.
    assert (T : 0 <= x - c) by lra. assert (T2 : 0 <= d - x) by lra.
    destruct (Rle_dec 0 s) as [S0|S0].
    - assert (0 <= s*(x-c)) by nra. assert (0 <= s*(d-x)) by nra. split; intros; lra.
    - assert (s*(x-c) <= 0) by nra. assert (s*(d-x) <= 0) by nra. split; intros; lra. }
  destruct (Rle_dec (h a) 0) as [A|A]; destruct (Rle_dec (h b) 0) as [B|B].
  - exists b. split; [lra|]. split; apply const; try lra; intros x Hx; apply (mono a b x); lra.
  - assert (0 < s*(b-a)) by lra. assert (0 < s) by nra.
    assert (Hz0 : s * (- q / s) + q = 0) by (field; lra).
    assert (a <= -q/s <= b) by (split; nra).
    set (z := -q/s) in *. exists z. split; [assumption|].
    assert (Hz : h z = 0) by (rewrite H by assumption; exact Hz0).
    split.
    + apply const; try lra. intros x Hx. apply (mono a z x); lra.
    + apply lin; try lra. intros x Hx. apply (mono z b x); lra.
  - assert (s*(b-a) < 0 \/ s*(b-a) = 0 \/ 0 < s*(b-a)) as [T|[T|T]] by lra; try lra.
    assert (s < 0) by nra.
    assert (Hz0 : s * (- q / s) + q = 0) by (field; lra).
    assert (a <= -q/s <= b) by (split; nra).
    set (z := -q/s) in *. exists z. split; [assumption|].
    assert (Hz : h z = 0) by (rewrite H by assumption; exact Hz0).
    split.
    + apply lin; try lra. intros x Hx. apply (mono a z x); lra.
    + apply const; try lra. intros x Hx. apply (mono z b x); lra.
  - exists b. split; [lra|]. split; apply lin; try lra; intros x Hx; apply (mono a b x); lra.
Qed.

Lemma relu_refine : forall hs a b, a <= b -> all_aff hs a b ->
  exists k, (k <= length hs + 1)%nat /\ part (all_aff (map relu_f hs)) k a b.
Proof.
  induction hs as [|h hs IH]; intros a b Hab H.
  - exists 1%nat. split; [simpl; lia|]. apply part1; [assumption|]. constructor.
  - inversion H as [|? ? Hh Hhs]; subst. destruct (IH a b Hab Hhs) as (k & L & P).
    destruct (relu_break h a b Hab Hh) as (z & Hz & A1 & A2).
    destruct (part_split _ (all_aff_down _) _ _ _ z P Hz) as (n1 & n2 & P1 & P2 & L').
    exists (n1 + n2)%nat. split; [simpl; lia|]. simpl map.
    eapply part_app.
    + eapply part_impl; [exact P1|]. intros c d ? ? ? K. constructor; [|exact K].
      eapply affine_down; [exact A1| | |]; lra.
    + eapply part_impl; [exact P2|]. intros c d ? ? ? K. constructor; [|exact K].
      eapply affine_down; [exact A2| | |]; lra.
Qed.

Definition vec (hs : list (R -> R)) (x : R) : list R := map (fun h => h x) hs.

Lemma dot_affine : forall w hs a b, all_aff hs a b -> affine_on (fun x => dot w (vec hs x)) a b.
Proof.
  induction w as [|c w IH]; intros hs a b H; simpl.
  - exists 0, 0. intros. lra.
  - destruct hs as [|h hs]; simpl.
    + exists 0, 0. intros. lra.
    + inversion H as [|? ? (s & q & Hh) Hhs]; subst. destruct (IH hs a b Hhs) as (s' & q' & H').
      exists (c*s+s'), (c*q+q'). intros x Hx. rewrite Hh by assumption.
      change (map (fun h0 => h0 x) hs) with (vec hs x). rewrite H' by assumption. lra.
Qed.

Definition pre_f (n : neuron) (hs : list (R -> R)) : R -> R := fun x => pre n (vec hs x).

Lemma pre_affine : forall n hs a b, all_aff hs a b -> affine_on (pre_f n hs) a b.
Proof.
  intros [w c] hs a b H. destruct (dot_affine w hs a b H) as (s & q & K).
  exists s, (q + c). intros x Hx. unfold pre_f, pre. simpl. rewrite K by assumption. lra.
Qed.

(** the product of (width_i + 1) over the hidden layers *)
Fixpoint cap (ls : list layer) : nat :=
  match ls with nil => 1%nat | l :: ls' => ((length l + 1) * cap ls')%nat end.
Definition net_cap (g : net) : nat := cap (layers g).

Lemma layers_pieces_cap : forall ls hs n a b o, part (all_aff hs) n a b ->
  exists k, (k <= n * cap ls)%nat /\
    pieces (fun x => pre o (hidden ls (vec hs x))) k a b.
Proof.
  induction ls as [|l ls IH]; intros hs n a b o Hp.
  - exists n. split; [simpl; lia|]. eapply part_impl; [exact Hp|]. intros c d ? ? ? K.
    apply (pre_affine o hs c d K).
  - set (hs' := map (fun nn => pre_f nn hs) l).
    assert (HR : exists k, (k <= n * (length l+1))%nat /\ part (all_aff (map relu_f hs')) k a b).
    { eapply part_refine; [exact Hp|]. intros c d Hcd K.
      destruct (relu_refine hs' c d Hcd) as (k & L & P).
      - unfold all_aff, hs'. rewrite Forall_map. apply Forall_forall. intros nn _. apply pre_affine; assumption.
      - exists k. split; [|exact P]. unfold hs' in L. rewrite map_length in L. lia. }
    destruct HR as (k & L & P).
    destruct (IH (map relu_f hs') k a b o P) as (k' & L' & P').
    exists k'. split.
    + simpl cap. eapply Nat.le_trans; [exact L'|]. rewrite Nat.mul_assoc.
      apply Nat.mul_le_mono_r. lia.
    + assert (E : forall x, vec (map relu_f hs') x = map (fun nn => relu (pre nn (vec hs x))) l).
      { intro x. unfold vec, hs'. rewrite !map_map. apply map_ext. intro. reflexivity. }
      eapply part_impl; [exact P'|]. intros c d ? ? ? (s & q & K). exists s, q. intros x Hx.
      simpl. rewrite <- E. apply K. exact Hx.
Qed.

Theorem relu_pieces_cap : forall g a b, a <= b ->
  exists k, (k <= net_cap g)%nat /\ pieces (neval g) k a b.
Proof.
  intros g a b Hab.
  destruct (layers_pieces_cap (layers g) [fun x => x] 1 a b (out g)) as (k & L & P).
  - apply part1; [assumption|]. constructor; [|constructor]. exists 1, 0. intros; lra.
  - exists k. split; [unfold net_cap; lia|]. exact P.
Qed.

Theorem relu_lower_bound_cap : forall F x y a b N g,
  x < y -> a <= b -> ncross F x y a b N -> (N.of_nat (net_cap g) < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - neval g z).
Proof.
  intros F x y a b N g Hxy Hab HN HK.
  destruct (relu_pieces_cap g a b Hab) as (k & L & P).
  eapply lower_bound; [exact Hxy | exact HN | exact P | lia].
Qed.
