(* Triangles: on one crossing interval the area between F and g is at least that of two triangles, and the increments of a
   primitive along g bound what K pieces can save (docs/theory.md, Theorem 5, one band, without Fubini).
   With min g = m, max g = M cut to [x,y] the area is at least ((m-x)^2 + (y-M)^2) / (2 Lam), and the increments of Phi, the
   primitive of min(v-x, y-v), along g add up to at most K (y-x)^2/4. *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions.
Import ListNotations.
Open Scope R_scope.

Section Phi.
  Variables x y : R.
  Hypothesis Hxy : x < y.
  Let D := (y - x)^2 / 4.

  Definition Phi (v : R) : R :=
    if Rle_dec v x then 0
    else if Rle_dec v ((x+y)/2) then (v-x)^2/2
    else if Rle_dec v y then D - (y-v)^2/2 else D.

  Lemma Phi_range : forall v, 0 <= Phi v <= D.
  Proof.
    intro v. unfold Phi, D. destruct (Rle_dec v x); [nra|].
    destruct (Rle_dec v ((x+y)/2)); [|destruct (Rle_dec v y); [|nra]].
    - split; [nra|]. assert (0 <= v - x <= (y-x)/2) by lra. nra.
    - assert (0 <= y - v <= (y-x)/2) by lra. split; nra.
  Qed.

  Lemma Phi_mono : forall u v, u <= v -> Phi u <= Phi v.
  Proof.
    intros u v H. pose proof (Phi_range u) as Ru. pose proof (Phi_range v) as Rv. unfold Phi in *.
    destruct (Rle_dec u x).
    - tauto.
    - destruct (Rle_dec v x); [lra|].
      destruct (Rle_dec u ((x+y)/2)).
      + destruct (Rle_dec v ((x+y)/2)); [nra|]. destruct (Rle_dec v y).
        * assert (0 <= u - x <= (y-x)/2) by lra. assert (0 <= y - v <= (y-x)/2) by lra. unfold D. nra.
        * tauto.
      + destruct (Rle_dec v ((x+y)/2)); [lra|]. destruct (Rle_dec u y).
        * destruct (Rle_dec v y); [nra|tauto].
        * destruct (Rle_dec v y); lra.
  Qed.

  Definition cut (v : R) : R := Rmax x (Rmin v y).
  Lemma cut_in : forall v, x <= cut v <= y.
  Proof. intro v. unfold cut. split; [apply Rmax_l|]. apply Rmax_lub; [lra|apply Rmin_r]. Qed.
  Lemma cut_cases : forall v, (v <= x /\ cut v = x) \/ (x < v < y /\ cut v = v) \/ (y <= v /\ cut v = y).
  Proof.
    intro v. unfold cut. destruct (Rle_dec v y).
    - rewrite (Rmin_left v y) by lra. destruct (Rle_dec x v).
      + rewrite Rmax_right by lra. destruct (Req_dec v y); [right; right; lra|].
        destruct (Req_dec v x); [left|right; left]; lra.
      + rewrite Rmax_left by lra. left; lra.
    - rewrite (Rmin_right v y) by lra. rewrite Rmax_right by lra. right; right; lra.
  Qed.
  Lemma cut_mono : forall u v, u <= v -> cut u <= cut v.
  Proof. intros u v H. destruct (cut_cases u) as [?|[?|?]], (cut_cases v) as [?|[?|?]]; lra. Qed.
  Lemma cut_lo : forall v, x < cut v -> cut v <= v.
  Proof. intros v H. destruct (cut_cases v) as [?|[?|?]]; lra. Qed.
  Lemma cut_hi : forall v, cut v < y -> v <= cut v.
  Proof. intros v H. destruct (cut_cases v) as [?|[?|?]]; lra. Qed.

  Lemma Phi_lo : forall v, Phi v <= (cut v - x)^2 / 2.
  Proof.
    intro v. pose proof (Phi_range v) as R. destruct (cut_cases v) as [(A & ->)|[(A & ->)|(A & ->)]].
    - unfold Phi. destruct (Rle_dec v x); [nra|lra].
    - unfold Phi in *. destruct (Rle_dec v x); [lra|]. destruct (Rle_dec v ((x+y)/2)); [lra|].
      destruct (Rle_dec v y); [|lra]. unfold D. nra.
    - unfold D in R. nra.
  Qed.

  Lemma Phi_hi : forall v, D - Phi v <= (y - cut v)^2 / 2.
  Proof.
    intro v. pose proof (Phi_range v) as R. destruct (cut_cases v) as [(A & ->)|[(A & ->)|(A & ->)]].
    - unfold D in *. nra.
    - unfold Phi in *. destruct (Rle_dec v x); [lra|]. destruct (Rle_dec v ((x+y)/2)).
      + unfold D. nra.
      + destruct (Rle_dec v y); [lra|lra].
    - unfold Phi. destruct (Rle_dec v x); [lra|]. destruct (Rle_dec v ((x+y)/2)); [lra|].
      destruct (Rle_dec v y); [assert (v = y) by lra; subst; nra | nra].
  Qed.
End Phi.

(** ** total increments along a chain *)
Fixpoint tv (h : R -> R) (l : list (R*R)) : R :=
  match l with nil => 0 | (u,v) :: r => Rabs (h v - h u) + tv h r end.

Lemma tv_mono : forall h a b, (forall u v, a <= u -> u <= v -> v <= b -> h u <= h v) ->
  forall l c, a <= c -> chain c l b -> tv h l <= h b - h c.
Proof.
  intros h a b Hm. induction l as [|[u v] l IH]; intros c Hc H; simpl in *.
  - specialize (Hm c b Hc H (Rle_refl b)). lra.
  - destruct H as (A & B & C). pose proof (chain_le _ _ _ C).
    specialize (IH v ltac:(lra) C). pose proof (Hm c u). pose proof (Hm u v).
    rewrite Rabs_right by (apply Rle_ge; lra). lra.
Qed.

Lemma tv_anti : forall h a b, (forall u v, a <= u -> u <= v -> v <= b -> h v <= h u) ->
  forall l c, a <= c -> chain c l b -> tv h l <= h c - h b.
Proof.
  intros h a b Hm. induction l as [|[u v] l IH]; intros c Hc H; simpl in *.
  - specialize (Hm c b Hc H (Rle_refl b)). lra.
  - destruct H as (A & B & C). pose proof (chain_le _ _ _ C).
    specialize (IH v ltac:(lra) C). pose proof (Hm c u). pose proof (Hm u v).
    rewrite Rabs_left1 by lra. lra.
Qed.

Lemma chain_cut : forall h l a b c, chain a l b -> a <= c <= b ->
  exists l1 l2, chain a l1 c /\ chain c l2 b /\ tv h l <= tv h l1 + tv h l2.
Proof.
  intros h. induction l as [|[u v] l IH]; intros a b c H Hc; simpl in H.
  - exists nil, nil. simpl. lra.
  - destruct H as (A & B & C). pose proof (chain_le _ _ _ C). destruct (Rle_dec v c) as [V|V].
    + destruct (IH v b c C ltac:(lra)) as (l1 & l2 & C1 & C2 & T).
      exists ((u,v)::l1), l2. simpl. repeat split; try assumption. lra.
    + destruct (Rle_dec u c) as [U|U].
      * exists [(u,c)], ((c,v)::l). simpl. repeat split; try assumption; try lra.
        replace (h v - h u) with ((h c - h u) + (h v - h c)) by lra.
        pose proof (Rabs_triang (h c - h u) (h v - h c)). lra.
      * exists nil, ((u,v)::l). simpl. repeat split; try assumption; lra.
Qed.

Lemma tv_pieces : forall x y g K a b, x < y -> pieces g K a b -> forall l, chain a l b ->
  tv (fun z => Phi x y (g z)) l <= INR K * ((y-x)^2/4).
Proof.
  intros x y g K a b Hxy H. set (h := fun z => Phi x y (g z)).
  assert (one : forall a b, affine_on g a b -> forall l, chain a l b -> tv h l <= (y-x)^2/4).
  { clear a b H. intros a b (s & q & E) l Hl. pose proof (chain_le _ _ _ Hl) as Hab.
    pose proof (Phi_range x y Hxy (g a)) as Ra. pose proof (Phi_range x y Hxy (g b)) as Rb.
    destruct (Rle_dec 0 s) as [S0|S0].
    - pose proof (tv_mono h a b) as T. specialize (T ltac:(intros u v U1 U2 U3; apply Phi_mono; [exact Hxy|];
        rewrite (E u), (E v) by lra; nra) l a (Rle_refl a) Hl). unfold h in *. lra.
    - pose proof (tv_anti h a b) as T. specialize (T ltac:(intros u v U1 U2 U3; apply Phi_mono; [exact Hxy|];
        rewrite (E u), (E v) by lra; nra) l a (Rle_refl a) Hl). unfold h in *. lra. }
  induction H as [a b Hab HA | n a c b Hac HA Hp IH]; intros l Hl.
  - pose proof (one a b HA l Hl). simpl. lra.
  - pose proof (part_le _ _ _ _ Hp) as Hcb.
    destruct (chain_cut h l a b c Hl ltac:(lra)) as (l1 & l2 & C1 & C2 & T).
    pose proof (one a c HA l1 C1). specialize (IH l2 C2). rewrite S_INR. lra.
Qed.

(** ** area on one crossing interval, through a primitive H of |F-g| *)
Lemma quad_deriv : forall A B z, derivable_pt_lim (fun z => A*(z*z) + B*z) z (2*A*z + B).
Proof.
  intros A B z. replace (2*A*z + B) with (A*(1*z + z*1) + B*1) by ring.
  apply (derivable_pt_lim_plus (fun z => A*(z*z)) (fun z => B*z)).
  - apply (derivable_pt_lim_scal (fun z => z*z) A). apply (derivable_pt_lim_mult (fun z => z) (fun z => z));
      apply derivable_pt_lim_id.
  - apply (derivable_pt_lim_scal (fun z => z) B). apply derivable_pt_lim_id.
Qed.

Lemma prim_ge : forall (phi H : R -> R) A B p q, p <= q ->
  (forall z, p <= z <= q -> derivable_pt_lim H z (phi z)) ->
  (forall z, p <= z <= q -> 2*A*z + B <= phi z) ->
  (A*(q*q) + B*q) - (A*(p*p) + B*p) <= H q - H p.
Proof.
  intros phi H A B p q Hpq HD HL. destruct Hpq as [Hpq| ->]; [|lra].
  destruct (MVT_cor2 (fun z => H z - (A*(z*z) + B*z)) (fun z => phi z - (2*A*z + B)) p q Hpq) as (c & E & Hc).
  - intros z Hz. apply (derivable_pt_lim_minus H (fun z => A*(z*z) + B*z)); [apply HD; exact Hz|apply quad_deriv].
  - specialize (HL c ltac:(lra)). assert (0 <= (phi c - (2*A*c+B)) * (q-p)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma tri_left : forall (phi H : R -> R) Lam p q, p <= q ->
  (forall z, p <= z <= q -> derivable_pt_lim H z (phi z)) ->
  (forall z, p <= z <= q -> Lam*(q-z) <= phi z) -> Lam*(q-p)^2/2 <= H q - H p.
Proof.
  intros phi H Lam p q Hpq HD HL. pose proof (prim_ge phi H (-Lam/2) (Lam*q) p q Hpq HD) as T.
  specialize (T ltac:(intros z Hz; specialize (HL z Hz); lra)). nra.
Qed.
Lemma tri_right : forall (phi H : R -> R) Lam p q, p <= q ->
  (forall z, p <= z <= q -> derivable_pt_lim H z (phi z)) ->
  (forall z, p <= z <= q -> Lam*(z-p) <= phi z) -> Lam*(q-p)^2/2 <= H q - H p.
Proof.
  intros phi H Lam p q Hpq HD HL. pose proof (prim_ge phi H (Lam/2) (-Lam*p) p q Hpq HD) as T.
  specialize (T ltac:(intros z Hz; specialize (HL z Hz); lra)). nra.
Qed.
Lemma prim_mono : forall (phi H : R -> R) p q, p <= q ->
  (forall z, p <= z <= q -> derivable_pt_lim H z (phi z)) ->
  (forall z, p <= z <= q -> 0 <= phi z) -> H p <= H q.
Proof.
  intros phi H p q Hpq HD HL. pose proof (prim_ge phi H 0 0 p q Hpq HD) as T.
  specialize (T ltac:(intros z Hz; specialize (HL z Hz); lra)). lra.
Qed.

(** F is Lam-Lipschitz on [a,b] *)
Definition lip_on (F : R -> R) (Lam a b : R) : Prop :=
  forall s t, a <= s <= b -> a <= t <= b -> Rabs (F t - F s) <= Lam * Rabs (t - s).

Lemma lip_le : forall F Lam a b s t, lip_on F Lam a b -> a <= s -> s <= t -> t <= b ->
  - (Lam * (t - s)) <= F t - F s <= Lam * (t - s).
Proof.
  intros F Lam a b s t H A B C. specialize (H s t ltac:(lra) ltac:(lra)).
  rewrite (Rabs_right (t - s)) in H by lra. unfold Rabs in H. destruct (Rcase_abs (F t - F s)); lra.
Qed.

Lemma cross_area : forall x y F g H Lam u v s S, x < y -> 0 < Lam -> u <= v ->
  (forall z, u <= z <= v -> derivable_pt_lim H z (Rabs (F z - g z))) ->
  lip_on F Lam u v -> crosses F x y (u,v) ->
  (forall z, u <= z <= v -> g s <= g z <= g S) -> u <= s <= v ->
  ((y-x)^2/4 - (Phi x y (g S) - Phi x y (g s))) / Lam <= H v - H u.
Proof.
  intros x y F g H Lam u v s S Hxy HLam Huv HD HLip HC Hg Hs.
  assert (HsS : g s <= g S) by (apply Hg; exact Hs).
  pose proof (Phi_lo x y Hxy (g s)) as P1. pose proof (Phi_hi x y Hxy (g S)) as P2.
  pose proof (cut_in x y Hxy (g s)) as M1. pose proof (cut_in x y Hxy (g S)) as M2.
  pose proof (cut_mono x y Hxy _ _ HsS) as M3.
  pose proof (cut_lo x y Hxy (g s)) as L1. pose proof (cut_hi x y Hxy (g S)) as L2.
  set (m := cut x y (g s)) in *. set (M := cut x y (g S)) in *.
  pose proof (lip_le F Lam u v u v HLip ltac:(lra) Huv ltac:(lra)) as Lw.
  assert (Hlen : y - x <= Lam * (v - u)).
  { destruct HC as [(E1 & E2)|(E1 & E2)]; simpl in E1, E2; lra. }
  assert (Rpos : forall z, 0 <= Rabs (F z - g z)) by (intro; apply Rabs_pos).
  assert (R1 : forall z, F z - g z <= Rabs (F z - g z)) by (intro; apply Rle_abs).
  assert (R2 : forall z, g z - F z <= Rabs (F z - g z)).
  { intro z. pose proof (Rle_abs (-(F z - g z))) as T. rewrite Rabs_Ropp in T. lra. }
  assert (Goal' : ((m-x)^2 + (y-M)^2) / (2*Lam) <= H v - H u).
  2: { eapply Rle_trans; [|exact Goal'].
       replace (((m-x)^2 + (y-M)^2) / (2*Lam)) with (((m-x)^2/2 + (y-M)^2/2) / Lam) by (field; lra).
       unfold Rdiv at 1 4. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. lra. }
  set (A := (m-x)/Lam). set (B := (y-M)/Lam).
  assert (EA : Lam * A = m - x) by (unfold A; field; lra).
  assert (EB : Lam * B = y - M) by (unfold B; field; lra).
  assert (A0 : 0 <= A) by (apply (Rmult_le_reg_l Lam); lra). assert (B0 : 0 <= B) by (apply (Rmult_le_reg_l Lam); lra).
  assert (AB : A + B <= v - u) by (apply (Rmult_le_reg_l Lam); lra).
  replace (((m-x)^2 + (y-M)^2) / (2*Lam)) with (Lam*A^2/2 + Lam*B^2/2) by (rewrite <- EA, <- EB; field; lra).
  destruct HC as [(E1 & E2)|(E1 & E2)]; simpl in E1, E2.
  - (* up: triangle of g above F at u, of F above g at v *)
    assert (T1 : Lam*A^2/2 <= H (u+A) - H u).
    { replace (A^2) with ((u+A-u)^2) by ring. apply (tri_left (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra |].
      intros z Hz. destruct (Req_dec A 0) as [Z|Z]; [replace (Lam * _) with 0 by (replace (_ - _) with 0 by lra; ring); apply Rpos|].
      assert (0 < Lam * A) by (apply Rmult_lt_0_compat; lra). specialize (L1 ltac:(lra)).
      pose proof (lip_le F Lam u v u z HLip ltac:(lra) ltac:(lra) ltac:(lra)).
      pose proof (Hg z ltac:(lra)). pose proof (R2 z). lra. }
    assert (T2 : Lam*B^2/2 <= H v - H (v-B)).
    { replace (B^2) with ((v-(v-B))^2) by ring. apply (tri_right (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra |].
      intros z Hz. destruct (Req_dec B 0) as [Z|Z]; [replace (Lam * _) with 0 by (replace (_ - _) with 0 by lra; ring); apply Rpos|].
      assert (0 < Lam * B) by (apply Rmult_lt_0_compat; lra). specialize (L2 ltac:(lra)).
      pose proof (lip_le F Lam u v z v HLip ltac:(lra) ltac:(lra) ltac:(lra)).
      pose proof (Hg z ltac:(lra)). pose proof (R1 z). lra. }
    assert (T3 : H (u+A) <= H (v-B)).
    { apply (prim_mono (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra | intros; apply Rpos]. }
    lra.
  - (* down *)
    assert (T1 : Lam*B^2/2 <= H (u+B) - H u).
    { replace (B^2) with ((u+B-u)^2) by ring. apply (tri_left (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra |].
      intros z Hz. destruct (Req_dec B 0) as [Z|Z]; [replace (Lam * _) with 0 by (replace (_ - _) with 0 by lra; ring); apply Rpos|].
      assert (0 < Lam * B) by (apply Rmult_lt_0_compat; lra). specialize (L2 ltac:(lra)).
      pose proof (lip_le F Lam u v u z HLip ltac:(lra) ltac:(lra) ltac:(lra)).
      pose proof (Hg z ltac:(lra)). pose proof (R1 z). lra. }
    assert (T2 : Lam*A^2/2 <= H v - H (v-A)).
    { replace (A^2) with ((v-(v-A))^2) by ring. apply (tri_right (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra |].
      intros z Hz. destruct (Req_dec A 0) as [Z|Z]; [replace (Lam * _) with 0 by (replace (_ - _) with 0 by lra; ring); apply Rpos|].
      assert (0 < Lam * A) by (apply Rmult_lt_0_compat; lra). specialize (L1 ltac:(lra)).
      pose proof (lip_le F Lam u v z v HLip ltac:(lra) ltac:(lra) ltac:(lra)).
      pose proof (Hg z ltac:(lra)). pose proof (R2 z). lra. }
    assert (T3 : H (u+B) <= H (v-A)).
    { apply (prim_mono (fun z => Rabs (F z - g z))); [lra | intros; apply HD; lra | intros; apply Rpos]. }
    lra.
Qed.
