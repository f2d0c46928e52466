(* TwoNeurons: on an interval where the preactivations of a layer are affine, a combination of one neuron changes sign no oftener
   than the neuron, one of two neurons at most twice (docs/theory.md, Theorem 11). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks.
Import ListNotations.
Open Scope R_scope.

Lemma relu_nonneg : forall x, 0 <= relu x.
Proof. intro x. apply Rmax_l. Qed.
Lemma relu_ge : forall x, x <= relu x.
Proof. intro x. apply Rmax_r. Qed.
Lemma relu_val : forall x, relu x = x \/ relu x = 0.
Proof. intro x. destruct (Rle_dec 0 x); [left; apply relu_pos | right; apply relu_neg]; lra. Qed.
Lemma relu_le : forall x y, x <= y -> relu x <= relu y.
Proof. intros x y H. unfold relu. apply Rle_max_compat_l. exact H. Qed.
Lemma relu_step : forall x y, x <= y -> relu y - relu x <= y - x.
Proof. intros x y H. pose proof (relu_nonneg x). pose proof (relu_ge x). destruct (relu_val y) as [E|E]; rewrite E; lra. Qed.

(** ** no neuron, one neuron *)
Lemma no_neuron : forall o a b, signs (pre_f o []) 0 a b.
Proof.
  intros [ws q] a b m [|[u v] l] _ Hs; [simpl; lia|]. exfalso. inversion Hs as [|? ? S _]; subst.
  unfold scross, pre_f, pre in S. simpl in S. destruct ws; simpl in S; lra.
Qed.

Lemma one_term : forall h w q v uv, w <> 0 -> scross (fun x => w * relu (h x) + q) v uv -> scross h ((v - q) / w) uv.
Proof.
  intros h w q v [a b] Hw S. unfold scross in *; simpl in *. set (t := (v - q) / w).
  assert (E : v = w * t + q) by (unfold t; field; exact Hw). clearbody t. subst v.
  pose proof (relu_nonneg (h a)). pose proof (relu_nonneg (h b)). pose proof (relu_ge (h a)). pose proof (relu_ge (h b)).
  assert (D : (relu (h a) < t < relu (h b)) \/ (relu (h b) < t < relu (h a))).
  { destruct (Rlt_dec 0 w); destruct S as [(S1 & S2)|(S1 & S2)];
      [left|right|right|left]; split; nra. }
  destruct (relu_val (h a)) as [Ea|Ea]; destruct (relu_val (h b)) as [Eb|Eb]; rewrite Ea, Eb in *; lra.
Qed.

Lemma one_neuron : forall o h m a b, signs h m a b -> signs (pre_f o (map relu_f [h])) m a b.
Proof.
  intros [ws q] h m a b H v l C Hs.
  assert (E : exists w, forall x, pre_f (ws, q) (map relu_f [h]) x = w * relu (h x) + q).
  { destruct ws as [|w [|? ?]]; [exists 0|exists w|exists w]; intro x; unfold pre_f, pre, relu_f; simpl; lra. }
  destruct E as (w & E). destruct (Req_dec w 0) as [->|Hw].
  - destruct l as [|[u z] l]; [simpl; lia|]. exfalso. inversion Hs as [|? ? S _]; subst.
    unfold scross in S; simpl in S. rewrite !E in S. lra.
  - apply (H ((v - q) / w) l C). eapply Forall_impl; [|exact Hs]. intros [u z] S. apply one_term; [exact Hw|].
    unfold scross in *; simpl in *. rewrite !E in S. exact S.
Qed.

(** ** two neurons: no four points at which the values fall, rise and fall *)
Lemma convex : forall A B x y z, x <= y -> y <= z ->
  (z - x) * relu (A*y+B) <= (z - y) * relu (A*x+B) + (y - x) * relu (A*z+B).
Proof.
  intros A B x y z Hxy Hyz.
  pose proof (relu_nonneg (A*x+B)). pose proof (relu_nonneg (A*z+B)). pose proof (relu_ge (A*x+B)). pose proof (relu_ge (A*z+B)).
  assert (0 <= (z-y) * relu (A*x+B)) by (apply Rmult_le_pos; lra).
  assert (0 <= (y-x) * relu (A*z+B)) by (apply Rmult_le_pos; lra).
  assert (0 <= (z-y) * (relu (A*x+B) - (A*x+B))) by (apply Rmult_le_pos; lra).
  assert (0 <= (y-x) * (relu (A*z+B) - (A*z+B))) by (apply Rmult_le_pos; lra).
  destruct (relu_val (A*y+B)) as [E|E]; rewrite E; nra.
Qed.

Section Peak.
  Variables A1 B1 A2 B2 : R.
  Let r1 x := relu (A1*x+B1).
  Let r2 x := relu (A2*x+B2).

  Lemma no_peak : forall x y z, x <= y -> y <= z -> r1 x + r2 x < r1 y + r2 y -> r1 z + r2 z < r1 y + r2 y -> False.
  Proof.
    intros x y z Hxy Hyz L1 L2.
    pose proof (convex A1 B1 x y z Hxy Hyz) as C1. pose proof (convex A2 B2 x y z Hxy Hyz) as C2.
    fold (r1 x) (r1 y) (r1 z) in C1. fold (r2 x) (r2 y) (r2 z) in C2.
    assert (x <> y) by (intros ->; lra).
    assert (0 < (y-x) * (r1 y + r2 y - (r1 z + r2 z))) by (apply Rmult_lt_0_compat; lra).
    assert (0 <= (z-y) * (r1 y + r2 y - (r1 x + r2 x))) by (apply Rmult_le_pos; lra).
    nra.
  Qed.

  (** both look to the right *)
  Lemma no_zigzag : 0 <= A1 -> 0 <= A2 -> forall x0 x1 x2 x3, x0 <= x1 -> x1 <= x2 -> x2 <= x3 ->
    r1 x1 - r2 x1 < r1 x0 - r2 x0 -> r1 x1 - r2 x1 < r1 x2 - r2 x2 -> r1 x3 - r2 x3 < r1 x2 - r2 x2 -> False.
  Proof.
    intros P1 P2 x0 x1 x2 x3 H0 H1 H2 L0 L1 L2.
    assert (inc : forall A x y, 0 <= A -> x <= y -> A*x <= A*y) by (intros; apply Rmult_le_compat_l; assumption).
    assert (I1 : A1*x0+B1 <= A1*x1+B1) by (pose proof (inc A1 x0 x1 P1 H0); lra).
    assert (I2 : A1*x1+B1 <= A1*x2+B1) by (pose proof (inc A1 x1 x2 P1 H1); lra).
    assert (I3 : A1*x2+B1 <= A1*x3+B1) by (pose proof (inc A1 x2 x3 P1 H2); lra).
    assert (J2 : A2*x1+B2 <= A2*x2+B2) by (pose proof (inc A2 x1 x2 P2 H1); lra).
    assert (J3 : A2*x2+B2 <= A2*x3+B2) by (pose proof (inc A2 x2 x3 P2 H2); lra).
    unfold r1, r2 in *.
    pose proof (relu_le _ _ I1). pose proof (relu_step _ _ I2). 
    (* the first fall: the second neuron is on from x1 *)
    assert (on2 : 0 < A2*x1+B2).
    { destruct (Rle_dec (A2*x1+B2) 0) as [N|N]; [|lra]. exfalso.
      rewrite (relu_neg _ N) in L0. pose proof (relu_nonneg (A2*x0+B2)). lra. }
    rewrite (relu_pos (A2*x1+B2)), (relu_pos (A2*x2+B2)), (relu_pos (A2*x3+B2)) in * by lra.
    (* the rise: the first one from x2 *)
    assert (on1 : 0 < A1*x2+B1).
    { destruct (Rle_dec (A1*x2+B1) 0) as [N|N]; [|lra]. exfalso.
      rewrite (relu_neg _ N) in L1. pose proof (relu_nonneg (A1*x1+B1)). lra. }
    rewrite (relu_pos (A1*x2+B1)), (relu_pos (A1*x3+B1)) in * by lra.
    assert (D1 : 0 < (A1 - A2) * (x2 - x1)) by lra.
    assert (D2 : (A1 - A2) * (x3 - x2) < 0) by lra.
    destruct (Rle_dec A1 A2); nra.
  Qed.
End Peak.

(** two relus with signs *)
Definition sum2 (e1 A1 B1 e2 A2 B2 x : R) : R := e1 * relu (A1*x+B1) + e2 * relu (A2*x+B2).

Lemma mixed : forall A1 B1 A2 B2 x0 x1 x2 x3, x0 <= x1 -> x1 <= x2 -> x2 <= x3 ->
  let g := sum2 1 A1 B1 (-1) A2 B2 in g x1 < g x0 -> g x1 < g x2 -> g x3 < g x2 -> False.
Proof.
  intros A1 B1 A2 B2 x0 x1 x2 x3 H0 H1 H2 g L0 L1 L2. unfold g, sum2 in *.
  assert (inc : forall A B x y, 0 <= A -> x <= y -> relu (A*x+B) <= relu (A*y+B)).
  { intros. apply relu_le. assert (A*x <= A*y) by (apply Rmult_le_compat_l; assumption). lra. }
  assert (dec : forall A B x y, A <= 0 -> x <= y -> relu (A*y+B) <= relu (A*x+B)).
  { intros. apply relu_le. assert (0 <= (-A)*(y-x)) by (apply Rmult_le_pos; lra). lra. }
  destruct (Rle_dec 0 A1) as [P1|P1]; destruct (Rle_dec 0 A2) as [P2|P2].
  - apply (no_zigzag A1 B1 A2 B2 P1 P2 x0 x1 x2 x3 H0 H1 H2); lra.
  - pose proof (inc A1 B1 x0 x1 P1 H0). pose proof (dec A2 B2 x0 x1 ltac:(lra) H0). lra.
  - pose proof (dec A1 B1 x1 x2 ltac:(lra) H1). pose proof (inc A2 B2 x1 x2 P2 H1). lra.
  - (* both look to the left: reflect *)
    apply (no_zigzag (-A2) B2 (-A1) B1 ltac:(lra) ltac:(lra) (-x3) (-x2) (-x1) (-x0)); try lra;
      replace (- A2 * - x3) with (A2*x3) by ring; replace (- A2 * - x2) with (A2*x2) by ring;
      replace (- A2 * - x1) with (A2*x1) by ring; replace (- A2 * - x0) with (A2*x0) by ring;
      replace (- A1 * - x3) with (A1*x3) by ring; replace (- A1 * - x2) with (A1*x2) by ring;
      replace (- A1 * - x1) with (A1*x1) by ring; replace (- A1 * - x0) with (A1*x0) by ring; lra.
Qed.

Lemma fall_rise_fall : forall e1 A1 B1 e2 A2 B2 x0 x1 x2 x3, e1 = 1 \/ e1 = -1 -> e2 = 1 \/ e2 = -1 ->
  x0 <= x1 -> x1 <= x2 -> x2 <= x3 ->
  let g := sum2 e1 A1 B1 e2 A2 B2 in g x1 < g x0 -> g x1 < g x2 -> g x3 < g x2 -> False.
Proof.
  intros e1 A1 B1 e2 A2 B2 x0 x1 x2 x3 [-> | ->] [-> | ->] H0 H1 H2 g L0 L1 L2; unfold g, sum2 in *.
  - apply (no_peak A1 B1 A2 B2 x1 x2 x3 H1 H2); lra.
  - apply (mixed A1 B1 A2 B2 x0 x1 x2 x3 H0 H1 H2); unfold sum2; lra.
  - apply (mixed A2 B2 A1 B1 x0 x1 x2 x3 H0 H1 H2); unfold sum2; lra.
  - apply (no_peak A1 B1 A2 B2 x0 x1 x2 H0 H1); lra.
Qed.

Lemma rise_fall_rise : forall e1 A1 B1 e2 A2 B2 x0 x1 x2 x3, e1 = 1 \/ e1 = -1 -> e2 = 1 \/ e2 = -1 ->
  x0 <= x1 -> x1 <= x2 -> x2 <= x3 ->
  let g := sum2 e1 A1 B1 e2 A2 B2 in g x0 < g x1 -> g x2 < g x1 -> g x2 < g x3 -> False.
Proof.
  intros e1 A1 B1 e2 A2 B2 x0 x1 x2 x3 E1 E2 H0 H1 H2 g L0 L1 L2. unfold g, sum2 in *.
  apply (fall_rise_fall (-e1) A1 B1 (-e2) A2 B2 x0 x1 x2 x3); try lra; unfold sum2; lra.
Qed.

(** a weight moved inside the relu *)
Lemma weight_inside : forall h w a b, affine_on h a b -> exists e A B, (e = 1 \/ e = -1) /\
  forall x, a <= x <= b -> w * relu (h x) = e * relu (A*x+B).
Proof.
  intros h w a b (s & q & H).
  assert (scale : forall c y, 0 <= c -> c * relu y = relu (c * y)).
  { intros c y Hc. destruct (Rle_dec 0 y) as [Y|Y].
    - rewrite !relu_pos; [lra | apply Rmult_le_pos; assumption | exact Y].
    - rewrite !relu_neg; [lra | | lra]. assert (0 <= c * -y) by (apply Rmult_le_pos; lra). lra. }
  destruct (Rle_dec 0 w) as [W|W].
  - exists 1, (w*s), (w*q). split; [left; reflexivity|]. intros x Hx. rewrite (scale w _ W), (H x Hx).
    replace (w * (s*x+q)) with (w*s*x+w*q) by ring. lra.
  - exists (-1), (-w*s), (-w*q). split; [right; reflexivity|]. intros x Hx.
    replace (w * relu (h x)) with (- (-w * relu (h x))) by ring. rewrite (scale (-w) (h x) ltac:(lra)), (H x Hx).
    replace (-w * (s*x+q)) with (-w*s*x+-w*q) by ring. lra.
Qed.

Lemma both_sides : forall g m u v, u <= v -> scross g m (u,v) ->
  (exists x, u <= x <= v /\ g x < m) /\ (exists x, u <= x <= v /\ m < g x).
Proof. intros g m u v H [S|S]; simpl in S; split; [exists u|exists v|exists v|exists u]; lra. Qed.

Lemma two_neurons : forall o h1 h2 a b, affine_on h1 a b -> affine_on h2 a b ->
  signs (pre_f o (map relu_f [h1; h2])) 2 a b.
Proof.
  intros [ws q] h1 h2 a b K1 K2 m l C Hs.
  assert (E : exists w1 w2, forall x, pre_f (ws, q) (map relu_f [h1; h2]) x = w1 * relu (h1 x) + w2 * relu (h2 x) + q).
  { destruct ws as [|w1 [|w2 ws]]; [exists 0, 0|exists w1, 0|exists w1, w2]; intro x; unfold pre_f, pre, relu_f; simpl;
      try destruct ws; simpl; lra. }
  destruct E as (w1 & w2 & E).
  destruct (weight_inside h1 w1 a b K1) as (e1 & A1 & B1 & D1 & F1).
  destruct (weight_inside h2 w2 a b K2) as (e2 & A2 & B2 & D2 & F2).
  set (g := sum2 e1 A1 B1 e2 A2 B2).
  assert (G : forall x, a <= x <= b -> pre_f (ws, q) (map relu_f [h1; h2]) x = g x + q).
  { intros x Hx. rewrite E, F1, F2 by exact Hx. reflexivity. }
  destruct l as [|[u1 v1] [|[u2 v2] [|[u3 v3] r]]]; try (simpl; lia). exfalso.
  inversion Hs as [|? ? S1 Hs1]; subst. inversion Hs1 as [|? ? S2 Hs2]; subst. inversion Hs2 as [|? ? S3 _]; subst.
  simpl in C. destruct C as (Q1 & Q2 & Q3 & Q4 & Q5 & Q6 & C). pose proof (chain_le _ _ _ C).
  destruct (both_sides _ _ _ _ Q4 S2) as ((x2 & X2 & M2) & (y2 & Y2 & N2)).
  destruct (both_sides _ _ _ _ Q6 S3) as ((x3 & X3 & M3) & (y3 & Y3 & N3)).
  unfold scross in S1; simpl in S1. rewrite !G in * by lra.
  destruct S1 as [S1|S1].
  - apply (rise_fall_rise e1 A1 B1 e2 A2 B2 u1 v1 x2 y3 D1 D2); try lra; fold g; lra.
  - apply (fall_rise_fall e1 A1 B1 e2 A2 B2 u1 v1 y2 x3 D1 D2); try lra; fold g; lra.
Qed.
