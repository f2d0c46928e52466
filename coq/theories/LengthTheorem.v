(* LengthTheorem: for a piecewise-linear map over the rationals with a closed partition, M1 and M2 of one band by t products,
   and the area they prove, as one boolean (docs/theory.md, Theorem 6'', fixed t, one band). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths.
Import ListNotations.
Open Scope R_scope.

Lemma onto_cat : forall F x y a m b l k, chain a l m -> Forall (onto F x y) l -> chain m k b -> Forall (onto F x y) k ->
  chain a (l ++ k) b /\ Forall (onto F x y) (l ++ k).
Proof. intros. split; [eapply chain_app; eassumption|apply Forall_app; split; assumption]. Qed.

Section Markov.
  Variable f : R -> R.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Lemma p_mono : forall k i, (i < k)%nat -> (k <= m)%nat -> p i < p k.
  Proof.
    induction k as [|k IH]; intros i H1 H2; [lia|]. pose proof (Hp k ltac:(lia)).
    destruct (Nat.eq_dec i k) as [->|Hne]; [assumption|]. specialize (IH i ltac:(lia) ltac:(lia)). lra.
  Qed.

  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Hypothesis Hfs : forall i, (i <= m)%nat -> f (p i) = p (s i).
  Hypothesis Haff : forall i, (i < m)%nat -> affine_on f (p i) (p (S i)).
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  (** the power 1 or 2 *)
  Definition power (two : bool) (r : R) : R := if two then r^2 else r.
  Fixpoint rsumR (v : nat -> R) (a len : nat) : R := match len with O => 0 | S k => v a + rsumR v (S a) k end.
  Definition ratio (i : nat) : R := (p (S i) - p i) / (p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i)))).
  (** sum of lengths (or of squares) of the intervals in [p_i, p_(i+1)] that f^t maps onto [p_j, p_(j+1)] *)
  Fixpoint lengths (two : bool) (t i : nat) : R :=
    match t with
    | O => if Nat.eqb i j then power two (p (S j) - p j) else 0
    | S t => if Nat.eqb (s i) (s (S i)) then 0
        else power two (ratio i) * rsumR (lengths two t) (Nat.min (s i) (s (S i))) (Nat.max (s i) (s (S i)) - Nat.min (s i) (s (S i)))
    end.

  Definition measured (t : nat) (a b : R) (s1 s2 : R) : Prop :=
    exists l, chain a l b /\ Forall (onto (iter f t) (p j) (p (S j))) l /\ total l = s1 /\ squares l = s2.

  Lemma measured_range : forall t len a, (a + len <= m)%nat ->
    (forall i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i)) ->
    measured t (p a) (p (a + len)%nat) (rsumR (lengths false t) a len) (rsumR (lengths true t) a len).
  Proof.
    intros t. induction len as [|k IH]; intros a Ha H; cbn [rsumR].
    - exists nil. rewrite Nat.add_0_r. split; [apply Rle_refl|]. split; [constructor|]. split; reflexivity.
    - destruct (H a ltac:(lia)) as (l1 & C1 & F1 & T1 & S1). destruct (IH (S a) ltac:(lia) H) as (l2 & C2 & F2 & T2 & S2).
      replace (a + S k)%nat with (S a + k)%nat by lia. exists (l1 ++ l2).
      destruct (onto_cat _ _ _ _ _ _ _ _ C1 F1 C2 F2) as (C & F). split; [exact C|]. split; [exact F|].
      rewrite total_app, squares_app, T1, T2, S1, S2. split; reflexivity.
  Qed.

  Theorem lengths_measured : forall t i, (i < m)%nat -> measured t (p i) (p (S i)) (lengths false t i) (lengths true t i).
  Proof.
    induction t as [|t IH]; intros i Hi.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec i j) as [->|Hne].
      + exists [(p j, p (S j))]. split; [simpl; lra|]. split; [|simpl; split; ring].
        constructor; [|constructor]. split; [exact Hi'|]. split; [left; split; reflexivity|].
        intros z w _ _. cbn [fst snd iter]. replace ((p (S j) - p j) / (p (S j) - p j)) with 1 by (field; lra). lra.
      + exists nil. split; [simpl; lra|]. split; [constructor|]. split; reflexivity.
    - pose proof (Hp i Hi) as Hi'. cbn [lengths]. destruct (Nat.eqb_spec (s i) (s (S i))) as [E|E].
      + exists nil. split; [simpl; lra|]. split; [constructor|]. split; reflexivity.
      + set (lo := Nat.min (s i) (s (S i))). set (hi := Nat.max (s i) (s (S i))).
        assert (B1 : (s i <= m)%nat) by (apply Hs; lia). assert (B2 : (s (S i) <= m)%nat) by (apply Hs; lia).
        destruct (measured_range t (hi - lo) lo ltac:(unfold lo, hi; lia) IH) as (l & C & F & T & Q).
        replace (lo + (hi - lo))%nat with hi in C by (unfold lo, hi; lia).
        destruct (Haff i Hi) as (k & q & Hkq).
        assert (G : p lo < p hi) by (apply p_mono; unfold lo, hi; lia).
        assert (Ends : (f (p i) = p lo /\ f (p (S i)) = p hi) \/ (f (p i) = p hi /\ f (p (S i)) = p lo)).
        { rewrite !Hfs by lia. destruct (Nat.le_ge_cases (s i) (s (S i))) as [L|L]; unfold lo, hi.
          - left. rewrite Nat.min_l, Nat.max_r by lia. split; reflexivity.
          - right. rewrite Nat.min_r, Nat.max_l by lia. split; reflexivity. }
        assert (Ea : f (p i) = k * p i + q) by (apply Hkq; lra). assert (Eb : f (p (S i)) = k * p (S i) + q) by (apply Hkq; lra).
        assert (R0 : Rabs k * (p (S i) - p i) = p hi - p lo).
        { rewrite <- (Rabs_right (p (S i) - p i)) by lra. rewrite <- Rabs_mult. rewrite <- (Rabs_right (p hi - p lo)) by lra.
          replace (k * (p (S i) - p i)) with (f (p (S i)) - f (p i)) by (rewrite Ea, Eb; ring).
          destruct Ends as [(-> & ->)|(-> & ->)]; [reflexivity|apply Rabs_minus_sym]. }
        assert (K0 : k <> 0) by (intro Z; rewrite Z, Rabs_R0 in R0; lra).
        assert (K1 : 0 < Rabs k) by (apply Rabs_pos_lt; exact K0).
        destruct (pull_onto f (iter f t) (p j) (p (S j)) k q (p i) (p (S i)) (p lo) (p hi) l ltac:(lra) Hkq K0 Ends ltac:(lra) C F)
          as (l' & C' & F' & T' & Q').
        exists l'. split; [exact C'|]. split; [exact F'|]. unfold ratio. fold lo hi. rewrite T', Q', T, Q, <- R0. unfold power.
        split; field; split; lra.
  Qed.

  Theorem all_lengths : forall t, measured t (p 0%nat) (p m) (rsumR (lengths false t) 0 m) (rsumR (lengths true t) 0 m).
  Proof. intro t. apply (measured_range t m 0); [lia|]. intros i Hi. apply lengths_measured; exact Hi. Qed.
End Markov.

(** ** the computation *)
Definition qpower (two : bool) (r : Q) : Q := if two then (r * r)%Q else r.
Definition qsum (l : list Q) : Q := fold_right (fun a b => Qred (a + b)) 0%Q l.
Definition qat (ps : list Q) (i : nat) : Q := nth i ps 0%Q.
Definition sat (sigma : list nat) (i : nat) : nat := nth i sigma 0%nat.
Definition qratio (two : bool) (ps : list Q) (sigma : list nat) (i : nat) : Q :=
  let a := sat sigma i in let b := sat sigma (S i) in
  if Nat.eqb a b then 0%Q
  else Qred (qpower two ((qat ps (S i) - qat ps i) / (qat ps (Nat.max a b) - qat ps (Nat.min a b)))).
Definition qlstep (rs : list Q) (sigma : list nat) (m : nat) (v : list Q) : list Q :=
  map (fun i => let a := sat sigma i in let b := sat sigma (S i) in let lo := Nat.min a b in
    Qred (nth i rs 0%Q * qsum (firstn (Nat.max a b - lo) (skipn lo v)))) (seq 0 m).
Fixpoint qliter (rs : list Q) (sigma : list nat) (m t : nat) (v : list Q) : list Q :=
  match t with O => v | S t => qlstep rs sigma m (qliter rs sigma m t v) end.
Definition qlinit (two : bool) (ps : list Q) (m j : nat) : list Q :=
  map (fun i => if Nat.eqb i j then qpower two (qat ps (S j) - qat ps j) else 0%Q) (seq 0 m).
Definition qlengths (two : bool) (ps : list Q) (sigma : list nat) (j t : nat) : Q :=
  let m := (length ps - 1)%nat in
  qsum (qliter (map (qratio two ps sigma) (seq 0 m)) sigma m t (qlinit two ps m j)).

(** [a,b] lies in one segment of the graph *)
Fixpoint in_segment (x0 : Q) (V : list (Q * Q)) (a b : Q) : bool :=
  match V with nil => false | (x1, _) :: r => (Qle_bool x0 a && Qle_bool b x1) || in_segment x1 r a b end.
Definition check_segments (V : list (Q * Q)) (ps : list Q) : bool :=
  match V with
  | nil => false
  | (x0, _) :: r => forallb (fun i => in_segment x0 r (qat ps i) (qat ps (S i))) (seq 0 (length ps - 1))
  end.
(** [q] is a lower bound of the area for networks with at most K pieces; [s] is an upper bound of sqrt(K M2) *)
Definition check_lengths (V : list (Q * Q)) (ps : list Q) (sigma : list nat) (j t : nat) (K : N) (s q : Q) : bool :=
  check_points V ps sigma && check_segments V ps && forallb (fun i => Nat.ltb i (length sigma)) sigma && Nat.ltb (S j) (length sigma) &&
  Qlt_bool 0 s && Qle_bool ((Z.of_N K # 1) * qlengths true ps sigma j t) (s * s) &&
  Qle_bool q ((qat ps (S j) - qat ps j) * (qlengths false ps sigma j t - s) / 4).

Lemma nth_map_seq : forall (A : Type) (h : nat -> A) d m i, (i < m)%nat -> nth i (map h (seq 0 m)) d = h i.
Proof.
  intros A h d m i Hi. rewrite (nth_indep _ d (h 0%nat)) by (rewrite map_length, seq_length; exact Hi).
  rewrite map_nth, seq_nth by exact Hi. reflexivity.
Qed.
Lemma qsum_range : forall (v : list Q) g, (forall i, (i < length v)%nat -> Q2R (nth i v 0%Q) = g i) ->
  forall len a, (a + len <= length v)%nat -> Q2R (qsum (firstn len (skipn a v))) = rsumR g a len.
Proof.
  intros v g H. induction len as [|k IH]; intros a Ha; [unfold Q2R; simpl; lra|].
  assert (E : skipn a v = nth a v 0%Q :: skipn (S a) v).
  { clear -Ha. assert (L : (a < length v)%nat) by lia. clear Ha. revert v L.
    induction a; intros [|x v] L; simpl in *; try lia; [reflexivity|]. apply IHa. lia. }
  rewrite E. cbn [firstn rsumR].
  change (qsum (nth a v 0%Q :: firstn k (skipn (S a) v))) with (Qred (nth a v 0%Q + qsum (firstn k (skipn (S a) v)))).
  rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_plus, (IH (S a)) by lia. rewrite H by lia. reflexivity.
Qed.
Lemma Q2R_power : forall two r, Q2R (qpower two r) = power two (Q2R r).
Proof. intros [] r; unfold qpower, power; [rewrite Q2R_mult; ring|reflexivity]. Qed.

Section Computed.
  Variables (ps : list Q) (sigma : list nat) (j : nat).
  Let m := (length ps - 1)%nat.
  Let p := fun i => Q2R (qat ps i).
  Let s := sat sigma.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.

  Lemma qratio_ok : forall two i, (i < m)%nat -> Nat.eqb (s i) (s (S i)) = false -> Q2R (qratio two ps sigma i) = power two (ratio p s i).
  Proof.
    intros two i Hi E. unfold qratio. cbv zeta. fold (s i) (s (S i)). rewrite E. rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_power. f_equal.
    apply Nat.eqb_neq in E. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
    assert (G : p (Nat.min (s i) (s (S i))) < p (Nat.max (s i) (s (S i)))) by (apply (p_mono p m Hp); lia).
    unfold p in G. rewrite Q2R_div, !Q2R_minus; [reflexivity|].
    intro Z. apply Qeq_eqR in Z. rewrite Q2R_minus in Z. unfold Q2R at 3 in Z. simpl in Z. lra.
  Qed.

  Lemma qliter_ok : forall two t,
    let v := qliter (map (qratio two ps sigma) (seq 0 m)) sigma m t (qlinit two ps m j) in
    length v = m /\ forall i, (i < m)%nat -> Q2R (nth i v 0%Q) = lengths p s j two t i.
  Proof.
    intros two. induction t as [|t IH]; cbv zeta in *; cbn [qliter lengths].
    - unfold qlinit. rewrite map_length, seq_length. split; [reflexivity|]. intros i Hi.
      rewrite nth_map_seq by exact Hi. destruct (Nat.eqb i j); [|unfold Q2R; simpl; lra].
      rewrite Q2R_power, Q2R_minus. reflexivity.
    - set (v := qliter (map (qratio two ps sigma) (seq 0 m)) sigma m t (qlinit two ps m j)) in *. destruct IH as (L & H).
      unfold qlstep. rewrite map_length, seq_length. split; [reflexivity|]. intros i Hi.
      rewrite nth_map_seq by exact Hi. cbv zeta. fold (s i) (s (S i)).
      rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_mult, nth_map_seq by exact Hi.
      destruct (Nat.eqb (s i) (s (S i))) eqn:E.
      + unfold qratio. cbv zeta. fold (s i) (s (S i)). rewrite E. unfold Q2R at 1. simpl. lra.
      + rewrite (qratio_ok two i Hi E). f_equal. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
        apply qsum_range; [rewrite L; exact H|rewrite L; lia].
  Qed.

  Lemma qlengths_ok : forall two t, Q2R (qlengths two ps sigma j t) = rsumR (lengths p s j two t) 0 m.
  Proof.
    intros two t. unfold qlengths. cbv zeta. fold m. destruct (qliter_ok two t) as (L & H).
    rewrite <- (qsum_range _ _ ltac:(rewrite L; exact H) m 0) by lia.
    rewrite firstn_all2 by (rewrite skipn_O, L; lia). reflexivity.
  Qed.
End Computed.

Lemma plf_right : forall x0 y0 x1 y1 r u, x0 < x1 -> x1 <= u -> plf x0 y0 ((x1, y1) :: r) u = plf x1 y1 r u.
Proof.
  intros x0 y0 x1 y1 r u H Hu. cbn [plf]. destruct (Rle_dec u x0); [lra|]. destruct (Rle_dec u x1); [|reflexivity].
  assert (u = x1) by lra. subst u. rewrite plf_at. field. lra.
Qed.
Lemma in_segment_ge : forall V x0 a b, sortedQ x0 V = true -> in_segment x0 V a b = true -> Q2R x0 <= Q2R a.
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 a b HS H; [discriminate|]. cbn [in_segment sortedQ] in *.
  apply andb_prop in HS. destruct HS as (S1 & S2). apply Qlt_boolR in S1. apply orb_prop in H. destruct H as [H|H].
  - apply andb_prop in H. apply Qle_boolR. tauto.
  - specialize (IH _ _ _ S2 H). lra.
Qed.
Lemma in_segment_affine : forall V x0 y0 a b, sortedQ x0 V = true -> in_segment x0 V a b = true ->
  affine_on (plf (Q2R x0) (Q2R y0) (map q2r2 V)) (Q2R a) (Q2R b).
Proof.
  induction V as [|[x1 y1] V IH]; intros x0 y0 a b HS H; [discriminate|]. pose proof HS as HS'. cbn [in_segment sortedQ] in *.
  apply andb_prop in HS. destruct HS as (S1 & S2). apply Qlt_boolR in S1. apply orb_prop in H. cbn [map]. unfold q2r2 at 1. cbn [fst snd].
  destruct H as [H|H].
  - apply andb_prop in H. destruct H as (A & B). apply Qle_boolR in A, B.
    set (k := (Q2R y1 - Q2R y0) / (Q2R x1 - Q2R x0)). exists k, (Q2R y0 - k * Q2R x0). intros z Hz. cbn [plf]. fold k.
    destruct (Rle_dec z (Q2R x0)); [assert (E : z = Q2R x0) by lra; rewrite E; ring|].
    destruct (Rle_dec z (Q2R x1)); [ring|lra].
  - pose proof (in_segment_ge _ _ _ _ S2 H) as G. destruct (IH x1 y1 a b S2 H) as (k & q & E). exists k, q. intros z Hz.
    rewrite plf_right by lra. apply E. exact Hz.
Qed.

(** Theorem 6'', fixed t, one band *)
Theorem lengths_area : forall Vq ps sigma j t K s q, check_lengths Vq ps sigma j t K s q = true ->
  forall V a b r, V = map q2r2 Vq -> a = Q2R (nth 0 ps 0%Q) -> b = Q2R (last ps 0%Q) -> r = Q2R q ->
  forall g ws, fits g ws -> (capw ws <= K)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, r <= RiemannInt pr.
Proof.
  intros Vq ps sigma j t K s q H V a b r -> -> -> -> g ws Hg HK. unfold check_lengths in H. rewrite !andb_true_iff in H.
  destruct H as ((((((A & B) & C) & D) & E) & F) & G).
  destruct (check_points_maps Vq ps sigma A) as (HP & HM).
  pose proof (F2_len _ _ _ HM) as Len. rewrite map_length in Len.
  apply Nat.ltb_lt in D. apply Qlt_boolR in E. apply Qle_boolR in F, G.
  unfold check_points in A. rewrite !andb_true_iff in A. destruct A as ((A1 & A2) & A3).
  destruct Vq as [|[x0 y0] rest]; [discriminate|]. set (f := graph (map q2r2 ((x0, y0) :: rest))) in *.
  set (m := (length ps - 1)%nat). set (p := fun i => Q2R (qat ps i)). set (sg := sat sigma).
  assert (Hp : forall i, (i < m)%nat -> p i < p (S i)).
  { intros i Hi. specialize (HP i). rewrite map_length, !Q2R_nth in HP. apply HP. unfold m in Hi. lia. }
  assert (Hs : forall i, (i <= m)%nat -> (sg i <= m)%nat).
  { intros i Hi. rewrite forallb_forall in C. assert (L : (i < length sigma)%nat) by (unfold m in Hi; lia).
    specialize (C _ (nth_In sigma 0%nat L)). apply Nat.ltb_lt in C. unfold sg, sat, m. lia. }
  assert (Hfs : forall i, (i <= m)%nat -> f (p i) = p (sg i)).
  { intros i Hi. pose proof (maps_nth f (map Q2R ps) (map Q2R ps) sigma HM i) as T. rewrite map_length, !Q2R_nth in T.
    apply T. unfold m in Hi. lia. }
  assert (Haff : forall i, (i < m)%nat -> affine_on f (p i) (p (S i))).
  { intros i Hi. unfold check_segments in B. rewrite forallb_forall in B.
    apply (in_segment_affine rest x0 y0 _ _ A1). apply B. apply in_seq. fold m. lia. }
  assert (Hj : (j < m)%nat) by (unfold m; lia).
  destruct (all_lengths f p m Hp sg Hs Hfs Haff j Hj t) as (l & Cl & Fl & T1 & T2).
  assert (QL : forall two, Q2R (qlengths two ps sigma j t) = rsumR (lengths p sg j two t) 0 m)
    by (intro two; exact (qlengths_ok ps sigma j Hp Hs two t)).
  rewrite <- QL in T1, T2.
  replace (Q2R 0) with 0 in E by (unfold Q2R; simpl; lra). rewrite !Q2R_mult in F. rewrite Q2R_div, Q2R_mult, !Q2R_minus in G by discriminate.
  replace (Q2R (last ps 0%Q)) with (p m).
  2: { unfold p, m, qat. clear. induction ps as [|u [|w r] IH]; [reflexivity|reflexivity|].
       change (last (u :: w :: r) 0%Q) with (last (w :: r) 0%Q). rewrite <- IH. simpl length.
       replace (S (S (length r)) - 1)%nat with (S (S (length r) - 1)) by lia. reflexivity. }
  change (Q2R (nth 0 ps 0%Q)) with (p 0%nat).
  assert (Hxy : p j < p (S j)) by (apply Hp; exact Hj).
  destruct (area_lengths_widths f t (p j) (p (S j)) (p 0%nat) (p m) (Q2R s) l g ws Hxy
    (graph_continuity _ A1) Cl Fl Hg E) as (pr & T).
  - rewrite T2. simpl (_ ^ 2). rewrite Rmult_1_r. eapply Rle_trans; [|exact F].
    apply Rmult_le_compat_r.
    + rewrite <- T2. clear. induction l as [|[u v] l IH]; cbn [squares]; [lra|]. pose proof (pow2_ge_0 (v - u)). lra.
    + unfold Q2R. simpl. rewrite Rinv_1, Rmult_1_r. apply IZR_le. lia.
  - exists pr. eapply Rle_trans; [|exact T]. rewrite T1. eapply Rle_trans; [exact G|]. right. unfold p.
    unfold Q2R at 5. simpl. field.
Qed.
