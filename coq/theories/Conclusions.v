(* Conclusions: crossings of [x,y] give the sup-norm bound and the number of wrong labels for every network of given widths
   (docs/theory.md, Theorems 3 and 4); the area is in Area. *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks.
Import ListNotations.
Open Scope R_scope.

(** ** depth-wise widths *)
Definition widths (g : net) : list nat := map (@length neuron) (layers g).
(** hidden layer i has at most (nth i ws) neurons, and there are (length ws) hidden layers *)
Definition fits (g : net) (ws : list N) : Prop := Forall2 (fun n w => (N.of_nat n <= w)%N) (widths g) ws.
(** product of (width + 1), in binary *)
Fixpoint capw (ws : list N) : N :=
  match ws with nil => 1%N | w :: r => ((w + 1) * capw r)%N end.

Lemma cap_fits : forall ls ws, Forall2 (fun n w => (N.of_nat n <= w)%N) (map (@length neuron) ls) ws ->
  (N.of_nat (cap ls) <= capw ws)%N.
Proof.
  induction ls as [|l ls IH]; intros ws H; inversion H; subst; cbn [cap capw]; [simpl; lia|].
  rewrite Nat2N.inj_mul, Nat2N.inj_add. apply N.mul_le_mono; [simpl; lia|]. apply IH. assumption.
Qed.

Lemma net_cap_fits : forall g ws, fits g ws -> (N.of_nat (net_cap g) <= capw ws)%N.
Proof. intros g ws H. apply cap_fits. exact H. Qed.

Lemma fits_uniform : forall g w k, width_le g w -> depth g = k -> fits g (repeat w k).
Proof.
  intros g w k H <-. unfold fits, widths, depth, width_le in *.
  induction (layers g) as [|l ls IH]; simpl; [constructor|].
  inversion H; subst. constructor; [assumption|]. apply IH. assumption.
Qed.

Lemma capw_repeat : forall w k, capw (repeat w k) = ((w + 1) ^ N.of_nat k)%N.
Proof.
  induction k as [|k IH]; [reflexivity|]. cbn [repeat capw]. rewrite IH, Nat2N.inj_succ, N.pow_succ_r'. reflexivity.
Qed.

Theorem sup_widths : forall F x y a b N g ws,
  x < y -> ncross F x y a b N -> fits g ws -> (capw ws < N)%N ->
  exists z, a <= z <= b /\ (y - x) / 2 <= Rabs (F z - neval g z).
Proof.
  intros F x y a b N g ws Hxy HN Hg HK.
  assert (Hab : a <= b). { destruct HN as (l & _ & C & _). apply (chain_le _ _ _ C). }
  eapply relu_lower_bound_cap; try eassumption. pose proof (net_cap_fits g ws Hg). lia.
Qed.

(** ** crossings => alternating points *)
(** zs increases strictly from (after) z to b; F alternates: first value e, then e', e, ... *)
Fixpoint alt (F : R -> R) (z : R) (e e' : R) (zs : list R) (b : R) : Prop :=
  match zs with nil => z <= b | s :: r => z < s /\ F s = e /\ alt F s e' e r b end.

Lemma alt_of_chain : forall F x y, x <> y -> forall l z b e e',
  (e = x /\ e' = y) \/ (e = y /\ e' = x) -> F z = e' ->
  chain z l b -> Forall (crosses F x y) l ->
  exists zs, length zs = length l /\ alt F z e e' zs b.
Proof.
  intros F x y Hxy. induction l as [|[u v] l IH]; intros z b e e' He Hz HC HF.
  - exists nil. split; [reflexivity|exact HC].
  - simpl in HC. destruct HC as (A & B & C). inversion HF as [|? ? K HF']; subst.
    assert (S0 : exists s, z <= s <= v /\ F s = e).
    { destruct K as [(K1 & K2)|(K1 & K2)]; simpl in K1, K2;
        destruct He as [(E1 & E2)|(E1 & E2)]; rewrite E1.
      - exists u; split; [lra|exact K1].
      - exists v; split; [lra|exact K2].
      - exists v; split; [lra|exact K2].
      - exists u; split; [lra|exact K1]. }
    destruct S0 as (s & Hs & Es).
    destruct (IH s b (F z) e) as (zs & Ln & Al).
    + destruct He as [(E1 & E2)|(E1 & E2)]; [right|left]; split; assumption.
    + exact Es.
    + eapply chain_weaken; [| apply Rle_refl | exact C]. lra.
    + exact HF'.
    + exists (s :: zs). simpl. split; [rewrite Ln; reflexivity|]. repeat split; try assumption.
      destruct (Rle_lt_or_eq_dec z s) as [T|T]; [lra|exact T|]. subst z.
      exfalso. rewrite Es in He. destruct He as [(E1 & E2)|(E1 & E2)]; apply Hxy; congruence.
Qed.

(** C crossings, C >= 1, give C+1 alternating points of [a,b] *)
Definition alternates (F : R -> R) (x y a b : R) (zs : list R) : Prop :=
  exists z r, zs = z :: r /\ a <= z /\
    ((F z = x /\ alt F z y x r b) \/ (F z = y /\ alt F z x y r b)).

Theorem ncross_alt : forall F x y a b N, x < y -> (0 < N)%N -> ncross F x y a b N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\ alternates F x y a b zs.
Proof.
  intros F x y a b N Hxy HN (l & L & C & H). destruct l as [|[u v] l]; [simpl in L; lia|].
  simpl in C. destruct C as (A & B & C). inversion H as [|? ? K _]; subst.
  destruct K as [(K1 & K2)|(K1 & K2)]; simpl in K1, K2.
  - destruct (alt_of_chain F x y ltac:(lra) ((u,v)::l) u b y x) as (zs & Ln & Al);
      [right; split; reflexivity | exact K1 | simpl; repeat split; try assumption; lra | exact H |].
    exists (u :: zs). split; [simpl length in *; lia|]. exists u, zs. repeat split; try assumption. left; split; assumption.
  - destruct (alt_of_chain F x y ltac:(lra) ((u,v)::l) u b x y) as (zs & Ln & Al);
      [left; split; reflexivity | exact K1 | simpl; repeat split; try assumption; lra | exact H |].
    exists (u :: zs). split; [simpl length in *; lia|]. exists u, zs. repeat split; try assumption. right; split; assumption.
Qed.

(** ** classification *)
Definition lab (c v : R) : bool := if Rle_dec c v then true else false.   (* label [v >= c] *)

(** number of points of zs where the label of g differs from the label of F *)
Fixpoint mistakes (F g : R -> R) (c : R) (zs : list R) : nat :=
  match zs with nil => 0 | z :: r => (if Bool.eqb (lab c (F z)) (lab c (g z)) then 0 else 1) + mistakes F g c r end.

Definition wrong (F g : R -> R) (c z : R) : nat := if Bool.eqb (lab c (F z)) (lab c (g z)) then 0%nat else 1%nat.

(** a level strictly below c that separates the values >= c from those < c *)
Lemma sep_level : forall (g : R -> R) c zs, exists m, m < c /\
  forall z, In z zs -> (c <= g z -> m < g z) /\ (g z < c -> g z < m).
Proof.
  intros g c. induction zs as [|z zs (m & Hm & IH)].
  - exists (c - 1). split; [lra|]. intros z [].
  - destruct (Rlt_dec (g z) c) as [L|L].
    + exists (Rmax m ((g z + c)/2)). pose proof (Rmax_l m ((g z + c)/2)). pose proof (Rmax_r m ((g z + c)/2)).
      assert (Rmax m ((g z + c)/2) < c) by (apply Rmax_lub_lt; lra).
      split; [assumption|]. intros z' [<-|Hin]; [split; lra|]. destruct (IH z' Hin). split; lra.
    + exists m. split; [exact Hm|]. intros z' [<-|Hin]; [split; lra|]. apply IH; exact Hin.
Qed.

(** the places where the predicted label changes form a chain of strict crossings of g *)
Lemma change_chain : forall F g c m x y, x < c <= y -> forall zs z b e e',
  (e = x /\ e' = y) \/ (e = y /\ e' = x) -> F z = e' -> alt F z e e' zs b ->
  (forall w, In w (z :: zs) -> (c <= g w -> m < g w) /\ (g w < c -> g w < m)) ->
  exists l, chain z l b /\ Forall (scross g m) l /\
    (length zs + wrong F g c z <= length l + 2 * (mistakes F g c (z :: zs)))%nat.
Proof.
  intros F g c m x y Hc. induction zs as [|s zs IH]; intros z b e e' He Hz Ha Hm.
  - exists nil. split; [exact Ha|]. split; [constructor|]. cbn [mistakes length]. unfold wrong.
    destruct (Bool.eqb (lab c (F z)) (lab c (g z))); simpl; lia.
  - simpl in Ha. destruct Ha as (A & B & C).
    destruct (IH s b e' e) as (l & HC & HS & HL).
    + destruct He as [(E1 & E2)|(E1 & E2)]; [right|left]; split; assumption.
    + exact B.
    + exact C.
    + intros w Hw. apply Hm. right. exact Hw.
    + pose proof (Hm z (or_introl eq_refl)) as (Z1 & Z2).
      pose proof (Hm s (or_intror (or_introl eq_refl))) as (S1 & S2).
      assert (LF : lab c (F s) = negb (lab c (F z))).
      { unfold lab. rewrite B, Hz. destruct He as [(E1 & E2)|(E1 & E2)]; rewrite E1, E2;
          destruct (Rle_dec c x), (Rle_dec c y); try reflexivity; exfalso; lra. }
      destruct (Bool.bool_dec (lab c (g z)) (lab c (g s))) as [E|E].
      * (* no change of the predicted label: exactly one of z, s is wrong *)
        exists l. split; [eapply chain_weaken; [| apply Rle_refl | exact HC]; lra |]. split; [exact HS|].
        cbn [mistakes length] in *. unfold wrong in *. rewrite LF in *. rewrite <- E in *.
        destruct (lab c (F z)), (lab c (g z)); simpl in *; lia.
      * exists ((z,s) :: l). split; [simpl; split; [lra|]; split; [lra|exact HC]|]. split.
        -- constructor; [|exact HS]. unfold scross, lab in *. simpl.
           destruct (Rle_dec c (g z)), (Rle_dec c (g s)); try (exfalso; apply E; reflexivity);
             [right|left]; lra.
        -- cbn [mistakes length] in *. unfold wrong in *. rewrite LF in *.
           destruct (lab c (F z)), (lab c (g z)), (lab c (g s)); simpl in *; try lia; exfalso; apply E; reflexivity.
Qed.

(** Theorem 4. The C+1 points do not depend on g; 2 * mistakes >= C - K, for K sign changes of g - constant *)
Theorem classification_signs : forall F x y a b N, x < y -> (0 < N)%N -> ncross F x y a b N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\ alternates F x y a b zs /\
    forall g K c, x < c <= y -> signs g K a b ->
      (N <= K + 2 * N.of_nat (mistakes F g c zs))%N.
Proof.
  intros F x y a b N Hxy HN HC. destruct (ncross_alt F x y a b N Hxy HN HC) as (zs & Ln & Al).
  exists zs. split; [exact Ln|]. split; [exact Al|]. intros g K c Hc HK.
  destruct Al as (z & r & -> & Ha & Al). destruct (sep_level g c (z :: r)) as (m & Hm & Hsep).
  assert (G : exists l, chain z l b /\ Forall (scross g m) l /\
    (length r + wrong F g c z <= length l + 2 * (mistakes F g c (z :: r)))%nat).
  { destruct Al as [(E & Al)|(E & Al)].
    - apply (change_chain F g c m x y Hc r z b y x); try assumption. right; split; reflexivity.
    - apply (change_chain F g c m x y Hc r z b x y); try assumption. left; split; reflexivity. }
  destruct G as (l & HL & HS & Hle).
  pose proof (HK m l (chain_weaken _ _ _ _ _ Ha (Rle_refl b) HL) HS).
  simpl length in *. lia.
Qed.

Theorem classification : forall F x y a b N, x < y -> (0 < N)%N -> ncross F x y a b N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\ alternates F x y a b zs /\
    forall g K c, x < c <= y -> pieces g K a b ->
      (N <= N.of_nat K + 2 * N.of_nat (mistakes F g c zs))%N.
Proof.
  intros F x y a b N Hxy HN HC. destruct (classification_signs F x y a b N Hxy HN HC) as (zs & Ln & Al & H).
  exists zs. split; [exact Ln|]. split; [exact Al|]. intros g K c Hc HK. apply H; [exact Hc|]. apply pieces_signs; exact HK.
Qed.

(** for nets: at least ceil((C - prod(w_i+1))/2) of the C+1 points get a wrong label *)
Theorem classification_widths : forall F x y a b N, x < y -> (0 < N)%N -> ncross F x y a b N ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\ alternates F x y a b zs /\
    forall g ws c, x < c <= y -> fits g ws ->
      ((N - capw ws + 1) / 2 <= N.of_nat (mistakes F (neval g) c zs))%N.
Proof.
  intros F x y a b N Hxy HN HC. destruct (classification F x y a b N Hxy HN HC) as (zs & Ln & Al & H).
  exists zs. split; [exact Ln|]. split; [exact Al|]. intros g ws c Hc Hg.
  assert (Hab : a <= b). { destruct HC as (l & _ & C & _). apply (chain_le _ _ _ C). }
  destruct (relu_pieces_cap g a b Hab) as (K & L & P). pose proof (net_cap_fits g ws Hg).
  specialize (H _ K c Hc P). apply N.lt_succ_r. apply N.div_lt_upper_bound; lia.
Qed.
