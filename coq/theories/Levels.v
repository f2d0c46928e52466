(* Levels: crossings of any two levels p_a < p_b of a finite invariant set, by any continuous f with the given values on it
   (docs/theory.md, Theorem 1' and "General levels"): the recursion over summaries, as one boolean on integers. *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks Conclusions Orbits Triangles Area OrbitArea.
Import ListNotations.
Open Scope R_scope.

(** ** summaries of sequences of marks *)

(** [Some false]: at or below the lower level; [Some true]: at or above the upper one; [None]: between *)
Definition mark : Type := option bool.
(** first mark, last mark, number of changes; [None] for a sequence without marks *)
Definition summary : Type := option (bool * bool * N).

Definition smark (m : mark) : summary := match m with None => None | Some b => Some (b, b, 0%N) end.
Definition sjoin (s r : summary) : summary :=
  match s, r with
  | None, _ => r
  | _, None => s
  | Some (f1, l1, c1), Some (f2, l2, c2) => Some (f1, l2, (c1 + c2 + (if Bool.eqb l1 f2 then 0 else 1))%N)
  end.
Definition srev (s : summary) : summary := match s with None => None | Some (f, l, c) => Some (l, f, c) end.
Definition summ (l : list mark) : summary := fold_right (fun m s => sjoin (smark m) s) None l.
Definition sconcat (l : list summary) : summary := fold_right sjoin None l.

Lemma sjoin_none_r : forall s, sjoin s None = s.
Proof. intros [[[f l] c]|]; reflexivity. Qed.
Lemma sjoin_assoc : forall a b c, sjoin a (sjoin b c) = sjoin (sjoin a b) c.
Proof.
  intros [[[f1 l1] c1]|] [[[f2 l2] c2]|] [[[f3 l3] c3]|]; try reflexivity. simpl.
  f_equal. f_equal. destruct (Bool.eqb l1 f2), (Bool.eqb l2 f3); lia.
Qed.
Lemma eqb_sym : forall a b, Bool.eqb a b = Bool.eqb b a.
Proof. intros [] []; reflexivity. Qed.
Lemma srev_join : forall a b, srev (sjoin a b) = sjoin (srev b) (srev a).
Proof.
  intros [[[f1 l1] c1]|] [[[f2 l2] c2]|]; try reflexivity. simpl. rewrite (eqb_sym f2 l1).
  f_equal. f_equal. lia.
Qed.
Lemma summ_app : forall l r, summ (l ++ r) = sjoin (summ l) (summ r).
Proof.
  induction l as [|m l IH]; intro r; [reflexivity|]. simpl. change (fold_right _ None (l ++ r)) with (summ (l ++ r)).
  rewrite IH. apply sjoin_assoc.
Qed.
Lemma summ_rev : forall l, summ (rev l) = srev (summ l).
Proof.
  induction l as [|m l IH]; [reflexivity|]. simpl rev. rewrite summ_app, IH.
  change (summ (m :: l)) with (sjoin (smark m) (summ l)). rewrite srev_join. f_equal.
  simpl. destruct m as [b|]; reflexivity.
Qed.

(** ** marked values give crossings *)

(** points in order inside [u,v] *)
Fixpoint within (u : R) (zs : list R) (v : R) : Prop :=
  match zs with nil => u <= v | z :: r => u <= z /\ within z r v end.

Lemma within_le : forall zs u v, within u zs v -> u <= v.
Proof. induction zs as [|z zs IH]; simpl; intros u v H; [exact H|]. destruct H as (A & B). apply IH in B. lra. Qed.
Lemma within_weaken : forall zs u u' v, u' <= u -> within u zs v -> within u' zs v.
Proof. intros [|z zs] u u' v H K; simpl in *; [lra|]. destruct K. split; [lra|assumption]. Qed.
Lemma within_app : forall zs ys u m v, within u zs m -> within m ys v -> within u (zs ++ ys) v.
Proof.
  induction zs as [|z zs IH]; intros ys u m v H K; simpl in *.
  - eapply within_weaken; [exact H|exact K].
  - destruct H. split; [assumption|]. eapply IH; eassumption.
Qed.
Lemma within_rev : forall zs u v, within u zs v -> within (-v) (rev (map Ropp zs)) (-u).
Proof.
  induction zs as [|z zs IH]; intros u v H; simpl in *; [lra|]. destruct H as (A & B).
  eapply within_app; [apply IH; exact B|]. simpl. lra.
Qed.

(** the mark says where the value is *)
Definition says (x y : R) (m : mark) (v : R) : Prop :=
  match m with None => True | Some false => v <= x | Some true => y <= v end.

Lemma one_crossing : forall F x y u v (b : bool), continuity F -> x < y -> u <= v ->
  says x y (Some b) (F u) -> says x y (Some (negb b)) (F v) -> ncross F x y u v 1.
Proof.
  intros F x y u v b HF Hxy Huv Hu Hv.
  assert (G : forall G x y, continuity G -> x < y -> G u <= x -> y <= G v -> exists c d, u <= c /\ c <= d /\ d <= v /\ G c = x /\ G d = y).
  { clear -Huv. intros G x y HG Hxy H1 H2.
    destruct (ivt_le G u v x HG Huv H1 ltac:(lra)) as (c & Hc & Ec).
    destruct (ivt_le G c v y HG ltac:(lra) ltac:(lra) H2) as (d & Hd & Ed).
    exists c, d. repeat split; try assumption; lra. }
  destruct b; simpl in Hu, Hv.
  - destruct (G (fun z => - F z) (- y) (- x)) as (c & d & A & B & C & D & E); try lra.
    + apply (continuity_opp F HF).
    + exists [(c, d)]. split; [reflexivity|]. split; [simpl; repeat split; assumption|].
      constructor; [|constructor]. right. simpl. split; lra.
  - destruct (G F x y HF Hxy Hu Hv) as (c & d & A & B & C & D & E).
    exists [(c, d)]. split; [reflexivity|]. split; [simpl; repeat split; assumption|].
    constructor; [|constructor]. left. simpl. split; assumption.
Qed.

Lemma ncross_left : forall F x y u' u v n, u' <= u -> ncross F x y u v n -> ncross F x y u' v n.
Proof.
  intros F x y u' u v n H K. change n with (0 + n)%N. eapply ncross_cat; [apply ncross_nil; exact H|exact K].
Qed.

Lemma changes_from : forall F x y, continuity F -> x < y -> forall zs ms z0 b v,
  says x y (Some b) (F z0) -> within z0 zs v -> Forall2 (fun z m => says x y m (F z)) zs ms ->
  exists f l c, sjoin (Some (b, b, 0%N)) (summ ms) = Some (f, l, c) /\ ncross F x y z0 v c.
Proof.
  intros F x y HF Hxy. induction zs as [|z zs IH]; intros ms z0 b v Hb Hw Hm; inversion Hm as [|? m ? ms' M1 M2]; subst.
  - exists b, b, 0%N. split; [reflexivity|]. apply ncross_nil. exact Hw.
  - simpl in Hw. destruct Hw as (A & B). change (summ (m :: ms')) with (sjoin (smark m) (summ ms')).
    destruct m as [m|].
    + destruct (IH ms' z m v M1 B M2) as (f & l & c & E & K). simpl smark. rewrite E.
      assert (f = m). { destruct (summ ms') as [[[? ?] ?]|]; cbn [sjoin] in E; injection E; intros; congruence. } subst f.
      simpl sjoin. exists b, l, (0 + c + (if Bool.eqb b m then 0 else 1))%N. split; [reflexivity|].
      destruct (Bool.eqb b m) eqn:Q.
      * replace (0 + c + 0)%N with c by lia. eapply ncross_left; [exact A|exact K].
      * replace (0 + c + 1)%N with (1 + c)%N by lia. eapply ncross_cat; [|exact K].
        apply (one_crossing F x y z0 z b HF Hxy A Hb).
        assert (m = negb b) by (destruct b, m; simpl in Q |- *; try reflexivity; discriminate). subst m. exact M1.
    + simpl smark. change (sjoin None (summ ms')) with (summ ms').
      apply (IH ms' z0 b v Hb); [|exact M2]. eapply within_weaken; [exact A|exact B].
Qed.

Theorem changes_ncross : forall F x y, continuity F -> x < y -> forall zs ms u v f l c,
  within u zs v -> Forall2 (fun z m => says x y m (F z)) zs ms -> summ ms = Some (f, l, c) ->
  ncross F x y u v c.
Proof.
  intros F x y HF Hxy. induction zs as [|z zs IH]; intros ms u v f l c Hw Hm E; inversion Hm as [|? m ? ms' M1 M2]; subst; [discriminate|].
  simpl in Hw. destruct Hw as (A & B). change (summ (m :: ms')) with (sjoin (smark m) (summ ms')) in E.
  destruct m as [b|].
  - destruct (changes_from F x y HF Hxy zs ms' z b v M1 B M2) as (f' & l' & c' & E' & K).
    simpl smark in E. rewrite E' in E. injection E as <- <- <-. eapply ncross_left; [exact A|exact K].
  - eapply (IH ms'); [|exact M2|exact E]. eapply within_weaken; [exact A|exact B].
Qed.

(** ** the values of f^t from left to right (Theorem 1') *)
Section Values.
  Variable f : R -> R.
  Hypothesis Hf : continuity f.
  Variable p : nat -> R.
  Variable m : nat.
  Hypothesis Hp : forall i, (i < m)%nat -> p i <= p (S i).
  Variable s : nat -> nat.
  Hypothesis Hs : forall i, (i <= m)%nat -> (s i <= m)%nat.
  Hypothesis Hfs : forall i, (i <= m)%nat -> f (p i) = p (s i).

  Fixpoint image (t i : nat) : nat := match t with O => i | S t => image t (s i) end.
  Fixpoint cat {B : Type} (v : nat -> list B) (a len : nat) : list B :=
    match len with O => nil | S k => v a ++ cat v (S a) k end.
  (** indices of the values on [p_i, p_(i+1)] *)
  Fixpoint values (t i : nat) : list nat :=
    match t with
    | O => [i; S i]
    | S t => let a := s i in let b := s (S i) in
        if Nat.eqb a b then [image t a]
        else if Nat.ltb a b then cat (values t) a (b - a) else rev (cat (values t) b (a - b))
    end.

  Lemma iter_image : forall t i, (i <= m)%nat -> iter f t (p i) = p (image t i).
  Proof.
    induction t as [|t IH]; intros i Hi; simpl; [reflexivity|]. rewrite (Hfs i Hi). apply IH, Hs, Hi.
  Qed.

  Definition realized (t : nat) (u : R) (l : list nat) (v : R) : Prop :=
    exists zs, within u zs v /\ map (iter f t) zs = map p l.

  Lemma realized_cat : forall t len a, (a + len <= m)%nat ->
    (forall i, (i < m)%nat -> realized t (p i) (values t i) (p (S i))) ->
    realized t (p a) (cat (values t) a len) (p (a + len)%nat).
  Proof.
    intros t. induction len as [|k IH]; intros a Ha H; simpl.
    - exists nil. rewrite Nat.add_0_r. split; [apply Rle_refl|reflexivity].
    - destruct (H a ltac:(lia)) as (z1 & W1 & E1). destruct (IH (S a) ltac:(lia) H) as (z2 & W2 & E2).
      exists (z1 ++ z2). rewrite !map_app, E1, E2. split; [|reflexivity].
      replace (a + S k)%nat with (S a + k)%nat by lia. eapply within_app; eassumption.
  Qed.

  Lemma chain_points : forall zs u v, within u zs v <-> chain u (map (fun z => (z, z)) zs) v.
  Proof.
    induction zs as [|z zs IH]; intros u v; simpl; [tauto|]. rewrite IH. split; intros H; intuition lra.
  Qed.
  Lemma chain_fst : forall l u v, chain u l v -> within u (map fst l) v.
  Proof.
    induction l as [|[a b] l IH]; intros u v H; simpl in *; [exact H|]. destruct H as (A & B & C). split; [exact A|].
    eapply within_weaken; [exact B|apply IH; exact C].
  Qed.

  Lemma pull_points : forall h, continuity h -> forall zs c d u v,
    u <= v -> h u <= c -> d <= h v -> within c zs d ->
    exists ys, map h ys = zs /\ within u ys v.
  Proof.
    intros h Hh zs c d u v Huv Hc Hd H. apply chain_points in H.
    destruct (pull_up h Hh _ c d u v Huv Hc Hd H) as (l & E & C).
    exists (map fst l). split; [|apply chain_fst; exact C].
    transitivity (map fst (map (fmap2 h) l)).
    - rewrite !map_map. apply map_ext. intros [a b]. reflexivity.
    - rewrite E, map_map. simpl. apply map_id.
  Qed.

  Theorem values_realized : forall t i, (i < m)%nat -> realized t (p i) (values t i) (p (S i)).
  Proof.
    induction t as [|t IH]; intros i Hi.
    - exists [p i; p (S i)]. split; [|reflexivity]. simpl. pose proof (Hp i Hi). lra.
    - simpl values. set (a := s i). set (b := s (S i)).
      assert (Ha : (a <= m)%nat) by (apply Hs; lia). assert (Hb : (b <= m)%nat) by (apply Hs; lia).
      assert (Ea : f (p i) = p a) by (apply Hfs; lia). assert (Eb : f (p (S i)) = p b) by (apply Hfs; lia).
      pose proof (Hp i Hi) as Hi'.
      destruct (Nat.eqb_spec a b) as [E|E]; [|destruct (Nat.ltb_spec a b) as [L|L]].
      + exists [p i]. split; [simpl; lra|]. simpl. rewrite Ea, iter_image by exact Ha. reflexivity.
      + destruct (realized_cat t (b - a) a ltac:(lia) IH) as (zs & W & M).
        replace (a + (b - a))%nat with b in W by lia.
        destruct (pull_points f Hf zs (p a) (p b) (p i) (p (S i)) Hi') as (ys & Y & V); try lra; [exact W|].
        exists ys. split; [exact V|]. rewrite <- M, <- Y, map_map. reflexivity.
      + destruct (realized_cat t (a - b) b ltac:(lia) IH) as (zs & W & M).
        replace (b + (a - b))%nat with a in W by lia.
        set (h := fun z => f (- z)).
        assert (Hh : continuity h).
        { intro z. unfold h. apply (continuity_pt_comp Ropp f); [|apply Hf].
          apply continuity_pt_opp, derivable_continuous_pt, derivable_pt_id. }
        destruct (pull_points h Hh zs (p b) (p a) (- p (S i)) (- p i)) as (ys & Y & V);
          try (unfold h; rewrite Ropp_involutive); try lra; [exact W|].
        exists (rev (map Ropp ys)). split.
        * apply within_rev in V. rewrite !Ropp_involutive in V. exact V.
        * rewrite map_rev, map_map, map_rev, <- M, <- Y, map_map. reflexivity.
  Qed.

  Theorem all_values : forall t, realized t (p 0%nat) (cat (values t) 0 m) (p m).
  Proof. intro t. apply (realized_cat t m 0); [lia|]. intros i Hi. apply values_realized; exact Hi. Qed.
End Values.

(** ** the computation: one summary for each interval, one mark for each point *)
Definition mark_of (a b i : nat) : mark := if Nat.leb i a then Some false else if Nat.leb b i then Some true else None.

Fixpoint pairwise {B : Type} (h : nat -> nat -> B) (l : list nat) : list B :=
  match l with a :: ((b :: _) as r) => h a b :: pairwise h r | _ => nil end.

Definition sbetween (ms : list mark) (v : list summary) (a b : nat) : summary :=
  if Nat.eqb a b then smark (nth a ms None)
  else if Nat.ltb a b then sconcat (firstn (b - a) (skipn a v)) else srev (sconcat (firstn (a - b) (skipn b v))).

Definition state : Type := (list mark * list summary)%type.
Definition sstep (sigma : list nat) (st : state) : state :=
  (map (fun i => nth i (fst st) None) sigma, pairwise (sbetween (fst st) (snd st)) sigma).
Fixpoint siter (sigma : list nat) (t : nat) (st : state) : state :=
  match t with O => st | S t => sstep sigma (siter sigma t st) end.
Definition sinit (n a b : nat) : state :=
  let ms := map (mark_of a b) (seq 0 n) in
  (ms, map (fun i => sjoin (smark (mark_of a b i)) (smark (mark_of a b (S i)))) (seq 0 (n - 1))).
(** the number of crossings of [p_a, p_b] by the t-th iterate of the connect-the-dots map *)
Definition level_count (sigma : list nat) (a b t : nat) : N :=
  match sconcat (snd (siter sigma t (sinit (length sigma) a b))) with None => 0%N | Some (_, _, c) => c end.
(** everything to check, as one boolean on integers *)
Definition check_levels (sigma : list nat) (a b t : nat) (N : N) : bool :=
  forallb (fun i => Nat.ltb i (length sigma)) sigma && Nat.ltb a b && Nat.ltb b (length sigma) &&
  N.eqb (level_count sigma a b t) N.

Lemma pairwise_len : forall (B : Type) (h : nat -> nat -> B) l, length (pairwise h l) = (length l - 1)%nat.
Proof.
  intros B h. induction l as [|a [|b r] IH]; [reflexivity|reflexivity|]. cbn [pairwise length] in *. rewrite IH. lia.
Qed.
Lemma pairwise_nth : forall (B : Type) (h : nat -> nat -> B) d l i, (S i < length l)%nat ->
  nth i (pairwise h l) d = h (nth i l 0%nat) (nth (S i) l 0%nat).
Proof.
  intros B h d. induction l as [|a [|b r] IH]; intros i Hi; simpl in Hi; try lia.
  destruct i as [|i]; [reflexivity|]. transitivity (nth i (pairwise h (b :: r)) d); [reflexivity|].
  rewrite (IH i) by (simpl; lia). reflexivity.
Qed.

Section Computation.
  Variable sigma : list nat.
  Let n := length sigma.
  Hypothesis Hr : forall i, (i < n)%nat -> (nth i sigma 0%nat < n)%nat.
  Variables a b : nat.
  Let s := fun i => nth i sigma 0%nat.
  Let marks (l : list nat) : summary := summ (map (mark_of a b) l).

  Lemma sconcat_cat : forall (v : list summary) (w : nat -> list nat), (forall i, (i < length v)%nat -> nth i v None = marks (w i)) ->
    forall len lo, (lo + len <= length v)%nat -> sconcat (firstn len (skipn lo v)) = marks (cat w lo len).
  Proof.
    intros v w H. induction len as [|k IH]; intros lo Hlo; [reflexivity|].
    assert (E : skipn lo v = nth lo v None :: skipn (S lo) v).
    { clear -Hlo. assert (L : (lo < length v)%nat) by lia. clear Hlo. revert v L.
      induction lo; intros [|x v] L; simpl in *; try lia; [reflexivity|]. apply IHlo. lia. }
    rewrite E. cbn [firstn cat]. unfold marks. rewrite map_app, summ_app.
    change (sconcat (nth lo v None :: firstn k (skipn (S lo) v))) with (sjoin (nth lo v None) (sconcat (firstn k (skipn (S lo) v)))).
    rewrite (IH (S lo)) by lia. rewrite (H lo) by lia. reflexivity.
  Qed.

  Lemma siter_ok : forall t, let st := siter sigma t (sinit n a b) in
    length (fst st) = n /\ length (snd st) = (n - 1)%nat /\
    (forall i, (i < n)%nat -> nth i (fst st) None = mark_of a b (image s t i)) /\
    (forall i, (i < n - 1)%nat -> nth i (snd st) None = marks (values s t i)).
  Proof.
    induction t as [|t IH]; cbv zeta in *.
    - cbn [siter sinit fst snd]. rewrite !map_length, !seq_length. split; [reflexivity|]. split; [reflexivity|]. split.
      + intros i Hi. rewrite (nth_indep _ None (mark_of a b 0)) by (rewrite map_length, seq_length; exact Hi).
        rewrite map_nth, seq_nth by exact Hi. reflexivity.
      + intros i Hi. set (g := fun i => sjoin (smark (mark_of a b i)) (smark (mark_of a b (S i)))).
        rewrite (nth_indep _ None (g 0%nat)) by (rewrite map_length, seq_length; exact Hi).
        rewrite map_nth, seq_nth by exact Hi. unfold g, marks. simpl.
        rewrite sjoin_none_r. reflexivity.
    - cbn [siter]. set (st := siter sigma t (sinit n a b)) in *. destruct IH as (L1 & L2 & H1 & H2).
      unfold sstep. cbn [fst snd]. rewrite map_length, pairwise_len. split; [reflexivity|]. split; [reflexivity|]. split.
      + intros i Hi. set (g := fun k => nth k (fst st) None). rewrite (nth_indep _ None (g 0%nat)) by (rewrite map_length; exact Hi).
        rewrite (map_nth g). unfold g.
        rewrite H1 by (apply Hr; exact Hi). reflexivity.
      + intros i Hi. rewrite pairwise_nth by (fold n; lia). fold (s i). fold (s (S i)).
        pose proof (Hr i ltac:(lia)) as R1. pose proof (Hr (S i) ltac:(lia)) as R2. fold (s i) in R1. fold (s (S i)) in R2.
        unfold sbetween. cbn [values]. cbv zeta. destruct (Nat.eqb_spec (s i) (s (S i))) as [E|E].
        * rewrite H1 by exact R1. unfold marks. simpl. rewrite sjoin_none_r. reflexivity.
        * destruct (Nat.ltb_spec (s i) (s (S i))) as [L|L].
          -- apply sconcat_cat; [rewrite L2; exact H2|lia].
          -- unfold marks. rewrite map_rev, summ_rev. f_equal. apply sconcat_cat; [rewrite L2; exact H2|lia].
  Qed.
End Computation.

Lemma mark_says : forall P a b, increasing P -> (a < length P)%nat -> (b < length P)%nat -> forall i, (i < length P)%nat ->
  says (nth a P 0) (nth b P 0) (mark_of a b i) (nth i P 0).
Proof.
  intros P a b HP Ha Hb i Hi.
  assert (mono : forall k j, (j <= k)%nat -> (k < length P)%nat -> nth j P 0 <= nth k P 0).
  { induction k as [|k IH]; intros j Hj Hk; [assert (j = 0)%nat by lia; subst; lra|].
    destruct (Nat.eq_dec j (S k)) as [->|Hne]; [lra|]. specialize (IH j ltac:(lia) ltac:(lia)). pose proof (HP k Hk). lra. }
  unfold mark_of. destruct (Nat.leb_spec i a); [apply mono; lia|]. destruct (Nat.leb_spec b i); [apply mono; lia|exact I].
Qed.

Lemma values_range : forall m s, (forall i, (i <= m)%nat -> (s i <= m)%nat) -> forall t i, (i < m)%nat ->
  Forall (fun k => (k <= m)%nat) (values s t i).
Proof.
  intros m s Hs. assert (Him : forall t i, (i <= m)%nat -> (image s t i <= m)%nat).
  { induction t as [|t IH]; intros i Hi; simpl; [exact Hi|]. apply IH, Hs, Hi. }
  induction t as [|t IH]; intros i Hi.
  - simpl. repeat constructor; lia.
  - cbn [values]. cbv zeta. pose proof (Hs i ltac:(lia)). pose proof (Hs (S i) ltac:(lia)).
    assert (C : forall len a, (a + len <= m)%nat -> Forall (fun k => (k <= m)%nat) (cat (values s t) a len)).
    { induction len as [|k IHk]; intros a Ha; simpl; [constructor|]. apply Forall_app. split; [apply IH; lia|apply IHk; lia]. }
    destruct (Nat.eqb_spec (s i) (s (S i))); [|destruct (Nat.ltb_spec (s i) (s (S i)))].
    + constructor; [apply Him; assumption|constructor].
    + apply C; lia.
    + apply Forall_rev, C; lia.
Qed.

(** Theorem 1': at least as many crossings as the connect-the-dots map has *)
Theorem levels_ncross : forall f P sigma a b t N, continuity f -> increasing P -> maps f P sigma ->
  check_levels sigma a b t N = true ->
  ncross (iter f t) (nth a P 0) (nth b P 0) (nth 0 P 0) (last P 0) N /\ nth a P 0 < nth b P 0.
Proof.
  intros f P sigma a b t N Hf HP HM HC. unfold check_levels in HC. rewrite !andb_true_iff in HC.
  destruct HC as (((A & B) & C) & D). apply Nat.ltb_lt in B, C. apply N.eqb_eq in D.
  pose proof (F2_len _ _ _ HM) as Len.
  assert (Hr : forall i, (i < length sigma)%nat -> (nth i sigma 0%nat < length sigma)%nat).
  { intros i Hi. rewrite forallb_forall in A. apply Nat.ltb_lt, A, nth_In, Hi. }
  set (m := (length sigma - 1)%nat). set (p := fun i => nth i P 0). set (s := fun i => nth i sigma 0%nat).
  assert (Hs : forall i, (i <= m)%nat -> (s i <= m)%nat).
  { intros i Hi. unfold s, m in *. pose proof (Hr i ltac:(lia)). lia. }
  assert (Hp : forall i, (i < m)%nat -> p i <= p (S i)).
  { intros i Hi. apply Rlt_le, HP. unfold m in Hi. lia. }
  assert (Hfs : forall i, (i <= m)%nat -> f (p i) = p (s i)).
  { intros i Hi. apply (maps_nth f P P sigma HM). unfold m in Hi. lia. }
  assert (Lst : last P 0 = p m).
  { unfold p, m. rewrite <- Len. clear. induction P as [|a [|b r] IH]; [reflexivity|reflexivity|].
    change (last (a :: b :: r) 0) with (last (b :: r) 0). rewrite IH. simpl length.
    replace (S (S (length r)) - 1)%nat with (S (S (length r) - 1)) by lia. reflexivity. }
  assert (Hxy : nth a P 0 < nth b P 0).
  { assert (G : forall k, (a < k)%nat -> (k < length P)%nat -> nth a P 0 < nth k P 0).
    { induction k as [|k IH]; intros H1 H2; [lia|]. pose proof (HP k H2).
      destruct (Nat.eq_dec a k) as [->|Hne]; [lra|]. specialize (IH ltac:(lia) ltac:(lia)). lra. }
    apply G; lia. }
  split; [|exact Hxy].
  destruct (all_values f Hf p m Hp s Hs Hfs t) as (zs & W & M). rewrite Lst. change (nth 0 P 0) with (p 0%nat).
  destruct (siter_ok sigma Hr a b t) as (L1 & L2 & H1 & H2). fold s in H2.
  unfold level_count in D.
  assert (E : sconcat (snd (siter sigma t (sinit (length sigma) a b))) = summ (map (mark_of a b) (cat (values s t) 0 m))).
  { rewrite <- (firstn_all (snd (siter sigma t (sinit (length sigma) a b)))) at 1. rewrite L2.
    apply (sconcat_cat sigma a b _ (values s t) ltac:(rewrite L2; exact H2) m 0). rewrite L2. unfold m. lia. }
  rewrite E in D. destruct (summ (map (mark_of a b) (cat (values s t) 0 m))) as [[[f0 l0] c]|] eqn:Q.
  - subst c. eapply (changes_ncross (iter f t) _ _ (iter_continuity f Hf t) Hxy zs); [exact W| |exact Q].
    assert (Rg : Forall (fun k => (k <= m)%nat) (cat (values s t) 0 m)).
    { assert (G : forall len a, (a + len <= m)%nat -> Forall (fun k => (k <= m)%nat) (cat (values s t) a len)).
      { induction len as [|k IHk]; intros a0 Ha; simpl; [constructor|]. apply Forall_app.
        split; [apply (values_range m s Hs); lia|apply IHk; lia]. }
      apply G. lia. }
    clear -M Rg HP Len B C m. revert zs M. induction (cat (values s t) 0 m) as [|k L IH]; intros [|z zs] M; try discriminate; constructor.
    + injection M as E _. rewrite E. inversion Rg; subst. apply mark_says; try assumption; unfold m in *; lia.
    + inversion Rg; subst. apply IH; [assumption|]. injection M as _ E. exact E.
  - subst N. apply ncross_nil. eapply within_le. exact W.
Qed.

(** ** what an exported file applies *)

(** f only on [p_0, p_last], which it maps into itself *)
Theorem levels_ncross_on : forall f P sigma a b t N, cont_on f (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) ->
  increasing P -> maps f P sigma -> check_levels sigma a b t N = true ->
  ncross (iter f t) (nth a P 0) (nth b P 0) (nth 0 P 0) (last P 0) N /\ nth a P 0 < nth b P 0.
Proof.
  intros f P sigma a b t N Hf Hs HP HM HC.
  set (u := nth 0 P 0) in *. set (v := last P 0) in *.
  pose proof (increasing_in P HP) as HI. fold u v in HI.
  assert (Huv : u <= v).
  { unfold u, v. destruct P as [|p P]; [simpl; lra|]. inversion HI; subst. unfold u, v in *. simpl in *; lra. }
  destruct (levels_ncross (extend f u v) P sigma a b t N) as (K & Hxy); try assumption.
  - apply extend_cont; assumption.
  - apply maps_extend; assumption.
  - split; [|exact Hxy]. eapply ncross_ext; [|exact K]. intros z Hz. apply extend_iter; assumption.
Qed.

(** sup norm, widths layer by layer *)
Theorem levels_sound : forall P sigma a b t N, check_levels sigma a b t N = true -> increasing P ->
  forall f, cont_on f (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists z, nth 0 P 0 <= z <= last P 0 /\
    (nth b P 0 - nth a P 0) / 2 <= Rabs (iter f t z - neval g z).
Proof.
  intros P sigma a b t N HC HP f Hf Hs HM g ws Hg HK.
  destruct (levels_ncross_on f P sigma a b t N Hf Hs HP HM HC) as (K & Hxy).
  eapply sup_widths; eassumption.
Qed.

(** classification *)
Theorem levels_class : forall P sigma a b t N, check_levels sigma a b t N = true -> increasing P -> (0 < N)%N ->
  forall f, cont_on f (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
  exists zs, N.of_nat (length zs) = (N + 1)%N /\
    alternates (iter f t) (nth a P 0) (nth b P 0) (nth 0 P 0) (last P 0) zs /\
    forall g ws c, nth a P 0 < c <= nth b P 0 -> fits g ws ->
      ((N - capw ws + 1) / 2 <= N.of_nat (mistakes (iter f t) (neval g) c zs))%N.
Proof.
  intros P sigma a b t N HC HP HN f Hf Hs HM.
  destruct (levels_ncross_on f P sigma a b t N Hf Hs HP HM HC) as (K & Hxy).
  apply classification_widths; assumption.
Qed.

(** area, for L-Lipschitz f on [p_0, p_last] *)
Theorem levels_area : forall P sigma a b t N, check_levels sigma a b t N = true -> increasing P ->
  forall L f, 0 < L -> lip_on f L (nth 0 P 0) (last P 0) -> selfmap f (nth 0 P 0) (last P 0) -> maps f P sigma ->
  forall g ws, fits g ws -> (capw ws < N)%N ->
  exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) (nth 0 P 0) (last P 0),
    (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * (nth b P 0 - nth a P 0)^2 / (4 * L^t) <= RiemannInt pr.
Proof.
  intros P sigma a b t N HC HP L f HL Hf Hs HM g ws Hg HK.
  destruct (levels_ncross_on f P sigma a b t N (lip_on_cont f L _ _ Hf) Hs HP HM HC) as (K & Hxy).
  apply area_widths_on; assumption.
Qed.
