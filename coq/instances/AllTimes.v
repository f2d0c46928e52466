(* AllTimes: the map of the 3-cycle 0 -> 1/2 -> 1 -> 0 has slopes 1 and -2, so its growth is below its Lipschitz constant and
   bounds with a power of L fade. Here one finite certificate keeps every network with at most (1/25) (64/41)^t pieces at
   distance 17/400 in area from f^t, for every t (docs/theory.md, Theorem 6''). *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Levels LapTheorem Vertices Algebraic AlgebraicGrowth AlgebraicPartition AlgebraicLengths.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(0, (1/2)); ((1/2), 1); (1, 0)].
Definition f : R -> R := graph V.
Definition Vq : list (Q * Q) :=
  [((0#1), (1#2)); ((1#2), (1#1)); ((1#1), (0#1))]%Q.
Definition ps : list Q :=
  [(0#1); (1#2); (1#1)]%Q.
Definition sigma : list nat := [1; 2; 0]%nat.
(* x <= x B1 with x <= 1, and z B2 <= theta z with 1 <= z *)
Definition m : poly := [0; 1]%Q.
Definition rs : list poly := [[(1#1)]; [(1#2)]]%Q.
Definition xs : list poly := [[(1#2)]; [(1#1)]]%Q.
Definition zs : list poly := [[(1#1)]; [(64#25)]]%Q.
Lemma partition : check_algebraic_partition 0 0 m (constants Vq) (constant_points ps) sigma rs [] [(1#1)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked : check_squares_every 0 0 m (constant_points ps) sigma rs xs zs [(41#64)]%Q [(1#25)]%Q [(1%nat, [(4#25)]%Q)] [(17#400)]%Q = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem area_every_t : forall t g ws, fits g ws -> IZR (Z.of_N (capw ws)) * (41/64) ^ t <= (1/25) ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) 0 1, (17/400) <= RiemannInt pr.
Proof.
  assert (Data : V = map (vertex_at 0) (constants Vq)) by (rewrite constants_at; exact V_data).
  apply (algebraic_squares_every _ _ _ zero_enclosed _ _ zero_enclosed m zero_is_root _ _ _ _ _ _ partition V 0 1 Data ltac:(algebraic) ltac:(algebraic)
    _ _ _ _ _ _ checked); algebraic.
Qed.
(* for example t = 40, depth 4, width 37: 38^4 pieces *)
Theorem area_40 : forall g : net, depth g = 4%nat -> width_le g 37 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 40 z - neval g z)) 0 1, (17/400) <= RiemannInt pr.
Proof.
  intros g Hd Hw. apply (area_every_t 40 g (repeat 37%N 4) (fits_uniform g 37 4 Hw Hd)).
  change (Z.of_N (capw (repeat 37%N 4))) with 2085136%Z. lra.
Qed.
Definition all_proved := (area_every_t, area_40).
Print Assumptions all_proved.
