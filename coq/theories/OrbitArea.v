(* OrbitArea: the area theorem for every Lipschitz f with given values on a finite set, on R or on [a,b] only
   (docs/theory.md, Theorems 1' and 5). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Pieces Networks Conclusions Orbits Triangles Area.
Import ListNotations.
Open Scope R_scope.

Theorem orbit_area : forall P sigma j t N, check_orbit sigma j t N = true -> increasing P ->
  forall L f, 0 < L -> lipschitz f L -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0),
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (nth (S j) P 0 - nth j P 0)^2 / (4 * L^t) <= RiemannInt pr.
Proof.
  intros P sigma j t N HC HP L f HL Hf HM g ws Hg HK.
  destruct (orbit_ncross f P sigma j t N (lipschitz_continuity f L Hf) HP HM HC) as (K & Hxy).
  apply area_widths; assumption.
Qed.

(** f on [a,b] only *)
Lemma lip_on_cont : forall f L a b, lip_on f L a b -> cont_on f a b.
Proof.
  intros f L a b H x Hx eps He. set (M := Rmax L 1). assert (1 <= M) by apply Rmax_r. assert (L <= M) by apply Rmax_l.
  exists (eps / M). split; [apply Rdiv_lt_0_compat; lra|]. intros z Hz Hd.
  specialize (H x z Hx Hz). pose proof (Rabs_pos (z - x)).
  assert (M * Rabs (z - x) < eps).
  { apply Rmult_lt_compat_l with (r := M) in Hd; [|lra]. replace (M * (eps / M)) with eps in Hd by (field; lra). exact Hd. }
  assert (L * Rabs (z - x) <= M * Rabs (z - x)) by (apply Rmult_le_compat_r; assumption). lra.
Qed.

Lemma extend_lip : forall f L a b, 0 <= L -> a <= b -> lip_on f L a b -> lipschitz (extend f a b) L.
Proof.
  intros f L a b HL Hab H s t. unfold extend.
  eapply Rle_trans; [apply H; apply clamp_in; exact Hab|].
  apply Rmult_le_compat_l; [exact HL|apply clamp_lip].
Qed.

(** Theorem 5 for f on [a,b] only *)
Theorem area_widths_on : forall f L t x y a b N g ws,
  x < y -> 0 < L -> lip_on f L a b -> selfmap f a b -> ncross (iter f t) x y a b N ->
  fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b,
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (y - x)^2 / (4 * L^t) <= RiemannInt pr.
Proof.
  intros f L t x y a b N g ws Hxy HL Hf Hs HN Hg HK.
  assert (Hab : a <= b). { destruct HN as (l & _ & C & _). apply (chain_le _ _ _ C). }
  pose proof (extend_lip f L a b (Rlt_le _ _ HL) Hab Hf) as He.
  assert (HN' : ncross (iter (extend f a b) t) x y a b N).
  { eapply ncross_ext; [|exact HN]. intros z Hz. symmetry. apply extend_iter; assumption. }
  destruct (area_widths (extend f a b) L t x y a b N g ws Hxy HL He HN' Hg HK) as (pr & T).
  assert (E : forall z, a <= z <= b -> Rabs (iter (extend f a b) t z - neval g z) = Rabs (iter f t z - neval g z)).
  { intros z Hz. rewrite (extend_iter f a b Hs t z Hz). reflexivity. }
  assert (pr' : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) a b).
  { apply (Riemann_integrable_ext (f := fun z => Rabs (iter (extend f a b) t z - neval g z))); [|exact pr].
    intros z Hz. rewrite Rmin_left, Rmax_right in Hz by exact Hab. apply E. exact Hz. }
  exists pr'. eapply Rle_trans; [exact T|]. right. apply RiemannInt_P18; [exact Hab|].
  intros z Hz. apply E. lra.
Qed.

Theorem orbit_area_on : forall P sigma j t N, check_orbit sigma j t N = true -> increasing P ->
  forall L f, 0 < L -> lip_on f L (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0),
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (nth (S j) P 0 - nth j P 0)^2 / (4 * L^t) <= RiemannInt pr.
Proof.
  intros P sigma j t N HC HP L f HL Hf Hs HM g ws Hg HK.
  destruct (orbit_ncross_on f P sigma j t N _ _ eq_refl eq_refl (lip_on_cont f L _ _ Hf) Hs HP HM HC) as (K & Hxy).
  apply area_widths_on; assumption.
Qed.
