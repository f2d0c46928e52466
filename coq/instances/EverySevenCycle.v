(* EverySevenCycle: every continuous map with a point of least period 7, nothing else known, by its 720 patterns: two
   neighbours u, v of the orbit such that no network of depth 4 and width 6 comes closer than (v-u)/2 to f^20
   (docs/theory.md, section 3). *)
Require Import Reals List NArith Lia Lra.
From Orbitex Require Import Crossings Networks Conclusions Orbits EveryCycle.
Import ListNotations.
Open Scope R_scope.

Lemma checked : check_every 7 20 3199 = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem every7 : forall f : R -> R, continuity f -> forall x, least_period f 7 x ->
  exists u v a b, u < v /\ In u (orbit f 7 x) /\ In v (orbit f 7 x) /\ In a (orbit f 7 x) /\ In b (orbit f 7 x) /\
    forall g : net, depth g = 4%nat -> width_le g 6 ->
    exists z, a <= z <= b /\ (v - u) / 2 <= Rabs (iter f 20 z - neval g z).
Proof.
  intros f Hf x Hx. destruct (every_cycle_sound 7 20 _ checked f Hf x Hx) as (u & v & a & b & A & B & C & D & E & H).
  exists u, v, a, b. repeat (split; [assumption|]). intros g Hd Hw.
  apply (H g _ (fits_uniform g 6 4 Hw Hd)). vm_compute. reflexivity.
Qed.
Print Assumptions every7.
