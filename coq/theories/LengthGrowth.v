(* LengthGrowth: the lengths of the affine crossings of every iterate from finitely many numbers: weights with x <= x B1, x <= 1 bound
   M1 from below and weights with z B2 <= theta z, 1 <= z bound M2 from above, for all t (docs/theory.md, Theorems 6' and 6'', all t). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths LengthTheorem.
Import ListNotations.
Open Scope R_scope.

(** ** sums *)
Lemma rsumR_ext : forall g h len a, (forall i, (a <= i < a + len)%nat -> g i = h i) -> rsumR g a len = rsumR h a len.
Proof.
  intros g h. induction len as [|n IH]; intros a H; [reflexivity|]. cbn [rsumR].
  rewrite (H a) by lia. rewrite (IH (S a)); [reflexivity|]. intros. apply H. lia.
Qed.
Lemma rsumR_le : forall g h len a, (forall i, (a <= i < a + len)%nat -> g i <= h i) -> rsumR g a len <= rsumR h a len.
Proof.
  intros g h. induction len as [|n IH]; intros a H; cbn [rsumR]; [lra|].
  apply Rplus_le_compat; [apply H; lia|apply IH; intros; apply H; lia].
Qed.
Lemma rsumR_plus : forall g h len a, rsumR (fun i => g i + h i) a len = rsumR g a len + rsumR h a len.
Proof. intros g h. induction len as [|n IH]; intros a; cbn [rsumR]; [ring|]. rewrite IH. ring. Qed.
Lemma rsumR_scal : forall g k len a, rsumR (fun i => k * g i) a len = k * rsumR g a len.
Proof. intros g k. induction len as [|n IH]; intros a; cbn [rsumR]; [ring|]. rewrite IH. ring. Qed.
Lemma rsumR_zero : forall len a, rsumR (fun _ => 0) a len = 0.
Proof. induction len as [|n IH]; intros a; cbn [rsumR]; [reflexivity|]. rewrite IH. ring. Qed.
Lemma rsumR_nonneg : forall g len a, (forall i, (a <= i < a + len)%nat -> 0 <= g i) -> 0 <= rsumR g a len.
Proof. intros g len a H. rewrite <- (rsumR_zero len a). apply rsumR_le. exact H. Qed.
Lemma rsumR_swap : forall F b lb la a,
  rsumR (fun i => rsumR (fun l => F i l) b lb) a la = rsumR (fun l => rsumR (fun i => F i l) a la) b lb.
Proof.
  intros F b lb. induction la as [|n IH]; intros a; cbn [rsumR]; [symmetry; apply rsumR_zero|].
  rewrite IH. rewrite <- rsumR_plus. reflexivity.
Qed.
Lemma rsumR_app : forall g k n a, rsumR g a (n + k) = rsumR g a n + rsumR g (a + n) k.
Proof.
  intros g k. induction n as [|n IH]; intros a; cbn [rsumR Nat.add]; [rewrite Nat.add_0_r; ring|].
  rewrite IH. replace (S a + n)%nat with (a + S n)%nat by lia. ring.
Qed.
Lemma rsumR_window : forall g lo hi m, (lo <= hi)%nat -> (hi <= m)%nat ->
  rsumR g lo (hi - lo) = rsumR (fun l => if (lo <=? l)%nat && (l <? hi)%nat then g l else 0) 0 m.
Proof.
  intros g lo hi m H1 H2. set (h := fun l => if (lo <=? l)%nat && (l <? hi)%nat then g l else 0).
  replace m with (lo + ((hi - lo) + (m - hi)))%nat by lia. rewrite !rsumR_app. cbn [Nat.add].
  rewrite (rsumR_ext h (fun _ => 0) lo 0), (rsumR_ext h (fun _ => 0) (m - hi)), !rsumR_zero.
  - rewrite (rsumR_ext h g (hi - lo) lo); [ring|]. intros i Hi. unfold h.
    destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
  - intros i Hi. unfold h. destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
  - intros i Hi. unfold h. destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
Qed.
Lemma rsumR_single : forall g j m, (j < m)%nat -> rsumR (fun i => if Nat.eqb i j then g i else 0) 0 m = g j.
Proof.
  intros g j m H. rewrite (rsumR_ext _ (fun l => if (j <=? l)%nat && (l <? S j)%nat then g l else 0)).
  - rewrite <- rsumR_window by lia. replace (S j - j)%nat with 1%nat by lia. cbn [rsumR]. ring.
  - intros i _. destruct (Nat.eqb_spec i j), (Nat.leb_spec j i), (Nat.ltb_spec i (S j)); simpl; try lia; reflexivity.
Qed.

(** ** weights for all t *)
Section AllTimes.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  Definition covers (i l : nat) : bool := (Nat.min (s i) (s (S i)) <=? l)%nat && (l <? Nat.max (s i) (s (S i)))%nat.
  (** the matrix B_q *)
  Definition coef (two : bool) (i l : nat) : R := if covers i l then power two (ratio p s i) else 0.
  Definition column (two : bool) (w : nat -> R) (l : nat) : R := rsumR (fun i => w i * coef two i l) 0 m.
  Definition pairing (two : bool) (w : nat -> R) (t : nat) : R := rsumR (fun i => w i * lengths p s j two t i) 0 m.

  Lemma lengths_step : forall two t i, (i < m)%nat ->
    lengths p s j two (S t) i = rsumR (fun l => coef two i l * lengths p s j two t l) 0 m.
  Proof.
    intros two t i Hi. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
    set (lo := Nat.min (s i) (s (S i))). set (hi := Nat.max (s i) (s (S i))).
    transitivity (power two (ratio p s i) * rsumR (lengths p s j two t) lo (hi - lo)).
    - cbn [lengths]. destruct (Nat.eqb_spec (s i) (s (S i))) as [E|E]; [|reflexivity].
      replace (hi - lo)%nat with 0%nat by (unfold hi, lo; lia). cbn [rsumR]. ring.
    - rewrite (rsumR_window _ lo hi m) by (unfold lo, hi; lia). rewrite <- rsumR_scal. apply rsumR_ext. intros l _.
      unfold coef, covers. fold lo hi. destruct ((lo <=? l)%nat && (l <? hi)%nat); ring.
  Qed.
  Lemma pairing_step : forall two w t, pairing two w (S t) = rsumR (fun l => column two w l * lengths p s j two t l) 0 m.
  Proof.
    intros two w t. unfold pairing, column.
    rewrite (rsumR_ext _ (fun i => rsumR (fun l => w i * coef two i l * lengths p s j two t l) 0 m)).
    2: { intros i Hi. rewrite lengths_step by lia. rewrite <- rsumR_scal. apply rsumR_ext. intros. ring. }
    rewrite rsumR_swap. apply rsumR_ext. intros l _.
    rewrite (Rmult_comm (rsumR (fun i => w i * coef two i l) 0 m)), <- rsumR_scal. apply rsumR_ext. intros. ring.
  Qed.
  Lemma coef_nonneg : forall two i l, (i < m)%nat -> 0 <= coef two i l.
  Proof.
    intros two i l Hi. unfold coef, covers. destruct (Nat.leb_spec (Nat.min (s i) (s (S i))) l); simpl; [|lra].
    destruct (Nat.ltb_spec l (Nat.max (s i) (s (S i)))); [|lra].
    pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)). pose proof (Hp i Hi).
    assert (0 < ratio p s i).
    { unfold ratio. apply Rdiv_lt_0_compat; [lra|].
      pose proof (p_mono p m Hp (Nat.max (s i) (s (S i))) (Nat.min (s i) (s (S i))) ltac:(lia) ltac:(lia)). lra. }
    unfold power. destruct two; [apply pow2_ge_0|lra].
  Qed.
  Lemma lengths_nonneg : forall two t i, (i < m)%nat -> 0 <= lengths p s j two t i.
  Proof.
    intros two. induction t as [|t IH]; intros i Hi.
    - cbn [lengths]. destruct (Nat.eqb i j); [|lra]. pose proof (Hp j Hj). unfold power. destruct two; [apply pow2_ge_0|lra].
    - rewrite lengths_step by exact Hi. apply rsumR_nonneg. intros l Hl.
      apply Rmult_le_pos; [apply coef_nonneg; exact Hi|apply IH; lia].
  Qed.
  Lemma pairing_zero : forall two w, pairing two w 0 = w j * power two (p (S j) - p j).
  Proof.
    intros two w. unfold pairing. cbn [lengths].
    rewrite (rsumR_ext _ (fun i => if Nat.eqb i j then w i * power two (p (S j) - p j) else 0)).
    - apply (rsumR_single (fun i => w i * power two (p (S j) - p j))). exact Hj.
    - intros i _. destruct (Nat.eqb i j); ring.
  Qed.

  Theorem total_at_least : forall w, (forall l, (l < m)%nat -> w l <= 1 /\ w l <= column false w l) ->
    forall t, w j * (p (S j) - p j) <= rsumR (lengths p s j false t) 0 m.
  Proof.
    intros w H t. apply Rle_trans with (pairing false w t).
    - induction t as [|t IH]; [rewrite pairing_zero; unfold power; lra|]. eapply Rle_trans; [exact IH|].
      rewrite pairing_step. apply rsumR_le. intros l Hl.
      apply Rmult_le_compat_r; [apply lengths_nonneg; lia|apply H; lia].
    - unfold pairing. apply rsumR_le. intros i Hi. pose proof (lengths_nonneg false t i ltac:(lia)).
      pose proof (proj1 (H i ltac:(lia))). nra.
  Qed.
  Theorem squares_at_most : forall z theta, 0 <= theta ->
    (forall l, (l < m)%nat -> 1 <= z l /\ column true z l <= theta * z l) ->
    forall t, rsumR (lengths p s j true t) 0 m <= theta ^ t * (z j * (p (S j) - p j)^2).
  Proof.
    intros z theta H0 H t. apply Rle_trans with (pairing true z t).
    - unfold pairing. apply rsumR_le. intros i Hi. pose proof (lengths_nonneg true t i ltac:(lia)).
      pose proof (proj1 (H i ltac:(lia))). nra.
    - induction t as [|t IH]; [rewrite pairing_zero; unfold power; simpl; lra|]. rewrite pairing_step.
      apply Rle_trans with (theta * pairing true z t).
      + unfold pairing. rewrite <- rsumR_scal. apply rsumR_le. intros l Hl. rewrite <- Rmult_assoc.
        apply Rmult_le_compat_r; [apply lengths_nonneg; lia|apply H; lia].
      + simpl pow at 1. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact H0|exact IH].
  Qed.
End AllTimes.
