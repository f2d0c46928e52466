(* Extremal: where crossings grow like the Lipschitz constant, v A >= L v with v <= 1 gives N_j(t) >= v_j L^t, so that networks with
   kappa L^t pieces keep the same distance in area for every t, by all bands of neighbouring points (docs/theory.md, Theorem 6). *)
Require Import Reals List NArith ZArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Counts Orbits Triangles Area OrbitArea Levels LapTheorem Vertices LengthTheorem LengthGrowth Bands OrbitBands LevelBands PathGrowth Algebraic AlgebraicGrowth AlgebraicPartition.
Import ListNotations.
Open Scope R_scope.

Definition real (n : N) : R := IZR (Z.of_N n).
Lemma real_rsum : forall g len a, real (rsum g a len) = rsumR (fun i => real (g i)) a len.
Proof.
  intros g. induction len as [|n IH]; intros a; cbn [rsum rsumR]; [reflexivity|]. rewrite <- IH. unfold real.
  rewrite N2Z.inj_add, plus_IZR. reflexivity.
Qed.

(** ** paths weighted by real numbers *)
Section Weighted.
  Variable sigma : list nat.
  Hypothesis Hsigma : forallb (fun x => Nat.ltb x (length sigma)) sigma = true.
  Let m := (length sigma - 1)%nat.
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.
  Let steps := from (row_lo sigma) (row_hi sigma) j.
  Definition column_sum (w : nat -> R) (l : nat) : R := rsumR (fun i => if covers (sat sigma) i l then w i else 0) 0 m.
  Definition pair_real (w : nat -> R) (t : nat) : R := rsumR (fun i => w i * real (steps t i)) 0 m.

  Lemma pair_real_step : forall w t, pair_real w (S t) = pair_real (column_sum w) t.
  Proof.
    intros w t. unfold pair_real, column_sum.
    rewrite (rsumR_ext _ (fun i => rsumR (fun l => (if covers (sat sigma) i l then w i else 0) * real (steps t l)) 0 m)).
    - rewrite rsumR_swap. apply rsumR_ext. intros l _.
      rewrite (Rmult_comm (rsumR (fun i => if covers (sat sigma) i l then w i else 0) 0 m)), <- rsumR_scal. apply rsumR_ext. intros. ring.
    - intros i Hi. pose proof (rows_within sigma Hsigma i ltac:(fold m; lia)) as Hr. fold m in Hr. unfold steps. cbn [from].
      rewrite real_rsum, (rsumR_window _ _ _ m) by lia. rewrite <- rsumR_scal. apply rsumR_ext. intros l _.
      change (covers (sat sigma) i l) with ((row_lo sigma i <=? l)%nat && (l <? row_hi sigma i)%nat).
      destruct ((row_lo sigma i <=? l)%nat && (l <? row_hi sigma i)%nat); ring.
  Qed.
  Lemma pair_real_zero : forall w, pair_real w 0 = w j.
  Proof.
    intro w. unfold pair_real, steps. cbn [from]. rewrite (rsumR_ext _ (fun i => if Nat.eqb i j then w i else 0)).
    - apply (rsumR_single w). exact Hj.
    - intros i _. destruct (Nat.eqb i j); unfold real; simpl; ring.
  Qed.

  Variable v : nat -> R.
  Variable L : R.
  Hypothesis HL : 0 < L.
  Hypothesis Hv : forall l, (l < m)%nat -> v l <= 1 /\ L * v l <= column_sum v l.
  Lemma pair_real_le : forall w u t, (forall l, (l < m)%nat -> w l <= u l) -> pair_real w t <= pair_real u t.
  Proof.
    intros w u t H. unfold pair_real. apply rsumR_le. intros i Hi. apply Rmult_le_compat_r; [apply IZR_le; lia|]. apply H. lia.
  Qed.
  Lemma paths_like_slopes : ranges_ok (orows sigma) = true -> forall t, L ^ t * v j <= real (path_count sigma j t).
  Proof.
    intros HR t. apply Rle_trans with (pair_real v t).
    - induction t as [|t IH]; [rewrite pair_real_zero; simpl; lra|]. rewrite pair_real_step.
      apply Rle_trans with (L * pair_real v t); [simpl; rewrite Rmult_assoc; apply Rmult_le_compat_l; lra|].
      replace (L * pair_real v t) with (pair_real (fun l => L * v l) t).
      + apply pair_real_le. intros l Hl. apply Hv. exact Hl.
      + unfold pair_real. rewrite <- rsumR_scal. apply rsumR_ext. intros. ring.
    - rewrite <- (path_count_pair sigma j Hsigma HR t). unfold pair. rewrite real_rsum.
      apply Rle_trans with (pair_real (fun _ => 1) t); [apply pair_real_le; intros l Hl; apply Hv; exact Hl|].
      right. unfold pair_real. apply rsumR_ext. intros i _. fold m. unfold steps, real. rewrite N.mul_1_l. ring.
  Qed.
End Weighted.

(** ** all bands together *)
Section Bands.
  Variables (P : list R) (sigma : list nat).
  Hypothesis HP : increasing P.
  Hypothesis Len : length P = length sigma.
  Hypothesis Hsigma : forallb (fun x => Nat.ltb x (length sigma)) sigma = true.
  Hypothesis HR : ranges_ok (orows sigma) = true.
  Definition counted (t : nat) (js : list nat) : list band := obands P (map (fun j => (j, path_count sigma j t)) js).
  Fixpoint extremal_sum (v : nat -> R) (kappa : R) (js : list nat) : R :=
    match js with nil => 0 | j :: r => extremal_sum v kappa r + (v j - kappa) * (nth (S j) P 0 - nth j P 0)^2 end.
  Fixpoint rising (c : nat) (js : list nat) : bool :=
    match js with nil => true | j :: r => Nat.leb c j && Nat.ltb (S j) (length sigma) && rising (S j) r end.

  Lemma counted_ok : forall F t a b, (forall j, check_orbit sigma j t (path_count sigma j t) = true ->
      ncross F (nth j P 0) (nth (S j) P 0) a b (path_count sigma j t)) ->
    forall js c, rising c js = true -> bands_ok F a b (nth c P 0) (counted t js).
  Proof.
    intros F t a b HN. induction js as [|j js IH]; intros c H; [exact I|]. cbn [rising] in H. rewrite !andb_true_iff in H.
    destruct H as ((A & B) & C). apply Nat.leb_le in A. apply Nat.ltb_lt in B. cbn [counted obands map fst snd bands_ok].
    split; [apply inc_le; [exact HP|exact A|lia]|]. split; [apply HP; lia|]. split; [|apply IH; exact C].
    apply HN, path_count_checked; [exact Hsigma|exact HR|lia].
  Qed.
  Lemma counted_gain : forall v L kappa t K js c, 0 < L ->
    (forall l, (l < length sigma - 1)%nat -> v l <= 1 /\ L * v l <= column_sum sigma v l) -> K <= kappa * L ^ t -> rising c js = true ->
    extremal_sum v kappa js / 4 <= gain K (counted t js) / (4 * L ^ t).
  Proof.
    intros v L kappa t K js c HL Hv HK Hjs. assert (Lt : 0 < L ^ t) by (apply pow_lt; exact HL).
    apply (Rmult_le_reg_r (4 * L ^ t)); [lra|]. unfold Rdiv. rewrite (Rmult_assoc (gain _ _)), Rinv_l, Rmult_1_r by lra.
    replace (extremal_sum v kappa js * / 4 * (4 * L ^ t)) with (L ^ t * extremal_sum v kappa js) by field.
    revert c Hjs. induction js as [|j js IH]; intros c Hjs; [simpl; lra|]. cbn [rising] in Hjs. rewrite !andb_true_iff in Hjs.
    destruct Hjs as ((A & B) & C). apply Nat.ltb_lt in B. specialize (IH (S j) C). cbn [extremal_sum counted obands map gain fst snd].
    fold (obands P (map (fun j => (j, path_count sigma j t)) js)). fold (counted t js). rewrite Rmult_plus_distr_l. apply Rplus_le_compat; [exact IH|].
    rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [apply pow2_ge_0|]. eapply Rle_trans; [|apply Rmax_r].
    pose proof (paths_like_slopes sigma Hsigma j ltac:(lia) v L HL Hv HR t) as G. unfold real in G. lra.
  Qed.

  Theorem extremal_map : forall f L v kappa js, 0 < L -> lipschitz f L -> maps f P sigma ->
    (forall l, (l < length sigma - 1)%nat -> v l <= 1 /\ L * v l <= column_sum sigma v l) -> rising 0 js = true ->
    forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= kappa * L ^ t ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0), extremal_sum v kappa js / 4 <= RiemannInt pr.
  Proof.
    intros f L v kappa js HL Hf HM Hv Hjs t g ws Hg HK.
    assert (HB : bands_ok (iter f t) (nth 0 P 0) (last P 0) (nth 0 P 0) (counted t js)).
    { apply counted_ok; [|exact Hjs]. intros j H. apply (orbit_ncross f P sigma j t _ (lipschitz_continuity f L Hf) HP HM H). }
    destruct (area_bands_widths f L t _ _ _ _ g ws HL (ends_in_order P HP) Hf HB Hg) as (pr & T). exists pr.
    eapply Rle_trans; [apply (counted_gain v L kappa t _ js 0 HL Hv HK Hjs)|exact T].
  Qed.
  Theorem extremal_set : forall f L v kappa js, 0 < L -> lip_on f L (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
    (forall l, (l < length sigma - 1)%nat -> v l <= 1 /\ L * v l <= column_sum sigma v l) -> rising 0 js = true ->
    forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= kappa * L ^ t ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0), extremal_sum v kappa js / 4 <= RiemannInt pr.
  Proof.
    intros f L v kappa js HL Hf Hs HM Hv Hjs t g ws Hg HK.
    assert (HB : bands_ok (iter f t) (nth 0 P 0) (last P 0) (nth 0 P 0) (counted t js)).
    { apply counted_ok; [|exact Hjs]. intros j H.
      apply (orbit_ncross_on f P sigma j t _ _ _ eq_refl eq_refl (lip_on_cont f L _ _ Hf) Hs HP HM H). }
    destruct (area_bands_widths_on f L t _ _ _ _ g ws HL (ends_in_order P HP) Hf Hs HB Hg) as (pr & T). exists pr.
    eapply Rle_trans; [apply (counted_gain v L kappa t _ js 0 HL Hv HK Hjs)|exact T].
  Qed.
End Bands.

(** ** the computation *)
Definition pcolumn (ps : list poly) (sigma : list nat) (ws : list poly) (l : nat) : poly :=
  fold_right padd nil (map (fun i => if covers (sat sigma) i l then pat ws i else nil) (upto ps)).
Definition pextremal (m : poly) (ps vs : list poly) (kappa : poly) (js : list nat) : poly :=
  fold_right (fun j q => padd q (pnorm m (pmul (psub (pat vs j) kappa) (pmul (pgap ps j) (pgap ps j))))) nil js.
Definition check_extremal (lo hi : Q) (m : poly) (ps : list poly) (sigma : list nat) (vs : list poly) (L kappa : poly) (js : list nat)
    (a b e : poly) : bool :=
  forallb (fun x => Nat.ltb x (length sigma)) sigma && ranges_ok (orows sigma) && above lo hi m L &&
  forallb (fun l => nonneg lo hi m (psub [1%Q] (pat vs l)) && nonneg lo hi m (psub (pcolumn ps sigma vs l) (pmul L (pat vs l)))) (upto ps) &&
  rising sigma 0 js && check_algebraic_hull ps a b && nonneg lo hi m (psub (pextremal m ps vs kappa js) (pscale 4 e)).

Section Correct.
  Variables (lo0 hi0 : Q) (alpha : R).
  Hypothesis alpha_between : Q2R lo0 <= alpha <= Q2R hi0.
  Variables (lo hi : Q).
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.
  Variable m : poly.
  Hypothesis alpha_root : pev m alpha = 0.
  Let val := at_alpha alpha.

  Lemma extremal_ok : forall ps sigma vs L kappa js a b e, check_extremal lo hi m ps sigma vs L kappa js a b e = true -> length ps = length sigma ->
    let P := map val ps in let v := fun l => val (pat vs l) in
    forallb (fun x => Nat.ltb x (length sigma)) sigma = true /\ ranges_ok (orows sigma) = true /\ 0 < val L /\
    (forall l, (l < length sigma - 1)%nat -> v l <= 1 /\ val L * v l <= column_sum sigma v l) /\ rising sigma 0 js = true /\
    val a = nth 0 P 0 /\ val b = last P 0 /\ val e <= extremal_sum P v (val kappa) js / 4.
  Proof.
    intros ps sigma vs L kappa js a b e H Len P v. unfold check_extremal in H. rewrite !andb_true_iff in H.
    destruct H as ((((((A & B) & C) & D) & E) & F) & G). destruct (algebraic_hull_ok alpha _ _ _ F) as (Ea & Eb).
    split; [exact A|]. split; [exact B|]. split; [apply (above_ok lo hi m alpha alpha_range alpha_root _ C)|].
    split; [|split; [exact E|split; [exact Ea|split; [exact Eb|]]]].
    - intros l Hl. rewrite forallb_forall in D. specialize (D l ltac:(apply in_seq; lia)). apply andb_prop in D. destruct D as (D1 & D2).
      apply (nonneg_ok lo hi m alpha alpha_range alpha_root) in D1, D2. rewrite pev_sub in D1, D2. rewrite pev_mul in D2. rewrite pev_one in D1.
      unfold v, val, at_alpha. split; [lra|]. eapply Rle_trans; [apply Rminus_le; instantiate (1 := pev (pcolumn ps sigma vs l) alpha); lra|]. right.
      unfold pcolumn, column_sum, upto. rewrite Len. generalize (length sigma - 1)%nat as k. intro k. generalize 0%nat.
      induction k as [|k IH]; intro c; [reflexivity|]. cbn [seq map fold_right rsumR]. rewrite pev_add, IH.
      destruct (covers (sat sigma) c l); reflexivity.
    - apply (nonneg_ok lo hi m alpha alpha_range alpha_root) in G. rewrite pev_sub, pev_scale in G. replace (Q2R 4) with 4 in G by (unfold Q2R; simpl; lra).
      assert (S : pev (pextremal m ps vs kappa js) alpha = extremal_sum P v (val kappa) js).
      { clear -alpha_root. induction js as [|j js IH]; [reflexivity|]. cbn [pextremal fold_right extremal_sum]. fold (pextremal m ps vs kappa js).
        rewrite pev_add, IH, (pev_norm m alpha alpha_root), pev_mul, pev_sub, pev_mul. unfold pgap. rewrite pev_sub. unfold P, v, val.
        rewrite !pts_nth. unfold at_alpha, pat. ring. }
      rewrite S in G. unfold val at 1, at_alpha. lra.
  Qed.

  (** Theorem 6 for a piecewise-linear map *)
  Theorem algebraic_map_extremal : forall Vp ps sigma vs L kappa js ap bp ep, check_algebraic_points lo0 hi0 m Vp ps sigma = true ->
    check_extremal lo hi m ps sigma vs L kappa js ap bp ep = true ->
    forall V a b Lr ka e, V = map (vertex_at alpha) Vp -> a = val ap -> b = val bp -> Lr = val L -> ka = val kappa -> e = val ep ->
    lipschitz (graph V) Lr -> forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= ka * Lr ^ t ->
    exists pr : Riemann_integrable (fun z => Rabs (iter (graph V) t z - neval g z)) a b, e <= RiemannInt pr.
  Proof.
    intros Vp ps sigma vs L kappa js ap bp ep HV HC V a b Lr ka e -> -> -> -> -> -> HL t g ws Hg HK.
    destruct (algebraic_points_ok lo0 hi0 alpha alpha_between m alpha_root _ _ _ HV) as (_ & HP & HM).
    pose proof (F2_len _ _ _ HM) as Len. rewrite map_length in Len.
    destruct (extremal_ok _ _ _ _ _ _ _ _ _ HC Len) as (A & B & C & D & E & -> & -> & F).
    destruct (extremal_map _ sigma HP ltac:(rewrite map_length; exact Len) A B _ _ _ _ js C HL HM D E t g ws Hg HK) as (pr & T). exists pr.
    eapply Rle_trans; [exact F|exact T].
  Qed.
  (** Theorem 6 for every Lipschitz map with given values *)
  Theorem algebraic_set_extremal : forall Vp sigma vs L kappa js ap bp ep, check_algebraic_known lo0 hi0 Vp sigma = true ->
    check_extremal lo hi m (map fst Vp) sigma vs L kappa js ap bp ep = true ->
    forall V a b Lr ka e, V = map (vertex_at alpha) Vp -> a = val ap -> b = val bp -> Lr = val L -> ka = val kappa -> e = val ep ->
    forall f, lip_on f Lr a b -> selfmap f a b -> takes f V -> forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= ka * Lr ^ t ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b, e <= RiemannInt pr.
  Proof.
    intros Vp sigma vs L kappa js ap bp ep HV HC V a b Lr ka e -> -> -> -> -> -> f HL Hs Hf t g ws Hg HK.
    destruct (algebraic_known_ok lo0 hi0 alpha alpha_between _ _ HV) as (HP & HM). specialize (HM f Hf).
    pose proof (F2_len _ _ _ HM) as Len. rewrite map_length in Len.
    destruct (extremal_ok _ _ _ _ _ _ _ _ _ HC Len) as (A & B & C & D & E & Ea & Eb & F). rewrite Ea, Eb in *.
    destruct (extremal_set _ sigma HP ltac:(rewrite map_length; exact Len) A B _ _ _ _ js C HL Hs HM D E t g ws Hg HK) as (pr & T). exists pr.
    eapply Rle_trans; [exact F|exact T].
  Qed.
End Correct.
