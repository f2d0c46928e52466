(* Narrow layers on the map of the 3-cycle 0 -> 1/2 -> 1 -> 0: f^30 crosses the levels 0 and 1 at least 1346269 times.
   Layers of two neurons: no depth up to 15 is enough; the product 3^depth is too large from depth 13 on.
   Layers of one neuron: no depth is enough, and already not for f^3. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Levels LapTheorem Vertices Narrow.
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
Lemma checked_30 : check_map Vq ps sigma 0 2 30 (0#1) (1#1) (0#1) (1#1) 1346269 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma checked_3 : check_map Vq ps sigma 0 2 3 (0#1) (1#1) (0#1) (1#1) 3 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings_30 : ncross (iter f 30) 0 1 0 1 1346269.
Proof. apply (map_crossings _ _ _ _ _ _ _ _ _ _ _ checked_30 V); [exact V_data | rational | rational | rational | rational]. Qed.
Theorem crossings_3 : ncross (iter f 3) 0 1 0 1 3.
Proof. apply (map_crossings _ _ _ _ _ _ _ _ _ _ _ checked_3 V); [exact V_data | rational | rational | rational | rational]. Qed.

Theorem two_neurons_depth_15 : forall g : net, depth g = 15%nat -> width_le g 2 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 30 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_narrow (iter f 30) 0 1 0 1 1346269 g (repeat 2%N 15) ltac:(lra) crossings_30
    (fits_uniform g 2 15 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem one_neuron_any_depth : forall g : net, width_le g 1 ->
  exists z, 0 <= z <= 1 /\ (1/2) <= Rabs (iter f 3 z - neval g z).
Proof.
  intros g Hw.
  destruct (width_one (iter f 3) 0 1 0 1 3 g ltac:(lra) crossings_3 Hw ltac:(reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
(* Theorem 11 as stated, for any function *)
Definition as_stated := theorem_11.
Definition as_pieces := (narrow_pieces, pieces_stated, signs_stated, signs_le_product, labels_narrow).
Definition all_proved := (two_neurons_depth_15, one_neuron_any_depth, as_stated, as_pieces).
Print Assumptions all_proved.
