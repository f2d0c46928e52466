(* PathGrowth: one finite certificate for all t, by paths that end at an interval: v <= K ends(tau) and p v <= q (v A) give
   K q^t N_j(tau+t) >= p^t v_j, so at least c r^t crossings for every t >= tau (docs/theory.md, Theorem 2, left vector). *)
Require Import Reals List NArith ZArith Lia Lra Bool QArith Qreals.
From Orbitex Require Import Crossings Pieces Networks Laps Counts Conclusions Orbits Graphs Levels LapTheorem Vertices.
Import ListNotations.
Open Scope N_scope.

(** ** sums *)
Lemma rsum_ext : forall (g h : nat -> N) len a, (forall i, (a <= i < a + len)%nat -> g i = h i) -> rsum g a len = rsum h a len.
Proof.
  intros g h. induction len as [|n IH]; intros a H; [reflexivity|]. cbn [rsum].
  rewrite (H a) by lia. rewrite (IH (S a)); [reflexivity|]. intros. apply H. lia.
Qed.
Lemma rsum_le : forall (g h : nat -> N) len a, (forall i, (a <= i < a + len)%nat -> g i <= h i) -> rsum g a len <= rsum h a len.
Proof.
  intros g h. induction len as [|n IH]; intros a H; cbn [rsum]; [lia|].
  apply N.add_le_mono; [apply H; lia|apply IH; intros; apply H; lia].
Qed.
Lemma rsum_plus : forall (g h : nat -> N) len a, rsum (fun i => g i + h i) a len = rsum g a len + rsum h a len.
Proof. intros g h. induction len as [|n IH]; intros a; cbn [rsum]; [reflexivity|]. rewrite IH. lia. Qed.
Lemma rsum_mult : forall (g : nat -> N) k len a, rsum (fun i => k * g i) a len = k * rsum g a len.
Proof. intros g k. induction len as [|n IH]; intros a; cbn [rsum]; [lia|]. rewrite IH. lia. Qed.
Lemma rsum_zero : forall len a, rsum (fun _ => 0) a len = 0.
Proof. induction len as [|n IH]; intros a; cbn [rsum]; [reflexivity|]. rewrite IH. reflexivity. Qed.
Lemma rsum_swap : forall (F : nat -> nat -> N) b lb la a,
  rsum (fun i => rsum (fun l => F i l) b lb) a la = rsum (fun l => rsum (fun i => F i l) a la) b lb.
Proof.
  intros F b lb. induction la as [|n IH]; intros a; cbn [rsum]; [symmetry; apply rsum_zero|].
  rewrite IH. rewrite <- rsum_plus. reflexivity.
Qed.
Lemma rsum_app : forall (g : nat -> N) k n a, rsum g a (n + k) = rsum g a n + rsum g (a + n) k.
Proof.
  intros g k. induction n as [|n IH]; intros a; cbn [rsum Nat.add]; [rewrite Nat.add_0_r; reflexivity|].
  rewrite IH. replace (S a + n)%nat with (a + S n)%nat by lia. lia.
Qed.
Definition inside (lo hi l : nat) : bool := (lo <=? l)%nat && (l <? hi)%nat.
Lemma rsum_window : forall (g : nat -> N) lo hi m, (lo <= hi)%nat -> (hi <= m)%nat ->
  rsum g lo (hi - lo) = rsum (fun l => if inside lo hi l then g l else 0) 0 m.
Proof.
  intros g lo hi m H1 H2. set (h := fun l => if inside lo hi l then g l else 0).
  replace m with (lo + ((hi - lo) + (m - hi)))%nat by lia. rewrite !rsum_app. cbn [Nat.add].
  rewrite (rsum_ext h (fun _ => 0) lo 0), (rsum_ext h (fun _ => 0) (m - hi)), !rsum_zero.
  - rewrite (rsum_ext h g (hi - lo) lo); [lia|]. intros i Hi. unfold h, inside.
    destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
  - intros i Hi. unfold h, inside. destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
  - intros i Hi. unfold h, inside. destruct (Nat.leb_spec lo i), (Nat.ltb_spec i hi); simpl; try lia; reflexivity.
Qed.
Lemma rsum_single : forall (g : nat -> N) j m, (j < m)%nat -> rsum (fun i => if Nat.eqb i j then g i else 0) 0 m = g j.
Proof.
  intros g j m H. rewrite (rsum_ext _ (fun l => if inside j (S j) l then g l else 0)).
  - rewrite <- rsum_window by lia. replace (S j - j)%nat with 1%nat by lia. cbn [rsum]. lia.
  - intros i _. unfold inside. destruct (Nat.eqb_spec i j), (Nat.leb_spec j i), (Nat.ltb_spec i (S j)); simpl; try lia; reflexivity.
Qed.

(** ** paths by their ends *)
Section Ends.
  Variable m : nat.
  Variables lo hi : nat -> nat.
  Hypothesis Hr : forall i, (i < m)%nat -> (lo i <= hi i <= m)%nat.
  Variable j : nat.
  Hypothesis Hj : (j < m)%nat.

  (** paths of t steps from i to j *)
  Fixpoint from (t i : nat) : N :=
    match t with O => if Nat.eqb i j then 1 else 0 | S t => rsum (from t) (lo i) (hi i - lo i) end.
  (** w A *)
  Definition into (w : nat -> N) (l : nat) : N := rsum (fun i => if inside (lo i) (hi i) l then w i else 0) 0 m.
  (** paths of t steps that end at l *)
  Fixpoint ends (t l : nat) : N := match t with O => 1 | S t => into (ends t) l end.
  Definition pair (w : nat -> N) (t : nat) : N := rsum (fun i => w i * from t i) 0 m.

  Lemma pair_step : forall w t, pair w (S t) = pair (into w) t.
  Proof.
    intros w t. unfold pair, into.
    rewrite (rsum_ext _ (fun i => rsum (fun l => if inside (lo i) (hi i) l then w i * from t l else 0) 0 m)).
    2: { intros i Hi. cbn [from]. rewrite (rsum_window _ _ _ m) by (apply Hr; lia). rewrite <- rsum_mult. apply rsum_ext.
         intros l _. destruct (inside (lo i) (hi i) l); lia. }
    rewrite rsum_swap. apply rsum_ext. intros l _. rewrite N.mul_comm, <- rsum_mult. apply rsum_ext. intros i _.
    destruct (inside (lo i) (hi i) l); lia.
  Qed.
  Lemma pair_ends : forall s t, pair (fun _ => 1) (s + t) = pair (ends s) t.
  Proof.
    induction s as [|s IH]; intro t; [reflexivity|]. cbn [ends]. change (pair (fun l => into (ends s) l) t) with (pair (into (ends s)) t).
    rewrite <- pair_step, <- IH. f_equal. lia.
  Qed.
  Lemma pair_zero : forall w, pair w 0 = w j.
  Proof.
    intro w. unfold pair. cbn [from]. rewrite (rsum_ext _ (fun i => if Nat.eqb i j then w i else 0)); [apply rsum_single, Hj|].
    intros i _. destruct (Nat.eqb i j); lia.
  Qed.
  Lemma pair_le : forall v w k t, (forall i, (i < m)%nat -> v i <= k * w i) -> pair v t <= k * pair w t.
  Proof.
    intros v w k t H. unfold pair. rewrite <- rsum_mult. apply rsum_le. intros i Hi. rewrite N.mul_assoc.
    apply N.mul_le_mono_r, H. lia.
  Qed.

  Variable v : nat -> N.
  Variables (p q K : N) (tau : nat).
  Hypothesis H1 : forall l, (l < m)%nat -> p * v l <= q * into v l.
  Hypothesis H0 : forall l, (l < m)%nat -> v l <= K * ends tau l.

  Lemma pair_grows : forall t, p ^ N.of_nat t * v j <= q ^ N.of_nat t * pair v t.
  Proof.
    induction t as [|t IH]; [rewrite pair_zero; simpl; lia|]. rewrite Nat2N.inj_succ, !N.pow_succ_r'.
    apply N.le_trans with (q ^ N.of_nat t * (p * pair v t)); [nia|].
    rewrite <- N.mul_assoc, (N.mul_comm q), <- N.mul_assoc. apply N.mul_le_mono_l. rewrite pair_step, N.mul_comm.
    apply N.le_trans with (pair (fun l => p * v l) t).
    - unfold pair. rewrite <- N.mul_comm, <- rsum_mult. apply rsum_le. intros i _. lia.
    - rewrite (N.mul_comm _ q). apply pair_le. exact H1.
  Qed.
  Lemma ends_grow : forall t, p ^ N.of_nat t * v j <= K * q ^ N.of_nat t * pair (fun _ => 1) (tau + t).
  Proof.
    intro t. eapply N.le_trans; [apply pair_grows|]. rewrite pair_ends, (N.mul_comm K), <- N.mul_assoc.
    apply N.mul_le_mono_l, pair_le. exact H0.
  Qed.
End Ends.

(** ** the finite check *)
Definition row_lo (sigma : list nat) (i : nat) : nat := Nat.min (nth i sigma 0%nat) (nth (S i) sigma 0%nat).
Definition row_hi (sigma : list nat) (i : nat) : nat := Nat.max (nth i sigma 0%nat) (nth (S i) sigma 0%nat).
Definition vinto (sigma : list nat) (v : list N) : list N :=
  let m := (length sigma - 1)%nat in map (into m (row_lo sigma) (row_hi sigma) (fun i => nth i v 0)) (seq 0 m).
Fixpoint vends (sigma : list nat) (t : nat) : list N :=
  match t with O => repeat 1 (length sigma - 1) | S t => vinto sigma (vends sigma t) end.
(** v/K is at most the number of paths of tau steps that end at each interval, v A >= (p/q) v, (cn/cd) (p/q)^tau <= v_j/K *)
Definition check_paths (sigma : list nat) (j tau : nat) (p q K cn cd : N) (v : list N) : bool :=
  let m := (length sigma - 1)%nat in
  let e := vends sigma tau in
  let w := vinto sigma v in
  forallb (fun x => Nat.ltb x (length sigma)) sigma && ranges_ok (orows sigma) && Nat.ltb j m && N.ltb 0 q && N.ltb 0 cd && N.ltb 0 K &&
  forallb (fun l => N.leb (p * nth l v 0) (q * nth l w 0) && N.leb (nth l v 0) (K * nth l e 0)) (seq 0 m) &&
  N.leb (cn * p ^ N.of_nat tau * K) (cd * q ^ N.of_nat tau * nth j v 0).

Lemma vinto_nth : forall sigma v l, (l < length sigma - 1)%nat ->
  nth l (vinto sigma v) 0 = into (length sigma - 1) (row_lo sigma) (row_hi sigma) (fun i => nth i v 0) l.
Proof.
  intros sigma v l Hl. unfold vinto. cbv zeta. set (h := into _ _ _ _).
  rewrite (nth_indep _ 0 (h 0%nat)) by (rewrite map_length, seq_length; exact Hl). rewrite map_nth, seq_nth by exact Hl. reflexivity.
Qed.
Lemma into_ext : forall m lo hi v w l, (forall i, (i < m)%nat -> v i = w i) -> into m lo hi v l = into m lo hi w l.
Proof. intros m lo hi v w l H. apply rsum_ext. intros i Hi. rewrite H by lia. reflexivity. Qed.
Lemma vends_nth : forall sigma t l, (l < length sigma - 1)%nat ->
  nth l (vends sigma t) 0 = ends (length sigma - 1) (row_lo sigma) (row_hi sigma) t l.
Proof.
  intros sigma. induction t as [|t IH]; intros l Hl; cbn [vends ends].
  - rewrite (nth_indep _ 0 1) by (rewrite repeat_length; exact Hl). apply nth_repeat.
  - rewrite vinto_nth by exact Hl. apply into_ext. exact IH.
Qed.

(** the number of paths of t steps that end at interval j, without evaluating it *)
Definition path_count (sigma : list nat) (j t : nat) : N := lcount (orows sigma) j t.

Lemma from_paths : forall sigma j t i, let m := (length sigma - 1)%nat in
  let laps := fun i => [(0%R, 0%R, row_lo sigma i, row_hi sigma i) : lap] in
  lpaths laps j t i = from (row_lo sigma) (row_hi sigma) j t i.
Proof.
  intros sigma j t. cbv zeta. induction t as [|t IH]; intro i; cbn [lpaths from lapsum]; [reflexivity|].
  rewrite N.add_0_r. apply rsum_ext. intros l _. apply IH.
Qed.

(** every index of an image is that of a point, so rows end at m *)
Lemma rows_within : forall sigma, forallb (fun x => Nat.ltb x (length sigma)) sigma = true ->
  forall i, (i < length sigma - 1)%nat -> (row_lo sigma i <= row_hi sigma i <= length sigma - 1)%nat.
Proof.
  intros sigma A i Hi. assert (Hs : forall i, (i < length sigma)%nat -> (nth i sigma 0 < length sigma)%nat).
  { intros k Hk. rewrite forallb_forall in A. apply Nat.ltb_lt, A, nth_In, Hk. }
  pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)). unfold row_lo, row_hi. lia.
Qed.
Lemma path_count_pair : forall sigma j, forallb (fun x => Nat.ltb x (length sigma)) sigma = true -> ranges_ok (orows sigma) = true ->
  forall t, pair (length sigma - 1) (row_lo sigma) (row_hi sigma) j (fun _ => 1) t = path_count sigma j t.
Proof.
  intros sigma j A B t. pose proof (orows_len sigma) as OL. unfold path_count.
  rewrite (lcount_ok (orows sigma) B j (fun i => [(0%R, 0%R, row_lo sigma i, row_hi sigma i) : lap])).
  - rewrite OL. unfold pair. apply rsum_ext. intros i _. rewrite N.mul_1_l. symmetry. apply from_paths.
  - intros i Hi. rewrite OL in Hi. rewrite orows_nth by lia. reflexivity.
Qed.
Lemma path_count_checked : forall sigma j t, forallb (fun x => Nat.ltb x (length sigma)) sigma = true -> ranges_ok (orows sigma) = true ->
  (j < length sigma - 1)%nat -> check_orbit sigma j t (path_count sigma j t) = true.
Proof.
  intros sigma j t A B C. unfold check_orbit, check_count, path_count. rewrite A, B, N.eqb_refl, orows_len, andb_true_r. cbn [andb].
  apply Nat.ltb_lt. exact C.
Qed.

Theorem paths_grow : forall sigma j tau p q K cn cd v, check_paths sigma j tau p q K cn cd v = true ->
  forall t, (tau <= t)%nat ->
  cn * p ^ N.of_nat t <= cd * q ^ N.of_nat t * path_count sigma j t /\
  check_orbit sigma j t (path_count sigma j t) = true.
Proof.
  intros sigma j tau p q K cn cd v H t Ht. unfold check_paths in H. cbv zeta in H. rewrite !andb_true_iff in H.
  destruct H as (((((((A & B) & C) & D) & E) & Z) & F) & G).
  set (m := (length sigma - 1)%nat) in *. apply Nat.ltb_lt in C. apply N.ltb_lt in D, E, Z. apply N.leb_le in G.
  split; [|apply path_count_checked; assumption].
  pose proof (rows_within sigma A) as Hr. fold m in Hr.
  rewrite forallb_forall in F.
  assert (F' : forall l, (l < m)%nat -> p * nth l v 0 <= q * into m (row_lo sigma) (row_hi sigma) (fun i => nth i v 0) l /\
    nth l v 0 <= K * ends m (row_lo sigma) (row_hi sigma) tau l).
  { intros l Hl. specialize (F l ltac:(apply in_seq; lia)). rewrite andb_true_iff, !N.leb_le in F.
    rewrite vinto_nth, vends_nth in F by exact Hl. exact F. }
  pose proof (ends_grow m (row_lo sigma) (row_hi sigma) Hr j C (fun i => nth i v 0) p q K tau
    (fun l Hl => proj1 (F' l Hl)) (fun l Hl => proj2 (F' l Hl)) (t - tau)) as X.
  replace (tau + (t - tau))%nat with t in X by lia. cbv beta in X.
  pose proof (path_count_pair sigma j A B t) as Y. fold m in Y.
  rewrite Y in X. set (n := path_count sigma j t) in *.
  replace (N.of_nat t) with (N.of_nat tau + N.of_nat (t - tau)) by lia. rewrite !N.pow_add_r.
  set (pt := p ^ N.of_nat tau) in *. set (qt := q ^ N.of_nat tau) in *.
  set (ps := p ^ N.of_nat (t - tau)) in *. set (qs := q ^ N.of_nat (t - tau)) in *.
  apply (N.mul_le_mono_pos_r _ _ K Z).
  apply N.le_trans with (cd * qt * nth j v 0 * ps); [nia|].
  apply N.le_trans with (cd * qt * (K * qs * n)); [|nia].
  rewrite <- N.mul_assoc. apply N.mul_le_mono_l. lia.
Qed.

(** ** for real constants: at least c r^t crossings *)
Open Scope R_scope.
Definition numer (x : Q) : N := Z.to_N (Qnum x).
Definition denom (x : Q) : N := Npos (Qden x).
(** everything for r = rq, c = cq, as one boolean *)
Definition check_paths_at (sigma : list nat) (j tau : nat) (rq cq : Q) (K : N) (v : list N) : bool :=
  Qle_bool 0 rq && Qle_bool 0 cq && check_paths sigma j tau (numer rq) (denom rq) K (numer cq) (denom cq) v.

Lemma Q2R_parts : forall x, Qle_bool 0 x = true -> Q2R x = IZR (Z.of_N (numer x)) / IZR (Z.of_N (denom x)).
Proof.
  intros [a b] H. unfold Qle_bool in H. simpl in H. unfold Q2R, numer, denom, Rdiv. cbn [Qnum Qden].
  rewrite Z2N.id by (apply Z.leb_le; lia). reflexivity.
Qed.
Lemma pow_N : forall a n, IZR (Z.of_N a) ^ n = IZR (Z.of_N (a ^ N.of_nat n)).
Proof. intros a n. rewrite pow_IZR, N2Z.inj_pow, nat_N_Z. reflexivity. Qed.

(** the number of crossings is at least c r^t, as a real *)
Theorem paths_count : forall sigma j tau rq cq K v, check_paths_at sigma j tau rq cq K v = true ->
  forall t, (tau <= t)%nat -> Q2R cq * Q2R rq ^ t <= IZR (Z.of_N (path_count sigma j t)) /\
    check_orbit sigma j t (path_count sigma j t) = true.
Proof.
  intros sigma j tau rq cq K v H t Ht. unfold check_paths_at in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  destruct (paths_grow _ _ _ _ _ _ _ _ _ C t Ht) as (D & E). split; [|exact E].
  rewrite (Q2R_parts rq A), (Q2R_parts cq B). set (n := path_count sigma j t) in *.
  apply N2Z.inj_le, IZR_le in D. rewrite !N2Z.inj_mul, !mult_IZR, <- !pow_N in D.
  assert (P : forall x, 0 < IZR (Z.of_N (denom x))) by (intro x; apply IZR_lt; reflexivity).
  pose proof (P rq) as P1. pose proof (P cq) as P2. set (q := IZR (Z.of_N (denom rq))) in *. set (cd := IZR (Z.of_N (denom cq))) in *.
  set (p := IZR (Z.of_N (numer rq))) in *. set (cn := IZR (Z.of_N (numer cq))) in *.
  assert (P3 : 0 < q ^ t) by (apply pow_lt; exact P1).
  assert (E2 : (p / q) ^ t * q ^ t = p ^ t).
  { rewrite <- Rpow_mult_distr. f_equal. field. lra. }
  apply (Rmult_le_reg_r (cd * q ^ t)); [apply Rmult_lt_0_compat; assumption|].
  replace (cn / cd * (p / q) ^ t * (cd * q ^ t)) with (cn * ((p / q) ^ t * q ^ t)) by (field; lra).
  rewrite E2. lra.
Qed.

Lemma paths_large : forall sigma j tau rq cq K v, check_paths_at sigma j tau rq cq K v = true ->
  forall t g ws, (tau <= t)%nat -> IZR (Z.of_N (capw ws)) < Q2R cq * Q2R rq ^ t -> fits g ws ->
  (capw ws < path_count sigma j t)%N.
Proof.
  intros sigma j tau rq cq K v H t g ws Ht Hw _. destruct (paths_count _ _ _ _ _ _ _ H t Ht) as (A & _).
  assert (B : IZR (Z.of_N (capw ws)) < IZR (Z.of_N (path_count sigma j t))) by lra. apply lt_IZR in B. lia.
Qed.

(** the pieces of depth k and width w, as a real *)
Lemma uniform_pieces : forall w k, IZR (Z.of_N (capw (repeat w k))) = (IZR (Z.of_N w) + 1) ^ k.
Proof. intros w k. rewrite capw_repeat, <- pow_N, N2Z.inj_add, plus_IZR. reflexivity. Qed.

(** Theorem 2 for points that f sends as sigma says *)
Theorem points_every : forall f P sigma j tau rq cq K v, continuity f -> increasing P -> maps f P sigma ->
  check_paths_at sigma j tau rq cq K v = true ->
  forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < Q2R cq * Q2R rq ^ t ->
  exists z, nth 0 P 0 <= z <= last P 0 /\ (nth (S j) P 0 - nth j P 0) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros f P sigma j tau rq cq K v Hf HP HM HC t g ws Ht Hg Hw. destruct (paths_count _ _ _ _ _ _ _ HC t Ht) as (_ & O).
  exact (orbit_sound _ sigma j t _ O HP _ Hf HM g ws Hg (paths_large _ _ _ _ _ _ _ HC t g ws Ht Hw Hg)).
Qed.
Theorem points_every_on : forall f P sigma j tau rq cq K v, cont_on f (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) ->
  increasing P -> maps f P sigma -> check_paths_at sigma j tau rq cq K v = true ->
  forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < Q2R cq * Q2R rq ^ t ->
  exists z, nth 0 P 0 <= z <= last P 0 /\ (nth (S j) P 0 - nth j P 0) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros f P sigma j tau rq cq K v Hf Hs HP HM HC t g ws Ht Hg Hw. destruct (paths_count _ _ _ _ _ _ _ HC t Ht) as (_ & O).
  exact (orbit_sound_on _ sigma j t _ O HP _ Hf Hs HM g ws Hg (paths_large _ _ _ _ _ _ _ HC t g ws Ht Hw Hg)).
Qed.

(** the ends are the first and the last point, and e is at most half the distance of two neighbours *)
Definition check_neighbours (ps : list Q) (j : nat) (a b e : Q) : bool :=
  Qeq_bool a (nth 0 ps 0%Q) && Qeq_bool b (last ps 0%Q) && Qle_bool e ((nth (S j) ps 0%Q - nth j ps 0%Q) / 2).
Lemma neighbours_ok : forall ps j a b e, check_neighbours ps j a b e = true ->
  nth 0 (map Q2R ps) 0 = Q2R a /\ last (map Q2R ps) 0 = Q2R b /\ Q2R e <= (nth (S j) (map Q2R ps) 0 - nth j (map Q2R ps) 0) / 2.
Proof.
  intros ps j a b e H. unfold check_neighbours in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C).
  apply Qeq_bool_iff, Qeq_eqR in A, B. apply Qle_boolR in C. rewrite Q2R_div, Q2R_minus in C by discriminate.
  replace (Q2R 2) with 2 in C by (unfold Q2R; simpl; lra). rewrite !Q2R_nth, last_Q2R. repeat split; congruence || exact C.
Qed.

(** Theorem 2 for a piecewise-linear map *)
Theorem map_every : forall Vq ps sigma j tau rq cq K v aq bq eq,
  check_points Vq ps sigma = true -> check_paths_at sigma j tau rq cq K v = true -> check_neighbours ps j aq bq eq = true ->
  forall V a b e c r, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> e = Q2R eq -> c = Q2R cq -> r = Q2R rq ->
  forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < c * r ^ t ->
  exists z, a <= z <= b /\ e <= Rabs (iter (graph V) t z - neval g z).
Proof.
  intros Vq ps sigma j tau rq cq K v aq bq eq HV HC HE V a b e c r -> -> -> -> -> -> t g ws Ht Hg Hw.
  destruct (neighbours_ok _ _ _ _ _ HE) as (<- & <- & Ee). destruct (check_points_maps Vq ps sigma HV) as (HP & HM).
  assert (Cf : continuity (graph (map q2r2 Vq))).
  { apply graph_continuity. unfold check_points in HV. rewrite !andb_true_iff in HV. tauto. }
  destruct (points_every _ _ _ _ _ _ _ _ _ Cf HP HM HC t g ws Ht Hg Hw) as (z & Hz & He). exists z. split; [exact Hz|lra].
Qed.

(** Theorem 2 for every continuous map with given values *)
Theorem set_every : forall Vq sigma j tau rq cq K v aq bq eq,
  incQ (map fst Vq) && check_values (map fst Vq) Vq sigma = true -> check_paths_at sigma j tau rq cq K v = true ->
  check_neighbours (map fst Vq) j aq bq eq = true ->
  forall V a b e c r, V = map q2r2 Vq -> a = Q2R aq -> b = Q2R bq -> e = Q2R eq -> c = Q2R cq -> r = Q2R rq ->
  forall f, cont_on f a b -> selfmap f a b -> takes f V ->
  forall t g ws, (tau <= t)%nat -> fits g ws -> IZR (Z.of_N (capw ws)) < c * r ^ t ->
  exists z, a <= z <= b /\ e <= Rabs (iter f t z - neval g z).
Proof.
  intros Vq sigma j tau rq cq K v aq bq eq HV HC HE V a b e c r -> -> -> -> -> -> f Hf Hs Hv t g ws Ht Hg Hw.
  destruct (neighbours_ok _ _ _ _ _ HE) as (Ea & Eb & Ee). rewrite <- Ea, <- Eb in *.
  rewrite andb_true_iff in HV. destruct HV as (HP & HM). apply incQ_ok in HP. pose proof (values_maps f _ Vq sigma HM Hv) as Hm.
  destruct (points_every_on _ _ _ _ _ _ _ _ _ Hf Hs HP Hm HC t g ws Ht Hg Hw) as (z & Hz & He). exists z. split; [exact Hz|lra].
Qed.
