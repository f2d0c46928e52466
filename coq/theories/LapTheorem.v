(* LapTheorem: a piecewise-linear map over the rationals with folds inside the intervals of any partition: its crossings of
   adjacent levels and its Lipschitz constant, each as one boolean (docs/theory.md, sections 1 and 7). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Pieces Graphs Networks Laps Counts Conclusions Triangles Area.
Import ListNotations.

Definition qlap : Type := (Q * Q * nat * nat)%type.    (* on [s,e] f covers [p_lo, p_hi], in either sense *)
Record lcert := LCert {
  l_x0 : Q; l_y0 : Q; l_pts : list (Q*Q);   (* vertices of f *)
  l_p  : list Q;                            (* partition p_0 <= ... <= p_m *)
  l_rows : list (list qlap);                (* laps inside [p_i, p_(i+1)], from left to right *)
  l_j : nat; l_t : nat }.

Definition qnth (ps : list Q) i := nth i ps 0%Q.
Definition l_f (c : lcert) : R -> R := plf (Q2R (l_x0 c)) (Q2R (l_y0 c)) (map q2r2 (l_pts c)).
Definition l_P (c : lcert) (i : nat) : R := Q2R (qnth (l_p c) i).
Definition l_m (c : lcert) : nat := length (l_rows c).
Definition l_ranges (c : lcert) : list (list range) := map (map (fun q : qlap => (snd (fst q), snd q))) (l_rows c).

Fixpoint check_laps (f : Q -> Q) (ps : list Q) (m : nat) (a : Q) (L : list qlap) (b : Q) : bool :=
  match L with
  | nil => Qle_bool a b
  | (s,e,lo,hi) :: r => Qle_bool a s && Qle_bool s e && range_ok m (lo,hi) &&
      (let fs := f s in let fe := f e in let pl := qnth ps lo in let ph := qnth ps hi in
       (Qle_bool fs pl && Qle_bool ph fe) || (Qle_bool fe pl && Qle_bool ph fs)) &&
      check_laps f ps m e r b
  end.
Fixpoint check_lrows (f : Q -> Q) (ps0 : list Q) (m : nat) (ps : list Q) (rows : list (list qlap)) : bool :=
  match rows with
  | nil => true
  | L :: rows' => match ps with
     | a :: ((b :: _) as ps') => Qle_bool a b && check_laps f ps0 m a L b && check_lrows f ps0 m ps' rows'
     | _ => false end
  end.

Definition check_lcert (c : lcert) (a b x y : Q) (N : N) : bool :=
  sortedQ (l_x0 c) (l_pts c) &&
  check_lrows (plq (l_x0 c) (l_y0 c) (l_pts c)) (l_p c) (l_m c) (l_p c) (l_rows c) &&
  check_count (l_ranges c) (l_j c) (l_t c) N &&
  Qeq_bool a (qnth (l_p c) 0) && Qeq_bool b (qnth (l_p c) (l_m c)) &&
  Qeq_bool x (qnth (l_p c) (l_j c)) && Qeq_bool y (qnth (l_p c) (S (l_j c))) && Qlt_bool x y.

Definition rlap (q : qlap) : lap := (Q2R (fst (fst (fst q))), Q2R (snd (fst (fst q))), snd (fst q), snd q).

Lemma check_laps_ok : forall x0 y0 pts ps m, sortedQ x0 pts = true -> forall L a b,
  check_laps (plq x0 y0 pts) ps m a L b = true ->
  laps_ok (plf (Q2R x0) (Q2R y0) (map q2r2 pts)) (fun i => Q2R (qnth ps i)) m (Q2R a) (map rlap L) (Q2R b).
Proof.
  intros x0 y0 pts ps m Hs. induction L as [|[[[s e] lo] hi] L IH]; intros a b H; cbn [check_laps map laps_ok rlap fst snd] in *.
  - apply Qle_boolR. exact H.
  - rewrite !andb_true_iff in H. destruct H as ((((A & B) & C) & D) & E).
    apply Qle_boolR in A, B. unfold range_ok in C. cbn [fst snd] in C. rewrite andb_true_iff in C. destruct C as (C1 & C2).
    apply Nat.leb_le in C1, C2. cbv zeta in D. rewrite orb_true_iff, !andb_true_iff in D.
    split; [exact A|]. split; [exact B|]. split; [lia|]. split; [|apply IH; exact E].
    destruct D as [(D1 & D2)|(D1 & D2)]; apply Qle_boolR in D1, D2; rewrite plq_plf in * by exact Hs;
      [left|right]; split; assumption.
Qed.

Lemma check_lrows_ok : forall f ps0 m rows ps, check_lrows f ps0 m ps rows = true ->
  forall i, (i < length rows)%nat ->
  Qle_bool (qnth ps i) (qnth ps (S i)) = true /\
  check_laps f ps0 m (qnth ps i) (nth i rows nil) (qnth ps (S i)) = true.
Proof.
  intros f ps0 m. induction rows as [|L rows IH]; intros ps H i Hi; simpl in Hi; [lia|].
  destruct ps as [|a [|b ps]]; try discriminate. cbn [check_lrows] in H.
  rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  destruct i as [|i]; [split; assumption|]. apply (IH (b :: ps) C i). lia.
Qed.

Theorem lap_ncross : forall c a b x y N, check_lcert c a b x y N = true ->
  ncross (iter (l_f c) (l_t c)) (Q2R x) (Q2R y) (Q2R a) (Q2R b) N /\ (Q2R x < Q2R y)%R.
Proof.
  intros c a b x y N H. unfold check_lcert in H. rewrite !andb_true_iff in H.
  destruct H as (((((((A & B) & C) & D) & E) & F) & G) & K).
  apply Qeq_bool_iff, Qeq_eqR in D, E, F, G.
  split.
  2: { apply Qle_boolR_f. unfold Qlt_bool in K. destruct (Qle_bool y x); [discriminate|reflexivity]. }
  rewrite D, E, F, G. assert (Lm : length (l_ranges c) = l_m c) by (unfold l_ranges; apply map_length).
  change (Q2R (qnth (l_p c) ?i)) with (l_P c i).
  rewrite <- Lm.
  apply (count_ncross (l_f c) (l_P c) (l_ranges c) (fun i => map rlap (nth i (l_rows c) nil))).
  - apply plf_continuity, sortedQR. exact A.
  - exact C.
  - intros i Hi. rewrite Lm in Hi. destruct (check_lrows_ok _ _ _ _ _ B i Hi) as (T & _). apply Qle_boolR. exact T.
  - intros i Hi. rewrite Lm in *. destruct (check_lrows_ok _ _ _ _ _ B i Hi) as (_ & T).
    apply check_laps_ok; [exact A|exact T].
  - intros i Hi. unfold l_ranges.
    rewrite (nth_indep _ nil (map (fun q : qlap => (snd (fst q), snd q)) nil)) by (unfold l_ranges in Hi; exact Hi).
    rewrite map_nth. rewrite map_map. apply map_ext. intros [[[s e] lo] hi]. reflexivity.
Qed.

(** ** Lipschitz constant of a PL map from its slopes *)
Fixpoint check_lip_from (L x0 y0 : Q) (r : list (Q*Q)) : bool :=
  match r with
  | nil => true
  | (x1,y1) :: r' => Qle_bool (y1 - y0) (L * (x1 - x0)) && Qle_bool (y0 - y1) (L * (x1 - x0)) && check_lip_from L x1 y1 r'
  end.
Definition check_lip (L x0 y0 : Q) (r : list (Q*Q)) : bool := Qlt_bool 0 L && sortedQ x0 r && check_lip_from L x0 y0 r.

Open Scope R_scope.
Lemma plf_at : forall r x0 y0, plf x0 y0 r x0 = y0.
Proof. intros [|[x1 y1] r] x0 y0; simpl; [reflexivity|]. destruct (Rle_dec x0 x0); [reflexivity|lra]. Qed.

Fixpoint lipR (L x0 y0 : R) (r : list (R*R)) : Prop :=
  match r with nil => True | (x1,y1) :: r' => Rabs (y1 - y0) <= L * (x1 - x0) /\ lipR L x1 y1 r' end.

Lemma plf_up : forall L, 0 <= L -> forall r x0 y0, sortedR x0 r -> lipR L x0 y0 r ->
  forall u v, u <= v -> Rabs (plf x0 y0 r v - plf x0 y0 r u) <= L * (v - u).
Proof.
  intros L HL. assert (nn : forall d, 0 <= d -> 0 <= L * d) by (intros; apply Rmult_le_pos; assumption).
  induction r as [|[x1 y1] r IH]; intros x0 y0 Hs Hl u v Huv.
  - simpl. replace (y0 - y0) with 0 by ring. rewrite Rabs_R0. apply nn; lra.
  - simpl in Hs, Hl. destruct Hs as (S1 & S2). destruct Hl as (L1 & L2).
    set (F := plf x0 y0 ((x1,y1)::r)).
    (* on the first piece *)
    assert (mid : forall u v, x0 <= u -> u <= v -> v <= x1 -> Rabs (F v - F u) <= L * (v - u)).
    { intros p q H1 H2 H3. set (k := (y1-y0)/(x1-x0)).
      assert (E : forall z, x0 <= z <= x1 -> F z = y0 + k*(z-x0)).
      { intros z Hz. unfold F. cbn [plf]. destruct (Rle_dec z x0); [assert (z = x0) by lra; subst; ring|].
        destruct (Rle_dec z x1); [reflexivity|lra]. }
      rewrite (E p), (E q) by lra. replace (y0 + k*(q-x0) - (y0 + k*(p-x0))) with (k*(q-p)) by ring.
      rewrite Rabs_mult, (Rabs_right (q-p)) by lra. apply Rmult_le_compat_r; [lra|].
      unfold k. unfold Rdiv. rewrite Rabs_mult, Rabs_inv. rewrite (Rabs_right (x1-x0)) by lra.
      apply (Rmult_le_reg_r (x1-x0)); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (left : forall u, u <= x0 -> F u = y0).
    { intros p Hp. unfold F. cbn [plf]. destruct (Rle_dec p x0); [reflexivity|lra]. }
    assert (right : forall u, x1 <= u -> F u = plf x1 y1 r u).
    { intros p Hp. destruct Hp as [Hp|<-].
      - unfold F. cbn [plf]. destruct (Rle_dec p x0); [lra|]. destruct (Rle_dec p x1); [lra|reflexivity].
      - rewrite plf_at. unfold F. cbn [plf]. destruct (Rle_dec x1 x0); [lra|]. destruct (Rle_dec x1 x1); [|lra]. field. lra. }
    assert (join : forall p q s, p <= q -> q <= s -> Rabs (F q - F p) <= L*(q-p) -> Rabs (F s - F q) <= L*(s-q) ->
      Rabs (F s - F p) <= L*(s-p)).
    { intros p q s _ _ A B. replace (F s - F p) with ((F s - F q) + (F q - F p)) by ring.
      pose proof (Rabs_triang (F s - F q) (F q - F p)). lra. }
    assert (ll : forall p q, p <= q -> q <= x0 -> Rabs (F q - F p) <= L*(q-p)).
    { intros p q H1 H2. rewrite (left p), (left q) by lra. replace (y0-y0) with 0 by ring. rewrite Rabs_R0. apply nn; lra. }
    assert (rr : forall p q, x1 <= p -> p <= q -> Rabs (F q - F p) <= L*(q-p)).
    { intros p q H1 H2. rewrite (right p), (right q) by lra. apply IH; assumption. }
    assert (lm : forall p q, p <= q -> q <= x1 -> Rabs (F q - F p) <= L*(q-p)).
    { intros p q H1 H2. destruct (Rle_dec q x0); [apply ll; lra|]. destruct (Rle_dec x0 p); [apply mid; lra|].
      apply (join p x0 q); try lra; [apply ll|apply mid]; lra. }
    destruct (Rle_dec v x1); [apply lm; lra|]. destruct (Rle_dec x1 u); [apply rr; lra|].
    apply (join u x1 v); try lra; [apply lm|apply rr]; lra.
Qed.

Lemma check_lip_fromR : forall L r x0 y0, check_lip_from L x0 y0 r = true -> lipR (Q2R L) (Q2R x0) (Q2R y0) (map q2r2 r).
Proof.
  intros L. induction r as [|[x1 y1] r IH]; intros x0 y0 H; [exact I|].
  cbn [check_lip_from] in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  apply Qle_boolR in A, B. rewrite Q2R_mult, !Q2R_minus in A, B.
  cbn [map q2r2 fst snd lipR]. split; [|apply IH; exact C].
  unfold Rabs. destruct (Rcase_abs (Q2R y1 - Q2R y0)); lra.
Qed.

Lemma lipR_lipschitz : forall L r x0 y0, 0 <= L -> sortedR x0 r -> lipR L x0 y0 r -> lipschitz (plf x0 y0 r) L.
Proof.
  intros L r x0 y0 L0 B C s t. destruct (Rle_dec s t) as [T|T].
  - rewrite (Rabs_right (t - s)) by lra. apply plf_up; try assumption; lra.
  - rewrite Rabs_minus_sym, (Rabs_minus_sym t s), (Rabs_right (s - t)) by lra. apply plf_up; try assumption; lra.
Qed.

Theorem check_lip_ok : forall L x0 y0 r, check_lip L x0 y0 r = true ->
  0 < Q2R L /\ lipschitz (plf (Q2R x0) (Q2R y0) (map q2r2 r)) (Q2R L).
Proof.
  intros L x0 y0 r H. unfold check_lip in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  assert (L0 : 0 < Q2R L).
  { replace 0 with (Q2R 0) by (unfold Q2R; simpl; lra). apply Qle_boolR_f. unfold Qlt_bool in A.
    destruct (Qle_bool L 0); [discriminate|reflexivity]. }
  split; [exact L0|]. apply sortedQR in B. apply check_lip_fromR in C.
  apply lipR_lipschitz; [lra|assumption|assumption].
Qed.

(** ** what a generated file applies *)
Theorem lap_sound : forall c a b x y N, check_lcert c a b x y N = true ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists z, Q2R a <= z <= Q2R b /\ (Q2R y - Q2R x) / 2 <= Rabs (iter (l_f c) (l_t c) z - neval g z).
Proof.
  intros c a b x y N H g ws Hg HK. destruct (lap_ncross c a b x y N H) as (K & L). eapply sup_widths; eassumption.
Qed.

Theorem lap_class : forall c a b x y N, check_lcert c a b x y N = true -> (0 < N)%N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\
    alternates (iter (l_f c) (l_t c)) (Q2R x) (Q2R y) (Q2R a) (Q2R b) zs /\
    forall g ws v, Q2R x < v <= Q2R y -> fits g ws ->
      ((N - capw ws + 1) / 2 <= N.of_nat (mistakes (iter (l_f c) (l_t c)) (neval g) v zs))%N.
Proof.
  intros c a b x y N H HN. destruct (lap_ncross c a b x y N H) as (K & L). apply classification_widths; assumption.
Qed.

Theorem lap_area : forall c a b x y N L, check_lcert c a b x y N = true ->
  check_lip L (l_x0 c) (l_y0 c) (l_pts c) = true ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter (l_f c) (l_t c) z - neval g z)) (Q2R a) (Q2R b),
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (Q2R y - Q2R x)^2 / (4 * Q2R L ^ l_t c) <= RiemannInt pr.
Proof.
  intros c a b x y N L H HL g ws Hg HK. destruct (lap_ncross c a b x y N H) as (K & Lt).
  destruct (check_lip_ok _ _ _ _ HL) as (L0 & Hf). apply area_widths; assumption.
Qed.
