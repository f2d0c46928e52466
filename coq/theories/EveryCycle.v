(* EveryCycle: every continuous f with a point of least period n, nothing else known: all patterns of n-cycles are checked
   (docs/theory.md, section 3, every map with a p-cycle). *)
Require Import Reals List NArith Lia Lra Bool Permutation.
From Orbitex Require Import Crossings Pieces Networks Counts Conclusions Orbits.
Import ListNotations.

(** ** the finite check *)
Fixpoint sorb (sigma : list nat) (k i : nat) : list nat :=
  match k with O => nil | S k' => i :: sorb sigma k' (nth i sigma 0%nat) end.
Fixpoint nodupb (l : list nat) : bool :=
  match l with nil => true | a :: r => negb (existsb (Nat.eqb a) r) && nodupb r end.
(** all permutations of a list *)
Fixpoint inserts (a : nat) (l : list nat) : list (list nat) :=
  (a :: l) :: match l with nil => nil | b :: r => map (cons b) (inserts a r) end.
Fixpoint perms (l : list nat) : list (list nat) :=
  match l with nil => [nil] | a :: r => flat_map (inserts a) (perms r) end.
(** level j of pattern s has at least N crossings of f^t *)
Definition good (t : nat) (N : N) (s : list nat) (j : nat) : bool :=
  N.leb N (lcount (orows s) j t) && forallb (fun i => Nat.ltb i (length s)) s && ranges_ok (orows s) && Nat.ltb j (length (orows s)).
(** every pattern that is one n-cycle has a level with at least N crossings of f^t *)
Definition check_every (n t : nat) (N : N) : bool :=
  forallb (fun s => if nodupb (sorb s n 0) then existsb (good t N s) (seq 0 (n-1)) else true) (perms (seq 0 n)).

Lemma in_inserts : forall a s1 s2, In (s1 ++ a :: s2) (inserts a (s1 ++ s2)).
Proof.
  intros a. induction s1 as [|b s1 IH]; intro s2.
  - destruct s2; left; reflexivity.
  - right. simpl. apply in_map. apply IH.
Qed.
Lemma in_perms : forall l s, Permutation s l -> In s (perms l).
Proof.
  induction l as [|a l IH]; intros s H.
  - apply Permutation_sym, Permutation_nil in H. subst. left. reflexivity.
  - destruct (in_split a s) as (s1 & s2 & ->).
    + apply (Permutation_in a (Permutation_sym H)). left. reflexivity.
    + simpl. apply in_flat_map. exists (s1 ++ s2). split; [|apply in_inserts].
      apply IH. apply Permutation_cons_inv with a. eapply Permutation_trans; [|exact H].
      apply Permutation_middle.
Qed.
Lemma good_check : forall t N s j, good t N s j = true ->
  (N <= lcount (orows s) j t)%N /\ check_orbit s j t (lcount (orows s) j t) = true.
Proof.
  intros t N s j H. unfold good in H. rewrite !andb_true_iff in H. destruct H as (((A & B) & C) & D).
  split; [apply N.leb_le; exact A|]. unfold check_orbit, check_count. rewrite B, C, D, N.eqb_refl. reflexivity.
Qed.

Lemma nodupb_ok : forall l, NoDup l -> nodupb l = true.
Proof.
  induction 1 as [|a l Ha H IH]; [reflexivity|]. simpl. rewrite IH, andb_true_r. apply negb_true_iff.
  destruct (existsb (Nat.eqb a) l) eqn:E; [|reflexivity]. apply existsb_exists in E.
  destruct E as (b & Hb & Eb). apply Nat.eqb_eq in Eb. subst. contradiction.
Qed.

Open Scope R_scope.
(** ** sorting reals *)
Fixpoint ins (x : R) (l : list R) : list R :=
  match l with nil => [x] | y :: r => if Rlt_dec x y then x :: l else y :: ins x r end.
Fixpoint inc (l : list R) : Prop :=
  match l with a :: ((b :: _) as r) => a < b /\ inc r | _ => True end.
Lemma in_ins : forall p x l, In p (ins x l) <-> p = x \/ In p l.
Proof.
  intros p x. induction l as [|y r IH]; simpl; [intuition congruence|]. destruct (Rlt_dec x y); simpl; [intuition congruence|].
  rewrite IH. intuition congruence.
Qed.
Lemma len_ins : forall x l, length (ins x l) = S (length l).
Proof. intros x. induction l as [|y r IH]; simpl; [reflexivity|]. destruct (Rlt_dec x y); simpl; congruence. Qed.
Lemma inc_ins : forall x l, ~ In x l -> inc l -> inc (ins x l).
Proof.
  intros x. induction l as [|y r IH]; intros Hn H; simpl; [exact I|]. destruct (Rlt_dec x y) as [L|L].
  - split; assumption.
  - assert (y < x). { destruct (Rtotal_order x y) as [T|[T|T]]; [contradiction| |exact T]. exfalso; apply Hn; left; congruence. }
    assert (Hr : inc (ins x r)). { apply IH; [intro K; apply Hn; right; exact K|]. destruct r; [exact I|apply H]. }
    destruct r as [|z r]; [simpl; tauto|]. simpl in *. destruct (Rlt_dec x z); simpl; tauto.
Qed.
Definition sort (l : list R) : list R := fold_right ins nil l.
Lemma in_sort : forall l p, In p (sort l) <-> In p l.
Proof. induction l as [|a l IH]; intro p; simpl; [tauto|]. rewrite in_ins, IH. intuition congruence. Qed.
Lemma len_sort : forall l, length (sort l) = length l.
Proof. induction l as [|a l IH]; simpl; [reflexivity|]. rewrite len_ins, IH. reflexivity. Qed.
Lemma inc_sort : forall l, NoDup l -> inc (sort l).
Proof. induction 1 as [|a l Ha H IH]; simpl; [exact I|]. apply inc_ins; [rewrite in_sort; exact Ha|exact IH]. Qed.
Lemma inc_increasing : forall l, inc l -> increasing l.
Proof.
  induction l as [|a [|b r] IH]; intros H i Hi; simpl in Hi; try lia. destruct H as (A & B).
  destruct i as [|i]; [exact A|]. apply (IH B i). simpl. lia.
Qed.

(** ** periodic points *)
Definition least_period (f : R -> R) (n : nat) (x : R) : Prop :=
  (0 < n)%nat /\ iter f n x = x /\ forall i, (0 < i < n)%nat -> iter f i x <> x.
(** the n points x, f x, ..., f^(n-1) x *)
Definition orbit (f : R -> R) (n : nat) (x : R) : list R := map (fun i => iter f i x) (seq 0 n).

Lemma iter_add : forall f a b x, iter f (a + b) x = iter f b (iter f a x).
Proof. intros f. induction a as [|a IH]; intros b x; simpl; [reflexivity|apply IH]. Qed.
Lemma iter_mult : forall f n x, iter f n x = x -> forall a, iter f (a * n) x = x.
Proof. intros f n x H. induction a as [|a IH]; [reflexivity|]. cbn [Nat.mul]. rewrite iter_add, H. exact IH. Qed.

Lemma lp_iter : forall f n x a, least_period f n x -> least_period f n (iter f a x).
Proof.
  intros f n x a (Hn & H & Hl). split; [exact Hn|]. split.
  - rewrite <- iter_add, Nat.add_comm, iter_add, H. reflexivity.
  - intros i Hi E. apply (Hl i Hi).
    assert (E2 : iter f (a * n - a) (iter f i (iter f a x)) = iter f (a * n - a) (iter f a x)) by (rewrite E; reflexivity).
    rewrite <- !iter_add in E2. assert (a <= a * n)%nat by nia.
    replace (a + (a * n - a))%nat with (a * n)%nat in E2 by lia.
    replace (a + (i + (a * n - a)))%nat with (a * n + i)%nat in E2 by lia.
    rewrite iter_add, !(iter_mult f n x H) in E2. exact E2.
Qed.

Lemma NoDup_map_on : forall (A B : Type) (h : A -> B) l, (forall i k, In i l -> In k l -> h i = h k -> i = k) -> NoDup l -> NoDup (map h l).
Proof.
  intros A B h l H HN. induction HN as [|a l Ha HN IH]; simpl; constructor.
  - intro K. apply in_map_iff in K. destruct K as (b & E & Hb). apply Ha.
    rewrite (H a b); [exact Hb|left; reflexivity|right; exact Hb|congruence].
  - apply IH. intros i k Hi Hk. apply H; right; assumption.
Qed.

Lemma orbit_nodup : forall f n x, least_period f n x -> NoDup (orbit f n x).
Proof.
  intros f n x (Hn & H & Hl). unfold orbit. apply NoDup_map_on; [|apply seq_NoDup].
  assert (W : forall i k, (i < k < n)%nat -> iter f i x <> iter f k x).
  { intros i k Hik E. apply (Hl (i + (n - k))%nat ltac:(lia)). rewrite iter_add, E, <- iter_add.
    replace (k + (n - k))%nat with n by lia. exact H. }
  intros i k Hi Hk E. apply in_seq in Hi, Hk. destruct (Nat.lt_trichotomy i k) as [T|[T|T]]; [|exact T|].
  - exfalso. apply (W i k); [lia|exact E].
  - exfalso. apply (W k i); [lia|congruence].
Qed.

Lemma orbit_closed : forall f n x p, least_period f n x -> In p (orbit f n x) -> In (f p) (orbit f n x).
Proof.
  intros f n x p (Hn & H & _) Hp. unfold orbit in *. apply in_map_iff in Hp. destruct Hp as (i & <- & Hi). apply in_seq in Hi.
  apply in_map_iff. destruct (Nat.eq_dec (S i) n) as [E|E].
  - exists 0%nat. split; [|apply in_seq; lia]. simpl. rewrite <- H at 1. rewrite <- E.
    replace (S i) with (i + 1)%nat by lia. rewrite iter_add. reflexivity.
  - exists (S i). split; [|apply in_seq; lia]. replace (S i) with (i + 1)%nat by lia. rewrite iter_add. reflexivity.
Qed.

Lemma choose_sigma : forall (f : R -> R) (P0 l : list R), (forall p, In p l -> In (f p) P0) ->
  exists sg, Forall2 (fun p s => f p = nth s P0 0) l sg /\ Forall (fun s => (s < length P0)%nat) sg.
Proof.
  intros f P0. induction l as [|p l IH]; intro H; [exists nil; split; constructor|].
  destruct IH as (sg & A & B); [intros q Hq; apply H; right; exact Hq|].
  destruct (In_nth P0 (f p) 0 (H p (or_introl eq_refl))) as (s & Hs & E).
  exists (s :: sg). split; constructor; try assumption. symmetry; exact E.
Qed.

Lemma sorb_iter : forall f P sigma, (forall i, (i < length P)%nat -> f (nth i P 0) = nth (nth i sigma 0%nat) P 0) ->
  (forall i, (i < length P)%nat -> (nth i sigma 0%nat < length P)%nat) ->
  forall k i, (i < length P)%nat ->
  map (fun s => nth s P 0) (sorb sigma k i) = map (fun a => iter f a (nth i P 0)) (seq 0 k).
Proof.
  intros f P sigma H1 H2. induction k as [|k IH]; intros i Hi; [reflexivity|]. cbn [sorb map seq]. f_equal.
  rewrite (IH _ (H2 i Hi)), <- seq_shift, map_map. apply map_ext. intro a. rewrite <- (H1 i Hi). reflexivity.
Qed.

Lemma last_in : forall (l : list R) d, l <> nil -> In (last l d) l.
Proof.
  induction l as [|a [|b r] IH]; intros d H; [congruence|left; reflexivity|].
  right. apply (IH d). discriminate.
Qed.

Theorem every_cycle : forall n t N, check_every n t N = true -> forall f, continuity f ->
  forall x, least_period f n x ->
  exists u v a b M, u < v /\ In u (orbit f n x) /\ In v (orbit f n x) /\ In a (orbit f n x) /\ In b (orbit f n x) /\
    (N <= M)%N /\ ncross (iter f t) u v a b M.
Proof.
  intros n t N HC f Hf x Hx. set (P := sort (orbit f n x)).
  assert (LP : length P = n) by (unfold P, orbit; rewrite len_sort, map_length, seq_length; reflexivity).
  assert (HP : increasing P) by (apply inc_increasing, inc_sort, orbit_nodup; exact Hx).
  assert (IP : forall i, (i < n)%nat -> In (nth i P 0) (orbit f n x)).
  { intros i Hi. apply in_sort. fold P. apply nth_In. rewrite LP. exact Hi. }
  destruct (choose_sigma f P P) as (sigma & HM & HB).
  { intros p Hp. apply in_sort. apply orbit_closed; [exact Hx|]. apply in_sort. exact Hp. }
  assert (Ls : length sigma = n) by (rewrite <- LP; symmetry; apply (F2_len _ _ _ HM)).
  assert (Hn : (0 < n)%nat) by apply Hx.
  assert (L0 : forall i, (i < n)%nat -> least_period f n (nth i P 0)).
  { intros i Hi. pose proof (IP i Hi) as I0. unfold orbit in I0. apply in_map_iff in I0. destruct I0 as (a & <- & _).
    apply lp_iter. exact Hx. }
  assert (ND : NoDup sigma).
  { apply (NoDup_map_inv (fun s => nth s P 0)).
    assert (E : map (fun s => nth s P 0) sigma = map f P).
    { assert (G : forall l sg, Forall2 (fun p s => f p = nth s P 0) l sg -> map (fun s => nth s P 0) sg = map f l).
      { intros l sg K. induction K as [|p s l sg H1 H2 IH]; [reflexivity|]. cbn [map]. rewrite IH, H1. reflexivity. }
      apply G. exact HM. }
    rewrite E. apply NoDup_map_on.
    - intros p q Hp Hq Epq.
      assert (back : forall r, In r P -> iter f (n - 1) (f r) = r).
      { intros r Hr. destruct (In_nth P r 0 Hr) as (i & Hi & <-). rewrite LP in Hi. destruct (L0 i Hi) as (_ & K & _).
        change (iter f (n - 1) (f (nth i P 0))) with (iter f (S (n - 1)) (nth i P 0)). replace (S (n - 1)) with n by lia. exact K. }
      rewrite <- (back p Hp), <- (back q Hq), Epq. reflexivity.
    - apply (Permutation_NoDup (l := P)); [apply Permutation_refl|]. clear -HP. 
      apply NoDup_nth with (d := 0). intros i j Hi Hj E.
      assert (lt : forall k i, (i < k)%nat -> (k < length P)%nat -> nth i P 0 < nth k P 0).
      { induction k as [|k IH]; intros i0 H1 H2; [lia|]. pose proof (HP k H2).
        destruct (Nat.eq_dec i0 k) as [->|Hne]; [assumption|]. specialize (IH i0 ltac:(lia) ltac:(lia)). lra. }
      destruct (Nat.lt_trichotomy i j) as [T|[T|T]]; [|exact T|].
      + specialize (lt j i T Hj). lra.
      + specialize (lt i j T Hi). lra. }
  assert (PM : Permutation sigma (seq 0 n)).
  { apply NoDup_Permutation_bis; [exact ND|rewrite seq_length; lia|].
    intros k Hk. apply in_seq. rewrite Forall_forall in HB. specialize (HB k Hk). lia. }
  unfold check_every in HC. rewrite forallb_forall in HC.
  specialize (HC sigma (in_perms _ _ PM)).
  assert (E : nodupb (sorb sigma n 0) = true).
  { apply nodupb_ok. apply (NoDup_map_inv (fun s => nth s P 0)).
    rewrite (sorb_iter f P sigma).
    - apply (orbit_nodup f n _ (L0 0%nat Hn)).
    - intros i Hi. apply (maps_nth f P P sigma HM i Hi).
    - intros i Hi. rewrite Forall_forall in HB. apply HB, nth_In. lia.
    - lia. }
  rewrite E in HC. apply existsb_exists in HC. destruct HC as (j & Hj & HG). apply in_seq in Hj.
  destruct (good_check t N sigma j HG) as (A & B).
  destruct (orbit_ncross f P sigma j t _ Hf HP HM B) as (K & Hxy).
  exists (nth j P 0), (nth (S j) P 0), (nth 0 P 0), (last P 0), (lcount (orows sigma) j t).
  split; [exact Hxy|]. split; [apply IP; lia|]. split; [apply IP; lia|]. split; [apply IP; lia|]. split; [|split; [exact A|exact K]].
  apply in_sort. fold P. apply last_in. intro Z. rewrite Z in LP. simpl in LP. lia.
Qed.

(** nets: the two neighbours u, v of the orbit do not depend on the net *)
Theorem every_cycle_sound : forall n t N, check_every n t N = true -> forall f, continuity f ->
  forall x, least_period f n x ->
  exists u v a b, u < v /\ In u (orbit f n x) /\ In v (orbit f n x) /\ In a (orbit f n x) /\ In b (orbit f n x) /\
    forall g ws, fits g ws -> (capw ws < N)%N ->
    exists z, a <= z <= b /\ (v - u) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros n t N HC f Hf x Hx. destruct (every_cycle n t N HC f Hf x Hx) as (u & v & a & b & M & A & B & C & D & E & F & K).
  exists u, v, a, b. split; [exact A|]. split; [exact B|]. split; [exact C|]. split; [exact D|]. split; [exact E|].
  intros g ws Hg HK. eapply sup_widths; [exact A|exact K|exact Hg|]. eapply N.lt_le_trans; [exact HK|exact F].
Qed.

(** with a gap between the points of the orbit: one numeric error for all nets *)
Theorem every_cycle_gap : forall n t N, check_every n t N = true -> forall f, continuity f ->
  forall x gap, least_period f n x ->
  (forall p q, In p (orbit f n x) -> In q (orbit f n x) -> p < q -> gap <= q - p) ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists z, gap / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros n t N HC f Hf x gap Hx Hgap g ws Hg HK.
  destruct (every_cycle_sound n t N HC f Hf x Hx) as (u & v & a & b & A & B & C & _ & _ & H).
  destruct (H g ws Hg HK) as (z & _ & He). exists z. specialize (Hgap u v B C A). lra.
Qed.
