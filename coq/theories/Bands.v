(* Bands: areas of non-overlapping bands [x_1,y_1], [x_2,y_2], ... add up, whatever each of them rests on; by their crossings
   with the sharp constant (docs/theory.md, Theorem 5, several bands). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions Orbits Triangles Area.
Import ListNotations.
Open Scope R_scope.

Lemma cut_lip : forall x y u v, Rabs (cut x y u - cut x y v) <= Rabs (u - v).
Proof. intros x y u v. apply (clamp_lip x y u v). Qed.

Lemma Phi_cut : forall x y v, x < y -> Phi x y (cut x y v) = Phi x y v.
Proof.
  intros x y v Hxy. destruct (cut_cases x y Hxy v) as [(A & ->)|[(A & ->)|(A & ->)]]; [|reflexivity|];
    unfold Phi; repeat (match goal with |- context [Rle_dec ?p ?q] => destruct (Rle_dec p q) end); try lra.
  assert (v = y) by lra. subst. nra.
Qed.

Lemma cut_continuity : forall x y F, continuity F -> continuity (fun z => cut x y (F z)).
Proof.
  intros x y F HF z. apply (continuity_pt_comp F (cut x y)); [apply HF|].
  apply (lipschitz_continuity (cut x y) 1). intros s t. rewrite Rmult_1_l. apply cut_lip.
Qed.

(** one band, with both functions cut to it *)
Lemma area_band : forall F g x y a b N K Lam
  (pr : Riemann_integrable (fun z => Rabs (cut x y (F z) - cut x y (g z))) a b),
  x < y -> 0 < Lam -> continuity F -> continuity g -> lip_on F Lam a b ->
  ncross F x y a b N -> pieces g K a b ->
  (IZR (Z.of_N N) - INR K) * (y - x)^2 / (4 * Lam) <= RiemannInt pr.
Proof.
  intros F g x y a b N K Lam pr Hxy HLam HF Hg HL HN HK.
  apply (area_tv (fun z => cut x y (F z)) (fun z => cut x y (g z)) x y a b N K Lam pr Hxy HLam).
  - apply cut_continuity; exact HF.
  - apply cut_continuity; exact Hg.
  - intros s t Hs Ht. eapply Rle_trans; [apply cut_lip|apply HL; assumption].
  - destruct HN as (l & Ln & C & H). exists l. split; [exact Ln|]. split; [exact C|].
    assert (Ex : cut x y x = x) by (destruct (cut_cases x y Hxy x) as [?|[?|?]]; lra).
    assert (Ey : cut x y y = y) by (destruct (cut_cases x y Hxy y) as [?|[?|?]]; lra).
    eapply Forall_impl; [|exact H]. intros uv [(E1 & E2)|(E1 & E2)]; [left|right]; rewrite E1, E2; split; assumption.
  - intros l Hl. eapply Rle_trans; [|apply (tv_pieces x y g K a b Hxy HK l Hl)]. right.
    clear -Hxy. induction l as [|[u v] l IH]; [reflexivity|]. cbn [tv]. rewrite !Phi_cut, IH by exact Hxy. reflexivity.
Qed.

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

Lemma max_cut : forall x y c u v, c <= x -> x < y ->
  Rabs (Rmax y u - Rmax y v) + Rabs (cut x y u - cut x y v) <= Rabs (Rmax c u - Rmax c v).
Proof.
  assert (S0 : forall x y c u v, c <= x -> x < y -> v <= u ->
    0 <= Rmax y u - Rmax y v /\ 0 <= cut x y u - cut x y v /\ 
    (Rmax y u - Rmax y v) + (cut x y u - cut x y v) <= Rmax c u - Rmax c v).
  { intros x y c u v Hc Hxy Huv. destruct (cut_cases x y Hxy u) as [(A & ->)|[(A & ->)|(A & ->)]];
      destruct (cut_cases x y Hxy v) as [(B & ->)|[(B & ->)|(B & ->)]];
      unfold Rmax; destruct (Rle_dec y u), (Rle_dec y v), (Rle_dec c u), (Rle_dec c v); lra. }
  intros x y c u v Hc Hxy. destruct (Rle_dec v u) as [L|L].
  - destruct (S0 x y c u v Hc Hxy L) as (A & B & C). rewrite !Rabs_right by lra. lra.
  - destruct (S0 x y c v u Hc Hxy ltac:(lra)) as (A & B & C). rewrite !Rabs_left1 by lra. lra.
Qed.

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

(** ** bands with their crossings *)
Definition band : Type := (R * R * N)%type.     (* [x,y] and its number of crossings *)
Fixpoint bands_ok (F : R -> R) (a b c : R) (bs : list band) : Prop :=
  match bs with nil => True | (x,y,N) :: r => c <= x /\ x < y /\ ncross F x y a b N /\ bands_ok F a b y r end.
(** sum of (C_i - K)^+ (y_i - x_i)^2 *)
Fixpoint gain (K : R) (bs : list band) : R :=
  match bs with nil => 0 | (x,y,N) :: r => gain K r + Rmax 0 (IZR (Z.of_N N) - K) * (y - x)^2 end.

(** Theorem 5, several bands, sharp constant *)
Theorem area_bands : forall F g a b K Lam bs c (pr : Riemann_integrable (fun z => Rabs (F z - g z)) a b),
  0 < Lam -> a <= b -> continuity F -> continuity g -> lip_on F Lam a b -> pieces g K a b -> bands_ok F a b c bs ->
  gain (INR K) bs / (4 * Lam) <= RiemannInt pr.
Proof.
  intros F g a b K Lam bs c pr HLam Hab HF Hg HL HK HB.
  set (es := map (fun b : band => (fst (fst b), snd (fst b),
    Rmax 0 (IZR (Z.of_N (snd b)) - INR K) * (snd (fst b) - fst (fst b))^2 / (4 * Lam))) bs).
  replace (gain (INR K) bs / (4 * Lam)) with (esum es).
  2: { unfold es. clear. induction bs as [|[[x y] N] bs IH]; cbn [map esum gain fst snd]; [unfold Rdiv; ring|].
       rewrite IH. unfold Rdiv. ring. }
  apply (area_ebands F g a b es c pr Hab HF Hg). unfold es. clear es pr. revert c HB.
  induction bs as [|[[x y] N] bs IH]; intros c H; [exact I|]. destruct H as (A & B & C & D). cbn [map ebands_ok fst snd].
  split; [exact A|]. split; [exact B|]. split; [|apply IH; exact D]. intro pr.
  pose proof (area_band F g x y a b N K Lam pr B HLam HF Hg HL C HK) as T.
  assert (P : 0 <= RiemannInt pr).
  { pose proof (RiemannInt_P15 (RiemannInt_P14 a b 0)) as E0. pose proof (RiemannInt_P19 (RiemannInt_P14 a b 0) pr Hab) as L0.
    unfold fct_cte in *. specialize (L0 ltac:(intros; apply Rabs_pos)). lra. }
  unfold Rmax. destruct (Rle_dec 0 (IZR (Z.of_N N) - INR K)); [exact T|]. unfold Rdiv. rewrite !Rmult_0_l. exact P.
Qed.

Lemma gain_le : forall K K' bs, K <= K' -> gain K' bs <= gain K bs.
Proof.
  intros K K' bs H. induction bs as [|[[x y] N] bs IH]; simpl; [lra|].
  apply Rplus_le_compat; [exact IH|]. apply Rmult_le_compat_r; [apply pow2_ge_0|].
  unfold Rmax. destruct (Rle_dec 0 (IZR (Z.of_N N) - K')), (Rle_dec 0 (IZR (Z.of_N N) - K)); lra.
Qed.

Theorem area_bands_widths : forall f L t a b bs c g ws, 0 < L -> a <= b -> lipschitz f L ->
  bands_ok (iter f t) a b c bs -> fits g ws ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b,
    gain (IZR (Z.of_N (capw ws))) bs / (4 * L^t) <= RiemannInt pr.
Proof.
  intros f L t a b bs c g ws HL Hab Hf HB Hg.
  pose proof (lipschitz_continuity f L Hf) as Cf.
  assert (CF : continuity (iter f t)) by (apply iter_continuity; exact Cf).
  assert (Cg : continuity (neval g)) by apply net_continuity.
  set (pr := continuity_implies_RiemannInt Hab (fun z _ => derivable_abs_diff _ _ CF Cg z)).
  exists pr. destruct (relu_pieces_cap g a b Hab) as (K & LK & P). pose proof (net_cap_fits g ws Hg).
  assert (Lt : 0 < L^t) by (apply pow_lt; exact HL).
  eapply Rle_trans; [|apply (area_bands (iter f t) (neval g) a b K (L^t) bs c pr Lt Hab CF Cg)].
  - unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. apply gain_le.
    rewrite INR_IZR_INZ. apply IZR_le. lia.
  - intros s u _ _. apply iter_lip; [lra|exact Hf].
  - exact P.
  - exact HB.
Qed.
