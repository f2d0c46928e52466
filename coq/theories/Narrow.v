(* Narrow: in a network without skip connections a neuron adds a breakpoint only where its preactivation changes
   sign, and few neurons change sign seldom; so fewer pieces and sign changes than (w_1+1)...(w_k+1)
   (docs/theory.md, Theorem 11). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions Signs TwoNeurons.
Import ListNotations.
Open Scope R_scope.

(** ** the recursion *)
(** after a layer of width w: sign changes of any affine combination of its outputs, if n pieces and m sign changes
    were possible before it *)
Definition signs_after (w n m : N) : N :=
  (if w =? 0 then 0 else if w =? 1 then m else if w =? 2 then N.min (2 * n) (n + 2 * m) else n + w * m)%N.
(** (pieces, sign changes) after the layers; an affine function starts with (1, 1). The second never exceeds the
    first *)
Fixpoint narrow (ws : list N) (n m : N) : N * N :=
  match ws with nil => (n, m) | w :: r => narrow r (n + w * m)%N (signs_after w n m) end.
Definition max_pieces (ws : list N) : N := fst (narrow ws 1 1).
Definition max_signs (ws : list N) : N := snd (narrow ws 1 1).

Ltac widths_cases w :=
  unfold signs_after in *; destruct (N.eqb_spec w 0), (N.eqb_spec w 1), (N.eqb_spec w 2); subst; try lia.

Lemma signs_after_le : forall w n m, (m <= n)%N -> (signs_after w n m <= n + w * m)%N.
Proof. intros w n m H. widths_cases w. Qed.

Lemma signs_after_mono : forall w w' n n' m m', (w <= w')%N -> (n <= n')%N -> (m <= m')%N -> (m' <= n')%N ->
  (signs_after w n m <= signs_after w' n' m')%N.
Proof.
  intros w w' n n' m m' Hw Hn Hm Hi.
  assert (K : (w * m <= w' * m')%N) by (apply N.mul_le_mono; assumption).
  unfold signs_after.
  destruct (N.eqb_spec w 0), (N.eqb_spec w' 0), (N.eqb_spec w 1), (N.eqb_spec w' 1), (N.eqb_spec w 2), (N.eqb_spec w' 2);
    subst; try lia.
Qed.

Lemma narrow_mono : forall ws ws', Forall2 N.le ws ws' -> forall n n' m m',
  (n <= n')%N -> (m <= m')%N -> (m' <= n')%N ->
  (fst (narrow ws n m) <= fst (narrow ws' n' m'))%N /\ (snd (narrow ws n m) <= snd (narrow ws' n' m'))%N.
Proof.
  induction 1 as [|w w' ws ws' Hw H IH]; intros n n' m m' Hn Hm Hi; cbn [narrow fst snd]; [split; assumption|].
  assert (K : (w * m <= w' * m')%N) by (apply N.mul_le_mono; assumption).
  apply IH; [lia | apply signs_after_mono; assumption | apply signs_after_le; assumption].
Qed.

(** ** one layer, then all *)
(** on [a,b] the outputs hs are affine together on at most n pieces; each affine combination has at most m sign changes *)
Definition bounded (hs : list (R -> R)) (n m : N) (a b : R) : Prop :=
  (exists k, (N.of_nat k <= n)%N /\ part (all_aff hs) k a b) /\ forall o, signs (pre_f o hs) m a b.

Lemma layer_bounded : forall (l : layer) hs n m a b, bounded hs n m a b ->
  bounded (map relu_f (map (fun nn => pre_f nn hs) l))
    (n + N.of_nat (length l) * m) (signs_after (N.of_nat (length l)) n m) a b.
Proof.
  intros l hs n m a b ((k & Lk & P) & SG). set (hs' := map (fun nn => pre_f nn hs) l).
  assert (Ln : length hs' = length l) by (unfold hs'; apply map_length).
  assert (Hp : forall c d, all_aff hs c d -> all_aff hs' c d).
  { intros c d K. unfold all_aff, hs'. rewrite Forall_map. apply Forall_forall. intros nn _. apply pre_affine; exact K. }
  assert (Hs : Forall (fun h => signs h m a b) hs').
  { unfold hs'. rewrite Forall_map. apply Forall_forall. intros nn _. apply SG. }
  destruct (refine_all m hs' (all_aff hs) k a b (all_aff_down hs) P Hp Hs) as (k' & Lk' & P').
  rewrite Ln in Lk'. split; [exists k'; split; [lia|exact P']|]. intro o.
  assert (W : signs (pre_f o (map relu_f hs')) (n + N.of_nat (length l) * m) a b).
  { eapply signs_weaken; [|apply (pieces_signs _ k')]; [lia|].
    eapply part_impl; [exact P'|]. intros c d _ _ _ K. apply pre_affine; exact K. }
  rewrite <- Ln in *. clear Ln. unfold signs_after.
  destruct hs' as [|h1 [|h2 [|h3 hs'']]]; cbn [length].
  - simpl. apply no_neuron.
  - simpl. inversion Hs; subst. apply one_neuron. assumption.
  - replace (N.of_nat 2 =? 0)%N with false by reflexivity. replace (N.of_nat 2 =? 1)%N with false by reflexivity.
    replace (N.of_nat 2 =? 2)%N with true by reflexivity. cbn iota.
    intros v c C Hc. apply N.min_glb; [|exact (W v c C Hc)].
    assert (T : signs (pre_f o (map relu_f [h1; h2])) (N.of_nat k * 2) a b).
    { eapply part_signs; [exact P|]. intros c' d' Hcd K. specialize (Hp c' d' K). inversion Hp as [|? ? K1 Hp']; subst.
      inversion Hp'; subst. apply two_neurons; assumption. }
    specialize (T v c C Hc). lia.
  - assert (E : forall j, (j < 3)%N -> (N.of_nat (S (S (S (length hs'')))) =? j)%N = false)
      by (intros j Hj; apply N.eqb_neq; lia).
    rewrite !E by lia. exact W.
Qed.

Lemma layers_bounded : forall ls hs n m a b, bounded hs n m a b -> forall o,
  let r := narrow (map (fun l => N.of_nat (length l)) ls) n m in
  (exists k, (N.of_nat k <= fst r)%N /\ pieces (fun x => pre o (hidden ls (vec hs x))) k a b) /\
  signs (fun x => pre o (hidden ls (vec hs x))) (snd r) a b.
Proof.
  induction ls as [|l ls IH]; intros hs n m a b H o; cbn [map narrow fst snd].
  - destruct H as ((k & L & P) & S). split; [|exact (S o)]. exists k. split; [exact L|].
    eapply part_impl; [exact P|]. intros c d _ _ _ K. apply (pre_affine o hs c d K).
  - set (hs'' := map relu_f (map (fun nn => pre_f nn hs) l)).
    assert (E : forall x, vec hs'' x = map (fun nn => relu (pre nn (vec hs x))) l).
    { intro x. unfold vec, hs''. rewrite !map_map. apply map_ext. intro. reflexivity. }
    destruct (IH hs'' _ _ a b (layer_bounded l hs n m a b H) o) as ((k & L & P) & S). split.
    + exists k. split; [exact L|]. eapply part_impl; [exact P|]. intros c d _ _ _ (s & q & K). exists s, q.
      intros x Hx. cbn [hidden]. rewrite <- E. apply K; exact Hx.
    + eapply signs_ext; [|exact S]. intro x. cbn [hidden]. rewrite <- E. reflexivity.
Qed.

(** ** networks *)
Lemma net_bounded : forall g ws a b, a <= b -> fits g ws ->
  (exists K, (N.of_nat K <= max_pieces ws)%N /\ pieces (neval g) K a b) /\ signs (neval g) (max_signs ws) a b.
Proof.
  intros g ws a b Hab Hg.
  assert (B : bounded [fun x => x] 1 1 a b).
  { assert (A : all_aff [fun x => x] a b) by (constructor; [exists 1, 0; intros; lra | constructor]).
    split; [exists 1%nat; split; [lia|]; apply part1; assumption|]. intro o.
    apply (pieces_signs _ 1). apply part1; [exact Hab|]. apply pre_affine. exact A. }
  destruct (layers_bounded (layers g) _ _ _ a b B (out g)) as ((K & L & P) & S).
  assert (F2 : Forall2 N.le (map (fun l : layer => N.of_nat (length l)) (layers g)) ws).
  { unfold fits, widths in Hg. clear - Hg. revert ws Hg. induction (layers g) as [|l ls IH]; intros ws Hg; simpl in *.
    - inversion Hg. constructor.
    - inversion Hg; subst. constructor; [assumption|]. apply IH; assumption. }
  destruct (narrow_mono _ _ F2 1%N 1%N 1%N 1%N) as (M1 & M2); try lia.
  split.
  - exists K. split; [exact (N.le_trans _ _ _ L M1)|]. exact P.
  - eapply signs_weaken; [exact M2|]. exact S.
Qed.

(** a network with hidden layers of at most these widths has at most (max_pieces ws) pieces ... *)
Theorem narrow_pieces : forall g ws a b, a <= b -> fits g ws ->
  exists K, (N.of_nat K <= max_pieces ws)%N /\ pieces (neval g) K a b.
Proof. intros g ws a b Hab Hg. apply (net_bounded g ws a b Hab Hg). Qed.

(** ... and at most (max_signs ws) sign changes of (network - constant) *)
Theorem narrow_signs : forall g ws a b, fits g ws -> signs (neval g) (max_signs ws) a b.
Proof.
  intros g ws a b Hg m l C Hs. exact (proj2 (net_bounded g ws a b (chain_le _ _ _ C) Hg) m l C Hs).
Qed.

Theorem sup_narrow : forall F x y a b N g ws,
  x < y -> ncross F x y a b N -> fits g ws -> (max_signs ws < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - neval g z).
Proof.
  intros F x y a b N g ws Hxy HN Hg L.
  eapply lower_bound_signs; [exact Hxy | exact HN | apply narrow_signs; exact Hg | exact L].
Qed.

(** Theorem 4 too needs only sign changes: the predicted label changes at most (max_signs ws) times along the points *)
Theorem labels_narrow : forall F x y a b N, x < y -> (0 < N)%N -> ncross F x y a b N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\ alternates F x y a b zs /\
    forall g ws c, x < c <= y -> fits g ws ->
      ((N - max_signs ws + 1) / 2 <= N.of_nat (mistakes F (neval g) c zs))%N.
Proof.
  intros F x y a b N Hxy HN HC. destruct (classification_signs F x y a b N Hxy HN HC) as (zs & Ln & Al & H).
  exists zs. split; [exact Ln|]. split; [exact Al|]. intros g ws c Hc Hg.
  specialize (H _ _ c Hc (narrow_signs g ws a b Hg)).
  apply N.lt_succ_r. apply N.div_lt_upper_bound; lia.
Qed.

(** ** Theorem 11 in its own words *)
Definition cw (w : N) : N := (if w <=? 2 then w else w + 1)%N.
(** (P_i, c(w_i) P_(i-1)) after layer i; cw is the c of the theorem *)
Fixpoint steps (ws : list N) (p s : N) : N * N :=
  match ws with nil => (p, s) | w :: r => steps r (N.min ((w + 1) * p) (p + w * s)) (cw w * p)%N end.
Definition stated (ws : list N) : N := fst (steps ws 1 1).

Lemma steps_narrow : forall ws n m p s, (m <= n)%N -> (n <= p)%N -> (m <= s)%N ->
  (fst (narrow ws n m) <= fst (steps ws p s))%N /\ (snd (narrow ws n m) <= snd (steps ws p s))%N.
Proof.
  induction ws as [|w ws IH]; intros n m p s H1 H2 H3; cbn [narrow steps fst snd]; [split; assumption|].
  assert (K1 : (w * m <= w * s)%N) by (apply N.mul_le_mono_l; assumption).
  assert (K2 : (w * m <= w * p)%N) by (apply N.mul_le_mono_l; lia).
  apply IH; [apply signs_after_le; exact H1 | apply N.min_glb; lia |].
  unfold cw, signs_after. destruct (N.leb_spec w 2) as [L|L].
  - assert (D : w = 0%N \/ w = 1%N \/ w = 2%N) by lia. destruct D as [->|[->| ->]]; simpl (_ =? _)%N; cbn iota; lia.
  - destruct (N.eqb_spec w 0), (N.eqb_spec w 1), (N.eqb_spec w 2); lia.
Qed.

(** what the recursion gives at the layers before the last, times c of the last *)
Lemma steps_last : forall ws w p s, snd (steps (ws ++ [w]) p s) = (cw w * fst (steps ws p s))%N.
Proof. induction ws as [|v ws IH]; intros w p s; cbn [app steps fst snd]; [reflexivity|]. apply IH. Qed.

Theorem pieces_stated : forall ws, (max_pieces ws <= stated ws)%N.
Proof. intro ws. apply steps_narrow; lia. Qed.

Theorem signs_stated : forall ws w, (max_signs (ws ++ [w]) <= cw w * stated ws)%N.
Proof. intros ws w. unfold stated. rewrite <- (steps_last ws w 1 1). apply steps_narrow; lia. Qed.

(** hidden layers of widths at most ws and then w: C crossings and an error below half their height force
    C <= cw(w) * stated(ws) *)
Theorem theorem_11 : forall F x y a b C g ws w, x < y -> ncross F x y a b C -> fits g (ws ++ [w]) ->
  (forall z, a <= z <= b -> Rabs (F z - neval g z) < (y - x) / 2) -> (C <= cw w * stated ws)%N.
Proof.
  intros F x y a b C g ws w Hxy HC Hg Herr. apply N.le_ngt. intro L. pose proof (signs_stated ws w).
  destruct (sup_narrow F x y a b C g (ws ++ [w]) Hxy HC Hg ltac:(lia)) as (z & Hz & E). specialize (Herr z Hz). lra.
Qed.

(** ** the new bounds are never above the product of (width + 1) *)
Lemma narrow_product : forall ws n m, (m <= n)%N ->
  (snd (narrow ws n m) <= fst (narrow ws n m))%N /\ (fst (narrow ws n m) <= n * capw ws)%N.
Proof.
  induction ws as [|w ws IH]; intros n m H; cbn [narrow fst snd capw]; [split; lia|].
  destruct (IH (n + w * m)%N (signs_after w n m) (signs_after_le w n m H)) as (H1 & H2). split; [exact H1|].
  eapply N.le_trans; [exact H2|]. rewrite N.mul_assoc. apply N.mul_le_mono_r.
  assert (w * m <= w * n)%N by (apply N.mul_le_mono_l; exact H). lia.
Qed.

Theorem signs_le_product : forall ws, (max_signs ws <= max_pieces ws)%N /\ (max_pieces ws <= capw ws)%N.
Proof. intro ws. unfold max_signs, max_pieces. pose proof (narrow_product ws 1 1 ltac:(lia)). split; lia. Qed.

(** layers of one neuron: monotone, whatever the depth *)
Theorem signs_width_one : forall k, max_signs (repeat 1%N k) = 1%N.
Proof.
  intro k. unfold max_signs. generalize 1%N at 2 as n. induction k as [|k IH]; intro n; [reflexivity|].
  cbn [repeat narrow]. change (signs_after 1 n 1) with 1%N. apply IH.
Qed.

Theorem width_one : forall F x y a b N g, x < y -> ncross F x y a b N -> width_le g 1 -> (1 < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - neval g z).
Proof.
  intros F x y a b N g Hxy HN Hg L. apply (sup_narrow F x y a b N g (repeat 1%N (depth g)) Hxy HN).
  - apply fits_uniform; [exact Hg|reflexivity].
  - rewrite signs_width_one. exact L.
Qed.

Example width_two : map (fun k => max_signs (repeat 2%N k)) [1; 2; 3; 4; 5]%nat = [2; 6; 14; 38; 94]%N.
Proof. reflexivity. Qed.
Example width_two_stated :
  map (fun k => (cw 2 * stated (repeat 2%N k))%N) [0; 1; 2; 3; 4]%nat = [2; 6; 14; 38; 94]%N.
Proof. reflexivity. Qed.
(** the smaller of both counts is wanted: pieces 9, c(3) P_1 = 12, product 12 *)
Example three_after_two : max_signs [2; 3]%N = 9%N /\ (cw 3 * stated [2])%N = 12%N /\ capw [2; 3]%N = 12%N.
Proof. repeat split; reflexivity. Qed.
