(* EveryFiveCycle: every continuous map with a point of least period 5, nothing else known, by its 24 patterns: N = 1331122373
   crossings of f^50 between two neighbours u, v of the orbit (docs/theory.md, section 3). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Networks Conclusions Orbits EveryCycle.
Import ListNotations.
Open Scope R_scope.

Lemma checked : check_every 5 50 1331122373 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* least_period f 5 x: f^5 x = x and f^i x <> x for 0 < i < 5;  orbit f 5 x = [x; f x; ...; f^4 x] *)
Theorem every5 : forall f : R -> R, continuity f -> forall x, least_period f 5 x ->
  exists u v a b, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\ In a (orbit f 5 x) /\ In b (orbit f 5 x) /\
    forall g : net, depth g = 5%nat -> width_le g 65 ->
    exists z, a <= z <= b /\ (v - u) / 2 <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f Hf x Hx. destruct (every_cycle_sound 5 50 _ checked f Hf x Hx) as (u & v & a & b & A & B & C & D & E & H).
  exists u, v, a, b. repeat (split; [assumption|]). intros g Hd Hw.
  apply (H g _ (fits_uniform g 65 5 Hw Hd)). vm_compute. reflexivity.
Qed.

(* the points of the orbit at least 1 apart: error at least 1/2 *)
Theorem every5_gap : forall f : R -> R, continuity f -> forall x, least_period f 5 x ->
  (forall p q, In p (orbit f 5 x) -> In q (orbit f 5 x) -> p < q -> 1 <= q - p) ->
  forall g : net, depth g = 5%nat -> width_le g 65 ->
  exists z, 1 / 2 <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f Hf x Hx Hgap g Hd Hw.
  apply (every_cycle_gap 5 50 _ checked f Hf x 1 Hx Hgap g _ (fits_uniform g 65 5 Hw Hd)). vm_compute. reflexivity.
Qed.
Print Assumptions every5.
