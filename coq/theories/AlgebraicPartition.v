(* AlgebraicPartition: a piecewise-linear map with a closed partition over Q(alpha), computed: lengths over lengths of images, and
   weighted sums over the intervals that cover an interval; a rational map has constant polynomials (docs/theory.md, Theorems 6' and 6''). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths LengthTheorem LengthGrowth Bands LengthBands Algebraic AlgebraicGrowth.
Import ListNotations.
Open Scope R_scope.

Lemma nth_map_seq : forall (A : Type) (h : nat -> A) d m i, (i < m)%nat -> nth i (map h (seq 0 m)) d = h i.
Proof.
  intros A h d m i Hi. rewrite (nth_indep _ d (h 0%nat)) by (rewrite map_length, seq_length; exact Hi).
  rewrite map_nth, seq_nth by exact Hi. reflexivity.
Qed.

(** a term at one index only *)
Lemma rsumR_hit : forall x j len, rsumR (fun k => if Nat.eqb k j then x else 0) 0 len = if (j <? len)%nat then x else 0.
Proof.
  intros x j len. destruct (Nat.ltb_spec j len) as [L|L].
  - apply (rsumR_single (fun _ => x)). exact L.
  - rewrite (rsumR_ext _ (fun _ => 0)); [apply rsumR_zero|]. intros k Hk. destruct (Nat.eqb_spec k j); [lia|reflexivity].
Qed.

(** ** the computation *)
Definition pat (ps : list poly) (i : nat) : poly := nth i ps nil.
Definition sat (sigma : list nat) (i : nat) : nat := nth i sigma 0%nat.
Definition pgap (ps : list poly) (i : nat) : poly := psub (pat ps (S i)) (pat ps i).
(** the image of an interval *)
Definition pspan (ps : list poly) (sigma : list nat) (i : nat) : poly :=
  let a := sat sigma i in let b := sat sigma (S i) in psub (pat ps (Nat.max a b)) (pat ps (Nat.min a b)).
Definition flat (sigma : list nat) (i : nat) : bool := Nat.eqb (sat sigma i) (sat sigma (S i)).
Definition upto (ps : list poly) : list nat := seq 0 (length ps - 1).
(** an interval over its image, from the list rs *)
Definition check_ratios (m : poly) (ps : list poly) (sigma : list nat) (rs : list poly) : bool :=
  forallb (fun i => flat sigma i || zero_mod m (psub (pmul (pat rs i) (pspan ps sigma i)) (pgap ps i))) (upto ps).
Definition psquares (m : poly) (rs : list poly) : list poly := map (fun r => pnorm m (pmul r r)) rs.
Definition pterms (m : poly) (ps ws rs : list poly) : list poly := map (fun i => pnorm m (pmul (pat ws i) (pat rs i))) (upto ps).
(** for each interval its image and a term *)
Definition pspans (ps : list poly) (sigma : list nat) : list (nat * nat) :=
  map (fun i => (Nat.min (sat sigma i) (sat sigma (S i)), Nat.max (sat sigma i) (sat sigma (S i)))) (upto ps).
(** what begins at k, less what ends there *)
Definition pturn (rows : list (nat * nat)) (ts : list poly) (k : nat) : poly :=
  fold_right (fun row q => let a := if Nat.eqb (fst (fst row)) k then padd (snd row) q else q in
    if Nat.eqb (snd (fst row)) k then psub a (snd row) else a) nil (combine rows ts).
Fixpoint psums (d : nat -> poly) (acc : poly) (k len : nat) : list poly :=
  match len with O => nil | S len => let a := padd acc (d k) in a :: psums d a (S k) len end.
(** the sums of the terms of the intervals whose image contains each interval *)
Definition pcolumns (ps : list poly) (sigma : list nat) (ts : list poly) : list poly :=
  let rows := pspans ps sigma in psums (pturn rows ts) nil 0 (length ps - 1).

Section Computation.
  Variables (lo hi : Q) (m : poly).
  Fixpoint check_segment (x0 : poly) (V : list (poly * poly)) (a b : poly) : bool :=
    match V with nil => false | (x1, _) :: r => (nonneg lo hi m (psub a x0) && nonneg lo hi m (psub x1 b)) || check_segment x1 r a b end.
  Definition check_algebraic_partition (V : list (poly * poly)) (ps : list poly) (sigma : list nat) (rs : list poly) (a b : poly) : bool :=
    check_algebraic_points lo hi m V ps sigma && check_algebraic_hull ps a b && Nat.ltb 0 (length ps) &&
    forallb (fun i => Nat.ltb i (length sigma)) sigma &&
    match V with nil => false | (x0, _) :: r => forallb (fun i => check_segment x0 r (pat ps i) (pat ps (S i))) (upto ps) end &&
    check_ratios m ps sigma rs.
End Computation.

Section Correct.
  Variables (lo0 hi0 : Q) (alpha : R).
  Hypothesis alpha_between : Q2R lo0 <= alpha <= Q2R hi0.
  Variable m : poly.
  Hypothesis alpha_root : pev m alpha = 0.
  Let val := at_alpha alpha.
  Let norm : forall d, pev (pnorm m d) alpha = pev d alpha := pev_norm m alpha alpha_root.
  Lemma pev_one : pev [1%Q] alpha = 1.
  Proof. cbn [pev]. unfold Q2R. simpl. lra. Qed.

  Lemma segment_ok : forall r x0 a b, check_segment lo0 hi0 m x0 r a b = true ->
    in_segment (val x0) (map (vertex_at alpha) r) (val a) (val b).
  Proof.
    induction r as [|[x1 y1] r IH]; intros x0 a b H; [discriminate|]. cbn [check_segment] in H. cbn [map vertex_at fst snd in_segment].
    apply orb_prop in H. destruct H as [H|H]; [left|right; apply IH; exact H].
    apply andb_prop in H. destruct H as (A & B). apply (nonneg_ok lo0 hi0 m alpha alpha_between alpha_root) in A, B. rewrite pev_sub in A, B. unfold val, at_alpha. lra.
  Qed.

  Variables (Vp : list (poly * poly)) (ps : list poly) (sigma : list nat) (rs : list poly) (ap bp : poly).
  Hypothesis HC : check_algebraic_partition lo0 hi0 m Vp ps sigma rs ap bp = true.
  Let f := graph (map (vertex_at alpha) Vp).
  Let p := fun i => val (pat ps i).
  Let n := (length ps - 1)%nat.
  Let s := sat sigma.

  Lemma algebraic_partition_ok :
    (continuity f /\ (forall i, (i < n)%nat -> p i < p (S i)) /\ (forall i, (i <= n)%nat -> (s i <= n)%nat) /\
      (forall i, (i <= n)%nat -> f (p i) = p (s i)) /\ (forall i, (i < n)%nat -> affine_on f (p i) (p (S i)))) /\
    length sigma = length ps /\ val ap = p 0%nat /\ val bp = p n.
  Proof.
    unfold check_algebraic_partition in HC. rewrite !andb_true_iff in HC. destruct HC as (((((A & B) & C) & D) & E) & _).
    apply Nat.ltb_lt in C. destruct (algebraic_points_ok lo0 hi0 alpha alpha_between m alpha_root _ _ _ A) as (Cf & Inc & Mp).
    destruct (algebraic_hull_ok alpha _ _ _ B) as (Ea & Eb). pose proof (F2_len _ _ _ Mp) as Len. rewrite map_length in Len.
    assert (Hs : forall i, (i < length sigma)%nat -> (s i < length sigma)%nat).
    { intros i Hi. rewrite forallb_forall in D. specialize (D _ (nth_In sigma 0%nat Hi)). apply Nat.ltb_lt in D. exact D. }
    split; [split; [exact Cf|split; [|split; [|split]]]|split; [lia|split]].
    - intros i Hi. specialize (Inc i). rewrite map_length, !pts_nth in Inc. apply Inc. unfold n in Hi. lia.
    - intros i Hi. unfold n in *. specialize (Hs i ltac:(lia)). lia.
    - intros i Hi. unfold n in *. pose proof (maps_nth f _ _ sigma Mp i) as T. rewrite map_length, !pts_nth in T. apply T. lia.
    - intros i Hi. unfold check_algebraic_points in A. rewrite !andb_true_iff in A. destruct A as ((A & _) & _).
      unfold f. destruct Vp as [|[x0 y0] r]; [discriminate|]. rewrite forallb_forall in E.
      apply in_segment_affine; [apply (vertex_order_ok lo0 hi0 alpha alpha_between r x0 A)|].
      apply segment_ok, E, in_seq. fold n. lia.
    - unfold val. rewrite Ea, pts_nth. reflexivity.
    - unfold val. rewrite Eb, pts_last. unfold p, n, pat, val. clear. induction ps as [|u [|w r] IH]; [reflexivity|reflexivity|].
      change (last (u :: w :: r) nil) with (last (w :: r) nil). rewrite IH. simpl length.
      replace (S (S (length r)) - 1)%nat with (S (S (length r) - 1)) by lia. reflexivity.
  Qed.
  Let Hp : forall i, (i < n)%nat -> p i < p (S i) := proj1 (proj2 (proj1 algebraic_partition_ok)).
  Let Hs : forall i, (i <= n)%nat -> (s i <= n)%nat := proj1 (proj2 (proj2 (proj1 algebraic_partition_ok))).

  Lemma pgap_ok : forall i, pev (pgap ps i) alpha = p (S i) - p i.
  Proof. intro i. unfold pgap. rewrite pev_sub. reflexivity. Qed.
  Lemma pspan_ok : forall i, pev (pspan ps sigma i) alpha = p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i))).
  Proof. intro i. unfold pspan. cbv zeta. rewrite pev_sub. reflexivity. Qed.
  Lemma span_positive : forall i, (i < n)%nat -> s i <> s (S i) -> p (Nat.min (s i) (s (S i))) < p (Nat.max (s i) (s (S i))).
  Proof. intros i Hi Hne. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)). apply (p_mono p n Hp); lia. Qed.
  Lemma ratio_ok : forall i, (i < n)%nat -> s i <> s (S i) -> pev (pat rs i) alpha = ratio p s i.
  Proof.
    intros i Hi Hne. pose proof HC as R. unfold check_algebraic_partition in R. rewrite !andb_true_iff in R. destruct R as (_ & R).
    unfold check_ratios in R. rewrite forallb_forall in R. specialize (R i ltac:(apply in_seq; fold n; lia)).
    apply orb_prop in R. destruct R as [R|R]; [apply Nat.eqb_eq in R; contradiction|].
    apply (zero_mod_ok m alpha _ alpha_root) in R. rewrite pev_sub, pev_mul, pspan_ok, pgap_ok in R. pose proof (span_positive i Hi Hne).
    unfold ratio. apply (Rmult_eq_reg_r (p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i))))); [|lra].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  Qed.
  Lemma squares_ok : forall qs i, pev (pat (psquares m qs) i) alpha = (pev (pat qs i) alpha)^2.
  Proof.
    intros qs i. unfold psquares, pat. destruct (Nat.lt_ge_cases i (length qs)) as [L|L].
    - rewrite (nth_indep _ nil ((fun r => pnorm m (pmul r r)) nil)) by (rewrite map_length; exact L).
      rewrite (map_nth (fun r => pnorm m (pmul r r))), norm, pev_mul. ring.
    - rewrite !nth_overflow by (try rewrite map_length; exact L). cbn [pev]. ring.
  Qed.
  Lemma psums_ok : forall d len acc k i, (i < len)%nat ->
    pev (pat (psums d acc k len) i) alpha = pev acc alpha + rsumR (fun l => pev (d l) alpha) k (S i).
  Proof.
    intros d. induction len as [|len IH]; intros acc k i Hi; [lia|]. cbn [psums]. destruct i as [|i].
    - unfold pat. cbn [nth rsumR]. rewrite pev_add. ring.
    - unfold pat in *. cbn [nth]. rewrite IH by lia. rewrite pev_add. cbn [rsumR]. ring.
  Qed.
  Lemma pcolumns_ok : forall two c qs, (forall i, (i < n)%nat -> s i <> s (S i) -> pev (pat qs i) alpha = c * power two (ratio p s i)) ->
    forall ws l, (l < n)%nat ->
    pev (pat (pcolumns ps sigma (pterms m ps ws qs)) l) alpha = c * column p n s two (fun i => pev (pat ws i) alpha) l.
  Proof.
    intros two c qs Hq ws l Hl. unfold pcolumns. cbv zeta. fold n. rewrite psums_ok by exact Hl. cbn [pev]. rewrite Rplus_0_l.
    set (term := fun i => pnorm m (pmul (pat ws i) (pat qs i))).
    set (span := fun i => (Nat.min (s i) (s (S i)), Nat.max (s i) (s (S i)))).
    assert (Hterm : forall i, (i < n)%nat -> s i <> s (S i) -> pev (term i) alpha = c * (pev (pat ws i) alpha * power two (ratio p s i))).
    { intros i Hi Hne. unfold term. rewrite norm, pev_mul, (Hq i Hi Hne). ring. }
    assert (G : forall len a, (a + len <= n)%nat ->
      rsumR (fun k => pev (pturn (map span (seq a len)) (map term (seq a len)) k) alpha) 0 (S l) =
      rsumR (fun i => c * (pev (pat ws i) alpha * coef p s two i l)) a len).
    { induction len as [|len IH]; intros a Ha.
      - cbn [seq map]. unfold pturn. cbn [combine fold_right rsumR pev]. rewrite rsumR_zero. ring.
      - cbn [rsumR seq map]. rewrite <- IH by lia. cbn [rsumR].
        assert (E : forall b q k, pev (pturn ((span a) :: b) ((term a) :: q) k) alpha =
          (if Nat.eqb (fst (span a)) k then pev (term a) alpha else 0) - (if Nat.eqb (snd (span a)) k then pev (term a) alpha else 0) + pev (pturn b q k) alpha).
        { intros b q k. unfold pturn. cbn [combine fold_right fst snd]. cbv zeta. destruct (Nat.eqb (fst (span a)) k), (Nat.eqb (snd (span a)) k);
            rewrite ?pev_sub, ?pev_add; ring. }
        change (pev (pturn (span a :: map span (seq (S a) len)) (term a :: map term (seq (S a) len)) 0) alpha +
          rsumR (fun k => pev (pturn (span a :: map span (seq (S a) len)) (term a :: map term (seq (S a) len)) k) alpha) 1 l) with
          (rsumR (fun k => pev (pturn (span a :: map span (seq (S a) len)) (term a :: map term (seq (S a) len)) k) alpha) 0 (S l)).
        rewrite (rsumR_ext _ _ (S l) 0 (fun k _ => E _ _ k)). rewrite rsumR_plus.
        replace (rsumR (fun k => (if Nat.eqb (fst (span a)) k then pev (term a) alpha else 0) -
          (if Nat.eqb (snd (span a)) k then pev (term a) alpha else 0)) 0 (S l)) with (c * (pev (pat ws a) alpha * coef p s two a l)); [reflexivity|].
        rewrite (rsumR_ext _ (fun k => (if Nat.eqb k (fst (span a)) then pev (term a) alpha else 0) +
          (-1) * (if Nat.eqb k (snd (span a)) then pev (term a) alpha else 0))).
        2: { intros k _. rewrite (Nat.eqb_sym k), (Nat.eqb_sym k). ring. }
        rewrite rsumR_plus, rsumR_scal, !rsumR_hit. unfold coef, covers. cbn [span fst snd]. unfold span. cbn [fst snd].
        destruct (Nat.eq_dec (s a) (s (S a))) as [Eq|Ne].
        + rewrite Eq, Nat.min_id, Nat.max_id. destruct (Nat.leb_spec (s (S a)) l), (Nat.ltb_spec l (s (S a))), (Nat.ltb_spec (s (S a)) (S l)); simpl; try lia; ring.
        + rewrite <- (Hterm a ltac:(lia) Ne) || rewrite (Hterm a ltac:(lia) Ne).
          destruct (Nat.leb_spec (Nat.min (s a) (s (S a))) l), (Nat.ltb_spec l (Nat.max (s a) (s (S a)))),
            (Nat.ltb_spec (Nat.min (s a) (s (S a))) (S l)), (Nat.ltb_spec (Nat.max (s a) (s (S a))) (S l)); simpl; try lia; ring. }
    unfold column. rewrite <- rsumR_scal, <- (G n 0%nat ltac:(lia)). reflexivity.
  Qed.
  Lemma pcolumn_ok : forall (two : bool) ws l, (l < n)%nat ->
    pev (pat (pcolumns ps sigma (pterms m ps ws (if two then psquares m rs else rs))) l) alpha =
    column p n s two (fun i => pev (pat ws i) alpha) l.
  Proof.
    intros two ws l Hl. rewrite (pcolumns_ok two 1); [ring| |exact Hl]. intros i Hi Hne. rewrite <- (ratio_ok i Hi Hne).
    destruct two; [rewrite squares_ok; unfold power|unfold power]; ring.
  Qed.
End Correct.
