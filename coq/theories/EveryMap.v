(* EveryMap: every continuous map of an interval into itself with a point of least period m h: sup norm, wrong labels and area
   for its iterates, by the cycles of length m of f^h (docs/theory.md, section 3: the lemma from a power to the map, and
   every map with a p-cycle). *)
Require Import Reals List NArith Lia Lra Bool.
From Orbitex Require Import Crossings Pieces Networks Conclusions Orbits Triangles Area OrbitArea EveryCycle.
Import ListNotations.
Open Scope R_scope.

(** ** fewer crossings *)
Lemma ncross_fewer : forall F x y a b N M, (N <= M)%N -> ncross F x y a b M -> ncross F x y a b N.
Proof.
  intros F x y a b N M H (l & L & C & D). exists (firstn (N.to_nat N) l). split; [|split].
  - rewrite firstn_length. lia.
  - clear L D H. generalize (N.to_nat N). intro n. revert a n C. induction l as [|[u v] l IH]; intros a [|n] C; simpl in *; try exact C.
    + destruct C as (A & B & C). apply chain_le in C. lra.
    + destruct C as (A & B & C). repeat split; try assumption. apply IH. exact C.
  - rewrite Forall_forall in *. intros uv Hin. apply D. rewrite <- (firstn_skipn (N.to_nat N) l). apply in_or_app. left. exact Hin.
Qed.
Lemma ncross_swap : forall F x y a b N, ncross F x y a b N -> ncross F y x a b N.
Proof.
  intros F x y a b N (l & L & C & D). exists l. split; [exact L|]. split; [exact C|].
  eapply Forall_impl; [|exact D]. intros uv [K|K]; [right|left]; exact K.
Qed.

(** ** from f^h to f *)
Lemma iter_power : forall f h s z, iter (iter f h) s z = iter f (h * s) z.
Proof.
  intros f h. induction s as [|s IH]; intro z; [rewrite Nat.mul_0_r; reflexivity|].
  cbn [iter]. rewrite IH. replace (h * S s)%nat with (h + h * s)%nat by lia. rewrite iter_add. reflexivity.
Qed.
Lemma orbit_point : forall f n x p, In p (orbit f n x) <-> exists i, (i < n)%nat /\ p = iter f i x.
Proof.
  intros f n x p. unfold orbit. rewrite in_map_iff. split.
  - intros (i & <- & Hi). apply in_seq in Hi. exists i. split; [lia|reflexivity].
  - intros (i & Hi & ->). exists i. split; [reflexivity|apply in_seq; lia].
Qed.
Lemma orbit_iter : forall f n x p r, least_period f n x -> In p (orbit f n x) -> In (iter f r p) (orbit f n x).
Proof.
  intros f n x p r Hx. revert p. induction r as [|r IH]; intros p Hp; [exact Hp|]. cbn [iter]. apply IH. apply orbit_closed; assumption.
Qed.
Lemma orbit_period : forall f n x p, least_period f n x -> In p (orbit f n x) -> iter f n p = p.
Proof.
  intros f n x p Hx Hp. apply orbit_point in Hp. destruct Hp as (i & _ & ->). apply (lp_iter f n x i Hx).
Qed.
Lemma orbit_one_to_one : forall f n x p q r, least_period f n x -> In p (orbit f n x) -> In q (orbit f n x) ->
  iter f r p = iter f r q -> p = q.
Proof.
  intros f n x p q r Hx Hp Hq E. assert (Hn : (0 < n)%nat) by apply Hx.
  assert (E2 : iter f (r * n - r) (iter f r p) = iter f (r * n - r) (iter f r q)) by (rewrite E; reflexivity).
  rewrite <- !iter_add in E2. replace (r + (r * n - r))%nat with (r * n)%nat in E2 by nia.
  rewrite !iter_mult in E2 by (eapply orbit_period; eassumption). exact E2.
Qed.
Lemma power_period : forall f m h x, (0 < h)%nat -> least_period f (m * h) x -> least_period (iter f h) m x.
Proof.
  intros f m h x Hh (Hn & H & Hl). split; [nia|]. split.
  - rewrite iter_power, Nat.mul_comm. exact H.
  - intros i Hi. rewrite iter_power. apply Hl. nia.
Qed.

Theorem every_power : forall m h s r N, (0 < h)%nat -> check_every m s N = true -> forall f, continuity f ->
  forall x, least_period f (m * h) x ->
  exists u v a b, u < v /\ In u (orbit f (m * h) x) /\ In v (orbit f (m * h) x) /\
    In a (orbit f (m * h) x) /\ In b (orbit f (m * h) x) /\ ncross (iter f (h * s + r)) u v a b N.
Proof.
  intros m h s r N Hh HC f Hf x Hx.
  assert (PO : forall p, In p (orbit (iter f h) m x) -> In p (orbit f (m * h) x)).
  { intros p H. apply orbit_point in H. destruct H as (i & Hi & ->). rewrite iter_power. apply orbit_point.
    exists (h * i)%nat. split; [nia|reflexivity]. }
  destruct (every_cycle m s N HC (iter f h) (iter_continuity f Hf h) x (power_period f m h x Hh Hx))
    as (u & v & a & b & M & Huv & U & V & A & B & L & K).
  apply PO in U, V, A, B.
  assert (K2 : ncross (iter f (h * s + r)) (iter f r u) (iter f r v) a b N).
  { apply (ncross_fewer _ _ _ _ _ N M L). destruct K as (l & K1 & K2 & K3). exists l. split; [exact K1|]. split; [exact K2|].
    eapply Forall_impl; [|exact K3]. intros [c d] Hcd. unfold crosses in *. cbn [fst snd] in *.
    rewrite !iter_add, <- !iter_power. destruct Hcd as [(-> & ->)|(-> & ->)]; [left|right]; split; reflexivity. }
  assert (D : iter f r u <> iter f r v).
  { intro E. apply (orbit_one_to_one f (m * h) x u v r Hx U V) in E. lra. }
  pose proof (orbit_iter f _ x u r Hx U) as U2. pose proof (orbit_iter f _ x v r Hx V) as V2.
  destruct (Rlt_le_dec (iter f r u) (iter f r v)) as [T|T].
  - exists (iter f r u), (iter f r v), a, b. repeat (split; [assumption|]). exact K2.
  - exists (iter f r v), (iter f r u), a, b. split; [lra|]. repeat (split; [assumption|]). apply ncross_swap. exact K2.
Qed.

(** ** maps of an interval into itself *)
Theorem every_map : forall m h s r N, (0 < h)%nat -> check_every m s N = true -> forall f lo hi,
  cont_on f lo hi -> selfmap f lo hi -> forall x, lo <= x <= hi -> least_period f (m * h) x ->
  exists u v, u < v /\ In u (orbit f (m * h) x) /\ In v (orbit f (m * h) x) /\ ncross (iter f (h * s + r)) u v lo hi N.
Proof.
  intros m h s r N Hh HC f lo hi Hf Hs x Hx HP.
  assert (Hab : lo <= hi) by lra.
  assert (HE : forall i, iter (extend f lo hi) i x = iter f i x) by (intro i; apply extend_iter; assumption).
  assert (HP' : least_period (extend f lo hi) (m * h) x).
  { destruct HP as (A & B & C). split; [exact A|]. split; [rewrite HE; exact B|]. intros i Hi. rewrite HE. apply C. exact Hi. }
  assert (HO : orbit (extend f lo hi) (m * h) x = orbit f (m * h) x).
  { unfold orbit. apply map_ext. exact HE. }
  assert (Hin : forall p, In p (orbit f (m * h) x) -> lo <= p <= hi).
  { intros p Hp. apply orbit_point in Hp. destruct Hp as (i & _ & ->). clear -Hs Hx. revert x Hx.
    induction i as [|i IH]; intros x Hx; [exact Hx|]. cbn [iter]. apply IH, Hs, Hx. }
  destruct (every_power m h s r N Hh HC (extend f lo hi) (extend_cont f lo hi Hab Hf) x HP') as (u & v & a & b & Huv & U & V & A & B & K).
  rewrite HO in U, V, A, B. exists u, v. split; [exact Huv|]. split; [exact U|]. split; [exact V|].
  apply Hin in A, B. apply (ncross_ext (iter (extend f lo hi) (h * s + r))); [intros z Hz; apply extend_iter; assumption|].
  destruct K as (l & K1 & K2 & K3). exists l. split; [exact K1|]. split; [|exact K3].
  eapply chain_weaken; [| |exact K2]; lra.
Qed.

(** neighbouring points of the orbit are at least this far apart *)
Definition gapped (f : R -> R) (n : nat) (x gap : R) : Prop :=
  forall p q, In p (orbit f n x) -> In q (orbit f n x) -> p < q -> gap <= q - p.

(** ** what an exported file applies *)
Section Crossed.
  Variables (f : R -> R) (n t : nat) (lo hi x : R) (N : N).
  Hypothesis H : exists u v, u < v /\ In u (orbit f n x) /\ In v (orbit f n x) /\ ncross (iter f t) u v lo hi N.

  Theorem crossed_sup : forall ws, (capw ws < N)%N ->
    exists u v, u < v /\ In u (orbit f n x) /\ In v (orbit f n x) /\
      forall g, fits g ws -> exists z, lo <= z <= hi /\ (v - u) / 2 <= Rabs (iter f t z - neval g z).
  Proof.
    intros ws HK. destruct H as (u & v & A & B & C & K). exists u, v. repeat (split; [assumption|]). intros g Hg.
    eapply sup_widths; eassumption.
  Qed.
  Theorem crossed_gap : forall gap ws, gapped f n x gap -> (capw ws < N)%N ->
    forall g, fits g ws -> exists z, lo <= z <= hi /\ gap / 2 <= Rabs (iter f t z - neval g z).
  Proof.
    intros gap ws Hgap HK g Hg. destruct H as (u & v & A & B & C & K).
    destruct (sup_widths _ _ _ _ _ _ g ws A K Hg HK) as (z & Hz & He). exists z. split; [exact Hz|].
    specialize (Hgap u v B C A). lra.
  Qed.
  Theorem crossed_labels : forall ws k, (0 < N)%N -> (k <= (N - capw ws + 1) / 2)%N ->
    exists u v zs, u < v /\ In u (orbit f n x) /\ In v (orbit f n x) /\ N.of_nat (length zs) = (N + 1)%N /\
      alternates (iter f t) u v lo hi zs /\
      forall g, fits g ws -> forall c, u < c <= v -> (k <= N.of_nat (mistakes (iter f t) (neval g) c zs))%N.
  Proof.
    intros ws k H0 Hk. destruct H as (u & v & A & B & C & K).
    destruct (classification_widths _ _ _ _ _ _ A H0 K) as (zs & L & Al & M). exists u, v, zs.
    repeat (split; [assumption|]). intros g Hg c Hc. eapply N.le_trans; [exact Hk|]. apply M; assumption.
  Qed.
  Theorem crossed_area : forall gap L ws, 0 < gap -> gapped f n x gap -> 0 < L -> lip_on f L lo hi -> selfmap f lo hi ->
    (capw ws < N)%N -> forall g, fits g ws ->
    exists pr : Riemann_integrable (fun z => Rabs (iter f t z - neval g z)) lo hi,
      (IZR (Z.of_N N) - IZR (Z.of_N (capw ws))) * gap^2 / (4 * L^t) <= RiemannInt pr.
  Proof.
    intros gap L ws Hg0 Hgap HL Hf Hs HK g Hg. destruct H as (u & v & A & B & C & K). specialize (Hgap u v B C A).
    destruct (area_widths_on f L t u v lo hi N g ws A HL Hf Hs K Hg HK) as (pr & T). exists pr. eapply Rle_trans; [|exact T].
    unfold Rdiv. apply Rmult_le_compat_r.
    - left. apply Rinv_0_lt_compat. assert (0 < L^t) by (apply pow_lt; exact HL). lra.
    - apply Rmult_le_compat_l; [|apply pow_incr; lra]. rewrite <- minus_IZR. apply IZR_le. lia.
  Qed.
End Crossed.
