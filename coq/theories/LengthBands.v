(* LengthBands: the area of several bands together from the lengths of the intervals mapped affinely onto them: bands one above
   the other add up, each with its own error, for one t and for every t at once (docs/theory.md, Theorem 6''). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths LengthTheorem LengthGrowth Bands.
Import ListNotations.
Open Scope R_scope.

(** ** bands that do not overlap, any error on each *)
Definition eband : Type := (R * R * R)%type.     (* [x,y] and an area between F and g, both cut to it *)
Fixpoint ebands_ok (F g : R -> R) (a b c : R) (bs : list eband) : Prop :=
  match bs with
  | nil => True
  | (x,y,e) :: r => c <= x /\ x < y /\
      (forall pr : Riemann_integrable (fun z => Rabs (cut x y (F z) - cut x y (g z))) a b, e <= RiemannInt pr) /\
      ebands_ok F g a b y r
  end.
Fixpoint esum (bs : list eband) : R := match bs with nil => 0 | (_,_,e) :: r => esum r + e end.
Fixpoint eheight (F g : R -> R) (bs : list eband) (z : R) : R :=
  match bs with nil => 0 | (x,y,_) :: r => eheight F g r z + 1 * Rabs (cut x y (F z) - cut x y (g z)) end.

Lemma eheight_le : forall F g a b bs c, ebands_ok F g a b c bs -> forall z,
  0 <= eheight F g bs z <= Rabs (Rmax c (F z) - Rmax c (g z)).
Proof.
  intros F g a b. induction bs as [|[[x y] e] bs IH]; intros c H z; simpl.
  - split; [lra|apply Rabs_pos].
  - simpl in H. destruct H as (A & B & _ & D). specialize (IH y D z).
    pose proof (max_cut x y c (F z) (g z) A B). pose proof (Rabs_pos (cut x y (F z) - cut x y (g z))). lra.
Qed.

Lemma eheight_int : forall F g a b, a <= b -> continuity F -> continuity g -> forall bs c, ebands_ok F g a b c bs ->
  exists pr : Riemann_integrable (eheight F g bs) a b, esum bs <= RiemannInt pr.
Proof.
  intros F g a b Hab HF Hg. induction bs as [|[[x y] e] bs IH]; intros c H.
  - exists (RiemannInt_P14 a b 0). pose proof (RiemannInt_P15 (RiemannInt_P14 a b 0)) as E. unfold fct_cte in *. cbn [eheight esum] in *.
    match goal with |- _ <= RiemannInt ?p => replace (RiemannInt p) with (0 * (b - a)) end. lra.
  - simpl in H. destruct H as (A & B & C & D). destruct (IH y D) as (pr1 & T1).
    assert (Cc : continuity (fun z => Rabs (cut x y (F z) - cut x y (g z)))).
    { apply (derivable_abs_diff (fun z => cut x y (F z)) (fun z => cut x y (g z))); apply cut_continuity; assumption. }
    pose (pr2 := continuity_implies_RiemannInt Hab (fun z _ => Cc z)).
    pose (pr3 := RiemannInt_P10 1 pr1 pr2). exists pr3. pose proof (RiemannInt_P13 pr1 pr2 pr3) as E.
    eapply Rle_trans; [|right; symmetry; exact E]. pose proof (C pr2). cbn [esum]. lra.
Qed.

Theorem area_ebands : forall F g a b bs c (pr : Riemann_integrable (fun z => Rabs (F z - g z)) a b),
  a <= b -> continuity F -> continuity g -> ebands_ok F g a b c bs -> esum bs <= RiemannInt pr.
Proof.
  intros F g a b bs c pr Hab HF Hg HB. destruct (eheight_int F g a b Hab HF Hg bs c HB) as (pr1 & T).
  eapply Rle_trans; [exact T|]. apply RiemannInt_P19; [exact Hab|]. intros z Hz.
  pose proof (eheight_le F g a b bs c HB z) as (_ & S0). eapply Rle_trans; [exact S0|].
  unfold Rmax, Rabs. destruct (Rle_dec c (F z)), (Rle_dec c (g z));
    repeat (match goal with |- context [Rcase_abs ?u] => destruct (Rcase_abs u) end); lra.
Qed.

(** ** one band by lengths, with both functions cut to it *)
Lemma onto_cut : forall F x y uv, x < y -> onto F x y uv -> onto (fun z => cut x y (F z)) x y uv.
Proof.
  intros F x y uv Hxy (A & B & C). split; [exact A|]. split.
  - assert (Ex : cut x y x = x) by (destruct (cut_cases x y Hxy x) as [?|[?|?]]; lra).
    assert (Ey : cut x y y = y) by (destruct (cut_cases x y Hxy y) as [?|[?|?]]; lra).
    destruct B as [(E1 & E2)|(E1 & E2)]; [left|right]; rewrite E1, E2; split; assumption.
  - intros s t Hs Ht. eapply Rle_trans; [apply cut_lip|apply C; assumption].
Qed.

Lemma lengths_band : forall F g x y a b K s l (pr : Riemann_integrable (fun z => Rabs (cut x y (F z) - cut x y (g z))) a b),
  x < y -> continuity F -> continuity g -> chain a l b -> Forall (onto F x y) l -> pieces g K a b ->
  0 < s -> INR K * squares l <= s^2 -> (y - x) * (total l - s) / 4 <= RiemannInt pr.
Proof.
  intros F g x y a b K s l pr Hxy HF Hg HC Hl HK Hs HS.
  apply (area_lengths_tv (fun z => cut x y (F z)) (fun z => cut x y (g z)) x y a b K s l pr Hxy); try assumption.
  - apply cut_continuity; exact HF.
  - apply cut_continuity; exact Hg.
  - eapply Forall_impl; [|exact Hl]. intros uv. apply onto_cut. exact Hxy.
  - apply (le_INR 1). apply (part_pos _ _ _ _ HK).
  - intros k Hk. eapply Rle_trans; [|apply (tv_pieces x y g K a b Hxy HK k Hk)]. right.
    clear -Hxy. induction k as [|[u v] k IH]; [reflexivity|]. cbn [tv]. rewrite !Phi_cut, IH by exact Hxy. reflexivity.
Qed.

(** ** a piecewise-linear map with a closed partition, over the reals; a band is an interval of the partition with a bound of
    sqrt(K M2) *)
Section Markov.
  Variable f : R -> R.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hf : continuity f.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Hypothesis Hfs : forall i, (i <= m)%nat -> f (p i) = p (s i).
  Hypothesis Haff : forall i, (i < m)%nat -> affine_on f (p i) (p (S i)).

  Definition moment (two : bool) (t j : nat) : R := rsumR (lengths p s j two t) 0 m.
  Fixpoint ordered (c : nat) (bs : list (nat * R)) : Prop :=
    match bs with nil => True | (j, _) :: r => (c <= j)%nat /\ (j < m)%nat /\ ordered (S j) r end.
  (** at the least length [low] of each band *)
  Fixpoint share (low : nat -> R) (bs : list (nat * R)) : R :=
    match bs with nil => 0 | (j, r) :: l => share low l + (p (S j) - p j) * (low j - r) / 4 end.

  Lemma p_ends : p 0%nat <= p m.
  Proof. destruct (Nat.eq_dec m 0) as [->|Hm]; [lra|]. apply Rlt_le, (p_mono p m Hp); lia. Qed.

  Theorem markov_area : forall t low g ws bs, fits g ws -> ordered 0 bs ->
    (forall j r, In (j, r) bs -> 0 < r /\ IZR (Z.of_N (capw ws)) * moment true t j <= r^2 /\ low j <= moment false t j) ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (p 0%nat) (p m), share low bs <= RiemannInt pr.
  Proof.
    intros t low g ws bs Hg Ho H. pose proof p_ends as Hab.
    assert (CF : continuity (iter f t)) by (apply iter_continuity; exact Hf).
    assert (Cg : continuity (neval g)) by apply net_continuity.
    exists (continuity_implies_RiemannInt Hab (fun z _ => derivable_abs_diff _ _ CF Cg z)).
    destruct (relu_pieces_cap g (p 0%nat) (p m) Hab) as (K & LK & P). pose proof (net_cap_fits g ws Hg) as LC.
    set (es := map (fun b => (p (fst b), p (S (fst b)), (p (S (fst b)) - p (fst b)) * (low (fst b) - snd b) / 4)) bs).
    assert (E : share low bs = esum es).
    { unfold es. clear. induction bs as [|[j r] bs IH]; [reflexivity|]. cbn [share map esum fst snd]. rewrite IH. reflexivity. }
    rewrite E. apply (area_ebands _ _ _ _ es (p 0%nat)); try assumption.
    assert (G : forall l c, (c <= m)%nat -> ordered c l -> (forall b, In b l -> In b bs) ->
      ebands_ok (iter f t) (neval g) (p 0%nat) (p m) (p c)
        (map (fun b => (p (fst b), p (S (fst b)), (p (S (fst b)) - p (fst b)) * (low (fst b) - snd b) / 4)) l)).
    { clear E Ho. induction l as [|[j r] l IH]; intros c Hc Ho HI; [exact I|]. cbn [ordered] in Ho. destruct Ho as (O1 & O2 & O3).
      cbn [map ebands_ok fst snd]. destruct (H j r (HI _ (or_introl eq_refl))) as (R0 & R2 & R1).
      assert (Hxy : p j < p (S j)) by (apply Hp; exact O2).
      split. { destruct (Nat.eq_dec c j) as [->|Hne]; [lra|]. apply Rlt_le, (p_mono p m Hp); lia. }
      split; [exact Hxy|]. split.
      - intro pr. destruct (all_lengths f p m Hp s Hs Hfs Haff j O2 t) as (k & Ck & Fk & T1 & T2).
        eapply Rle_trans; [|apply (lengths_band _ _ _ _ _ _ K r k pr Hxy CF Cg Ck Fk P R0)].
        + rewrite T1. fold (moment false t j). unfold Rdiv. apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra.
        + rewrite T2. fold (moment true t j). eapply Rle_trans; [|exact R2]. apply Rmult_le_compat_r.
          * unfold moment. rewrite <- T2. clear. induction k as [|[u v] k IH]; cbn [squares]; [lra|]. pose proof (pow2_ge_0 (v - u)). lra.
          * rewrite INR_IZR_INZ. apply IZR_le. lia.
      - apply IH; [lia|exact O3|]. intros b Hb. apply HI. right. exact Hb. }
    apply G; [lia|exact Ho|auto].
  Qed.
End Markov.

(** ** the computation, over the rationals *)
Definition check_partition (V : list (Q * Q)) (ps : list Q) (sigma : list nat) : bool :=
  check_points V ps sigma && check_segments V ps && forallb (fun i => Nat.ltb i (length sigma)) sigma && Nat.ltb 0 (length ps).
Fixpoint qordered (n c : nat) (bs : list (nat * Q)) : bool :=
  match bs with nil => true | (j, r) :: l => Nat.leb c j && Nat.ltb (S j) n && Qlt_bool 0 r && qordered n (S j) l end.
Definition qshare (ps : list Q) (low : nat -> Q) (bs : list (nat * Q)) : Q :=
  fold_right (fun b q => (q + (qat ps (S (fst b)) - qat ps (fst b)) * (low (fst b) - snd b) / 4)%Q) 0%Q bs.

Lemma qshare_ok : forall ps low bs,
  Q2R (qshare ps low bs) = share (fun i => Q2R (qat ps i)) (fun j => Q2R (low j)) (map (fun b => (fst b, Q2R (snd b))) bs).
Proof.
  intros ps low. induction bs as [|[j r] bs IH]; [apply Q2R_zero|]. cbn [qshare fold_right map share fst snd]. fold (qshare ps low bs).
  rewrite Q2R_plus, IH, Q2R_div, Q2R_mult, !Q2R_minus by discriminate. replace (Q2R 4) with 4 by (unfold Q2R; simpl; lra). reflexivity.
Qed.
Lemma qordered_ok : forall m n bs c, m = (n - 1)%nat -> qordered n c bs = true ->
  ordered m c (map (fun b => (fst b, Q2R (snd b))) bs) /\ forall j r, In (j, r) bs -> (j < m)%nat /\ 0 < Q2R r.
Proof.
  intros m n bs c ->. revert c. induction bs as [|[j r] bs IH]; intros c H; [split; [exact I|intros ? ? []]|].
  cbn [qordered] in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
  apply Nat.leb_le in A. apply Nat.ltb_lt in B. apply Qlt_boolR in C. rewrite Q2R_zero in C. destruct (IH _ D) as (I1 & I2).
  cbn [map ordered fst snd]. split; [split; [exact A|split; [lia|exact I1]]|].
  intros j' r' [E|E]; [inversion E; subst; split; [lia|exact C]|apply I2; exact E].
Qed.
Lemma last_qat : forall ps, last ps 0%Q = qat ps (length ps - 1).
Proof.
  unfold qat. induction ps as [|u [|w r] IH]; [reflexivity|reflexivity|].
  change (last (u :: w :: r) 0%Q) with (last (w :: r) 0%Q). rewrite IH. simpl length.
  replace (S (S (length r)) - 1)%nat with (S (S (length r) - 1)) by lia. reflexivity.
Qed.

Lemma partition_ok : forall Vq ps sigma, check_partition Vq ps sigma = true ->
  let f := graph (map q2r2 Vq) in let p := fun i => Q2R (qat ps i) in let m := (length ps - 1)%nat in let s := sat sigma in
  continuity f /\ (forall i, (i < m)%nat -> p i < p (S i)) /\ (forall i, (i <= m)%nat -> (s i <= m)%nat) /\
  (forall i, (i <= m)%nat -> f (p i) = p (s i)) /\ (forall i, (i < m)%nat -> affine_on f (p i) (p (S i))) /\ length sigma = length ps.
Proof.
  intros Vq ps sigma H f p m s. unfold check_partition in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & L0). apply Nat.ltb_lt in L0.
  destruct (check_points_maps Vq ps sigma A) as (HP & HM).
  pose proof (F2_len _ _ _ HM) as Len. rewrite map_length in Len.
  unfold check_points in A. rewrite !andb_true_iff in A. destruct A as ((A1 & A2) & A3).
  destruct Vq as [|[x0 y0] rest]; [discriminate|].
  assert (Hs : forall i, (i < length sigma)%nat -> (s i < length sigma)%nat).
  { intros i Hi. rewrite forallb_forall in C. specialize (C _ (nth_In sigma 0%nat Hi)). apply Nat.ltb_lt in C. exact C. }
  split; [apply (graph_continuity _ A1)|]. split; [|split; [|split; [|split]]].
  - intros i Hi. specialize (HP i). rewrite map_length, !Q2R_nth in HP. apply HP. unfold m in Hi. lia.
  - intros i Hi. unfold m in *. specialize (Hs i ltac:(lia)). lia.
  - intros i Hi. unfold m in *. pose proof (maps_nth f (map Q2R ps) (map Q2R ps) sigma HM i) as T. rewrite map_length, !Q2R_nth in T.
    apply T. lia.
  - intros i Hi. unfold check_segments in B. rewrite forallb_forall in B.
    apply (in_segment_affine rest x0 y0 _ _ A1). apply B. apply in_seq. fold m. lia.
  - lia.
Qed.

(** ** the moments of all bands at once: the row of ones times B^t *)
Definition qback (rs : list Q) (sigma : list nat) (m : nat) (w : list Q) : list Q :=
  map (fun l => qsum (map (fun i => if qcovers sigma i l then (nth i w 0 * nth i rs 0)%Q else 0%Q) (seq 0 m))) (seq 0 m).
Fixpoint qweights (rs : list Q) (sigma : list nat) (m t : nat) : list Q :=
  match t with O => map (fun _ => 1%Q) (seq 0 m) | S t => qback rs sigma m (qweights rs sigma m t) end.
(** M1 or M2 over the band's width to that power *)
Definition qdensity (two : bool) (ps : list Q) (sigma : list nat) (t : nat) : list Q :=
  let m := (length ps - 1)%nat in qweights (map (qratio two ps sigma) (seq 0 m)) sigma m t.

Section Moments.
  Variables (ps : list Q) (sigma : list nat).
  Let m := (length ps - 1)%nat.
  Let p := fun i => Q2R (qat ps i).
  Let s := sat sigma.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.

  Fixpoint weights (two : bool) (t : nat) : nat -> R :=
    match t with O => fun _ => 1 | S t => column p m s two (weights two t) end.
  Lemma weights_pairing : forall two j, (j < m)%nat -> forall t u, pairing p m s j two (weights two u) t = pairing p m s j two (weights two (t + u)) 0.
  Proof.
    intros two j Hj. induction t as [|t IH]; intro u; [reflexivity|]. rewrite (pairing_step p m s Hs j Hj).
    transitivity (pairing p m s j two (weights two (S u)) t); [reflexivity|]. rewrite IH. replace (S t + u)%nat with (t + S u)%nat by lia. reflexivity.
  Qed.
  Lemma moment_weights : forall two t j, (j < m)%nat -> moment p m s two t j = weights two t j * power two (p (S j) - p j).
  Proof.
    intros two t j Hj. rewrite <- (pairing_zero p m s j Hj two (weights two t)). pose proof (weights_pairing two j Hj t 0) as E.
    rewrite Nat.add_0_r in E. rewrite <- E. unfold moment, pairing. apply rsumR_ext. intros i _. cbn [weights]. ring.
  Qed.
  Lemma qdensity_ok : forall two t j, (j < m)%nat -> Q2R (nth j (qdensity two ps sigma t) 0%Q) = weights two t j.
  Proof.
    intros two. unfold qdensity. cbv zeta. fold m. induction t as [|t IH]; intros j Hj; cbn [qweights weights].
    - rewrite nth_map_seq by exact Hj. apply Q2R_one.
    - unfold qback. rewrite nth_map_seq by exact Hj. rewrite qsum_map. unfold column. apply rsumR_ext. intros i Hi.
      unfold coef, covers, qcovers. cbv zeta. fold (s i) (s (S i)).
      destruct ((Nat.min (s i) (s (S i)) <=? j)%nat && (j <? Nat.max (s i) (s (S i)))%nat) eqn:E; [|rewrite Q2R_zero; ring].
      rewrite Q2R_mult, IH by lia. rewrite nth_map_seq by lia. f_equal.
      apply (qratio_ok ps sigma Hp Hs two i ltac:(fold m; lia)).
      apply andb_prop in E. destruct E as (E1 & E2). apply Nat.leb_le in E1. apply Nat.ltb_lt in E2. apply Nat.eqb_neq. fold s. lia.
  Qed.
End Moments.

(** [q] is a lower bound of the area for networks with at most K pieces; [bs]: the bands, with upper bounds of sqrt(K M2) *)
Definition check_lengths_bands (V : list (Q * Q)) (ps : list Q) (sigma : list nat) (t : nat) (K : N) (bs : list (nat * Q)) (q : Q) : bool :=
  let d := fun j => (qat ps (S j) - qat ps j)%Q in
  let one := qdensity false ps sigma t in let two := qdensity true ps sigma t in
  check_partition V ps sigma && qordered (length sigma) 0 bs &&
  forallb (fun b => Qle_bool ((Z.of_N K # 1) * (nth (fst b) two 0%Q * (d (fst b) * d (fst b)))) (snd b * snd b)) bs &&
  Qle_bool q (qshare ps (fun j => (nth j one 0 * d j)%Q) bs).

(** Theorem 6'', fixed t *)
Theorem lengths_bands_area : forall Vq ps sigma t K bs q, check_lengths_bands Vq ps sigma t K bs q = true ->
  forall V a b r, V = map q2r2 Vq -> a = Q2R (nth 0 ps 0%Q) -> b = Q2R (last ps 0%Q) -> r = Q2R q ->
  forall g ws, fits g ws -> (capw ws <= K)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, r <= RiemannInt pr.
Proof.
  intros Vq ps sigma t K bs q H V a b r -> -> -> -> g ws Hg HK. unfold check_lengths_bands in H. cbv zeta in H. rewrite !andb_true_iff in H.
  destruct H as (((A & B) & C) & D). destruct (partition_ok _ _ _ A) as (Hf & Hp & Hs & Hfs & Haff & Len). cbv zeta in *.
  destruct (qordered_ok (length ps - 1) (length sigma) bs 0 ltac:(lia) B) as (Ho & Hr). apply Qle_boolR in D. rewrite qshare_ok in D.
  destruct (markov_area _ _ _ Hf Hp _ Hs Hfs Haff t (fun j => Q2R (nth j (qdensity false ps sigma t) 0 * (qat ps (S j) - qat ps j))%Q) g ws
    (map (fun b => (fst b, Q2R (snd b))) bs) Hg Ho) as (pr & T).
  - intros j r Hin. apply in_map_iff in Hin. destruct Hin as ([j' r'] & E & Hin). cbn [fst snd] in E. inversion E; subst j' r.
    destruct (Hr _ _ Hin) as (Hj & R0). rewrite forallb_forall in C. specialize (C _ Hin). cbn [fst snd] in C. apply Qle_boolR in C.
    rewrite !Q2R_mult, !Q2R_minus, (qdensity_ok ps sigma Hp Hs true t j Hj) in C.
    rewrite Q2R_mult, Q2R_minus, (qdensity_ok ps sigma Hp Hs false t j Hj).
    pose proof (moment_weights ps sigma Hs true t j Hj) as M2. pose proof (moment_weights ps sigma Hs false t j Hj) as M1.
    unfold power in M1, M2. split; [exact R0|]. split; [|right; symmetry; exact M1].
    simpl (_ ^ 2) in M2 |- *. rewrite !Rmult_1_r in *. rewrite <- M2 in C. eapply Rle_trans; [|exact C]. apply Rmult_le_compat_r.
    + apply rsumR_nonneg. intros i Hi. apply (lengths_nonneg _ _ Hp _ Hs j Hj). lia.
    + unfold Q2R. simpl. rewrite Rinv_1, Rmult_1_r. apply IZR_le. lia.
  - rewrite last_qat. exists pr. eapply Rle_trans; [exact D|exact T].
Qed.

(** the same for every t: weights for M1 and M2, and for each band an upper bound of sqrt(kappa z_j) times its width *)
Definition check_lengths_every (V : list (Q * Q)) (ps : list Q) (sigma : list nat) (xs zs : list Q) (theta kappa : Q)
    (bs : list (nat * Q)) (q : Q) : bool :=
  let d := fun j => (qat ps (S j) - qat ps j)%Q in
  check_partition V ps sigma && qordered (length sigma) 0 bs &&
  forallb (fun l => Qle_bool (nth l xs 0%Q) 1 && Qle_bool (nth l xs 0%Q) (qcolumn false ps sigma xs l) &&
    Qle_bool 1 (nth l zs 0%Q) && Qle_bool (qcolumn true ps sigma zs l) (theta * nth l zs 0%Q)) (seq 0 (length ps - 1)) &&
  Qle_bool 0 theta &&
  forallb (fun b => Qle_bool (kappa * (nth (fst b) zs 0%Q * (d (fst b) * d (fst b)))) (snd b * snd b)) bs &&
  Qle_bool q (qshare ps (fun j => (nth j xs 0 * d j)%Q) bs).

(** Theorem 6'', all t *)
Theorem lengths_bands_every : forall Vq ps sigma xs zs theta kappa bs q,
  check_lengths_every Vq ps sigma xs zs theta kappa bs q = true ->
  forall V a b th ka e, V = map q2r2 Vq -> a = Q2R (nth 0 ps 0%Q) -> b = Q2R (last ps 0%Q) ->
  th = Q2R theta -> ka = Q2R kappa -> e = Q2R q ->
  forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) * th ^ t <= ka ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, e <= RiemannInt pr.
Proof.
  intros Vq ps sigma xs zs theta kappa bs q H V a b th ka e -> -> -> -> -> -> t g ws Hg HK. unfold check_lengths_every in H.
  cbv zeta in H. rewrite !andb_true_iff in H. destruct H as (((((A & B) & W) & T) & F) & D).
  destruct (partition_ok _ _ _ A) as (Hf & Hp & Hs & Hfs & Haff & Len). cbv zeta in *.
  destruct (qordered_ok (length ps - 1) (length sigma) bs 0 ltac:(lia) B) as (Ho & Hr). apply Qle_boolR in T, D. rewrite qshare_ok in D.
  rewrite Q2R_zero in T. set (m := (length ps - 1)%nat) in *. set (p := fun i => Q2R (qat ps i)) in *. set (sg := sat sigma) in *.
  set (x := fun i => Q2R (nth i xs 0%Q)). set (z := fun i => Q2R (nth i zs 0%Q)).
  assert (HW : forall l, (l < m)%nat -> (x l <= 1 /\ x l <= column p m sg false x l) /\
    (1 <= z l /\ column p m sg true z l <= Q2R theta * z l)).
  { intros l Hl. rewrite forallb_forall in W. specialize (W l ltac:(apply in_seq; lia)). rewrite !andb_true_iff in W.
    destruct W as (((W1 & W2) & W3) & W4). apply Qle_boolR in W1, W2, W3, W4. rewrite Q2R_one in W1, W3. rewrite Q2R_mult in W4.
    rewrite (qcolumn_ok ps sigma Hp Hs) in W2, W4. unfold x, z. split; split; assumption. }
  destruct (markov_area _ _ _ Hf Hp _ Hs Hfs Haff t (fun j => Q2R (nth j xs 0 * (qat ps (S j) - qat ps j))%Q) g ws
    (map (fun b => (fst b, Q2R (snd b))) bs) Hg Ho) as (pr & X).
  - intros j r Hin. apply in_map_iff in Hin. destruct Hin as ([j' r'] & E & Hin). cbn [fst snd] in E. inversion E; subst j' r.
    destruct (Hr _ _ Hin) as (Hj & R0). rewrite forallb_forall in F. specialize (F _ Hin). cbn [fst snd] in F. apply Qle_boolR in F.
    rewrite !Q2R_mult, !Q2R_minus in F. change (Q2R (qat ps j)) with (p j) in F. change (Q2R (qat ps (S j))) with (p (S j)) in F.
    change (Q2R (nth j zs 0%Q)) with (z j) in F.
    assert (Z1 : 1 <= z j) by (apply HW; exact Hj).
    split; [exact R0|]. split.
    + pose proof (squares_at_most p m Hp sg Hs j Hj z (Q2R theta) T (fun l Hl => proj2 (HW l Hl)) t) as M2.
      simpl (Q2R r' ^ 2). rewrite Rmult_1_r. eapply Rle_trans; [|exact F].
      set (K := IZR (Z.of_N (capw ws))) in *. assert (K0 : 0 <= K) by (apply IZR_le; lia).
      apply Rle_trans with (K * (Q2R theta ^ t * (z j * (p (S j) - p j) ^ 2))); [apply Rmult_le_compat_l; assumption|].
      rewrite <- Rmult_assoc. simpl (_ ^ 2). rewrite Rmult_1_r. apply Rmult_le_compat_r; [|exact HK].
      apply Rmult_le_pos; [lra|]. apply Rle_0_sqr.
    + rewrite Q2R_mult, Q2R_minus. apply (total_at_least p m Hp sg Hs j Hj x (fun l Hl => proj1 (HW l Hl)) t).
  - rewrite last_qat. exists pr. eapply Rle_trans; [exact D|exact X].
Qed.
