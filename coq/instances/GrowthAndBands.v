(* GrowthAndBands: every continuous f with f 0 = 1/3, f (1/3) = 1, f 1 = 0: different widths in different layers, several
   bands together, and one theorem for all t (docs/theory.md, Theorems 2, 3, 4 and 5). *)
Require Import Reals List NArith ZArith Lia Lra.
From Orbitex Require Import Crossings Networks Conclusions Orbits Triangles Area OrbitArea OrbitGrowth Bands OrbitBands.
Import ListNotations.
Open Scope R_scope.

Definition P : list R := [0; (1/3); 1].
Definition sigma : list nat := [1; 2; 0]%nat.
Definition Ncross : N := 2178309%N.

Lemma checked : check_orbit sigma 1 30 Ncross = true.     (* integers only *)
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma P_inc : increasing P.
Proof. intros i Hi. simpl in Hi.
  do 2 (destruct i as [|i]; [simpl; lra|]). exfalso; lia. Qed.
Lemma small : (capw [20; 25; 30; 40]%N < Ncross)%N.
Proof. vm_compute. reflexivity. Qed.
Lemma to_maps : forall f : R -> R,
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  maps f P sigma.
Proof. intros. unfold maps, P, sigma. repeat (constructor; [simpl; assumption|]). constructor. Qed.

Theorem bound : forall f : R -> R, continuity f ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  forall g : net, fits g [20; 25; 30; 40]%N ->
  exists z, 0 <= z <= 1 /\ (1/3) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros f Hf H0 H1 H2 g Hg.
  destruct (orbit_sound P sigma 1 30 Ncross checked P_inc f Hf (to_maps f H0 H1 H2) g [20; 25; 30; 40]%N Hg small)
    as (z & Hz & He).
  exists z. unfold P in Hz, He. cbn [nth last] in Hz, He. split; lra.
Qed.

(* f continuous on [0,1] only, with values in [0,1] *)
Theorem bound_on : forall f : R -> R, cont_on f 0 1 -> selfmap f 0 1 ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  forall g : net, fits g [20; 25; 30; 40]%N ->
  exists z, 0 <= z <= 1 /\ (1/3) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros f Hf Hs H0 H1 H2 g Hg.
  destruct (orbit_sound_on P sigma 1 30 Ncross checked P_inc f Hf Hs (to_maps f H0 H1 H2) g [20; 25; 30; 40]%N Hg small)
    as (z & Hz & He).
  exists z. unfold P in Hz, He. cbn [nth last] in Hz, He. split; lra.
Qed.

(* 2178310 alternating points, the same for all nets; a net with prod (w_i+1) = 693966 mislabels at least 742172 of them *)
Theorem labels : forall f : R -> R, continuity f ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  exists zs, length zs = N.to_nat (Ncross + 1) /\ alternates (iter f 30) (1/3) 1 0 1 zs /\
    forall g : net, fits g [20; 25; 30; 40]%N ->
    forall c, (1/3) < c <= 1 -> (742172 <= N.of_nat (mistakes (iter f 30) (neval g) c zs))%N.
Proof.
  intros f Hf H0 H1 H2.
  destruct (orbit_class P sigma 1 30 Ncross checked P_inc ltac:(vm_compute; reflexivity) f Hf (to_maps f H0 H1 H2))
    as (zs & L & Al & H).
  exists zs. split; [rewrite <- L; symmetry; apply Nnat.Nat2N.id|]. split; [exact Al|]. intros g Hg c Hc.
  refine (N.le_trans _ _ _ _ (H g [20; 25; 30; 40]%N c Hc Hg)). vm_compute. discriminate.
Qed.

(* f is 2-Lipschitz on R; the sharp constant 1/4 *)
Theorem area : forall f : R -> R, lipschitz f 2 ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  forall g : net, fits g [20; 25; 30; 40]%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
    (2178309 - 693966) * (1 - (1/3))^2 / (4 * 2^30) <= RiemannInt pr.
Proof.
  intros f Hf H0 H1 H2 g Hg.
  exact (orbit_area P sigma 1 30 Ncross checked P_inc 2 f ltac:(lra) Hf (to_maps f H0 H1 H2) g [20; 25; 30; 40]%N Hg small).
Qed.

(* all bands with more than 693966 crossings together *)
Definition bands : list (nat * N) := [(0%nat, 1346269%N); (1%nat, 2178309%N)].
Lemma checked_bands : check_bands sigma 30 0 bands = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem area_bands : forall f : R -> R, lipschitz f 2 ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  forall g : net, fits g [20; 25; 30; 40]%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 30 z - neval g z)) 0 1,
    ((1346269 - 693966) * ((1/3) - 0)^2 + (2178309 - 693966) * (1 - (1/3))^2)
    / (4 * 2^30) <= RiemannInt pr.
Proof.
  intros f Hf H0 H1 H2 g Hg.
  destruct (orbit_area_bands P sigma 30 bands checked_bands P_inc 2 f ltac:(lra) Hf (to_maps f H0 H1 H2) g [20; 25; 30; 40]%N Hg) as (pr & T).
  exists pr. eapply Rle_trans; [|exact T]. unfold Rdiv. apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat. assert (0 < 2^30) by (apply pow_lt; lra). lra.
  - change (IZR (Z.of_N (capw [20; 25; 30; 40]%N))) with 693966.
    cbn [bandsum bands P nth Z.of_N]. lra.
Qed.

(* every t at once: f^(t+4) has at least (8/5)^t * 8 crossings *)
Definition v : list N := [3; 5]%N.
Lemma checked_growth : check_grow_orbit sigma 1 4 8 5 1 v = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Theorem all_t : forall f : R -> R, continuity f ->
  f 0 = (1/3) ->
  f (1/3) = 1 ->
  f 1 = 0 ->
  forall (t k : nat) (w : N) (g : net), width_le g w -> depth g = k ->
  (5 ^ N.of_nat t * (w + 1) ^ N.of_nat k < 8 ^ N.of_nat t * 8)%N ->
  exists z, 0 <= z <= 1 /\ (1/3) <= Rabs (iter f (t + 4) z - neval g z).
Proof.
  intros f Hf H0 H1 H2 t k w g Hw Hd HK.
  destruct (orbit_growth P sigma 1 4 8 5 1 v checked_growth P_inc f Hf (to_maps f H0 H1 H2) t g (repeat w k)
    (fits_uniform g w k Hw Hd)) as (z & Hz & He).
  - rewrite capw_repeat, N.mul_1_l. exact HK.
  - exists z. unfold P in Hz, He. cbn [nth last] in Hz, He. split; lra.
Qed.
Print Assumptions bound.
