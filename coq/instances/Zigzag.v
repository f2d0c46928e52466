(* zigzag: vertices. From zigzag.map, written by orbitex.

   Let f be the map whose graph joins the vertices V by straight lines.
   crossings: f^20 crosses the levels x = (1/2), y = (3/4) at least 2775458299611 times on [0,1].
   bound_depth_k: every ReLU network g of depth k and the width below errs by at least (1/8) at some point of [0,1].
   labels_depth_k: there are 2775458299612 points, chosen before g, where f^20 is alternately x and y; for every c in
     (x,y], g gives at least so many of them the wrong label [value at least c].
   area_depth_k: the integral of |f^20 - g| over [0,1] is at least
     (crossings - pieces) (y - x)^2 / (4 L^20), where L = (50/3).
   Depth counts hidden layers, not the affine output layer; every hidden layer has at most `width` neurons:
     depth 4, width 383: at most 21743271936 pieces, at least 1376857513838 wrong labels

   Only the lemmas called checked... are computed, by vm_compute; all else is proved by the library. *)
Require Import Reals List NArith ZArith QArith Qreals Lra.
From Orbitex Require Import Crossings Graphs Networks Conclusions Orbits Triangles Area OrbitArea Levels LapTheorem Vertices.
Import ListNotations.
Open Scope R_scope.

Definition V : list (R * R) :=
  [(0, (1/2)); ((1/6), 1); ((1/4), 0); ((3/8), (3/4)); ((2/5), (1/3)); ((1/2), 1); ((3/4), 0); ((4/5), (1/4));
   (1, (1/9))].
Definition f : R -> R := graph V.
Definition Ncross : N := 2775458299611%N.

Definition Vq : list (Q * Q) :=
  [((0#1), (1#2)); ((1#6), (1#1)); ((1#4), (0#1)); ((3#8), (3#4)); ((2#5), (1#3)); ((1#2), (1#1)); ((3#4), (0#1));
   ((4#5), (1#4)); ((1#1), (1#9))]%Q.
Definition c : lcert := LCert (fst (hd (0,0)%Q Vq)) (snd (hd (0,0)%Q Vq)) (tl Vq)
  [(0#1); (1#4); (1#2); (3#4); (1#1)]
  [[((0#1),(1#6),2%nat,4%nat); ((1#6),(1#4),0%nat,4%nat)];
   [((1#4),(3#8),0%nat,3%nat); ((3#8),(2#5),2%nat,3%nat); ((2#5),(1#2),2%nat,4%nat)];
   [((1#2),(3#4),0%nat,4%nat)]; [((3#4),(4#5),0%nat,1%nat)]]
  2 20.
Lemma checked : check_lcert c (0#1) (1#1) (1#2) (3#4) Ncross = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma V_data : V = map q2r2 Vq.
Proof. unfold V, Vq. rationals. Qed.

Theorem crossings : ncross (iter f 20) (1/2) (3/4) 0 1 Ncross.
Proof. apply (lap_crossings _ _ _ _ _ _ checked V); [exact V_data | rational | rational | rational | rational]. Qed.
Lemma apart : (1/2) < (3/4).
Proof. lra. Qed.
Lemma checked_slopes : check_slopes (50#3) Vq = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
Lemma L_positive : 0 < (50/3).
Proof. lra. Qed.
Lemma f_lipschitz : lipschitz f (50/3).
Proof. apply (map_lipschitz _ _ checked_slopes V); [exact V_data | rational]. Qed.

Theorem bound_depth_4 : forall g : net, depth g = 4%nat -> width_le g 383 ->
  exists z, 0 <= z <= 1 /\ (1/8) <= Rabs (iter f 20 z - neval g z).
Proof.
  intros g Hd Hw.
  destruct (sup_widths (iter f 20) (1/2) (3/4) 0 1 Ncross g (repeat 383%N 4) apart crossings
    (fits_uniform g 383 4 Hw Hd) ltac:(vm_compute; reflexivity)) as (z & Hz & He).
  exists z. split; [exact Hz|lra].
Qed.
Theorem labels_depth_4 : exists zs, N.of_nat (length zs) = (Ncross + 1)%N /\
  alternates (iter f 20) (1/2) (3/4) 0 1 zs /\
  forall g : net, depth g = 4%nat -> width_le g 383 -> forall c, (1/2) < c <= (3/4) ->
  (1376857513838 <= N.of_nat (mistakes (iter f 20) (neval g) c zs))%N.
Proof.
  destruct (classification_widths (iter f 20) (1/2) (3/4) 0 1 Ncross apart ltac:(vm_compute; reflexivity) crossings)
    as (zs & Hn & Hz & H).
  exists zs. split; [exact Hn|]. split; [exact Hz|]. intros g Hd Hw c Hc.
  refine (N.le_trans _ _ _ _ (H g (repeat 383%N 4) c Hc (fits_uniform g 383 4 Hw Hd))).
  vm_compute. discriminate.
Qed.
Theorem area_depth_4 : forall g : net, depth g = 4%nat -> width_le g 383 ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f 20 z - neval g z)) 0 1,
  (2775458299611 - 21743271936) * ((3/4) - (1/2))^2 / (4 * (50/3)^20) <= RiemannInt pr.
Proof.
  intros g Hd Hw.
  exact (area_widths f (50/3) 20 (1/2) (3/4) 0 1 Ncross g (repeat 383%N 4) apart L_positive f_lipschitz
    crossings (fits_uniform g 383 4 Hw Hd) ltac:(vm_compute; reflexivity)).
Qed.
(* What all of it rests on. *)
Definition all_proved := (crossings, bound_depth_4, labels_depth_4, area_depth_4).
Print Assumptions all_proved.
