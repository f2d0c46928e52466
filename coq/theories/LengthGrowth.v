(* LengthGrowth: one finite certificate for the area at every t: rational weights with x <= x B1, x <= 1 and z B2 <= theta z,
   1 <= z bound M1 from below and M2 from above for all t, so networks with K theta^t <= kappa pieces all keep the same
   distance (docs/theory.md, Theorem 6'', all t, one band). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
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

(** ** the computation *)
Definition qcovers (sigma : list nat) (i l : nat) : bool :=
  let a := sat sigma i in let b := sat sigma (S i) in (Nat.min a b <=? l)%nat && (l <? Nat.max a b)%nat.
Definition qcolumn (two : bool) (ps : list Q) (sigma : list nat) (w : list Q) (l : nat) : Q :=
  qsum (map (fun i => (nth i w 0 * (if qcovers sigma i l then qratio two ps sigma i else 0))%Q) (seq 0 (length ps - 1))).
(** [q] is a lower bound of the area for every t, [r] an upper bound of sqrt(kappa z_j) times the width of band j *)
Definition check_lengths_all (V : list (Q * Q)) (ps : list Q) (sigma : list nat) (j : nat) (xs zs : list Q)
    (theta kappa r q : Q) : bool :=
  let d := (qat ps (S j) - qat ps j)%Q in
  check_points V ps sigma && check_segments V ps && forallb (fun i => Nat.ltb i (length sigma)) sigma && Nat.ltb (S j) (length sigma) &&
  forallb (fun l => Qle_bool (nth l xs 0%Q) 1 && Qle_bool (nth l xs 0%Q) (qcolumn false ps sigma xs l) &&
    Qle_bool 1 (nth l zs 0%Q) && Qle_bool (qcolumn true ps sigma zs l) (theta * nth l zs 0%Q)) (seq 0 (length ps - 1)) &&
  Qle_bool 0 theta && Qlt_bool 0 r && Qle_bool (kappa * (nth j zs 0%Q * (d * d))) (r * r) &&
  Qle_bool q (d * (nth j xs 0%Q * d - r) / 4).

Lemma qsum_map : forall h len a, Q2R (qsum (map h (seq a len))) = rsumR (fun i => Q2R (h i)) a len.
Proof.
  intros h. induction len as [|n IH]; intros a; [unfold Q2R; simpl; lra|]. cbn [seq map rsumR].
  change (qsum (h a :: map h (seq (S a) n))) with (Qred (h a + qsum (map h (seq (S a) n)))).
  rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_plus, IH. reflexivity.
Qed.
Lemma Q2R_one : Q2R 1 = 1. Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_zero : Q2R 0 = 0. Proof. unfold Q2R. simpl. lra. Qed.

Lemma qcolumn_ok : forall ps sigma, let m := (length ps - 1)%nat in let p := fun i => Q2R (qat ps i) in let s := sat sigma in
  (forall i, (i < m)%nat -> p i < p (S i)) -> (forall i, (i <= m)%nat -> (s i <= m)%nat) ->
  forall two w l, Q2R (qcolumn two ps sigma w l) = column p m s two (fun i => Q2R (nth i w 0%Q)) l.
Proof.
  intros ps sigma m p s Hp Hs two w l. unfold qcolumn, column. rewrite qsum_map. fold m. apply rsumR_ext. intros i Hi.
  rewrite Q2R_mult. f_equal. unfold coef, covers, qcovers. cbv zeta. fold (s i) (s (S i)).
  destruct ((Nat.min (s i) (s (S i)) <=? l)%nat && (l <? Nat.max (s i) (s (S i)))%nat) eqn:E; [|apply Q2R_zero].
  apply (qratio_ok ps sigma Hp Hs two i ltac:(fold m; lia)).
  apply andb_prop in E. destruct E as (E1 & E2). apply Nat.leb_le in E1. apply Nat.ltb_lt in E2. apply Nat.eqb_neq. fold s. lia.
Qed.

(** Theorem 6'', all t, one band *)
Theorem lengths_area_all : forall Vq ps sigma j xs zs theta kappa r q,
  check_lengths_all Vq ps sigma j xs zs theta kappa r q = true ->
  forall V a b th ka e, V = map q2r2 Vq -> a = Q2R (nth 0 ps 0%Q) -> b = Q2R (last ps 0%Q) ->
  th = Q2R theta -> ka = Q2R kappa -> e = Q2R q ->
  forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) * th ^ t <= ka ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, e <= RiemannInt pr.
Proof.
  intros Vq ps sigma j xs zs theta kappa r q H V a b th ka e -> -> -> -> -> -> t g ws Hg HK. unfold check_lengths_all in H.
  cbv zeta in H. rewrite !andb_true_iff in H. destruct H as ((((((((A & B) & C) & D) & W) & T) & E) & F) & G).
  destruct (check_points_maps Vq ps sigma A) as (HP & HM).
  pose proof (F2_len _ _ _ HM) as Len. rewrite map_length in Len.
  apply Nat.ltb_lt in D. apply Qlt_boolR in E. apply Qle_boolR in T, F, G.
  unfold check_points in A. rewrite !andb_true_iff in A. destruct A as ((A1 & A2) & A3).
  destruct Vq as [|[x0 y0] rest]; [discriminate|]. set (f := graph (map q2r2 ((x0, y0) :: rest))) in *.
  set (m := (length ps - 1)%nat) in *. set (p := fun i => Q2R (qat ps i)). set (sg := sat sigma).
  assert (Hp : forall i, (i < m)%nat -> p i < p (S i)).
  { intros i Hi. specialize (HP i). rewrite map_length, !Q2R_nth in HP. apply HP. unfold m in Hi. lia. }
  assert (Hs : forall i, (i <= m)%nat -> (sg i <= m)%nat).
  { intros i Hi. rewrite forallb_forall in C. assert (L : (i < length sigma)%nat) by (unfold m in Hi; lia).
    specialize (C _ (nth_In sigma 0%nat L)). apply Nat.ltb_lt in C. unfold sg, sat, m. lia. }
  assert (Hfs : forall i, (i <= m)%nat -> f (p i) = p (sg i)).
  { intros i Hi. pose proof (maps_nth f (map Q2R ps) (map Q2R ps) sigma HM i) as X. rewrite map_length, !Q2R_nth in X.
    apply X. unfold m in Hi. lia. }
  assert (Haff : forall i, (i < m)%nat -> affine_on f (p i) (p (S i))).
  { intros i Hi. unfold check_segments in B. rewrite forallb_forall in B.
    apply (in_segment_affine rest x0 y0 _ _ A1). apply B. apply in_seq. fold m. lia. }
  assert (Hj : (j < m)%nat) by (unfold m; lia).
  set (x := fun i => Q2R (nth i xs 0%Q)). set (z := fun i => Q2R (nth i zs 0%Q)).
  assert (HW : forall l, (l < m)%nat -> (x l <= 1 /\ x l <= column p m sg false x l) /\
    (1 <= z l /\ column p m sg true z l <= Q2R theta * z l)).
  { intros l Hl. rewrite forallb_forall in W. specialize (W l ltac:(apply in_seq; lia)). rewrite !andb_true_iff in W.
    destruct W as (((W1 & W2) & W3) & W4). apply Qle_boolR in W1, W2, W3, W4. rewrite Q2R_one in W1, W3. rewrite Q2R_mult in W4.
    rewrite (qcolumn_ok ps sigma Hp Hs) in W2, W4. unfold x, z. split; split; assumption. }
  assert (T0 : 0 <= Q2R theta) by (rewrite <- Q2R_zero; exact T).
  pose proof (total_at_least p m Hp sg Hs j Hj x (fun l Hl => proj1 (HW l Hl)) t) as M1.
  pose proof (squares_at_most p m Hp sg Hs j Hj z (Q2R theta) T0 (fun l Hl => proj2 (HW l Hl)) t) as M2.
  destruct (all_lengths f p m Hp sg Hs Hfs Haff j Hj t) as (l & Cl & Fl & T1 & T2).
  rewrite Q2R_zero in E. rewrite !Q2R_mult, !Q2R_minus in F. rewrite Q2R_div, !Q2R_mult, !Q2R_minus, Q2R_mult, Q2R_minus in G by discriminate.
  replace (Q2R (last ps 0%Q)) with (p m).
  2: { unfold p, m, qat. clear. induction ps as [|u [|w v] IH]; [reflexivity|reflexivity|].
       change (last (u :: w :: v) 0%Q) with (last (w :: v) 0%Q). rewrite <- IH. simpl length.
       replace (S (S (length v)) - 1)%nat with (S (S (length v) - 1)) by lia. reflexivity. }
  change (Q2R (nth 0 ps 0%Q)) with (p 0%nat).
  assert (Hxy : p j < p (S j)) by (apply Hp; exact Hj).
  assert (Z1 : 1 <= z j) by (apply HW; exact Hj).
  fold (p j) (p (S j)) (x j) (z j) in F, G. change (Q2R (qat ps j)) with (p j) in *. change (Q2R (qat ps (S j))) with (p (S j)) in *.
  change (Q2R (nth j xs 0%Q)) with (x j) in *. change (Q2R (nth j zs 0%Q)) with (z j) in *.
  destruct (area_lengths_widths f t (p j) (p (S j)) (p 0%nat) (p m) (Q2R r) l g ws Hxy
    (graph_continuity _ A1) Cl Fl Hg E) as (pr & X).
  - rewrite T2. simpl (_ ^ 2). rewrite Rmult_1_r. eapply Rle_trans; [|exact F].
    set (K := IZR (Z.of_N (capw ws))) in *. assert (K0 : 0 <= K) by (apply IZR_le; lia).
    apply Rle_trans with (K * (Q2R theta ^ t * (z j * (p (S j) - p j) ^ 2))); [apply Rmult_le_compat_l; assumption|].
    rewrite <- Rmult_assoc. simpl (_ ^ 2). rewrite Rmult_1_r. apply Rmult_le_compat_r; [|exact HK].
    apply Rmult_le_pos; [lra|]. apply Rle_0_sqr.
  - exists pr. eapply Rle_trans; [|exact X]. rewrite T1. eapply Rle_trans; [exact G|].
    replace (Q2R 4) with 4 by (unfold Q2R; simpl; lra). unfold Rdiv. apply Rmult_le_compat_r; [lra|].
    apply Rmult_le_compat_l; lra.
Qed.
