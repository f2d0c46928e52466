(* OrbitGrowth: one finite certificate for all t: integers with p v <= q (A v) and v <= K counts(s) give
   K q^t N(t+s) >= p^t sum v for every continuous f with the given values (docs/theory.md, Theorem 2, rational witness). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks Laps Counts Conclusions Orbits.
Import ListNotations.
Open Scope N_scope.

Definition le2 (a b : list N) := Forall2 N.le a b.
Definition sc (k : N) (v : list N) := map (N.mul k) v.

Lemma lsum_le : forall a b, le2 a b -> lsum a <= lsum b.
Proof. induction 1; simpl; lia. Qed.
Fixpoint le2b (a b : list N) : bool :=
  match a, b with nil, nil => true | x::a', y::b' => N.leb x y && le2b a' b' | _, _ => false end.
Lemma le2b_ok : forall a b, le2b a b = true -> le2 a b.
Proof.
  induction a; destruct b; simpl; intro H; try discriminate; constructor.
  - apply andb_prop in H. apply N.leb_le. tauto.
  - apply IHa. apply andb_prop in H. tauto.
Qed.


Lemma rsum_mono : forall (g h : nat -> N) m len a, (a + len <= m)%nat ->
  (forall i, (i < m)%nat -> g i <= h i) -> rsum g a len <= rsum h a len.
Proof.
  intros g h m. induction len as [|k IH]; intros a Ha H; simpl; [lia|].
  apply N.add_le_mono; [apply H; lia|apply IH; [lia|exact H]].
Qed.
Lemma rsum_scal : forall (g : nat -> N) k len a, rsum (fun i => k * g i) a len = k * rsum g a len.
Proof. intros g k. induction len as [|n IH]; intros a; simpl; [lia|]. rewrite IH. lia. Qed.

Section G.
  Variable m : nat.
  Variable laps : nat -> list lap.
  Hypothesis Hr : forall i, (i < m)%nat -> Forall (fun q : lap => (snd (fst q) <= snd q <= m)%nat) (laps i).
  Variable j : nat.
  Variable v : nat -> N.
  Variables (p q K : N) (s : nat).
  Hypothesis H1 : forall i, (i < m)%nat -> p * v i <= q * lapsum v (laps i).
  Hypothesis H0 : forall i, (i < m)%nat -> v i <= K * lpaths laps j s i.

  Lemma lapsum_mono : forall g h (L : list lap), Forall (fun q : lap => (snd (fst q) <= snd q <= m)%nat) L ->
    (forall i, (i < m)%nat -> g i <= h i) -> lapsum g L <= lapsum h L.
  Proof.
    intros g h L HL H. induction L as [|[[[a b] lo] hi] L IH]; simpl; [lia|]. inversion HL; subst. simpl in *.
    apply N.add_le_mono; [|apply IH; assumption]. apply (rsum_mono g h m); [lia|exact H].
  Qed.
  Lemma lapsum_scal : forall (g : nat -> N) k (L : list lap), lapsum (fun i => k * g i) L = k * lapsum g L.
  Proof.
    intros g k L. induction L as [|[[[a b] lo] hi] L IH]; simpl; [lia|]. rewrite IH, rsum_scal. lia.
  Qed.

  Lemma grow_paths : forall t i, (i < m)%nat ->
    p ^ N.of_nat t * v i <= (K * q ^ N.of_nat t) * lpaths laps j (t + s) i.
  Proof.
    induction t as [|t IH]; intros i Hi.
    - change (N.of_nat 0) with 0. rewrite !N.pow_0_r, N.mul_1_l, N.mul_1_r. apply H0, Hi.
    - rewrite Nat2N.inj_succ, !N.pow_succ_r'. cbn [Nat.add lpaths].
      apply N.le_trans with (p ^ N.of_nat t * (q * lapsum v (laps i))).
      + rewrite (N.mul_comm p), <- N.mul_assoc. apply N.mul_le_mono_l, H1, Hi.
      + replace (p ^ N.of_nat t * (q * lapsum v (laps i))) with (q * lapsum (fun i => p ^ N.of_nat t * v i) (laps i))
          by (rewrite lapsum_scal; lia).
        replace (K * (q * q ^ N.of_nat t) * lapsum (lpaths laps j (t + s)) (laps i))
          with (q * lapsum (fun i => (K * q ^ N.of_nat t) * lpaths laps j (t + s) i) (laps i))
          by (rewrite lapsum_scal; lia).
        apply N.mul_le_mono_l, lapsum_mono; [apply Hr, Hi|exact IH].
  Qed.
End G.

Definition check_grow_orbit (sigma : list nat) (j s : nat) (p q K : N) (v : list N) : bool :=
  let L := orows sigma in
  forallb (fun x => Nat.ltb x (length sigma)) sigma && ranges_ok L && Nat.ltb j (length L) &&
  Nat.eqb (length v) (length L) &&
  le2b (sc p v) (sc q (lstep L v)) && le2b v (sc K (liter L s (vinit j (length L)))).

Lemma le2_nth : forall a b, le2 a b -> forall i, nth i a 0 <= nth i b 0.
Proof. induction 1; intros [|i]; simpl; try lia; auto. Qed.
Lemma sc_nth : forall k v i, nth i (sc k v) 0 = k * nth i v 0.
Proof. intros k. induction v as [|a v IH]; intros [|i]; simpl; try lia. apply IH. Qed.

(** the count at any time, without evaluating it *)
Definition ocount (sigma : list nat) (j t : nat) : N := lcount (orows sigma) j t.

Theorem growth_count : forall sigma j s p q K v, check_grow_orbit sigma j s p q K v = true ->
  forall t, p ^ N.of_nat t * lsum v <= K * q ^ N.of_nat t * ocount sigma j (t + s) /\
    check_orbit sigma j (t + s) (ocount sigma j (t + s)) = true.
Proof.
  intros sigma j s p q K v H t. unfold check_grow_orbit in H. cbv zeta in H. rewrite !andb_true_iff in H.
  destruct H as (((((A & B) & C) & D) & E) & F). apply Nat.eqb_eq in D. apply le2b_ok in E, F.
  set (L := orows sigma) in *. set (m := length L) in *.
  split.
  2: { unfold check_orbit, check_count, ocount. fold L. rewrite A, B, N.eqb_refl. fold m. rewrite C. reflexivity. }
  set (laps := fun i => map (fun r : range => (0%R, 0%R, fst r, snd r) : lap) (nth i L nil)).
  assert (HM : forall i, (i < m)%nat -> map (fun q : lap => (snd (fst q), snd q)) (laps i) = nth i L nil).
  { intros i Hi. unfold laps. rewrite map_map. cbn [fst snd]. rewrite <- (map_id (nth i L nil)) at 2.
    apply map_ext. intros [? ?]. reflexivity. }
  assert (HR : forall i, (i < m)%nat -> Forall (fun q : lap => (snd (fst q) <= snd q <= m)%nat) (laps i)).
  { intros i Hi. pose proof (ranges_in L B i Hi) as R. rewrite <- (HM i Hi) in R. rewrite Forall_map in R. exact R. }
  assert (G : forall i, (i < m)%nat -> p ^ N.of_nat t * nth i v 0 <= (K * q ^ N.of_nat t) * lpaths laps j (t + s) i).
  { apply (grow_paths m laps HR j (fun i => nth i v 0) p q K s).
    - intros i Hi. pose proof (le2_nth _ _ E i) as T. rewrite !sc_nth in T.
      replace (lapsum (fun i => nth i v 0) (laps i)) with (nth i (lstep L v) 0); [exact T|].
      unfold lstep. rewrite (nth_indep _ 0 (rowval (scan 0 v) nil)) by (rewrite map_length; exact Hi).
      rewrite map_nth. apply (rowval_ok L v (fun i => nth i v 0) D ltac:(reflexivity) (laps i) _ (HM i Hi)).
      apply ranges_in; assumption.
    - intros i Hi. pose proof (le2_nth _ _ F i) as T. rewrite sc_nth in T.
      destruct (liter_paths L B j laps HM s) as (_ & X). fold m in X. rewrite (X i Hi) in T. exact T. }
  unfold ocount. fold L. rewrite (lcount_ok L B j laps HM (t + s)). fold m.
  replace (lsum v) with (rsum (fun i => nth i v 0) 0 m).
  - rewrite <- !rsum_scal. apply (rsum_mono _ _ m); [lia|exact G].
  - rewrite <- (lsum_range v (fun i => nth i v 0)) by (reflexivity || lia). simpl. rewrite <- D. rewrite firstn_all. reflexivity.
Qed.

Open Scope R_scope.
(** every t at once: sup norm. p, q, K, v, s are a fixed finite certificate *)
Theorem orbit_growth : forall P sigma j s p q K v, check_grow_orbit sigma j s p q K v = true -> increasing P ->
  forall f, continuity f -> maps f P sigma ->
  forall t g ws, fits g ws -> (K * q ^ N.of_nat t * capw ws < p ^ N.of_nat t * lsum v)%N ->
  exists z, nth 0 P 0 <= z <= last P 0 /\
    (nth (S j) P 0 - nth j P 0) / 2 <= Rabs (iter f (t + s) z - neval g z).
Proof.
  intros P sigma j s p q K v H HP f Hf HM t g ws Hg HK.
  destruct (growth_count sigma j s p q K v H t) as (A & B).
  apply (orbit_sound P sigma j (t+s) _ B HP f Hf HM g ws Hg).
  apply N.lt_nge. intro Z. apply (N.lt_irrefl (p ^ N.of_nat t * lsum v)).
  eapply N.le_lt_trans; [exact A|]. eapply N.le_lt_trans; [|exact HK]. apply N.mul_le_mono_l. exact Z.
Qed.
