(* any_twelve: period 12. From any_twelve.map, written by orbitex.

   Let f be any continuous map of an interval [lo,hi] into itself with a point x of least period 12; its orbit is the list
   of the 12 points x, f x, ..., f^11 x. Nothing else is known of f.
   crossings: f^41 crosses the levels of two points u < v of the orbit at least 232 times.
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (v - u)/2 at some point.
   labels_depth_k: so many of alternating points, chosen before g, get the wrong label.

   Only the lemma called checked is computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith Lra.
From Orbitex Require Import Crossings Networks Conclusions Orbits Triangles Area OrbitArea EveryCycle EveryMap.
Import ListNotations.
Open Scope R_scope.

Definition Ncross : N := 232%N.
(* every permutation of 6 points that is one cycle crosses some neighbouring pair so often in 20 steps *)
Lemma checked : check_every 6 20 Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem crossings : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 12 x ->
  exists u v, u < v /\ In u (orbit f 12 x) /\ In v (orbit f 12 x) /\ ncross (iter f 41) u v lo hi Ncross.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  exact (every_map 6 2 20 1 Ncross ltac:(repeat constructor) checked f lo hi Hf Hs x Hx Hp).
Qed.
Theorem bound_depth_2 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 12 x ->
  exists u v, u < v /\ In u (orbit f 12 x) /\ In v (orbit f 12 x) /\
  forall g : net, depth g = 2%nat -> width_le g 14 ->
  exists z, lo <= z <= hi /\ (v - u) / 2 <= Rabs (iter f 41 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_sup f 12 41 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 14%N 2) ltac:(vm_compute; reflexivity))
    as (u & v & A & B & C & H).
  exists u, v. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 14 2 Hw Hd)).
Qed.
Theorem labels_depth_2 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 12 x ->
  exists u v zs, u < v /\ In u (orbit f 12 x) /\ In v (orbit f 12 x) /\ N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 41) u v lo hi zs /\
  forall g : net, depth g = 2%nat -> width_le g 9 -> forall c, u < c <= v ->
  (66 <= N.of_nat (mistakes (iter f 41) (neval g) c zs))%N.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_labels f 12 41 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 9%N 2) 66%N
    ltac:(vm_compute; reflexivity) ltac:(vm_compute; discriminate)) as (u & v & zs & A & B & C & D & E & H).
  exists u, v, zs. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 9 2 Hw Hd)).
Qed.
Theorem bound_depth_3 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 12 x ->
  exists u v, u < v /\ In u (orbit f 12 x) /\ In v (orbit f 12 x) /\
  forall g : net, depth g = 3%nat -> width_le g 5 ->
  exists z, lo <= z <= hi /\ (v - u) / 2 <= Rabs (iter f 41 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_sup f 12 41 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 5%N 3) ltac:(vm_compute; reflexivity))
    as (u & v & A & B & C & H).
  exists u, v. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 5 3 Hw Hd)).
Qed.
Theorem labels_depth_3 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 12 x ->
  exists u v zs, u < v /\ In u (orbit f 12 x) /\ In v (orbit f 12 x) /\ N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 41) u v lo hi zs /\
  forall g : net, depth g = 3%nat -> width_le g 3 -> forall c, u < c <= v ->
  (84 <= N.of_nat (mistakes (iter f 41) (neval g) c zs))%N.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_labels f 12 41 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 3%N 3) 84%N
    ltac:(vm_compute; reflexivity) ltac:(vm_compute; discriminate)) as (u & v & zs & A & B & C & D & E & H).
  exists u, v, zs. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 3 3 Hw Hd)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, labels_depth_2, bound_depth_3, labels_depth_3).
Print Assumptions all_proved.
