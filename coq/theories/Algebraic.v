(* Algebraic: maps and orbits over Q(alpha), alpha a root of a polynomial in a rational interval: order by interval arithmetic,
   values by reduction modulo the polynomial, crossings of any two levels (docs/theory.md, Theorem 1' and section 1). *)
Require Import Reals List NArith Lia Lra QArith Qreals Bool.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices.
Import ListNotations.
Open Scope R_scope.

(** ** polynomials with rational coefficients, constant first *)
Definition poly : Type := list Q.
Fixpoint pev (l : poly) (x : R) : R := match l with nil => 0 | c :: r => Q2R c + x * pev r x end.
Fixpoint padd (l k : poly) : poly :=
  match l, k with nil, _ => k | _, nil => l | a :: l', b :: k' => Qred (a + b) :: padd l' k' end.
Definition pscale (c : Q) (l : poly) : poly := map (fun a => Qred (c * a)) l.
Definition psub (l k : poly) : poly := padd l (pscale (-1) k).
Fixpoint pmul (l k : poly) : poly :=
  match l with nil => nil | a :: l' => padd (pscale a k) (0%Q :: pmul l' k) end.
Definition pzero (l : poly) : bool := forallb (fun a => Qeq_bool a 0) l.

Lemma Q2R_red : forall q, Q2R (Qred q) = Q2R q.
Proof. intro q. apply Qeq_eqR, Qred_correct. Qed.
Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R; simpl; lra. Qed.
Lemma Q2R_m1 : Q2R (-1) = -1.
Proof. unfold Q2R; simpl; lra. Qed.
Lemma pev_add : forall l k x, pev (padd l k) x = pev l x + pev k x.
Proof.
  induction l as [|a l IH]; intros [|b k] x; cbn [padd pev]; try ring.
  rewrite IH, Q2R_red, Q2R_plus. ring.
Qed.
Lemma pev_scale : forall c l x, pev (pscale c l) x = Q2R c * pev l x.
Proof.
  intros c l x. induction l as [|a l IH]; cbn [pscale map pev]; [ring|]. unfold pscale in IH.
  rewrite IH, Q2R_red, Q2R_mult. ring.
Qed.
Lemma pev_sub : forall l k x, pev (psub l k) x = pev l x - pev k x.
Proof. intros. unfold psub. rewrite pev_add, pev_scale, Q2R_m1. ring. Qed.
Lemma pev_mul : forall l k x, pev (pmul l k) x = pev l x * pev k x.
Proof.
  induction l as [|a l IH]; intros k x; cbn [pmul pev]; [ring|].
  rewrite pev_add, pev_scale. cbn [pev]. rewrite IH, Q2R_0. ring.
Qed.
Lemma pev_zero : forall l x, pzero l = true -> pev l x = 0.
Proof.
  induction l as [|a l IH]; intros x H; [reflexivity|]. cbn [pzero forallb pev] in *. apply andb_prop in H. destruct H as (A & B).
  rewrite (IH x B). apply Qeq_bool_iff, Qeq_eqR in A. rewrite A, Q2R_0. ring.
Qed.

(** reduction modulo m *)
Definition preduce1 (m : poly) (n : nat) (lead : Q) (c : Q) (r : poly) : poly :=
  let s := c :: r in psub s (pscale (Qred (nth n s 0%Q / lead)) m).
Definition preduce (m d : poly) : poly := fold_right (preduce1 m (length m - 1) (last m 0%Q)) nil d.
Lemma pev_reduce : forall m x, pev m x = 0 -> forall d, pev (preduce m d) x = pev d x.
Proof.
  intros m x Hm. induction d as [|c d IH]; [reflexivity|].
  change (preduce m (c :: d)) with (preduce1 m (length m - 1) (last m 0%Q) c (preduce m d)). unfold preduce1. cbv zeta.
  rewrite pev_sub, pev_scale, Hm. cbn [pev]. rewrite IH. ring.
Qed.
Definition zero_mod (m d : poly) : bool := pzero (preduce m d).
Lemma zero_mod_ok : forall m x d, pev m x = 0 -> zero_mod m d = true -> pev d x = 0.
Proof. intros m x d Hm H. rewrite <- (pev_reduce m x Hm). apply pev_zero. exact H. Qed.

(** ** enclosures on an interval *)
Definition qmin (a b : Q) : Q := if Qle_bool a b then a else b.
Definition qmax (a b : Q) : Q := if Qle_bool a b then b else a.
Lemma qmin_le : forall a b r, Q2R a <= r \/ Q2R b <= r -> Q2R (qmin a b) <= r.
Proof.
  intros a b r H. unfold qmin. destruct (Qle_bool a b) eqn:E; [apply Qle_boolR in E|apply Qle_boolR_f in E]; lra.
Qed.
Lemma qmax_ge : forall a b r, r <= Q2R a \/ r <= Q2R b -> r <= Q2R (qmax a b).
Proof.
  intros a b r H. unfold qmax. destruct (Qle_bool a b) eqn:E; [apply Qle_boolR in E|apply Qle_boolR_f in E]; lra.
Qed.
(** lower and upper bound of the values of l on [lo, hi] *)
Fixpoint enclose (lo hi : Q) (l : poly) : Q * Q :=
  match l with
  | nil => (0, 0)%Q
  | c :: r => let (a, b) := enclose lo hi r in
      let al := Qred (a * lo) in let ah := Qred (a * hi) in let bl := Qred (b * lo) in let bh := Qred (b * hi) in
      (Qred (c + qmin (qmin al ah) (qmin bl bh)), Qred (c + qmax (qmax al ah) (qmax bl bh)))
  end.
Lemma between_lin : forall a l h x, l <= x <= h -> (a * l <= a * x \/ a * h <= a * x) /\ (a * x <= a * l \/ a * x <= a * h).
Proof.
  intros a l h x H. destruct (Rle_dec 0 a).
  - split; [left|right]; apply Rmult_le_compat_l; lra.
  - split; [right|left]; apply Rmult_le_compat_neg_l; lra.
Qed.
Lemma enclose_ok : forall lo hi x, Q2R lo <= x <= Q2R hi -> forall l,
  Q2R (fst (enclose lo hi l)) <= pev l x <= Q2R (snd (enclose lo hi l)).
Proof.
  intros lo hi x Hx. induction l as [|c l IH]; cbn [enclose pev]; [cbn [fst snd]; rewrite Q2R_0; lra|].
  destruct (enclose lo hi l) as [a b]. cbn [fst snd] in *. cbv zeta. cbn [fst snd].
  rewrite !Q2R_red, !Q2R_plus.
  destruct (between_lin x (Q2R a) (Q2R b) (pev l x) IH) as (L & U).
  destruct (between_lin (Q2R a) (Q2R lo) (Q2R hi) x Hx) as (La & Ua).
  destruct (between_lin (Q2R b) (Q2R lo) (Q2R hi) x Hx) as (Lb & Ub).
  split.
  - apply Rplus_le_compat_l. apply qmin_le. destruct L as [L|L]; [left|right]; apply qmin_le; rewrite !Q2R_red, !Q2R_mult.
    + destruct La; [left|right]; lra.
    + destruct Lb; [left|right]; lra.
  - apply Rplus_le_compat_l. apply qmax_ge. destruct U as [U|U]; [left|right]; apply qmax_ge; rewrite !Q2R_red, !Q2R_mult.
    + destruct Ua; [left|right]; lra.
    + destruct Ub; [left|right]; lra.
Qed.
Definition positive (lo hi : Q) (l : poly) : bool := Qlt_bool 0 (fst (enclose lo hi l)).
Lemma positive_ok : forall lo hi x l, Q2R lo <= x <= Q2R hi -> positive lo hi l = true -> 0 < pev l x.
Proof.
  intros lo hi x l Hx H. unfold positive in H. apply Qlt_boolR in H. rewrite Q2R_0 in H. pose proof (enclose_ok lo hi x Hx l). lra.
Qed.

(** the interval does contain a root of m *)
Definition has_root (lo hi : Q) (m : poly) : bool :=
  Qle_bool lo hi &&
  ((Qle_bool (snd (enclose lo lo m)) 0 && Qle_bool 0 (fst (enclose hi hi m))) ||
   (Qle_bool (snd (enclose hi hi m)) 0 && Qle_bool 0 (fst (enclose lo lo m)))).
Lemma pev_continuity : forall l, continuity (pev l).
Proof.
  induction l as [|c l IH]; [apply cont_const|].
  apply (continuity_plus (fun _ => Q2R c) (fun x => x * pev l x)); [apply cont_const|].
  apply (continuity_mult (fun x => x) (pev l)); [|exact IH]. intro z. apply derivable_continuous_pt, derivable_pt_id.
Qed.
Theorem root_exists : forall lo hi m, has_root lo hi m = true -> exists x, Q2R lo <= x <= Q2R hi /\ pev m x = 0.
Proof.
  intros lo hi m H. unfold has_root in H. rewrite andb_true_iff, orb_true_iff, !andb_true_iff in H. destruct H as (A & B).
  apply Qle_boolR in A. pose proof (enclose_ok lo lo (Q2R lo) ltac:(lra) m) as El. pose proof (enclose_ok hi hi (Q2R hi) ltac:(lra) m) as Eh.
  destruct B as [(B & C)|(B & C)]; apply Qle_boolR in B, C; rewrite Q2R_0 in B, C.
  - apply (ivt_le (pev m)); [apply pev_continuity|exact A|lra|lra].
  - destruct (ivt_le (fun x => - pev m x) (Q2R lo) (Q2R hi) 0) as (x & Hx & E); try lra.
    + apply (continuity_opp (pev m)), pev_continuity.
    + exists x. split; [exact Hx|lra].
Qed.

(** ** maps over Q(alpha) *)
Section Field.
  Variables (lo hi : Q) (m : poly).
  Let pos := positive lo hi.
  Definition peq (p q : poly) : bool := pzero (psub p q).

  Fixpoint check_ordered (ps : list poly) : bool :=
    match ps with a :: ((b :: _) as r) => positive lo hi (psub b a) && check_ordered r | _ => true end.
  Fixpoint check_vertex_order (x0 : poly) (V : list (poly * poly)) : bool :=
    match V with nil => true | (x1, _) :: r => positive lo hi (psub x1 x0) && check_vertex_order x1 r end.
  (** the graph's value at p is s *)
  Fixpoint check_at (x0 y0 : poly) (V : list (poly * poly)) (p s : poly) : bool :=
    if peq p x0 then peq s y0 else
    match V with
    | nil => false
    | (x1, y1) :: r => positive lo hi (psub p x0) &&
        (if peq p x1 || positive lo hi (psub x1 p)
         then zero_mod m (psub (pmul (psub s y0) (psub x1 x0)) (pmul (psub y1 y0) (psub p x0)))
         else positive lo hi (psub p x1) && check_at x1 y1 r p s)
    end.
  Fixpoint check_slopes_from (L x0 y0 : poly) (V : list (poly * poly)) : bool :=
    match V with
    | nil => true
    | (x1, y1) :: r =>
        let up := psub (pmul L (psub x1 x0)) (psub y1 y0) in let down := psub (pmul L (psub x1 x0)) (psub y0 y1) in
        (zero_mod m up || positive lo hi up) && (zero_mod m down || positive lo hi down) && check_slopes_from L x1 y1 r
    end.

  Variable alpha : R.
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.
  Hypothesis alpha_root : pev m alpha = 0.
  Definition at_alpha (p : poly) : R := pev p alpha.
  Definition vertex_at (v : poly * poly) : R * R := (at_alpha (fst v), at_alpha (snd v)).

  Lemma pos_lt : forall p q, positive lo hi (psub p q) = true -> at_alpha q < at_alpha p.
  Proof. intros p q H. apply (positive_ok lo hi alpha _ alpha_range) in H. rewrite pev_sub in H. unfold at_alpha. lra. Qed.
  Lemma peq_eq : forall p q, peq p q = true -> at_alpha p = at_alpha q.
  Proof. intros p q H. apply (pev_zero _ alpha) in H. rewrite pev_sub in H. unfold at_alpha. lra. Qed.

  Lemma ordered_ok : forall ps, check_ordered ps = true -> increasing (map at_alpha ps).
  Proof.
    induction ps as [|a [|b r] IH]; intros H i Hi; simpl in Hi; try lia.
    cbn [check_ordered] in H. apply andb_prop in H. destruct H as (A & B).
    destruct i as [|i]; [simpl; apply pos_lt; exact A|]. apply (IH B i). simpl. lia.
  Qed.
  Lemma vertex_order_ok : forall V x0, check_vertex_order x0 V = true -> sortedR (at_alpha x0) (map vertex_at V).
  Proof.
    induction V as [|[x1 y1] V IH]; intros x0 H; [exact I|]. cbn [check_vertex_order] in H. apply andb_prop in H. destruct H as (A & B).
    cbn [map vertex_at fst snd sortedR]. split; [apply pos_lt; exact A|apply IH; exact B].
  Qed.
  Lemma at_ok : forall V x0 y0 p s, check_vertex_order x0 V = true -> check_at x0 y0 V p s = true ->
    plf (at_alpha x0) (at_alpha y0) (map vertex_at V) (at_alpha p) = at_alpha s.
  Proof.
    induction V as [|[x1 y1] V IH]; intros x0 y0 p s HV H; cbn [check_at] in H.
    - destruct (peq p x0); [|discriminate]. apply peq_eq in H. cbn [map plf]. symmetry. exact H.
    - destruct (peq p x0) eqn:E0.
      + apply peq_eq in E0, H. rewrite E0, H. apply plf_at.
      + cbn [check_vertex_order] in HV. apply andb_prop in HV. destruct HV as (O1 & O2). apply andb_prop in H. destruct H as (A & B).
        apply pos_lt in O1, A. cbn [map vertex_at fst snd plf].
        destruct (Rle_dec (at_alpha p) (at_alpha x0)); [lra|].
        destruct (peq p x1 || positive lo hi (psub x1 p)) eqn:E1.
        * assert (Hp : at_alpha p <= at_alpha x1).
          { apply orb_prop in E1. destruct E1 as [E1|E1]; [apply peq_eq in E1; lra|apply pos_lt in E1; lra]. }
          destruct (Rle_dec (at_alpha p) (at_alpha x1)); [|lra].
          apply (zero_mod_ok m alpha _ alpha_root) in B. rewrite pev_sub, !pev_mul, !pev_sub in B.
          fold (at_alpha s) (at_alpha y0) (at_alpha x1) (at_alpha x0) (at_alpha y1) (at_alpha p) in B.
          apply (Rmult_eq_reg_r (at_alpha x1 - at_alpha x0)); [|lra].
          replace ((at_alpha y0 + (at_alpha y1 - at_alpha y0) / (at_alpha x1 - at_alpha x0) * (at_alpha p - at_alpha x0)) *
            (at_alpha x1 - at_alpha x0)) with (at_alpha y0 * (at_alpha x1 - at_alpha x0) + (at_alpha y1 - at_alpha y0) * (at_alpha p - at_alpha x0))
            by (field; lra). lra.
        * apply andb_prop in B. destruct B as (B & C). apply pos_lt in B.
          destruct (Rle_dec (at_alpha p) (at_alpha x1)); [lra|]. apply IH; assumption.
  Qed.
  Lemma slopes_from_ok : forall L V x0 y0, check_slopes_from L x0 y0 V = true ->
    lipR (at_alpha L) (at_alpha x0) (at_alpha y0) (map vertex_at V).
  Proof.
    intros L. assert (nn : forall d, zero_mod m d || positive lo hi d = true -> 0 <= at_alpha d).
    { intros d H. apply orb_prop in H. destruct H as [H|H].
      - apply (zero_mod_ok m alpha _ alpha_root) in H. unfold at_alpha. lra.
      - apply (positive_ok lo hi alpha _ alpha_range) in H. unfold at_alpha. lra. }
    induction V as [|[x1 y1] V IH]; intros x0 y0 H; [exact I|]. cbn [check_slopes_from] in H. cbv zeta in H.
    rewrite !andb_true_iff in H. destruct H as ((A & B) & C). apply nn in A, B. unfold at_alpha in A, B.
    rewrite pev_sub, pev_mul, !pev_sub in A. rewrite pev_sub, pev_mul, !pev_sub in B.
    cbn [map vertex_at fst snd lipR]. split; [|apply IH; exact C]. unfold at_alpha, Rabs.
    destruct (Rcase_abs (pev y1 alpha - pev y0 alpha)); lra.
  Qed.
End Field.

(** ** what an exported file applies *)
Definition check_algebraic_place (ps : list poly) (i j : nat) (a b x y : poly) : bool :=
  peq a (nth 0 ps nil) && peq b (last ps nil) && peq x (nth i ps nil) && peq y (nth j ps nil).
Fixpoint check_algebraic_values (ps0 : list poly) (V : list (poly * poly)) (sigma : list nat) : bool :=
  match V, sigma with
  | nil, nil => true
  | (_, v) :: V', s :: sigma' => peq v (nth s ps0 nil) && check_algebraic_values ps0 V' sigma'
  | _, _ => false
  end.
Fixpoint check_algebraic_images (lo hi : Q) (m : poly) (V : list (poly * poly)) (ps0 ps : list poly) (sigma : list nat) : bool :=
  match V, ps, sigma with
  | _, nil, nil => true
  | (x0, y0) :: r, p :: ps', s :: sigma' => check_at lo hi m x0 y0 r p (nth s ps0 nil) && check_algebraic_images lo hi m V ps0 ps' sigma'
  | _, _, _ => false
  end.
(** any continuous map with these values *)
Definition check_algebraic_set (lo hi : Q) (V : list (poly * poly)) (sigma : list nat) (i j t : nat) (a b x y : poly) (N : N) : bool :=
  let ps := map fst V in
  check_ordered lo hi ps && check_algebraic_values ps V sigma && check_algebraic_place ps i j a b x y && check_levels sigma i j t N.
(** a piecewise-linear map *)
Definition check_algebraic_map (lo hi : Q) (m : poly) (V : list (poly * poly)) (ps : list poly) (sigma : list nat) (i j t : nat)
  (a b x y : poly) (N : N) : bool :=
  match V with nil => false | (x0, _) :: r => check_vertex_order lo hi x0 r end &&
  check_ordered lo hi ps && check_algebraic_images lo hi m V ps ps sigma && check_algebraic_place ps i j a b x y && check_levels sigma i j t N.
Definition check_algebraic_slopes (lo hi : Q) (m L : poly) (V : list (poly * poly)) : bool :=
  match V with nil => false | (x0, y0) :: r => positive lo hi L && check_vertex_order lo hi x0 r && check_slopes_from lo hi m L x0 y0 r end.

Section Export.
  Variables (lo hi : Q) (alpha : R).
  Hypothesis alpha_range : Q2R lo <= alpha <= Q2R hi.

  Lemma pts_nth : forall ps i, nth i (map (at_alpha alpha) ps) 0 = at_alpha alpha (nth i ps nil).
  Proof. intros ps i. rewrite <- (map_nth (at_alpha alpha)). reflexivity. Qed.
  Lemma pts_last : forall ps, last (map (at_alpha alpha) ps) 0 = at_alpha alpha (last ps nil).
  Proof. induction ps as [|p [|q ps] IH]; [reflexivity|reflexivity|exact IH]. Qed.
  Lemma algebraic_place_ok : forall ps i j a b x y, check_algebraic_place ps i j a b x y = true ->
    nth 0 (map (at_alpha alpha) ps) 0 = at_alpha alpha a /\ last (map (at_alpha alpha) ps) 0 = at_alpha alpha b /\
    nth i (map (at_alpha alpha) ps) 0 = at_alpha alpha x /\ nth j (map (at_alpha alpha) ps) 0 = at_alpha alpha y.
  Proof.
    intros ps i j a b x y H. unfold check_algebraic_place in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
    apply (peq_eq alpha) in A, B, C, D. rewrite !pts_nth, pts_last. repeat split; symmetry; assumption.
  Qed.
  Lemma algebraic_values_ok : forall f ps0 V sigma, check_algebraic_values ps0 V sigma = true -> takes f (map (vertex_at alpha) V) ->
    Forall2 (fun p s => f p = nth s (map (at_alpha alpha) ps0) 0) (map (at_alpha alpha) (map fst V)) sigma.
  Proof.
    intros f ps0. induction V as [|[p v] V IH]; intros [|s sigma] H HV; try discriminate; constructor.
    - cbn [check_algebraic_values] in H. apply andb_prop in H. destruct H as (H & _). inversion HV; subst.
      cbn [vertex_at fst snd] in *. rewrite pts_nth. apply (peq_eq alpha) in H. congruence.
    - cbn [check_algebraic_values] in H. apply andb_prop in H. destruct H as (_ & H). inversion HV; subst. apply IH; assumption.
  Qed.
  Lemma algebraic_images_ok : forall m x0 y0 r, pev m alpha = 0 -> check_vertex_order lo hi x0 r = true ->
    forall ps0 ps sigma, check_algebraic_images lo hi m ((x0, y0) :: r) ps0 ps sigma = true ->
    Forall2 (fun p s => graph (map (vertex_at alpha) ((x0, y0) :: r)) p = nth s (map (at_alpha alpha) ps0) 0) (map (at_alpha alpha) ps) sigma.
  Proof.
    intros m x0 y0 r Hm HV ps0. induction ps as [|p ps IH]; intros [|s sigma] H; try discriminate; constructor.
    - cbn [check_algebraic_images] in H. apply andb_prop in H. destruct H as (H & _). rewrite pts_nth.
      apply (at_ok lo hi m alpha alpha_range Hm r x0 y0 p _ HV H).
    - cbn [check_algebraic_images] in H. apply andb_prop in H. destruct H as (_ & H). apply IH. exact H.
  Qed.

  Theorem algebraic_set_crossings : forall Vp sigma i j t ap bp xp yp N,
    check_algebraic_set lo hi Vp sigma i j t ap bp xp yp N = true ->
    forall V a b x y, V = map (vertex_at alpha) Vp -> a = at_alpha alpha ap -> b = at_alpha alpha bp ->
    x = at_alpha alpha xp -> y = at_alpha alpha yp ->
    forall f, cont_on f a b -> selfmap f a b -> takes f V -> ncross (iter f t) x y a b N.
  Proof.
    intros Vp sigma i j t ap bp xp yp N H V a b x y -> -> -> -> -> f Hf Hs HV.
    unfold check_algebraic_set in H. cbv zeta in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
    destruct (algebraic_place_ok _ _ _ _ _ _ _ C) as (Ea & Eb & Ex & Ey).
    rewrite <- Ea, <- Eb in Hf, Hs. rewrite <- Ea, <- Eb, <- Ex, <- Ey.
    apply (levels_ncross_on f _ sigma i j t N Hf Hs); [apply (ordered_ok lo hi alpha alpha_range _ A)| |exact D].
    apply algebraic_values_ok; assumption.
  Qed.

  Theorem algebraic_map_crossings : forall m Vp ps sigma i j t ap bp xp yp N,
    check_algebraic_map lo hi m Vp ps sigma i j t ap bp xp yp N = true -> pev m alpha = 0 ->
    forall V a b x y, V = map (vertex_at alpha) Vp -> a = at_alpha alpha ap -> b = at_alpha alpha bp ->
    x = at_alpha alpha xp -> y = at_alpha alpha yp ->
    ncross (iter (graph V) t) x y a b N.
  Proof.
    intros m Vp ps sigma i j t ap bp xp yp N H Hm V a b x y -> -> -> -> ->.
    unfold check_algebraic_map in H. rewrite !andb_true_iff in H. destruct H as ((((O & A) & B) & C) & D).
    destruct (algebraic_place_ok _ _ _ _ _ _ _ C) as (<- & <- & <- & <-). destruct Vp as [|[x0 y0] r]; [discriminate|].
    apply (levels_ncross (graph (map (vertex_at alpha) ((x0, y0) :: r))) (map (at_alpha alpha) ps) sigma i j t N); [| | |exact D].
    - apply (plf_continuity (map (vertex_at alpha) r)). apply (vertex_order_ok lo hi alpha alpha_range r x0 O).
    - apply (ordered_ok lo hi alpha alpha_range _ A).
    - apply (algebraic_images_ok m x0 y0 r Hm O ps ps sigma B).
  Qed.

  Theorem algebraic_apart : forall xp yp, positive lo hi (psub yp xp) = true ->
    forall x y, x = at_alpha alpha xp -> y = at_alpha alpha yp -> x < y.
  Proof. intros xp yp H x y -> ->. apply (pos_lt lo hi alpha alpha_range). exact H. Qed.

  Theorem algebraic_lipschitz : forall m Lp Vp, check_algebraic_slopes lo hi m Lp Vp = true -> pev m alpha = 0 ->
    forall V L, V = map (vertex_at alpha) Vp -> L = at_alpha alpha Lp -> 0 < L /\ lipschitz (graph V) L.
  Proof.
    intros m Lp [|[x0 y0] r] H Hm V L -> ->; [discriminate|]. unfold check_algebraic_slopes in H. rewrite !andb_true_iff in H.
    destruct H as ((A & B) & C). apply (positive_ok lo hi alpha _ alpha_range) in A. split; [exact A|].
    apply lipR_lipschitz; [left; exact A|apply (vertex_order_ok lo hi alpha alpha_range r x0 B)|
      apply (slopes_from_ok lo hi m alpha alpha_range Hm Lp r x0 y0 C)].
  Qed.
End Export.

(** [r = at_alpha alpha p] for a real r written in powers of alpha and a literal polynomial p *)
Ltac algebraic := unfold at_alpha; cbn [pev]; unfold Q2R; cbn [Qnum Qden]; field.
Ltac algebraics := cbn [map]; repeat (apply cons_eq; [unfold vertex_at; cbn [fst snd]; apply f_equal2; algebraic |]); reflexivity.
