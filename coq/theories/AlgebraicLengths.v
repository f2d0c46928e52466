(* AlgebraicLengths: the areas by lengths of affine crossings computed in Q(alpha), for one t and for every t, by squares of lengths
   and by the least slope (docs/theory.md, Theorems 6' and 6''). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths LengthTheorem LengthGrowth Bands LengthBands Algebraic AlgebraicGrowth AlgebraicPartition.
Import ListNotations.
Open Scope R_scope.

Section Computation.
  Variables (lo hi : Q) (m : poly).
  (** bands from low to high *)
  Fixpoint check_bands_order (n c : nat) (bs : list (nat * poly)) : bool :=
    match bs with nil => true | (j, _) :: l => Nat.leb c j && Nat.ltb (S j) n && check_bands_order n (S j) l end.
  Definition pshare (ps : list poly) (low : nat -> poly) (bs : list (nat * poly)) : poly :=
    fold_right (fun b q => padd q (pnorm m (pmul (pgap ps (fst b)) (psub (low (fst b)) (snd b))))) nil bs.
  (** a quarter of the sum is at least e *)
  Definition check_share (ps : list poly) (sigma : list nat) (low : nat -> poly) (bs : list (nat * poly)) (e : poly) : bool :=
    check_bands_order (length sigma) 0 bs && nonneg lo hi m (psub (pshare ps low bs) (pscale 4 e)).
  (** densities: x <= 1, x <= x B1 *)
  Definition check_density (ps : list poly) (sigma : list nat) (rs xs : list poly) : bool :=
    let cs := pcolumns ps sigma (pterms m ps xs rs) in
    forallb (fun l => nonneg lo hi m (psub [1%Q] (pat xs l)) && nonneg lo hi m (psub (pat cs l) (pat xs l))) (upto ps).
  (** z >= 1, z B2 <= theta z *)
  Definition check_squares (ps : list poly) (sigma : list nat) (rs zs : list poly) (theta : poly) : bool :=
    let cs := pcolumns ps sigma (pterms m ps zs (psquares m rs)) in
    forallb (fun l => nonneg lo hi m (psub (pat zs l) [1%Q]) && nonneg lo hi m (psub (pmul theta (pat zs l)) (pat cs l))) (upto ps).
  Definition pdensity (ps xs : list poly) (j : nat) : poly := pmul (pat xs j) (pgap ps j).

  Definition check_squares_every (ps : list poly) (sigma : list nat) (rs xs zs : list poly) (theta kappa : poly) (bs : list (nat * poly)) (e : poly) : bool :=
    check_density ps sigma rs xs && check_squares ps sigma rs zs theta && nonneg lo hi m theta &&
    forallb (fun b => above lo hi m (snd b) &&
      nonneg lo hi m (psub (pmul (snd b) (snd b)) (pmul kappa (pmul (pat zs (fst b)) (pmul (pgap ps (fst b)) (pgap ps (fst b))))))) bs &&
    check_share ps sigma (pdensity ps xs) bs e.
  Definition check_slopes_every (ps : list poly) (sigma : list nat) (rs xs : list poly) (slope kappa : poly) (bs : list (nat * poly)) (e : poly) : bool :=
    check_density ps sigma rs xs && above lo hi m slope &&
    forallb (fun i => flat sigma i || nonneg lo hi m (psub (pspan ps sigma i) (pmul slope (pgap ps i)))) (upto ps) &&
    forallb (fun b => nonneg lo hi m (psub (snd b) (pmul kappa (pgap ps (fst b))))) bs &&
    check_share ps sigma (pdensity ps xs) bs e.

  (** the row of ones times B^t *)
  Fixpoint pweights (ps : list poly) (sigma : list nat) (rs : list poly) (t : nat) : list poly :=
    match t with
    | O => map (fun _ => [1%Q]) (upto ps)
    | S t => map (pnorm m) (pcolumns ps sigma (pterms m ps (pweights ps sigma rs t) rs))
    end.
  Fixpoint zpow (d : Z) (t : nat) : Z := match t with O => 1%Z | S t => (d * zpow d t)%Z end.
  (** for at most K pieces; each band with an upper bound of sqrt(K M2) *)
  Definition check_claim (ps : list poly) (sigma : list nat) (one two : list poly) (scale : Z) (c : N * list (nat * poly) * poly) : bool :=
    let '(K, bs, e) := c in
    check_bands_order (length sigma) 0 bs &&
    forallb (fun b => above lo hi m (snd b) && nonneg lo hi m (psub (pscale (scale * scale # 1) (pmul (snd b) (snd b)))
      (pscale (Z.of_N K # 1) (pmul (pat two (fst b)) (pmul (pgap ps (fst b)) (pgap ps (fst b))))))) bs &&
    nonneg lo hi m (psub (pshare ps (pdensity ps one) (map (fun b => (fst b, pscale (scale # 1) (snd b))) bs)) (pscale (scale * 4 # 1) e)).
  (** all ratios are multiplied by d, so that no fractions occur *)
  Definition check_lengths_at (ps : list poly) (sigma : list nat) (rs : list poly) (d : Z) (t : nat) (claims : list (N * list (nat * poly) * poly)) : bool :=
    let ds := map (pscale (d # 1)) rs in let scale := zpow d t in
    let one := pweights ps sigma ds t in let two := pweights ps sigma (psquares m ds) t in
    Z.ltb 0 d && forallb (check_claim ps sigma one two scale) claims.
End Computation.

(** [In c claims] for an element of a literal list *)
Ltac listed := cbn [In]; repeat first [left; reflexivity | right].

(** the points are compared in one interval, sums in another one, usually narrower *)
Section Correct.
  Variables (lo0 hi0 : Q) (alpha : R).
  Hypothesis alpha_between : Q2R lo0 <= alpha <= Q2R hi0.
  Variables (lo hi : Q).
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.
  Variable m : poly.
  Hypothesis alpha_root : pev m alpha = 0.
  Let val := at_alpha alpha.
  Let sign : forall d, nonneg lo hi m d = true -> 0 <= pev d alpha := nonneg_ok lo hi m alpha alpha_range alpha_root.
  Let strict : forall d, above lo hi m d = true -> 0 < pev d alpha := above_ok lo hi m alpha alpha_range alpha_root.
  Let norm : forall d, pev (pnorm m d) alpha = pev d alpha := pev_norm m alpha alpha_root.
  Variables (Vp : list (poly * poly)) (ps : list poly) (sigma : list nat) (rs : list poly) (ap bp : poly).
  Hypothesis HC : check_algebraic_partition lo0 hi0 m Vp ps sigma rs ap bp = true.
  Let f := graph (map (vertex_at alpha) Vp).
  Let p := fun i => val (pat ps i).
  Let n := (length ps - 1)%nat.
  Let s := sat sigma.
  Let algebraic_partition_ok :
    (continuity f /\ (forall i, (i < n)%nat -> p i < p (S i)) /\ (forall i, (i <= n)%nat -> (s i <= n)%nat) /\
      (forall i, (i <= n)%nat -> f (p i) = p (s i)) /\ (forall i, (i < n)%nat -> affine_on f (p i) (p (S i)))) /\
    length sigma = length ps /\ val ap = p 0%nat /\ val bp = p n := algebraic_partition_ok lo0 hi0 alpha alpha_between m alpha_root Vp ps sigma rs ap bp HC.
  Let pgap_ok : forall i, pev (pgap ps i) alpha = p (S i) - p i := pgap_ok alpha ps.
  Let pspan_ok : forall i, pev (pspan ps sigma i) alpha = p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i))) := pspan_ok alpha ps sigma.
  Let ratio_ok : forall i, (i < n)%nat -> s i <> s (S i) -> pev (pat rs i) alpha = ratio p s i :=
    ratio_ok lo0 hi0 alpha alpha_between m alpha_root Vp ps sigma rs ap bp HC.
  Let squares_ok : forall qs i, pev (pat (psquares m qs) i) alpha = (pev (pat qs i) alpha)^2 := squares_ok alpha m alpha_root.
  Let pcolumns_ok : forall two c qs, (forall i, (i < n)%nat -> s i <> s (S i) -> pev (pat qs i) alpha = c * power two (ratio p s i)) ->
    forall ws l, (l < n)%nat ->
    pev (pat (pcolumns ps sigma (pterms m ps ws qs)) l) alpha = c * column p n s two (fun i => pev (pat ws i) alpha) l :=
    pcolumns_ok alpha m alpha_root ps sigma.
  Let pcolumn_ok : forall (two : bool) ws l, (l < n)%nat ->
    pev (pat (pcolumns ps sigma (pterms m ps ws (if two then psquares m rs else rs))) l) alpha =
    column p n s two (fun i => pev (pat ws i) alpha) l := pcolumn_ok lo0 hi0 alpha alpha_between m alpha_root Vp ps sigma rs ap bp HC.
  Let pev_one := pev_one alpha.

  Lemma density_ok : forall xs, check_density lo hi m ps sigma rs xs = true ->
    forall l, (l < n)%nat -> pev (pat xs l) alpha <= 1 /\ pev (pat xs l) alpha <= column p n s false (fun i => pev (pat xs i) alpha) l.
  Proof.
    intros xs H l Hl. unfold check_density in H. cbv zeta in H. rewrite forallb_forall in H. specialize (H l ltac:(apply in_seq; fold n; lia)).
    apply andb_prop in H. destruct H as (A & B). apply sign in A, B. rewrite pev_sub in A, B. rewrite pev_one in A.
    rewrite (pcolumn_ok false) in B by exact Hl. lra.
  Qed.
  Lemma pdensity_ok : forall xs j, pev (pdensity ps xs j) alpha = pev (pat xs j) alpha * (p (S j) - p j).
  Proof. intros xs j. unfold pdensity. rewrite pev_mul, pgap_ok. reflexivity. Qed.
  Lemma share_density : forall xs bs, let rb := map (fun b : nat * poly => (fst b, pev (snd b) alpha)) bs in
    share p (fun j => pev (pdensity ps xs j) alpha) rb = share p (fun j => pev (pat xs j) alpha * (p (S j) - p j)) rb.
  Proof.
    intros xs. induction bs as [|[j r] bs IH]; [reflexivity|]. cbv zeta in *. cbn [map share fst snd]. rewrite IH, pdensity_ok. reflexivity.
  Qed.
  Lemma scaled_ok : forall d i, pev (pat (map (pscale (d # 1)) rs) i) alpha = IZR d * pev (pat rs i) alpha.
  Proof.
    intros d i. change (pat (map (pscale (d # 1)) rs) i) with (nth i (map (pscale (d # 1)) rs) (pscale (d # 1) nil)).
    rewrite (map_nth (pscale (d # 1))), pev_scale. unfold pat, Q2R. simpl. field.
  Qed.
  Lemma pweights_ok : forall two c qs, (forall i, (i < n)%nat -> s i <> s (S i) -> pev (pat qs i) alpha = c * power two (ratio p s i)) ->
    forall t j, (j < n)%nat -> pev (pat (pweights m ps sigma qs t) j) alpha = c ^ t * weights p n s two t j.
  Proof.
    intros two c qs Hq. induction t as [|t IH]; intros j Hj; cbn [pweights weights].
    - unfold pat, upto. fold n. rewrite nth_map_seq by exact Hj. rewrite pev_one. simpl. ring.
    - set (cs := pcolumns ps sigma (pterms m ps (pweights m ps sigma qs t) qs)).
      change (pat (map (pnorm m) cs) j) with (nth j (map (pnorm m) cs) (pnorm m nil)). rewrite (map_nth (pnorm m)), norm.
      fold (pat cs j). unfold cs. rewrite (pcolumns_ok two c qs Hq _ j Hj).
      unfold column. rewrite <- !rsumR_scal. apply rsumR_ext. intros i Hi. rewrite IH by lia. simpl. ring.
  Qed.
  Lemma zpow_ok : forall d t, IZR (zpow d t) = IZR d ^ t.
  Proof. intros d. induction t as [|t IH]; [reflexivity|]. cbn [zpow pow]. rewrite mult_IZR, IH. reflexivity. Qed.
  Lemma order_ok : forall bs c, check_bands_order (length sigma) c bs = true -> ordered n c (map (fun b => (fst b, pev (snd b) alpha)) bs).
  Proof.
    pose proof (proj1 (proj2 algebraic_partition_ok)) as Len. induction bs as [|[j r] bs IH]; intros c A; [exact I|].
    cbn [check_bands_order] in A. rewrite !andb_true_iff in A. destruct A as ((A1 & A2) & A3). apply Nat.leb_le in A1. apply Nat.ltb_lt in A2.
    cbn [map ordered fst snd]. split; [exact A1|]. split; [unfold n; lia|apply IH; exact A3].
  Qed.
  Lemma pshare_ok : forall low bs,
    pev (pshare m ps low bs) alpha = 4 * share p (fun j => pev (low j) alpha) (map (fun b => (fst b, pev (snd b) alpha)) bs).
  Proof.
    intros low. induction bs as [|[j r] bs IH]; cbn [pshare fold_right map share fst snd pev]; [ring|]. fold (pshare m ps low bs).
    rewrite pev_add, norm, pev_mul, pgap_ok, pev_sub, IH. field.
  Qed.
  Lemma share_ok : forall low bs e, check_share lo hi m ps sigma low bs e = true ->
    let rb := map (fun b => (fst b, pev (snd b) alpha)) bs in
    ordered n 0 rb /\ pev e alpha <= share p (fun j => pev (low j) alpha) rb.
  Proof.
    intros low bs e H. unfold check_share in H. apply andb_prop in H. destruct H as (A & B). split; [apply order_ok; exact A|].
    apply sign in B. rewrite pev_sub, pev_scale, pshare_ok in B. replace (Q2R 4) with 4 in B by (unfold Q2R; simpl; lra). lra.
  Qed.
  Lemma band_of : forall j r bs, In (j, r) (map (fun b : nat * poly => (fst b, pev (snd b) alpha)) bs) -> exists q, In (j, q) bs /\ r = pev q alpha.
  Proof.
    intros j r bs Hin. apply in_map_iff in Hin. destruct Hin as ([j' q] & E & Hin). cbn [fst snd] in E. inversion E; subst.
    exists q. split; [exact Hin|reflexivity].
  Qed.

  Section Statement.
    Variables (V : list (R * R)) (a b : R).
    Hypothesis HV : V = map (vertex_at alpha) Vp.
    Hypothesis Ha : a = val ap.
    Hypothesis Hb : b = val bp.

    (** Theorem 6'', all t *)
    Theorem algebraic_squares_every : forall xs zs theta kappa bs ep, check_squares_every lo hi m ps sigma rs xs zs theta kappa bs ep = true ->
      forall th ka e, th = val theta -> ka = val kappa -> e = val ep ->
      forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) * th ^ t <= ka ->
      exists pr : Riemann_integrable (fun u => Rabs (iter (graph V) t u - neval g u)) a b, e <= RiemannInt pr.
    Proof.
      intros xs zs theta kappa bs ep H th ka e -> -> -> t g ws Hg HK. unfold check_squares_every in H. rewrite !andb_true_iff in H.
      destruct H as ((((A & B) & T) & F) & Sh). pose proof algebraic_partition_ok as G. destruct G as ((Cf & Hp' & Hs' & Hfs & Haff) & Len & Ea & Eb).
      destruct (share_ok _ _ _ Sh) as (Ho & He). cbv zeta in Ho, He. apply sign in T. set (rb := map _ bs) in *.
      assert (HZ : forall l, (l < n)%nat -> 1 <= pev (pat zs l) alpha /\
        column p n s true (fun i => pev (pat zs i) alpha) l <= pev theta alpha * pev (pat zs l) alpha).
      { intros l Hl. unfold check_squares in B. cbv zeta in B. rewrite forallb_forall in B. specialize (B l ltac:(apply in_seq; fold n; lia)).
        apply andb_prop in B. destruct B as (B1 & B2). apply sign in B1, B2. rewrite pev_sub in B1, B2. rewrite pev_one in B1.
        rewrite pev_mul, (pcolumn_ok true) in B2 by exact Hl. lra. }
      assert (HB : forall j r, In (j, r) rb -> 0 < r /\ pev kappa alpha * (pev (pat zs j) alpha * (p (S j) - p j)^2) <= r^2).
      { intros j r Hin. destruct (band_of _ _ _ Hin) as (q & Hq & ->). rewrite forallb_forall in F. specialize (F _ Hq). cbn [fst snd] in F.
        apply andb_prop in F. destruct F as (F1 & F2). apply strict in F1. apply sign in F2.
        rewrite pev_sub, !pev_mul, pgap_ok in F2. split; [exact F1|]. simpl. lra. }
      destruct (squares_every f p n s Cf Hp' Hs' Hfs Haff _ (density_ok xs A) _ _ (pev kappa alpha) rb T HZ Ho HB t g ws Hg HK) as (pr & X).
      rewrite HV, Ha, Hb, Ea, Eb. exists pr. pose proof (share_density xs bs) as Ed. cbv zeta in Ed. fold rb in Ed.
      eapply Rle_trans; [exact He|]. rewrite Ed. exact X.
    Qed.

    (** Theorem 6', all t *)
    Theorem algebraic_slopes_every : forall xs slope kappa bs ep, check_slopes_every lo hi m ps sigma rs xs slope kappa bs ep = true ->
      forall sl ka e, sl = val slope -> ka = val kappa -> e = val ep ->
      forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= ka * sl ^ t ->
      exists pr : Riemann_integrable (fun u => Rabs (iter (graph V) t u - neval g u)) a b, e <= RiemannInt pr.
    Proof.
      intros xs slope kappa bs ep H sl ka e -> -> -> t g ws Hg HK. unfold check_slopes_every in H. rewrite !andb_true_iff in H.
      destruct H as ((((A & B) & T) & F) & Sh). pose proof algebraic_partition_ok as G. destruct G as ((Cf & Hp' & Hs' & Hfs & Haff) & Len & Ea & Eb).
      destruct (share_ok _ _ _ Sh) as (Ho & He). cbv zeta in Ho, He. apply strict in B. set (rb := map _ bs) in *.
      assert (HT : forall i, (i < n)%nat -> s i <> s (S i) ->
        pev slope alpha * (p (S i) - p i) <= p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i)))).
      { intros i Hi Hne. rewrite forallb_forall in T. specialize (T i ltac:(apply in_seq; fold n; lia)). apply orb_prop in T.
        destruct T as [T|T]; [apply Nat.eqb_eq in T; contradiction|]. apply sign in T. rewrite pev_sub, pspan_ok, pev_mul, pgap_ok in T. lra. }
      assert (HB : forall j r, In (j, r) rb -> pev kappa alpha * (p (S j) - p j) <= r).
      { intros j r Hin. destruct (band_of _ _ _ Hin) as (q & Hq & ->). rewrite forallb_forall in F. specialize (F _ Hq). cbn [fst snd] in F.
        apply sign in F. rewrite pev_sub, pev_mul, pgap_ok in F. lra. }
      destruct (slopes_every f p n s Cf Hp' Hs' Hfs Haff _ (density_ok xs A) _ (pev kappa alpha) rb B HT Ho HB t g ws Hg HK) as (pr & X).
      rewrite HV, Ha, Hb, Ea, Eb. exists pr. pose proof (share_density xs bs) as Ed. cbv zeta in Ed. fold rb in Ed.
      eapply Rle_trans; [exact He|]. rewrite Ed. exact X.
    Qed.

    (** Theorem 6'', one t *)
    Theorem algebraic_lengths_at : forall d t claims, check_lengths_at lo hi m ps sigma rs d t claims = true ->
      forall K bs ep, In (K, bs, ep) claims -> forall e, e = val ep -> forall g ws, fits g ws -> (capw ws <= K)%N ->
      exists pr : Riemann_integrable (fun u => Rabs (iter (graph V) t u - neval g u)) a b, e <= RiemannInt pr.
    Proof.
      intros d t claims H K bs ep HI e -> g ws Hg HK. unfold check_lengths_at in H. cbv zeta in H. apply andb_prop in H. destruct H as (D0 & H).
      rewrite forallb_forall in H. specialize (H _ HI). unfold check_claim in H. rewrite !andb_true_iff in H.
      destruct H as ((O & F) & Sh). apply Z.ltb_lt, IZR_lt in D0.
      pose proof algebraic_partition_ok as G. destruct G as ((Cf & Hp' & Hs' & Hfs & Haff) & Len & Ea & Eb).
      pose proof (order_ok bs 0 O) as Ho. set (rb := map (fun b => (fst b, pev (snd b) alpha)) bs) in *.
      set (ds := map (pscale (d # 1)) rs) in *. assert (S0 : 0 < IZR d ^ t) by (apply pow_lt; exact D0).
      assert (One : forall j, (j < n)%nat -> pev (pat (pweights m ps sigma ds t) j) alpha = IZR d ^ t * weights p n s false t j).
      { apply pweights_ok. intros i Hi Hne. unfold ds. rewrite scaled_ok, (ratio_ok i Hi Hne). reflexivity. }
      assert (Two : forall j, (j < n)%nat -> pev (pat (pweights m ps sigma (psquares m ds) t) j) alpha = (IZR d ^ 2) ^ t * weights p n s true t j).
      { apply pweights_ok. intros i Hi Hne. unfold ds. rewrite squares_ok, scaled_ok, (ratio_ok i Hi Hne). unfold power. ring. }
      assert (Zs : forall z, Q2R (z # 1) = IZR z) by (intro z; unfold Q2R; simpl; field).
      destruct (markov_area f p n s Cf Hp' Hs' Hfs Haff t (fun j => weights p n s false t j * (p (S j) - p j)) g ws rb Hg Ho) as (pr & X).
      - intros j r Hin. pose proof (ordered_in n rb 0 Ho j r Hin) as Hj. destruct (band_of _ _ _ Hin) as (q & Hq & ->).
        rewrite forallb_forall in F. specialize (F _ Hq). cbn [fst snd] in F. apply andb_prop in F. destruct F as (F1 & F2).
        apply strict in F1. apply sign in F2.
        rewrite pev_sub, !pev_scale, !pev_mul, pgap_ok, (Two j Hj), !Zs, mult_IZR, zpow_ok in F2.
        split; [exact F1|]. rewrite !(moment_weights p n s Hs' _ t j Hj). unfold power. split; [|right; reflexivity].
        set (w := weights p n s true t j * (p (S j) - p j)^2).
        assert (W0 : 0 <= w).
        { unfold w. pose proof (moment_nonneg p n s Hp' Hs' true t j Hj) as M. rewrite (moment_weights p n s Hs' _ t j Hj) in M. exact M. }
        assert (K1 : IZR (Z.of_N (capw ws)) <= IZR (Z.of_N K)) by (apply IZR_le; lia).
        apply Rle_trans with (IZR (Z.of_N K) * w); [apply Rmult_le_compat_r; assumption|].
        replace ((IZR d ^ 2) ^ t) with (IZR d ^ t * IZR d ^ t) in F2 by (rewrite <- Rpow_mult_distr; f_equal; ring).
        assert (Q0 : 0 < IZR d ^ t * IZR d ^ t) by (apply Rmult_lt_0_compat; assumption).
        apply (Rmult_le_reg_l (IZR d ^ t * IZR d ^ t)); [exact Q0|]. unfold w. simpl (_ ^ 2). lra.
      - rewrite HV, Ha, Hb, Ea, Eb. exists pr. eapply Rle_trans; [|exact X]. apply sign in Sh.
        rewrite pev_sub, pev_scale, pshare_ok, Zs, mult_IZR, zpow_ok in Sh.
        assert (E : share p (fun j => pev (pdensity ps (pweights m ps sigma ds t) j) alpha)
            (map (fun b => (fst b, pev (snd b) alpha)) (map (fun b => (fst b, pscale (zpow d t # 1) (snd b))) bs)) =
          IZR d ^ t * share p (fun j => weights p n s false t j * (p (S j) - p j)) rb).
        { unfold rb in *. clear -One Ho Zs pgap_ok. revert Ho. generalize 0%nat. induction bs as [|[j r] bs IH]; intros c Ho; [simpl; ring|].
          cbn [map ordered fst snd] in Ho. destruct Ho as (_ & Hj & Ho). cbn [map share fst snd].
          rewrite (IH _ Ho), pdensity_ok, (One j Hj), pev_scale, Zs, zpow_ok. field. }
        rewrite E in Sh. unfold val at 1, at_alpha. apply (Rmult_le_reg_l (4 * IZR d ^ t)); lra.
    Qed.
  End Statement.
End Correct.
