(* LevelBands: the area of several bands of values together, each between two points of a finite set that is sent into itself,
   for a piecewise-linear map and for every Lipschitz map with given values (docs/theory.md, Theorem 5, several bands). *)
Require Import Reals List NArith Lia Lra Bool QArith Qreals.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices Bands.
Import ListNotations.
Open Scope R_scope.

(** a band: indices of its lower and upper point, and its crossings *)
Definition lband : Type := (nat * nat * N)%type.
(** from low to high, one above the other *)
Fixpoint check_level_bands (sigma : list nat) (t c : nat) (bs : list lband) : bool :=
  match bs with
  | nil => true
  | (i,j,n) :: r => Nat.leb c i && Nat.ltb i j && Nat.ltb j (length sigma) && check_levels sigma i j t n && check_level_bands sigma t j r
  end.
Definition rbands (P : list R) (bs : list lband) : list band :=
  map (fun b : lband => (nth (fst (fst b)) P 0, nth (snd (fst b)) P 0, snd b)) bs.
(** sum of (C - K)^+ (y - x)^2 *)
Definition qgain (K : N) (ps : list Q) (bs : list lband) : Q :=
  fold_right (fun (b : lband) s => (s + inject_Z (Z.of_N (snd b - K)) * ((nth (snd (fst b)) ps 0 - nth (fst (fst b)) ps 0) * (nth (snd (fst b)) ps 0 - nth (fst (fst b)) ps 0)))%Q) 0%Q bs.

Lemma inc_less : forall P, increasing P -> forall j i, (i < j)%nat -> (j < length P)%nat -> nth i P 0 < nth j P 0.
Proof.
  intros P HP. induction j as [|j IH]; intros i Hi Hj; [lia|]. pose proof (HP j Hj).
  destruct (Nat.eq_dec i j) as [->|Hne]; [assumption|]. specialize (IH i ltac:(lia) ltac:(lia)). lra.
Qed.
Lemma inc_not_more : forall P, increasing P -> forall j i, (i <= j)%nat -> (j < length P)%nat -> nth i P 0 <= nth j P 0.
Proof.
  intros P HP j i Hi Hj. destruct (Nat.eq_dec i j) as [->|Hne]; [lra|]. apply Rlt_le, inc_less; [exact HP|lia|exact Hj].
Qed.

Lemma rbands_ok : forall F P sigma t a b, increasing P -> length P = length sigma ->
  (forall i j n, (i < j)%nat -> (j < length sigma)%nat -> check_levels sigma i j t n = true -> ncross F (nth i P 0) (nth j P 0) a b n) ->
  forall bs c, check_level_bands sigma t c bs = true -> bands_ok F a b (nth c P 0) (rbands P bs).
Proof.
  intros F P sigma t a b HP Len HN. induction bs as [|[[i j] n] bs IH]; intros c H; [exact I|].
  cbn [check_level_bands] in H. rewrite !andb_true_iff in H. destruct H as ((((A & B) & C) & D) & E).
  apply Nat.leb_le in A. apply Nat.ltb_lt in B, C. cbn [rbands map fst snd bands_ok].
  split; [apply inc_not_more; [exact HP|exact A|lia]|]. split; [apply inc_less; [exact HP|exact B|lia]|].
  split; [apply HN; assumption|]. apply IH. exact E.
Qed.

Lemma gain_ge : forall K ps bs, Q2R (qgain K ps bs) <= gain (IZR (Z.of_N K)) (rbands (map Q2R ps) bs).
Proof.
  intros K ps. induction bs as [|[[i j] n] bs IH]; [unfold Q2R; simpl; lra|].
  cbn [qgain fold_right rbands map gain fst snd]. fold (qgain K ps bs) (rbands (map Q2R ps) bs).
  rewrite Q2R_plus, !Q2R_mult, !Q2R_minus, !Q2R_nth. apply Rplus_le_compat; [exact IH|].
  simpl (_ ^ 2). rewrite Rmult_1_r. apply Rmult_le_compat_r; [apply Rle_0_sqr|].
  replace (Q2R (inject_Z (Z.of_N (n - K)))) with (IZR (Z.of_N (n - K))) by (unfold Q2R, inject_Z; simpl; field).
  destruct (N.le_gt_cases n K) as [L|L].
  - replace (n - K)%N with 0%N by lia. apply Rmax_l.
  - rewrite <- minus_IZR. replace (Z.of_N n - Z.of_N K)%Z with (Z.of_N (n - K)) by lia. apply Rmax_r.
Qed.

(** Theorem 5 with several bands for f on [a,b] only *)
Theorem area_bands_widths_on : forall f L t a b bs c g ws, 0 < L -> a <= b -> lip_on f L a b -> selfmap f a b ->
  bands_ok (iter f t) a b c bs -> fits g ws ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b,
    gain (IZR (Z.of_N (capw ws))) bs / (4 * L^t) <= RiemannInt pr.
Proof.
  intros f L t a b bs c g ws HL Hab Hf Hs HB Hg.
  pose proof (extend_lip f L a b (Rlt_le _ _ HL) Hab Hf) as He.
  assert (HB' : bands_ok (iter (extend f a b) t) a b c bs).
  { revert c HB. induction bs as [|[[x y] n] bs IH]; intros c HB; [exact I|]. destruct HB as (A & B & C & D).
    split; [exact A|]. split; [exact B|]. split; [|apply IH; exact D].
    eapply ncross_ext; [|exact C]. intros z Hz. symmetry. apply extend_iter; assumption. }
  destruct (area_bands_widths (extend f a b) L t a b bs c g ws HL Hab He HB' Hg) as (pr & T).
  assert (E : forall z, a <= z <= b -> Rabs (iter (extend f a b) t z - neval g z) = Rabs (iter f t z - neval g z)).
  { intros z Hz. rewrite (extend_iter f a b Hs t z Hz). reflexivity. }
  assert (pr' : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b).
  { apply (Riemann_integrable_ext (f := fun z => Rabs (iter (extend f a b) t z - neval g z))); [|exact pr].
    intros z Hz. rewrite Rmin_left, Rmax_right in Hz by exact Hab. apply E. exact Hz. }
  exists pr'. eapply Rle_trans; [exact T|]. right. apply RiemannInt_P18; [exact Hab|].
  intros z Hz. apply E. lra.
Qed.

Fixpoint qpow (L : Q) (t : nat) : Q := match t with O => 1%Q | S t => (L * qpow L t)%Q end.
Lemma qpow_ok : forall L t, Q2R (qpow L t) = Q2R L ^ t.
Proof. intros L. induction t as [|t IH]; [unfold Q2R; simpl; field|]. cbn [qpow pow]. rewrite Q2R_mult, IH. reflexivity. Qed.

(** the stated area: with at most K pieces the sum over the bands, divided by 4 L^t, is at least e *)
Definition check_area (L : Q) (t : nat) (K : N) (ps : list Q) (bs : list lband) (e : Q) : bool :=
  Qlt_bool 0 L && Qle_bool (e * (4 * qpow L t)) (qgain K ps bs).
Lemma check_area_ok : forall L t K ps bs e, check_area L t K ps bs e = true -> forall k, (k <= K)%N ->
  0 < Q2R L /\ Q2R e <= gain (IZR (Z.of_N k)) (rbands (map Q2R ps) bs) / (4 * Q2R L ^ t).
Proof.
  intros L t K ps bs e H k Hk. unfold check_area in H. apply andb_prop in H. destruct H as (A & B).
  apply Qlt_boolR in A. apply Qle_boolR in B. replace (Q2R 0) with 0 in A by (unfold Q2R; simpl; lra). split; [exact A|].
  rewrite !Q2R_mult, qpow_ok in B. replace (Q2R 4) with 4 in B by (unfold Q2R; simpl; lra).
  assert (Q0 : 0 < Q2R L ^ t) by (apply pow_lt; exact A).
  apply (Rmult_le_reg_r (4 * Q2R L ^ t)); [lra|]. unfold Rdiv. rewrite (Rmult_assoc (gain _ _)), Rinv_l, Rmult_1_r by lra.
  eapply Rle_trans; [exact B|]. eapply Rle_trans; [apply gain_ge|]. apply gain_le, IZR_le. lia.
Qed.

(** ** what an exported file applies *)
Lemma ends_in_order : forall P, increasing P -> nth 0 P 0 <= last P 0.
Proof. intros [|p P] HP; [simpl; lra|]. pose proof (increasing_in _ HP) as HI. inversion HI; subst. simpl in *; lra. Qed.

Theorem map_bands : forall Vq ps sigma t bs Lq K eq aq bq,
  check_points Vq ps sigma = true -> check_level_bands sigma t 0 bs = true -> check_area Lq t K ps bs eq = true ->
  Qeq_bool aq (nth 0 ps 0%Q) && Qeq_bool bq (last ps 0%Q) = true ->
  forall V a b L e, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> L = Q2R Lq -> e = Q2R eq -> lipschitz (graph V) L ->
  forall g ws, fits g ws -> (capw ws <= K)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, e <= RiemannInt pr.
Proof.
  intros Vq ps sigma t bs Lq K eq aq bq HV HB HA HE V a b L e -> -> -> -> -> HL g ws Hg HK.
  apply andb_prop in HE. destruct HE as (Ea & Eb). apply Qeq_bool_iff, Qeq_eqR in Ea, Eb.
  destruct (check_points_maps Vq ps sigma HV) as (HP & HM). pose proof (F2_len _ _ _ HM) as Len.
  destruct (check_area_ok Lq t K ps bs eq HA (capw ws) HK) as (L0 & T).
  assert (OK : bands_ok (iter (graph (map q2r2 Vq)) t) (nth 0 (map Q2R ps) 0) (last (map Q2R ps) 0) (nth 0 (map Q2R ps) 0) (rbands (map Q2R ps) bs)).
  { apply (rbands_ok _ _ sigma t _ _ HP Len); [|exact HB]. intros i j n _ _ H.
    apply (levels_ncross _ _ sigma i j t n (lipschitz_continuity _ _ HL) HP HM H). }
  destruct (area_bands_widths _ _ t _ _ _ _ g ws L0 (ends_in_order _ HP) HL OK Hg) as (pr & X).
  rewrite Ea, Eb, <- Q2R_nth, <- last_Q2R. exists pr. lra.
Qed.

Theorem set_bands : forall Vq sigma t bs Lq K eq aq bq,
  incQ (map fst Vq) && check_values (map fst Vq) Vq sigma = true -> check_level_bands sigma t 0 bs = true ->
  check_area Lq t K (map fst Vq) bs eq = true -> Qeq_bool aq (nth 0 (map fst Vq) 0%Q) && Qeq_bool bq (last (map fst Vq) 0%Q) = true ->
  forall V a b L e, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> L = Q2R Lq -> e = Q2R eq ->
  forall f, lip_on f L a b -> selfmap f a b -> takes f V ->
  forall g ws, fits g ws -> (capw ws <= K)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b, e <= RiemannInt pr.
Proof.
  intros Vq sigma t bs Lq K eq aq bq HV HB HA HE V a b L e -> -> -> -> -> f HL Hs Hv g ws Hg HK.
  apply andb_prop in HE. destruct HE as (Ea & Eb). apply Qeq_bool_iff, Qeq_eqR in Ea, Eb.
  apply andb_prop in HV. destruct HV as (HP & HM). apply incQ_ok in HP. pose proof (values_maps f _ Vq sigma HM Hv) as Hm.
  set (ps := map fst Vq) in *. pose proof (F2_len _ _ _ Hm) as Len.
  destruct (check_area_ok Lq t K ps bs eq HA (capw ws) HK) as (L0 & T).
  rewrite Ea, <- Q2R_nth in HL, Hs |- *. rewrite Eb, <- last_Q2R in HL, Hs |- *.
  assert (OK : bands_ok (iter f t) (nth 0 (map Q2R ps) 0) (last (map Q2R ps) 0) (nth 0 (map Q2R ps) 0) (rbands (map Q2R ps) bs)).
  { apply (rbands_ok _ _ sigma t _ _ HP Len); [|exact HB]. intros i j n _ _ H.
    apply (levels_ncross_on f _ sigma i j t n (lip_on_cont f _ _ _ HL) Hs HP Hm H). }
  destruct (area_bands_widths_on f _ t _ _ _ _ g ws L0 (ends_in_order _ HP) HL Hs OK Hg) as (pr & X). exists pr. lra.
Qed.
