(* Counterexample: "fewer than C+1 pieces" in place of "fewer than C" would be false: the second iterate of the tent map has
   C = 4 crossings of [0,1], and a network of depth 1 and width 3 (4 pieces) is 3/8 < 1/2 away (docs/theory.md, Theorem 3). *)
Require Import Reals List NArith Lia Lra QArith Qreals.
From Orbitex Require Import Crossings Pieces Graphs Networks Conclusions.
Import ListNotations.
Open Scope R_scope.
Definition tent : R -> R := plf 0 0 [(/2,1); (1,0)].
Definition g : net := Net [[([1], -/4); ([1], -/2); ([-1], 3/4)]] ([-3; 2; -2], 13/8).
Lemma g_shape : width_le g 3 /\ depth g = 1%nat.
Proof. split; [constructor; [simpl; lia|constructor] | reflexivity]. Qed.
Lemma tent_val : forall z, 0 <= z <= 1 -> tent z = if Rle_dec z (/2) then 2*z else 2-2*z.
Proof.
  intros z Hz. unfold tent; simpl. destruct (Rle_dec z 0); destruct (Rle_dec z (/2)); try lra.
  - destruct (Rle_dec z 1); lra.
Qed.
Theorem close : forall z, 0 <= z <= 1 -> Rabs (iter tent 2 z - neval g z) <= 3/8.
Proof.
  intros z Hz. simpl iter. rewrite (tent_val z Hz).
  unfold neval, pre, g; simpl. unfold relu, pre; simpl. unfold Rmax.
  destruct (Rle_dec z (/2)).
  - rewrite tent_val by lra. destruct (Rle_dec (2*z) (/2)); apply Rabs_le;
    repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end; lra.
  - rewrite tent_val by lra. destruct (Rle_dec (2-2*z) (/2)); apply Rabs_le;
    repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end; lra.
Qed.
Lemma four : ncross (iter tent 2) 0 1 0 1 4.
Proof.
  exists [(0,/4); (/4,/2); (/2,3/4); (3/4,1)]. split; [reflexivity|]. split.
  - simpl. repeat split; lra.
  - assert (H0 : tent 0 = 0) by (rewrite tent_val by lra; destruct (Rle_dec 0 (/2)); lra).
    assert (H1 : tent (/4) = /2) by (rewrite tent_val by lra; destruct (Rle_dec (/4) (/2)); lra).
    assert (H2 : tent (/2) = 1) by (rewrite tent_val by lra; destruct (Rle_dec (/2) (/2)); lra).
    assert (H3 : tent (3/4) = /2) by (rewrite tent_val by lra; destruct (Rle_dec (3/4) (/2)); lra).
    assert (H4 : tent 1 = 0) by (rewrite tent_val by lra; destruct (Rle_dec 1 (/2)); lra).
    repeat constructor; unfold crosses; simpl; rewrite ?H0, ?H1, ?H2, ?H3, ?H4, ?H0, ?H1, ?H2; lra.
Qed.
