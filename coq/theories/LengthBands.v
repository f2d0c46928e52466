(* LengthBands: the area of several bands together from the lengths of the intervals mapped affinely onto them, for one t and for
   every t at once: by sums of squares and by the longest interval (docs/theory.md, Theorems 6' and 6''). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem Vertices Lengths LengthTheorem LengthGrowth Bands.
Import ListNotations.
Open Scope R_scope.

(** ** one band, with both functions cut to it *)
Lemma onto_cut : forall F x y uv, x < y -> onto F x y uv -> onto (fun z => cut x y (F z)) x y uv.
Proof.
  intros F x y uv Hxy (A & B & C). split; [exact A|]. split.
  - assert (Ex : cut x y x = x) by (destruct (cut_cases x y Hxy x) as [?|[?|?]]; lra).
    assert (Ey : cut x y y = y) by (destruct (cut_cases x y Hxy y) as [?|[?|?]]; lra).
    destruct B as [(E1 & E2)|(E1 & E2)]; [left|right]; rewrite E1, E2; split; assumption.
  - intros s t Hs Ht. eapply Rle_trans; [apply cut_lip|apply C; assumption].
Qed.

Lemma lengths_band : forall F g x y a b K s l (pr : Riemann_integrable (fun z => Rabs (cut x y (F z) - cut x y (g z))) a b),
  x < y -> continuity F -> continuity g -> chain a l b -> Forall (onto F x y) l -> pieces g K a b -> covered (INR K) s l ->
  (y - x) * (total l - s) / 4 <= RiemannInt pr.
Proof.
  intros F g x y a b K s l pr Hxy HF Hg HC Hl HK HS.
  apply (area_lengths_tv (fun z => cut x y (F z)) (fun z => cut x y (g z)) x y a b (INR K) s l pr Hxy); try assumption.
  - apply cut_continuity; exact HF.
  - apply cut_continuity; exact Hg.
  - eapply Forall_impl; [|exact Hl]. intros uv. apply onto_cut. exact Hxy.
  - intros k Hk. eapply Rle_trans; [|apply (tv_pieces x y g K a b Hxy HK k Hk)]. right.
    clear -Hxy. induction k as [|[u v] k IH]; [reflexivity|]. cbn [tv]. rewrite !Phi_cut, IH by exact Hxy. reflexivity.
Qed.

(** ** a piecewise-linear map with a closed partition; a band is an interval of the partition with a number that the K longest
    lengths do not exceed together *)
Section Markov.
  Variable f : R -> R.
  Variable p : nat -> R.
  Variable m : nat.
  Variable s : nat -> nat.
  Hypothesis Hf : continuity f.
  Hypothesis Hp : forall i, (i < m)%nat -> p i < p (S i).
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
  Lemma ordered_in : forall bs c, ordered c bs -> forall j r, In (j, r) bs -> (j < m)%nat.
  Proof.
    induction bs as [|[j' r'] bs IH]; intros c H j r Hin; [destruct Hin|]. cbn [ordered] in H. destruct Hin as [E|E]; [inversion E; subst; tauto|].
    apply (IH (S j')) with (r := r); tauto.
  Qed.
  Lemma moment_nonneg : forall two t j, (j < m)%nat -> 0 <= moment two t j.
  Proof. intros two t j Hj. apply rsumR_nonneg. intros i Hi. apply (lengths_nonneg p m Hp s Hs j Hj). lia. Qed.

  (** for whatever reason the K longest lengths are short *)
  Theorem markov_bands : forall t low g ws bs, fits g ws -> ordered 0 bs ->
    (forall j r, In (j, r) bs -> low j <= moment false t j /\
      forall K l, 0 < K <= IZR (Z.of_N (capw ws)) -> squares l = moment true t j -> longest p m s j t l -> covered K r l) ->
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
      cbn [map ebands_ok fst snd]. destruct (H j r (HI _ (or_introl eq_refl))) as (R1 & R2).
      assert (Hxy : p j < p (S j)) by (apply Hp; exact O2).
      split. { destruct (Nat.eq_dec c j) as [->|Hne]; [lra|]. apply Rlt_le, (p_mono p m Hp); lia. }
      split; [exact Hxy|]. split.
      - intro pr. destruct (all_lengths f p m Hp s Hs Hfs Haff j O2 t) as (k & Ck & Fk & T1 & T2 & T3).
        eapply Rle_trans; [|apply (lengths_band _ _ _ _ _ _ K r k pr Hxy CF Cg Ck Fk P)].
        + rewrite T1. fold (moment false t j). unfold Rdiv. apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra.
        + apply (R2 _ k); [split|exact T2|exact T3].
          * apply lt_0_INR. pose proof (part_pos _ _ _ _ P). lia.
          * rewrite INR_IZR_INZ. apply IZR_le. lia.
      - apply IH; [lia|exact O3|]. intros b Hb. apply HI. right. exact Hb. }
    apply G; [lia|exact Ho|auto].
  Qed.

  (** Theorem 6'', one t: a bound of sqrt(K M2) *)
  Theorem markov_area : forall t low g ws bs, fits g ws -> ordered 0 bs ->
    (forall j r, In (j, r) bs -> 0 < r /\ IZR (Z.of_N (capw ws)) * moment true t j <= r^2 /\ low j <= moment false t j) ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (p 0%nat) (p m), share low bs <= RiemannInt pr.
  Proof.
    intros t low g ws bs Hg Ho H. apply (markov_bands t low g ws bs Hg Ho). intros j r Hin. destruct (H j r Hin) as (R0 & R1 & R2).
    split; [exact R2|]. intros K l HK E _. apply covered_squares; [lra|exact R0|]. rewrite E. eapply Rle_trans; [|exact R1].
    apply Rmult_le_compat_r; [|lra]. apply moment_nonneg. apply (ordered_in bs 0 Ho j r Hin).
  Qed.

  Variable x : nat -> R.
  Hypothesis Hx : forall l, (l < m)%nat -> x l <= 1 /\ x l <= column p m s false x l.

  (** Theorem 6'', all t: a band has at least the length x_j times its width, and a bound of sqrt(kappa z_j) times its width *)
  Theorem squares_every : forall z theta kappa bs, 0 <= theta -> (forall l, (l < m)%nat -> 1 <= z l /\ column p m s true z l <= theta * z l) ->
    ordered 0 bs -> (forall j r, In (j, r) bs -> 0 < r /\ kappa * (z j * (p (S j) - p j)^2) <= r^2) ->
    forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) * theta ^ t <= kappa ->
    exists pr : Riemann_integrable (fun u => Rabs (iter f t u - neval g u)) (p 0%nat) (p m),
      share (fun j => x j * (p (S j) - p j)) bs <= RiemannInt pr.
  Proof.
    intros z theta kappa bs T0 Hz Ho HB t g ws Hg HK. apply (markov_area t _ g ws bs Hg Ho). intros j r Hin.
    pose proof (ordered_in bs 0 Ho j r Hin) as Hj. destruct (HB j r Hin) as (R0 & R1). split; [exact R0|].
    split; [|apply (total_at_least p m Hp s Hs j Hj x Hx t)].
    pose proof (squares_at_most p m Hp s Hs j Hj z theta T0 Hz t) as M2. fold (moment true t j) in M2.
    set (K := IZR (Z.of_N (capw ws))) in *. assert (K0 : 0 <= K) by (apply IZR_le; lia).
    apply Rle_trans with (K * (theta ^ t * (z j * (p (S j) - p j) ^ 2))); [apply Rmult_le_compat_l; assumption|].
    rewrite <- Rmult_assoc. eapply Rle_trans; [|exact R1]. apply Rmult_le_compat_r; [|exact HK].
    apply Rmult_le_pos; [pose proof (proj1 (Hz j Hj)); lra|apply pow2_ge_0].
  Qed.

  (** Theorem 6', all t: no interval is longer than s^-t times the width of its band *)
  Theorem slopes_every : forall slope kappa bs, 0 < slope ->
    (forall i, (i < m)%nat -> s i <> s (S i) -> slope * (p (S i) - p i) <= p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i)))) ->
    ordered 0 bs -> (forall j r, In (j, r) bs -> kappa * (p (S j) - p j) <= r) ->
    forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) <= kappa * slope ^ t ->
    exists pr : Riemann_integrable (fun u => Rabs (iter f t u - neval g u)) (p 0%nat) (p m),
      share (fun j => x j * (p (S j) - p j)) bs <= RiemannInt pr.
  Proof.
    intros slope kappa bs S0 HS Ho HB t g ws Hg HK. apply (markov_bands t _ g ws bs Hg Ho). intros j r Hin.
    pose proof (ordered_in bs 0 Ho j r Hin) as Hj. split; [apply (total_at_least p m Hp s Hs j Hj x Hx t)|].
    intros K l HK' _ HL. pose proof (Hp j Hj) as Hw. assert (I0 : 0 < / slope) by (apply Rinv_0_lt_compat; exact S0).
    assert (It : 0 < (/ slope) ^ t) by (apply pow_lt; exact I0).
    apply (covered_longest K r ((/ slope) ^ t * (p (S j) - p j))).
    - apply Rmult_le_pos; lra.
    - rewrite <- Rmult_assoc. eapply Rle_trans; [|exact (HB j r Hin)]. apply Rmult_le_compat_r; [lra|].
      apply Rle_trans with (kappa * slope ^ t * (/ slope) ^ t); [apply Rmult_le_compat_r; lra|].
      rewrite Rmult_assoc, <- Rpow_mult_distr, Rinv_r, pow1 by lra. lra.
    - apply HL; [lra|]. intros i Hi Hne. specialize (HS i Hi Hne). pose proof (Hp i Hi). unfold ratio.
      pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
      pose proof (p_mono p m Hp (Nat.max (s i) (s (S i))) (Nat.min (s i) (s (S i))) ltac:(lia) ltac:(lia)) as G.
      apply (Rmult_le_reg_r (p (Nat.max (s i) (s (S i))) - p (Nat.min (s i) (s (S i))))); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      apply (Rmult_le_reg_l slope); [exact S0|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. exact HS.
  Qed.
End Markov.

(** ** the moments of all bands at once: the row of ones times B^t *)
Section Moments.
  Variable p : nat -> R.
  Variable m : nat.
  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Fixpoint weights (two : bool) (t : nat) : nat -> R :=
    match t with O => fun _ => 1 | S t => column p m s two (weights two t) end.
  Lemma weights_pairing : forall two j, (j < m)%nat -> forall t u, pairing p m s j two (weights two u) t = pairing p m s j two (weights two (t + u)) 0.
  Proof.
    intros two j Hj. induction t as [|t IH]; intro u; [reflexivity|]. rewrite (pairing_step p m s Hs j Hj).
    transitivity (pairing p m s j two (weights two (S u)) t); [reflexivity|]. rewrite IH. replace (S t + u)%nat with (t + S u)%nat by lia. reflexivity.
  Qed.
  (** M1 or M2 over the band's width to that power *)
  Lemma moment_weights : forall two t j, (j < m)%nat -> moment p m s two t j = weights two t j * power two (p (S j) - p j).
  Proof.
    intros two t j Hj. rewrite <- (pairing_zero p m s j Hj two (weights two t)). pose proof (weights_pairing two j Hj t 0) as E.
    rewrite Nat.add_0_r in E. rewrite <- E. unfold moment, pairing. apply rsumR_ext. intros i _. cbn [weights]. ring.
  Qed.
End Moments.
