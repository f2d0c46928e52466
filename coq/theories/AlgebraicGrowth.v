(* AlgebraicGrowth: the finite certificate for crossings of every iterate with points in Q(alpha): the counts need the index vector
   only, the error is half the distance of two neighbouring points (docs/theory.md, Theorem 2, left vector). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Levels LapTheorem Vertices Algebraic PathGrowth.
Import ListNotations.
Open Scope R_scope.

(** ** an element of Q(alpha) that is not negative: zero modulo m, or positive by interval arithmetic after reduction *)
Fixpoint ptrim (l : poly) : poly :=
  match l with nil => nil | c :: r => match ptrim r with nil => if Qeq_bool c 0 then nil else [c] | r' => c :: r' end end.
Lemma pev_trim : forall l x, pev (ptrim l) x = pev l x.
Proof.
  induction l as [|c l IH]; intro x; [reflexivity|]. cbn [ptrim pev]. rewrite <- IH. destruct (ptrim l) as [|d r]; [|reflexivity].
  destruct (Qeq_bool c 0) eqn:E; cbn [pev]; [|ring]. apply Qeq_bool_iff, Qeq_eqR in E. rewrite E, Q2R_0. ring.
Qed.
(** the canonical form *)
Definition pnorm (m d : poly) : poly := ptrim (preduce m d).
Lemma pev_norm : forall m x, pev m x = 0 -> forall d, pev (pnorm m d) x = pev d x.
Proof. intros m x Hm d. unfold pnorm. rewrite pev_trim. apply pev_reduce. exact Hm. Qed.

(** bounds of the values on [lo, hi], rounded outwards to a grid so that the numbers stay short *)
Definition down (grid : BinNums.positive) (q : Q) : Q := (Qnum q * Zpos grid / Zpos (Qden q))%Z # grid.
Definition up (grid : BinNums.positive) (q : Q) : Q := Qopp (down grid (Qopp q)).
Lemma down_le : forall g q, Q2R (down g q) <= Q2R q.
Proof.
  intros g [n d]. apply Qle_Rle. unfold down, Qle. cbn [Qnum Qden]. rewrite Z.mul_comm. apply Z.mul_div_le. reflexivity.
Qed.
Lemma up_ge : forall g q, Q2R q <= Q2R (up g q).
Proof. intros g q. unfold up. rewrite Q2R_opp. pose proof (down_le g (Qopp q)) as H. rewrite Q2R_opp in H. lra. Qed.
Fixpoint rounded (grid : BinNums.positive) (lo hi : Q) (l : poly) : Q * Q :=
  match l with
  | nil => (0, 0)%Q
  | c :: r => let (a, b) := rounded grid lo hi r in
      let al := (a * lo)%Q in let ah := (a * hi)%Q in let bl := (b * lo)%Q in let bh := (b * hi)%Q in
      ((c + down grid (qmin (qmin al ah) (qmin bl bh)))%Q, (c + up grid (qmax (qmax al ah) (qmax bl bh)))%Q)
  end.
Lemma rounded_ok : forall g lo hi x, Q2R lo <= x <= Q2R hi -> forall l,
  Q2R (fst (rounded g lo hi l)) <= pev l x <= Q2R (snd (rounded g lo hi l)).
Proof.
  intros g lo hi x Hx. induction l as [|c l IH]; cbn [rounded pev]; [cbn [fst snd]; rewrite Q2R_0; lra|].
  destruct (rounded g lo hi l) as [a b]. cbn [fst snd] in *. cbv zeta. cbn [fst snd]. rewrite !Q2R_plus.
  destruct (between_lin x (Q2R a) (Q2R b) (pev l x) IH) as (L & U).
  destruct (between_lin (Q2R a) (Q2R lo) (Q2R hi) x Hx) as (La & Ua).
  destruct (between_lin (Q2R b) (Q2R lo) (Q2R hi) x Hx) as (Lb & Ub).
  split; apply Rplus_le_compat_l.
  - eapply Rle_trans; [apply down_le|]. apply qmin_le. destruct L as [L|L]; [left|right]; apply qmin_le; rewrite !Q2R_mult.
    + destruct La; [left|right]; lra.
    + destruct Lb; [left|right]; lra.
  - eapply Rle_trans; [|apply up_ge]. apply qmax_ge. destruct U as [U|U]; [left|right]; apply qmax_ge; rewrite !Q2R_mult.
    + destruct Ua; [left|right]; lra.
    + destruct Ub; [left|right]; lra.
Qed.
Definition positive_rounded (lo hi : Q) (l : poly) : bool := Qlt_bool 0 (fst (rounded (64 * Qden lo * Qden hi) lo hi l)).
Lemma positive_rounded_ok : forall lo hi x l, Q2R lo <= x <= Q2R hi -> positive_rounded lo hi l = true -> 0 < pev l x.
Proof.
  intros lo hi x l Hx H. unfold positive_rounded in H. apply Qlt_boolR in H. rewrite Q2R_0 in H.
  pose proof (rounded_ok (64 * Qden lo * Qden hi) lo hi x Hx l). lra.
Qed.
Definition nonneg (lo hi : Q) (m d : poly) : bool := match pnorm m d with nil => true | r => positive_rounded lo hi r end.
Definition above (lo hi : Q) (m d : poly) : bool := positive_rounded lo hi (pnorm m d).

Section Signs.
  Variables (lo hi : Q) (m : poly) (alpha : R).
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.
  Hypothesis alpha_root : pev m alpha = 0.
  Lemma nonneg_ok : forall d, nonneg lo hi m d = true -> 0 <= pev d alpha.
  Proof.
    intros d H. rewrite <- (pev_norm m alpha alpha_root d). unfold nonneg in H. destruct (pnorm m d) as [|c r]; [simpl; lra|].
    apply (positive_rounded_ok lo hi alpha _ alpha_range) in H. lra.
  Qed.
  Lemma above_ok : forall d, above lo hi m d = true -> 0 < pev d alpha.
  Proof. intros d H. rewrite <- (pev_norm m alpha alpha_root d). apply (positive_rounded_ok lo hi alpha _ alpha_range H). Qed.
End Signs.

(** ** points of Q(alpha) that a map sends as sigma says *)
Definition check_algebraic_points (lo hi : Q) (m : poly) (V : list (poly * poly)) (ps : list poly) (sigma : list nat) : bool :=
  match V with nil => false | (x0, _) :: r => check_vertex_order lo hi x0 r end &&
  check_ordered lo hi ps && check_algebraic_images lo hi m V ps ps sigma.
Definition check_algebraic_known (lo hi : Q) (V : list (poly * poly)) (sigma : list nat) : bool :=
  check_ordered lo hi (map fst V) && check_algebraic_values (map fst V) V sigma.
Definition check_algebraic_hull (ps : list poly) (a b : poly) : bool := peq a (nth 0 ps nil) && peq b (last ps nil).
Definition check_algebraic_neighbours (lo hi : Q) (m : poly) (ps : list poly) (j : nat) (a b e : poly) : bool :=
  check_algebraic_hull ps a b && nonneg lo hi m (psub (psub (nth (S j) ps nil) (nth j ps nil)) (pscale 2 e)).

Section Points.
  Variables (lo hi : Q) (alpha : R).
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.
  Variable m : poly.
  Hypothesis alpha_root : pev m alpha = 0.

  Lemma algebraic_points_ok : forall Vp ps sigma, check_algebraic_points lo hi m Vp ps sigma = true ->
    continuity (graph (map (vertex_at alpha) Vp)) /\ increasing (map (at_alpha alpha) ps) /\
    maps (graph (map (vertex_at alpha) Vp)) (map (at_alpha alpha) ps) sigma.
  Proof.
    intros Vp ps sigma H. unfold check_algebraic_points in H. rewrite !andb_true_iff in H. destruct H as ((O & A) & B).
    destruct Vp as [|[x0 y0] r]; [discriminate|]. split; [|split].
    - apply (plf_continuity (map (vertex_at alpha) r)). apply (vertex_order_ok lo hi alpha alpha_range r x0 O).
    - apply (ordered_ok lo hi alpha alpha_range _ A).
    - apply (algebraic_images_ok lo hi alpha alpha_range m x0 y0 r alpha_root O ps ps sigma B).
  Qed.
  Lemma algebraic_known_ok : forall Vp sigma, check_algebraic_known lo hi Vp sigma = true ->
    increasing (map (at_alpha alpha) (map fst Vp)) /\
    forall f, takes f (map (vertex_at alpha) Vp) -> maps f (map (at_alpha alpha) (map fst Vp)) sigma.
  Proof.
    intros Vp sigma H. unfold check_algebraic_known in H. apply andb_prop in H. destruct H as (A & B).
    split; [apply (ordered_ok lo hi alpha alpha_range _ A)|]. intros f Hf. apply (algebraic_values_ok alpha f _ Vp sigma B Hf).
  Qed.
  Lemma algebraic_hull_ok : forall ps a b, check_algebraic_hull ps a b = true ->
    at_alpha alpha a = nth 0 (map (at_alpha alpha) ps) 0 /\ at_alpha alpha b = last (map (at_alpha alpha) ps) 0.
  Proof.
    intros ps a b H. unfold check_algebraic_hull in H. apply andb_prop in H. destruct H as (A & B).
    apply (peq_eq alpha) in A, B. rewrite pts_nth, pts_last. split; assumption.
  Qed.
  Lemma algebraic_neighbours_ok : forall ps j a b e, check_algebraic_neighbours lo hi m ps j a b e = true ->
    at_alpha alpha a = nth 0 (map (at_alpha alpha) ps) 0 /\ at_alpha alpha b = last (map (at_alpha alpha) ps) 0 /\
    at_alpha alpha e <= (nth (S j) (map (at_alpha alpha) ps) 0 - nth j (map (at_alpha alpha) ps) 0) / 2.
  Proof.
    intros ps j a b e H. unfold check_algebraic_neighbours in H. apply andb_prop in H. destruct H as (A & B).
    destruct (algebraic_hull_ok _ _ _ A) as (Ea & Eb). split; [exact Ea|]. split; [exact Eb|].
    apply (nonneg_ok lo hi m alpha alpha_range alpha_root) in B. rewrite !pev_sub, pev_scale in B. rewrite !pts_nth. unfold at_alpha.
    replace (Q2R 2) with 2 in B by (unfold Q2R; simpl; lra). lra.
  Qed.

  (** Theorem 2 for a piecewise-linear map over Q(alpha) *)
  Theorem algebraic_map_every : forall Vp ps sigma j tau rq cq K v ap bp ep,
    check_algebraic_points lo hi m Vp ps sigma = true -> check_paths_at sigma j tau rq cq K v = true ->
    check_algebraic_neighbours lo hi m ps j ap bp ep = true ->
    forall V a b e c r, V = map (vertex_at alpha) Vp -> a = at_alpha alpha ap -> b = at_alpha alpha bp -> e = at_alpha alpha ep ->
    c = Q2R cq -> r = Q2R rq ->
    forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < c * r ^ t ->
    exists z, a <= z <= b /\ e <= Rabs (iter (graph V) t z - neval g z).
  Proof.
    intros Vp ps sigma j tau rq cq K v ap bp ep HV HC HE V a b e c r -> -> -> -> -> -> t g ws Ht Hg Hw.
    destruct (algebraic_neighbours_ok _ _ _ _ _ HE) as (-> & -> & Ee). destruct (algebraic_points_ok _ _ _ HV) as (Cf & HP & HM).
    destruct (points_every _ _ _ _ _ _ _ _ _ Cf HP HM HC t g ws Ht Hg Hw) as (z & Hz & He). exists z. split; [exact Hz|lra].
  Qed.

  (** Theorem 2 for every continuous map with given values in Q(alpha) *)
  Theorem algebraic_set_every : forall Vp sigma j tau rq cq K v ap bp ep,
    check_algebraic_known lo hi Vp sigma = true -> check_paths_at sigma j tau rq cq K v = true ->
    check_algebraic_neighbours lo hi m (map fst Vp) j ap bp ep = true ->
    forall V a b e c r, V = map (vertex_at alpha) Vp -> a = at_alpha alpha ap -> b = at_alpha alpha bp -> e = at_alpha alpha ep ->
    c = Q2R cq -> r = Q2R rq ->
    forall f, cont_on f a b -> selfmap f a b -> takes f V ->
    forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < c * r ^ t ->
    exists z, a <= z <= b /\ e <= Rabs (iter f t z - neval g z).
  Proof.
    intros Vp sigma j tau rq cq K v ap bp ep HV HC HE V a b e c r -> -> -> -> -> -> f Hf Hs Hv t g ws Ht Hg Hw.
    destruct (algebraic_neighbours_ok _ _ _ _ _ HE) as (Ea & Eb & Ee). rewrite Ea, Eb in *.
    destruct (algebraic_known_ok _ _ HV) as (HP & HM).
    destruct (points_every_on _ _ _ _ _ _ _ _ _ Hf Hs HP (HM f Hv) HC t g ws Ht Hg Hw) as (z & Hz & He). exists z. split; [exact Hz|lra].
  Qed.
End Points.

(** ** rational numbers are constant polynomials, at alpha = 0 *)
Definition constants (V : list (Q * Q)) : list (poly * poly) := map (fun v => ([fst v], [snd v])) V.
Definition constant_points (ps : list Q) : list poly := map (fun q => [q]) ps.
Lemma constant_at : forall q, at_alpha 0 [q] = Q2R q.
Proof. intro q. unfold at_alpha. cbn [pev]. ring. Qed.
Lemma constants_at : forall V, map (vertex_at 0) (constants V) = map q2r2 V.
Proof.
  induction V as [|[x y] V IH]; [reflexivity|]. change (constants ((x, y) :: V)) with (([x], [y]) :: constants V).
  cbn [map]. rewrite IH. unfold vertex_at, q2r2. cbn [fst snd].
  rewrite !constant_at. reflexivity.
Qed.
Lemma zero_enclosed : Q2R 0 <= 0 <= Q2R 0.
Proof. rewrite Q2R_0. lra. Qed.
Lemma zero_is_root : pev [0; 1]%Q 0 = 0.
Proof. cbn [pev]. rewrite Q2R_0. ring. Qed.

(** ** a sharper interval of alpha: where m is monotone it has one root *)
Fixpoint pder (l : poly) : poly := match l with nil => nil | _ :: r => padd r (0%Q :: pder r) end.
Lemma pev_derivative : forall l x, derivable_pt_lim (pev l) x (pev (pder l) x).
Proof.
  induction l as [|c l IH]; intro x; [apply (derivable_pt_lim_const 0 x)|].
  replace (pev (pder (c :: l)) x) with (0 + (1 * pev l x + x * pev (pder l) x)).
  - apply (derivable_pt_lim_plus (fun _ => Q2R c) (fun y => y * pev l y)); [apply derivable_pt_lim_const|].
    apply (derivable_pt_lim_mult (fun y => y) (pev l)); [apply derivable_pt_lim_id|apply IH].
  - cbn [pder]. rewrite pev_add. cbn [pev]. rewrite Q2R_0. ring.
Qed.
Definition rises_through (lo hi : Q) (m : poly) (lo' hi' : Q) : bool :=
  Qle_bool lo lo' && Qle_bool lo' hi && Qle_bool lo hi' && Qle_bool hi' hi && positive lo hi (pder m) &&
  Qle_bool (snd (enclose lo' lo' m)) 0 && Qle_bool 0 (fst (enclose hi' hi' m)).
Definition check_sharper (lo hi : Q) (m : poly) (lo' hi' : Q) : bool :=
  rises_through lo hi m lo' hi' || rises_through lo hi (psub nil m) lo' hi'.
Lemma rises_ok : forall lo hi m lo' hi' x, rises_through lo hi m lo' hi' = true -> Q2R lo <= x <= Q2R hi -> pev m x = 0 ->
  Q2R lo' <= x <= Q2R hi'.
Proof.
  intros lo hi m lo' hi' x H Hx Hm. unfold rises_through in H. rewrite !andb_true_iff in H. destruct H as ((((((A & A') & B') & B) & C) & D) & E).
  apply Qle_boolR in A, A', B', B, D, E. rewrite Q2R_0 in D, E.
  pose proof (enclose_ok lo' lo' (Q2R lo') ltac:(lra) m) as El. pose proof (enclose_ok hi' hi' (Q2R hi') ltac:(lra) m) as Eh.
  assert (G : forall u v, Q2R lo <= u -> u < v -> v <= Q2R hi -> pev m u < pev m v).
  { intros u v Hu Huv Hv. destruct (MVT_cor2 (pev m) (pev (pder m)) u v Huv (fun c _ => pev_derivative m c)) as (c & Ec & Hc).
    pose proof (positive_ok lo hi c _ ltac:(lra) C) as P. pose proof (Rmult_lt_0_compat _ (v - u) P ltac:(lra)). lra. }
  split; apply Rnot_lt_le; intro L.
  - pose proof (G x (Q2R lo') ltac:(lra) L A'). lra.
  - pose proof (G (Q2R hi') x B' L ltac:(lra)). lra.
Qed.
Theorem sharper : forall lo hi m lo' hi', check_sharper lo hi m lo' hi' = true ->
  forall x, Q2R lo <= x <= Q2R hi -> pev m x = 0 -> Q2R lo' <= x <= Q2R hi'.
Proof.
  intros lo hi m lo' hi' H x Hx Hm. unfold check_sharper in H. apply orb_prop in H. destruct H as [H|H].
  - apply (rises_ok lo hi m lo' hi' x H Hx Hm).
  - apply (rises_ok lo hi (psub nil m) lo' hi' x H Hx). rewrite pev_sub, Hm. simpl. ring.
Qed.
