(* any_five: period 5. From any_five.map, written by orbitex.

   Let f be any continuous map of an interval [lo,hi] into itself with a point x of least period 5; its orbit is the list
   of the 5 points x, f x, ..., f^4 x. Nothing else is known of f.
   crossings: f^50 crosses the levels of two points u < v of the orbit at least 1331122373 times.
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (v - u)/2 at some point.
   gap_depth_k: if the points of the orbit are at least (1/10) apart, it errs by at least (1/10)/2 somewhere.
   labels_depth_k: so many of alternating points, chosen before g, get the wrong label.
   area_depth_k: the integral of the absolute difference, with gap and Lipschitz constant as hypotheses.

   Only the lemma called checked is computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith Lra.
From Orbitex Require Import Crossings Networks Conclusions Orbits Triangles Area OrbitArea EveryCycle EveryMap.
Import ListNotations.
Open Scope R_scope.

Definition Ncross : N := 1331122373%N.
(* every permutation of 5 points that is one cycle crosses some neighbouring pair so often in 50 steps *)
Lemma checked : check_every 5 50 Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

Theorem crossings : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x ->
  exists u v, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\ ncross (iter f 50) u v lo hi Ncross.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  exact (every_map 5 1 50 0 Ncross ltac:(repeat constructor) checked f lo hi Hf Hs x Hx Hp).
Qed.
Theorem bound_depth_2 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x ->
  exists u v, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\
  forall g : net, depth g = 2%nat -> width_le g 36483 ->
  exists z, lo <= z <= hi /\ (v - u) / 2 <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_sup f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 36483%N 2) ltac:(vm_compute; reflexivity))
    as (u & v & A & B & C & H).
  exists u, v. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 36483 2 Hw Hd)).
Qed.
Theorem gap_depth_2 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x -> gapped f 5 x (1/10) ->
  forall g : net, depth g = 2%nat -> width_le g 36483 ->
  exists z, lo <= z <= hi /\ (1/20) <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.
  destruct (crossed_gap f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (1/10) (repeat 36483%N 2) Hg ltac:(vm_compute; reflexivity)
    g (fits_uniform g 36483 2 Hw Hd)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_2 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x ->
  exists u v zs, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\ N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 50) u v lo hi zs /\
  forall g : net, depth g = 2%nat -> width_le g 25797 -> forall c, u < c <= v ->
  (332792785 <= N.of_nat (mistakes (iter f 50) (neval g) c zs))%N.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_labels f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 25797%N 2) 332792785%N
    ltac:(vm_compute; reflexivity) ltac:(vm_compute; discriminate)) as (u & v & zs & A & B & C & D & E & H).
  exists u, v, zs. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 25797 2 Hw Hd)).
Qed.
Theorem area_depth_2 : forall (f : R -> R) lo hi, lip_on f 2 lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x -> gapped f 5 x (1/10) ->
  forall g : net, depth g = 2%nat -> width_le g 25797 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) lo hi,
  (1331122373 - 665536804) * (1/10)^2 / (4 * 2^50) <= RiemannInt pr.
Proof.
  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.
  exact (crossed_area f 5 50 lo hi x Ncross (crossings f lo hi (lip_on_cont f 2 lo hi Hf) Hs x Hx Hp) (1/10) 2 (repeat 25797%N 2)
    ltac:(lra) Hg ltac:(lra) Hf Hs ltac:(vm_compute; reflexivity) g (fits_uniform g 25797 2 Hw Hd)).
Qed.
Theorem bound_depth_5 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x ->
  exists u v, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\
  forall g : net, depth g = 5%nat -> width_le g 65 ->
  exists z, lo <= z <= hi /\ (v - u) / 2 <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_sup f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 65%N 5) ltac:(vm_compute; reflexivity))
    as (u & v & A & B & C & H).
  exists u, v. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 65 5 Hw Hd)).
Qed.
Theorem gap_depth_5 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x -> gapped f 5 x (1/10) ->
  forall g : net, depth g = 5%nat -> width_le g 65 ->
  exists z, lo <= z <= hi /\ (1/20) <= Rabs (iter f 50 z - neval g z).
Proof.
  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.
  destruct (crossed_gap f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (1/10) (repeat 65%N 5) Hg ltac:(vm_compute; reflexivity)
    g (fits_uniform g 65 5 Hw Hd)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_5 : forall (f : R -> R) lo hi, cont_on f lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x ->
  exists u v zs, u < v /\ In u (orbit f 5 x) /\ In v (orbit f 5 x) /\ N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 50) u v lo hi zs /\
  forall g : net, depth g = 5%nat -> width_le g 57 -> forall c, u < c <= v ->
  (337382803 <= N.of_nat (mistakes (iter f 50) (neval g) c zs))%N.
Proof.
  intros f lo hi Hf Hs x Hx Hp.
  destruct (crossed_labels f 5 50 lo hi x Ncross (crossings f lo hi Hf Hs x Hx Hp) (repeat 57%N 5) 337382803%N
    ltac:(vm_compute; reflexivity) ltac:(vm_compute; discriminate)) as (u & v & zs & A & B & C & D & E & H).
  exists u, v, zs. repeat (split; [assumption|]). intros g Hd Hw. exact (H g (fits_uniform g 57 5 Hw Hd)).
Qed.
Theorem area_depth_5 : forall (f : R -> R) lo hi, lip_on f 2 lo hi -> selfmap f lo hi ->
  forall x, lo <= x <= hi -> least_period f 5 x -> gapped f 5 x (1/10) ->
  forall g : net, depth g = 5%nat -> width_le g 57 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 50 z - neval g z)) lo hi,
  (1331122373 - 656356768) * (1/10)^2 / (4 * 2^50) <= RiemannInt pr.
Proof.
  intros f lo hi Hf Hs x Hx Hp Hg g Hd Hw.
  exact (crossed_area f 5 50 lo hi x Ncross (crossings f lo hi (lip_on_cont f 2 lo hi Hf) Hs x Hx Hp) (1/10) 2 (repeat 57%N 5)
    ltac:(lra) Hg ltac:(lra) Hf Hs ltac:(vm_compute; reflexivity) g (fits_uniform g 57 5 Hw Hd)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_2, gap_depth_2, labels_depth_2, area_depth_2, bound_depth_5, gap_depth_5, labels_depth_5, area_depth_5).
Print Assumptions all_proved.
