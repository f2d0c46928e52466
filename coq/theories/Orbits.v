(* Orbits: every continuous f that sends a finite set of points p_0 < ... < p_(n-1) into itself, p_i to p_(sigma i), has
   the crossings of adjacent levels that sigma forces (docs/theory.md, Theorem 1' for adjacent levels). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks Laps Counts Conclusions.
Import ListNotations.
Open Scope R_scope.

(** row i: f(I_i) contains everything between p_(sigma i) and p_(sigma (i+1)) *)
Fixpoint orows (sigma : list nat) : list (list range) :=
  match sigma with
  | a :: ((b :: _) as r) => [(Nat.min a b, Nat.max a b)] :: orows r
  | _ => nil
  end.

(** the whole check: images are indices, the level is there, the count is N *)
Definition check_orbit (sigma : list nat) (j t : nat) (N : N) : bool :=
  forallb (fun s => Nat.ltb s (length sigma)) sigma && check_count (orows sigma) j t N.

Definition increasing (P : list R) : Prop := forall i, (S i < length P)%nat -> nth i P 0 < nth (S i) P 0.
(** f maps point i to point sigma_i *)
Definition maps (f : R -> R) (P : list R) (sigma : list nat) : Prop :=
  Forall2 (fun p s => f p = nth s P 0) P sigma.

Lemma orows_len : forall sigma, length (orows sigma) = (length sigma - 1)%nat.
Proof.
  induction sigma as [|a [|b r] IH]; [reflexivity|reflexivity|]. cbn [orows length] in *. rewrite IH. lia.
Qed.

Lemma orows_nth : forall sigma i, (S i < length sigma)%nat ->
  nth i (orows sigma) nil = [(Nat.min (nth i sigma 0%nat) (nth (S i) sigma 0%nat),
                              Nat.max (nth i sigma 0%nat) (nth (S i) sigma 0%nat))].
Proof.
  induction sigma as [|a [|b r] IH]; intros i Hi; simpl in Hi; try lia.
  destruct i as [|i]; [reflexivity|].
  transitivity (nth i (orows (b :: r)) nil); [reflexivity|].
  rewrite (IH i) by (simpl; lia). reflexivity.
Qed.

Lemma maps_nth : forall f P0 P sigma, Forall2 (fun p s => f p = nth s P0 0) P sigma ->
  forall i, (i < length P)%nat -> f (nth i P 0) = nth (nth i sigma 0%nat) P0 0.
Proof.
  intros f P0 P sigma H. induction H as [|p s P sigma H1 H IH]; intros i Hi; simpl in Hi; [lia|].
  destruct i as [|i]; [exact H1|]. cbn [nth]. apply IH. lia.
Qed.

Lemma F2_len : forall (R : R -> nat -> Prop) P s, Forall2 R P s -> length P = length s.
Proof. induction 1; simpl; congruence. Qed.

Theorem orbit_ncross : forall f P sigma j t N, continuity f -> increasing P -> maps f P sigma ->
  check_orbit sigma j t N = true ->
  ncross (iter f t) (nth j P 0) (nth (S j) P 0) (nth 0 P 0) (last P 0) N /\ nth j P 0 < nth (S j) P 0.
Proof.
  intros f P sigma j t N Hf HP HM HC. unfold check_orbit in HC. apply andb_prop in HC. destruct HC as (A & B).
  assert (Len : length P = length sigma) by (unfold maps in HM; exact (F2_len _ _ _ HM)).
  pose proof (orows_len sigma) as OL.
  assert (Hj : (j < length (orows sigma))%nat).
  { unfold check_count in B. rewrite !andb_true_iff in B. apply Nat.ltb_lt. tauto. }
  set (p := fun i => nth i P 0).
  set (s := fun i => nth i sigma 0%nat).
  set (laps := fun i => [(p i, p (S i), Nat.min (s i) (s (S i)), Nat.max (s i) (s (S i)))] : list lap).
  assert (Hs : forall i, (i < length sigma)%nat -> (s i < length sigma)%nat).
  { intros i Hi. rewrite forallb_forall in A. apply Nat.ltb_lt, A, nth_In, Hi. }
  assert (Lst : last P 0 = p (length (orows sigma))).
  { unfold p. rewrite OL, <- Len. clear. induction P as [|a [|b r] IH]; [reflexivity|reflexivity|].
    change (last (a :: b :: r) 0) with (last (b :: r) 0). rewrite IH. simpl length.
    replace (S (S (length r)) - 1)%nat with (S (S (length r) - 1)) by lia. reflexivity. }
  rewrite Lst. split; [|apply HP; lia].
  apply (count_ncross f p (orows sigma) laps j t N Hf B).
  - intros i Hi. apply Rlt_le, HP. lia.
  - intros i Hi. unfold laps. cbn [laps_ok].
    assert (E1 : f (p i) = p (s i)) by (apply (maps_nth f P P sigma HM); lia).
    assert (E2 : f (p (S i)) = p (s (S i))) by (apply (maps_nth f P P sigma HM); lia).
    pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
    split; [apply Rle_refl|]. split; [apply Rlt_le, HP; lia|]. split; [lia|]. split; [|apply Rle_refl].
    rewrite E1, E2. destruct (Nat.le_ge_cases (s i) (s (S i))) as [L|L].
    + left. rewrite Nat.min_l, Nat.max_r by lia. split; apply Rle_refl.
    + right. rewrite Nat.min_r, Nat.max_l by lia. split; apply Rle_refl.
  - intros i Hi. unfold laps. cbn [map fst snd]. rewrite orows_nth by lia. reflexivity.
Qed.

(** ** f only given, and continuous, on [a,b], and maps [a,b] into itself *)
Definition cont_on (f : R -> R) (a b : R) : Prop :=
  forall x, a <= x <= b -> forall eps, 0 < eps -> exists d, 0 < d /\
    forall y, a <= y <= b -> Rabs (y - x) < d -> Rabs (f y - f x) < eps.
Definition selfmap (f : R -> R) (a b : R) : Prop := forall x, a <= x <= b -> a <= f x <= b.
Definition clamp (a b x : R) : R := Rmax a (Rmin x b).
Definition extend (f : R -> R) (a b x : R) : R := f (clamp a b x).

Lemma clamp_in : forall a b x, a <= b -> a <= clamp a b x <= b.
Proof.
  intros a b x H. unfold clamp. split; [apply Rmax_l|]. apply Rmax_lub; [exact H|apply Rmin_r].
Qed.
Lemma clamp_id : forall a b x, a <= x <= b -> clamp a b x = x.
Proof. intros a b x H. unfold clamp. rewrite Rmin_left, Rmax_right by lra. reflexivity. Qed.
Lemma clamp_lip : forall a b x y, Rabs (clamp a b x - clamp a b y) <= Rabs (x - y).
Proof.
  intros a b x y. unfold clamp, Rmax, Rmin.
  destruct (Rle_dec x b), (Rle_dec y b); repeat (match goal with |- context [Rle_dec ?u ?v] => destruct (Rle_dec u v) end);
    unfold Rabs; repeat (match goal with |- context [Rcase_abs ?u] => destruct (Rcase_abs u) end); lra.
Qed.

Lemma extend_cont : forall f a b, a <= b -> cont_on f a b -> continuity (extend f a b).
Proof.
  intros f a b Hab H x eps He. destruct (H (clamp a b x) (clamp_in a b x Hab) eps He) as (d & Hd & K).
  exists d. split; [exact Hd|]. intros y (_ & Hy). unfold extend. simpl in *. unfold R_dist in *.
  apply K; [apply clamp_in; exact Hab|]. eapply Rle_lt_trans; [apply clamp_lip|exact Hy].
Qed.

Lemma extend_iter : forall f a b, selfmap f a b -> forall t x, a <= x <= b ->
  iter (extend f a b) t x = iter f t x.
Proof.
  intros f a b H. induction t as [|t IH]; intros x Hx; [reflexivity|]. simpl.
  unfold extend at 2. rewrite clamp_id by exact Hx. apply IH, H, Hx.
Qed.

Lemma ncross_ext : forall F G x y a b N, (forall z, a <= z <= b -> F z = G z) ->
  ncross F x y a b N -> ncross G x y a b N.
Proof.
  intros F G x y a b N E (l & L & C & H). exists l. split; [exact L|]. split; [exact C|].
  pose proof (chain_in l a b C) as D. rewrite Forall_forall in *. intros uv Hin.
  specialize (H uv Hin). specialize (D uv Hin). destruct D as (D1 & D2). unfold crosses in *.
  rewrite <- !E by assumption. exact H.
Qed.

Lemma maps_extend : forall f P sigma a b, Forall (fun p => a <= p <= b) P -> maps f P sigma -> maps (extend f a b) P sigma.
Proof.
  intros f P0 sigma a b HP H. unfold maps in *.
  assert (G : forall P s, Forall (fun p => a <= p <= b) P -> Forall2 (fun p s => f p = nth s P0 0) P s ->
    Forall2 (fun p s => extend f a b p = nth s P0 0) P s).
  { intros P s HPs K. induction K as [|p q P s K1 K IH]; constructor.
    - inversion HPs; subst. unfold extend. rewrite clamp_id by assumption. exact K1.
    - apply IH. inversion HPs; assumption. }
  apply G; assumption.
Qed.

Lemma increasing_in : forall P, increasing P -> Forall (fun p => nth 0 P 0 <= p <= last P 0) P.
Proof.
  induction P as [|a P IH]; intro H; [constructor|].
  assert (HP : increasing P). { intros i Hi. apply (H (S i)). simpl. lia. }
  specialize (IH HP). destruct P as [|b P].
  - constructor; [simpl; lra|constructor].
  - assert (a < b) by (apply (H 0%nat); simpl; lia).
    change (last (a :: b :: P) 0) with (last (b :: P) 0). cbn [nth].
    assert (b <= last (b :: P) 0). { inversion IH; subst. cbn [nth] in *. lra. }
    constructor; [lra|]. eapply Forall_impl; [|exact IH]. intros z Hz. cbn [nth] in Hz. lra.
Qed.

Theorem orbit_ncross_on : forall f P sigma j t N a b, a = nth 0 P 0 -> b = last P 0 ->
  cont_on f a b -> selfmap f a b -> increasing P -> maps f P sigma ->
  check_orbit sigma j t N = true ->
  ncross (iter f t) (nth j P 0) (nth (S j) P 0) a b N /\ nth j P 0 < nth (S j) P 0.
Proof.
  intros f P sigma j t N a b Ha Hb Hf Hs HP HM HC.
  pose proof (increasing_in P HP) as HI. rewrite <- Ha, <- Hb in HI.
  assert (Hab : a <= b).
  { destruct P as [|p P]; [simpl in *; lra|]. inversion HI; subst. simpl in *; lra. }
  destruct (orbit_ncross (extend f a b) P sigma j t N) as (K & Hxy); try assumption.
  - apply extend_cont; assumption.
  - apply maps_extend; assumption.
  - split; [|exact Hxy]. rewrite <- Ha, <- Hb in K. eapply ncross_ext; [|exact K].
    intros z Hz. apply extend_iter; assumption.
Qed.

(** ** what a generated file applies *)
(** sup norm, widths layer by layer *)
Theorem orbit_sound : forall P sigma j t N, check_orbit sigma j t N = true -> increasing P ->
  forall f, continuity f -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists z, nth 0 P 0 <= z <= last P 0 /\
    (nth (S j) P 0 - nth j P 0) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros P sigma j t N HC HP f Hf HM g ws Hg HK.
  destruct (orbit_ncross f P sigma j t N Hf HP HM HC) as (K & Hxy).
  eapply sup_widths; eassumption.
Qed.

Theorem orbit_sound_on : forall P sigma j t N, check_orbit sigma j t N = true -> increasing P ->
  forall f, cont_on f (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists z, nth 0 P 0 <= z <= last P 0 /\
    (nth (S j) P 0 - nth j P 0) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros P sigma j t N HC HP f Hf Hs HM g ws Hg HK.
  destruct (orbit_ncross_on f P sigma j t N _ _ eq_refl eq_refl Hf Hs HP HM HC) as (K & Hxy).
  eapply sup_widths; eassumption.
Qed.

(** classification *)
Theorem orbit_class : forall P sigma j t N, check_orbit sigma j t N = true -> increasing P -> (0 < N)%N ->
  forall f, continuity f -> maps f P sigma ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\
    alternates (iter f t) (nth j P 0) (nth (S j) P 0) (nth 0 P 0) (last P 0) zs /\
    forall g ws c, nth j P 0 < c <= nth (S j) P 0 -> fits g ws ->
      ((N - capw ws + 1) / 2 <= N.of_nat (mistakes (iter f t) (neval g) c zs))%N.
Proof.
  intros P sigma j t N HC HP HN f Hf HM.
  destruct (orbit_ncross f P sigma j t N Hf HP HM HC) as (K & Hxy).
  apply classification_widths; assumption.
Qed.

(** points given as rationals: the order is a boolean as well *)
Require Import QArith Qreals.
From Orbitex Require Import Graphs.
Open Scope R_scope.
Fixpoint incQ (P : list Q) : bool :=
  match P with a :: ((b :: _) as r) => Qlt_bool a b && incQ r | _ => true end.
Lemma Qlt_boolR : forall a b, Qlt_bool a b = true -> Q2R a < Q2R b.
Proof. intros a b H. apply Qle_boolR_f. unfold Qlt_bool in H. destruct (Qle_bool b a); [discriminate|reflexivity]. Qed.
Lemma incQ_ok : forall P, incQ P = true -> increasing (map Q2R P).
Proof.
  induction P as [|a [|b r] IH]; intros H i Hi; simpl in Hi; try lia.
  cbn [incQ] in H. apply andb_prop in H. destruct H as (A & B).
  destruct i as [|i]; [simpl; apply Qlt_boolR; exact A|]. apply (IH B i). simpl. lia.
Qed.
