(* OrbitBands: several bands for every Lipschitz f with given values on a finite set, as one boolean on integers
   (docs/theory.md, Theorem 5, several bands). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks Conclusions Counts Orbits Triangles Area Bands.
Import ListNotations.

(** bands [p_j, p_(j+1)] with their counts, j increasing *)
Fixpoint check_bands (sigma : list nat) (t j0 : nat) (bs : list (nat * N)) : bool :=
  match bs with
  | nil => true
  | (j,n) :: r => Nat.leb j0 j && check_orbit sigma j t n && check_bands sigma t (S j) r
  end.
Open Scope R_scope.
Definition obands (P : list R) (bs : list (nat * N)) : list band :=
  map (fun jn => (nth (fst jn) P 0, nth (S (fst jn)) P 0, snd jn)) bs.
(** sum of (N_j - K) (p_(j+1) - p_j)^2 *)
Fixpoint bandsum (K : R) (P : list R) (bs : list (nat * N)) : R :=
  match bs with
  | nil => 0
  | (j,n) :: r => (IZR (Z.of_N n) - K) * (nth (S j) P 0 - nth j P 0)^2 + bandsum K P r
  end.

Lemma bandsum_gain : forall K P bs, bandsum K P bs <= gain K (obands P bs).
Proof.
  intros K P. induction bs as [|[j n] bs IH]; [simpl; lra|]. cbn [bandsum obands map gain fst snd].
  fold (obands P bs). pose proof (Rmax_r 0 (IZR (Z.of_N n) - K)).
  assert (0 <= (nth (S j) P 0 - nth j P 0)^2) by apply pow2_ge_0.
  assert ((IZR (Z.of_N n) - K) * (nth (S j) P 0 - nth j P 0)^2 <= Rmax 0 (IZR (Z.of_N n) - K) * (nth (S j) P 0 - nth j P 0)^2)
    by (apply Rmult_le_compat_r; assumption). lra.
Qed.

Lemma inc_le : forall P, increasing P -> forall j i, (i <= j)%nat -> (j < length P)%nat -> nth i P 0 <= nth j P 0.
Proof.
  intros P HP. induction j as [|j IH]; intros i Hi Hj; [assert (i = 0)%nat by lia; subst; lra|].
  destruct (Nat.eq_dec i (S j)) as [->|Hne]; [lra|]. specialize (IH i ltac:(lia) ltac:(lia)). pose proof (HP j Hj). lra.
Qed.

Lemma obands_ok : forall f P sigma t, continuity f -> increasing P -> maps f P sigma ->
  forall bs j0, check_bands sigma t j0 bs = true -> 
  bands_ok (iter f t) (nth 0 P 0) (last P 0) (nth j0 P 0) (obands P bs).
Proof.
  intros f P sigma t Hf HP HM. pose proof (F2_len _ _ _ HM) as Len.
  induction bs as [|[j n] bs IH]; intros j0 H; [exact I|].
  cbn [check_bands] in H. rewrite !andb_true_iff in H. destruct H as ((A & B) & C). apply Nat.leb_le in A.
  destruct (orbit_ncross f P sigma j t n Hf HP HM B) as (K & Hxy).
  assert (Hj : (S j < length sigma)%nat).
  { unfold check_orbit, check_count in B. rewrite !andb_true_iff in B. destruct B as (_ & (_ & B) & _).
    apply Nat.ltb_lt in B. rewrite orows_len in B. lia. }
  cbn [obands map fst snd bands_ok]. split; [apply inc_le; [exact HP|exact A|lia]|]. split; [exact Hxy|]. split; [exact K|].
  apply IH. exact C.
Qed.

Theorem orbit_area_bands : forall P sigma t bs, check_bands sigma t 0 bs = true -> increasing P ->
  forall L f, 0 < L -> lipschitz f L -> maps f P sigma ->
  forall g ws, fits g ws ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0),
    bandsum (IZR (Z.of_N (capw ws))) P bs / (4 * L^t) <= RiemannInt pr.
Proof.
  intros P sigma t bs HC HP L f HL Hf HM g ws Hg.
  pose proof (obands_ok f P sigma t (lipschitz_continuity f L Hf) HP HM bs 0 HC) as HB.
  assert (Hab : nth 0 P 0 <= last P 0).
  { destruct P as [|p P]; [simpl; lra|]. pose proof (increasing_in _ HP) as HI. inversion HI; subst. simpl in *; lra. }
  destruct (area_bands_widths f L t _ _ _ _ g ws HL Hab Hf HB Hg) as (pr & T). exists pr.
  eapply Rle_trans; [|exact T]. unfold Rdiv. apply Rmult_le_compat_r; [|apply bandsum_gain].
  left. apply Rinv_0_lt_compat. assert (0 < L^t) by (apply pow_lt; exact HL). lra.
Qed.
