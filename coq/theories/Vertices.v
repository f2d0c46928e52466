(* Vertices: a piecewise-linear map given by the vertices of its graph, a finite set that it maps into itself, and the
   crossings of any two levels in that set (docs/theory.md, section 1, closed partition); rationals as plain reals. *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area Levels LapTheorem.
Import ListNotations.
Open Scope R_scope.

(** the function through the vertices, affine between them, constant outside *)
Definition graph (V : list (R * R)) : R -> R :=
  match V with nil => fun _ => 0 | (x0, y0) :: r => plf x0 y0 r end.
Definition graphq (V : list (Q * Q)) : Q -> Q :=
  match V with nil => fun _ => 0%Q | (x0, y0) :: r => plq x0 y0 r end.
Definition sorted_vertices (V : list (Q * Q)) : bool :=
  match V with nil => false | (x0, _) :: r => sortedQ x0 r end.

(** the points [ps] increase and the map sends point i to point sigma_i *)
Fixpoint check_images (V : list (Q * Q)) (ps0 ps : list Q) (sigma : list nat) : bool :=
  match ps, sigma with
  | nil, nil => true
  | p :: ps', s :: sigma' => Qeq_bool (graphq V p) (nth s ps0 0%Q) && check_images V ps0 ps' sigma'
  | _, _ => false
  end.
Definition check_points (V : list (Q * Q)) (ps : list Q) (sigma : list nat) : bool :=
  sorted_vertices V && incQ ps && check_images V ps ps sigma.
Definition check_slopes (L : Q) (V : list (Q * Q)) : bool :=
  match V with nil => false | (x0, y0) :: r => check_lip L x0 y0 r end.

Lemma graph_continuity : forall V, sorted_vertices V = true -> continuity (graph (map q2r2 V)).
Proof.
  intros [|[x0 y0] r] H; [discriminate|]. apply (plf_continuity (map q2r2 r)), sortedQR. exact H.
Qed.
Lemma graph_value : forall V q, sorted_vertices V = true -> Q2R (graphq V q) = graph (map q2r2 V) (Q2R q).
Proof. intros [|[x0 y0] r] q H; [discriminate|]. apply plq_plf. exact H. Qed.

Lemma Q2R_nth : forall ps i, nth i (map Q2R ps) 0 = Q2R (nth i ps 0%Q).
Proof.
  induction ps as [|p ps IH]; intros [|i]; cbn [map nth]; try (unfold Q2R; simpl; lra). apply IH.
Qed.

Lemma check_points_maps : forall V ps sigma, check_points V ps sigma = true ->
  increasing (map Q2R ps) /\ maps (graph (map q2r2 V)) (map Q2R ps) sigma.
Proof.
  intros V ps sigma H. unfold check_points in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  split; [apply incQ_ok; exact B|]. unfold maps.
  assert (G : forall l s, check_images V ps l s = true ->
    Forall2 (fun p s => graph (map q2r2 V) p = nth s (map Q2R ps) 0) (map Q2R l) s).
  { induction l as [|p l IH]; intros [|k s] H; try discriminate; constructor.
    - cbn [check_images] in H. apply andb_prop in H. destruct H as (H & _).
      rewrite <- graph_value by exact A. rewrite Q2R_nth. apply Qeq_eqR, Qeq_bool_iff, H.
    - cbn [check_images] in H. apply andb_prop in H. apply IH. tauto. }
  apply G. exact C.
Qed.

Theorem vertices_ncross : forall V ps sigma a b t N, check_points V ps sigma = true -> check_levels sigma a b t N = true ->
  ncross (iter (graph (map q2r2 V)) t) (nth a (map Q2R ps) 0) (nth b (map Q2R ps) 0) (nth 0 (map Q2R ps) 0) (last (map Q2R ps) 0) N.
Proof.
  intros V ps sigma a b t N HV HC. destruct (check_points_maps V ps sigma HV) as (A & B).
  apply (levels_ncross (graph (map q2r2 V)) (map Q2R ps) sigma a b t N); try assumption.
  apply graph_continuity. unfold check_points in HV. rewrite !andb_true_iff in HV. tauto.
Qed.

Theorem slopes_lipschitz : forall L V, check_slopes L V = true -> lipschitz (graph (map q2r2 V)) (Q2R L).
Proof. intros L [|[x0 y0] r] H; [discriminate|]. apply (check_lip_ok L x0 y0 r H). Qed.

(** ** plain reals *)
Lemma q2r_int : forall n, IZR n = Q2R (n # 1).
Proof. intro n. unfold Q2R. simpl. field. Qed.
Lemma cons_eq : forall (A : Type) (a b : A) l k, a = b -> l = k -> a :: l = b :: k.
Proof. intros. subst. reflexivity. Qed.
Lemma vertex_eq : forall x y p q, x = Q2R p -> y = Q2R q -> (x, y) = q2r2 (p, q).
Proof. intros. subst. reflexivity. Qed.
(** [r = Q2R q] for a literal rational r *)
Ltac rational := first [apply q2r_int | reflexivity | unfold Q2R; simpl; lra].
(** [[r; ...] = map Q2R [q; ...]] and the same for vertices *)
Ltac rationals := cbn [map]; repeat (apply cons_eq; [first [apply vertex_eq; rational | rational] |]); reflexivity.

(** ** what an exported file applies *)

(** f takes these values: pairs (p, f p) *)
Definition takes (f : R -> R) (V : list (R * R)) : Prop := Forall (fun v => f (fst v) = snd v) V.

(** levels and ends are points of the set *)
Definition check_place (ps : list Q) (i j : nat) (a b x y : Q) : bool :=
  Qeq_bool a (nth 0 ps 0%Q) && Qeq_bool b (last ps 0%Q) && Qeq_bool x (nth i ps 0%Q) && Qeq_bool y (nth j ps 0%Q).
(** a piecewise-linear map: vertices, points, images, levels, count *)
Definition check_map (V : list (Q * Q)) (ps : list Q) (sigma : list nat) (i j t : nat) (a b x y : Q) (N : N) : bool :=
  check_points V ps sigma && check_place ps i j a b x y && check_levels sigma i j t N.
Fixpoint check_values (ps0 : list Q) (V : list (Q * Q)) (sigma : list nat) : bool :=
  match V, sigma with
  | nil, nil => true
  | (_, v) :: V', s :: sigma' => Qeq_bool v (nth s ps0 0%Q) && check_values ps0 V' sigma'
  | _, _ => false
  end.
(** any continuous map with these values *)
Definition check_set (V : list (Q * Q)) (sigma : list nat) (i j t : nat) (a b x y : Q) (N : N) : bool :=
  let ps := map fst V in
  incQ ps && check_values ps V sigma && check_place ps i j a b x y && check_levels sigma i j t N.

Lemma last_Q2R : forall ps, last (map Q2R ps) 0 = Q2R (last ps 0%Q).
Proof.
  induction ps as [|p [|q ps] IH]; [unfold Q2R; simpl; lra|reflexivity|]. exact IH.
Qed.
Lemma place_ok : forall ps i j a b x y, check_place ps i j a b x y = true ->
  nth 0 (map Q2R ps) 0 = Q2R a /\ last (map Q2R ps) 0 = Q2R b /\ nth i (map Q2R ps) 0 = Q2R x /\ nth j (map Q2R ps) 0 = Q2R y.
Proof.
  intros ps i j a b x y H. unfold check_place in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
  apply Qeq_bool_iff, Qeq_eqR in A, B, C, D. rewrite !Q2R_nth, last_Q2R. repeat split; symmetry; assumption.
Qed.

Theorem map_crossings : forall Vq ps sigma i j t aq bq xq yq N, check_map Vq ps sigma i j t aq bq xq yq N = true ->
  forall V a b x y, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> x = Q2R xq -> y = Q2R yq ->
  ncross (iter (graph V) t) x y a b N.
Proof.
  intros Vq ps sigma i j t aq bq xq yq N H V a b x y -> -> -> -> ->.
  unfold check_map in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  destruct (place_ok _ _ _ _ _ _ _ B) as (<- & <- & <- & <-). apply (vertices_ncross Vq ps sigma); assumption.
Qed.

Lemma values_maps : forall f ps0 V sigma, check_values ps0 V sigma = true -> takes f (map q2r2 V) ->
  Forall2 (fun p s => f p = nth s (map Q2R ps0) 0) (map Q2R (map fst V)) sigma.
Proof.
  intros f ps0. induction V as [|[p v] V IH]; intros [|s sigma] H HV; try discriminate; constructor.
  - cbn [check_values] in H. apply andb_prop in H. destruct H as (H & _). inversion HV; subst. cbn [q2r2 fst snd] in *.
    rewrite Q2R_nth. transitivity (Q2R v); [assumption|]. apply Qeq_eqR, Qeq_bool_iff, H.
  - cbn [check_values] in H. apply andb_prop in H. destruct H as (_ & H). inversion HV; subst. apply IH; assumption.
Qed.

Theorem set_crossings : forall Vq sigma i j t aq bq xq yq N, check_set Vq sigma i j t aq bq xq yq N = true ->
  forall V a b x y, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> x = Q2R xq -> y = Q2R yq ->
  forall f, cont_on f a b -> selfmap f a b -> takes f V -> ncross (iter f t) x y a b N.
Proof.
  intros Vq sigma i j t aq bq xq yq N H V a b x y -> -> -> -> -> f Hf Hs HV.
  unfold check_set in H. cbv zeta in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
  destruct (place_ok _ _ _ _ _ _ _ C) as (Ea & Eb & Ex & Ey). rewrite <- Ea, <- Eb in Hf, Hs. rewrite <- Ea, <- Eb, <- Ex, <- Ey.
  apply (levels_ncross_on f _ sigma i j t N Hf Hs); [apply incQ_ok; exact A| |exact D].
  apply (values_maps f _ Vq sigma B HV).
Qed.

(** folds inside the intervals, points not sent to points (adjacent levels) *)
Theorem lap_crossings : forall c aq bq xq yq N, check_lcert c aq bq xq yq N = true ->
  forall V a b x y, V = map q2r2 ((l_x0 c, l_y0 c) :: l_pts c) -> a = Q2R aq -> b = Q2R bq -> x = Q2R xq -> y = Q2R yq ->
  ncross (iter (graph V) (l_t c)) x y a b N.
Proof.
  intros c aq bq xq yq N H V a b x y -> -> -> -> ->. apply (lap_ncross c aq bq xq yq N H).
Qed.

Theorem map_lipschitz : forall Lq Vq, check_slopes Lq Vq = true ->
  forall V L, V = map q2r2 Vq -> L = Q2R Lq -> lipschitz (graph V) L.
Proof. intros Lq Vq H V L -> ->. apply slopes_lipschitz. exact H. Qed.
