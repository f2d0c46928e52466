"""The map between its vertices: values, words on directed intervals, counts, graph and cycles."""
from bisect import bisect_left
from math import gcd

from reading import need


class Graph:
    """A piecewise linear map; numbers are interned, so that equal ones have one index."""

    def __init__(self, field, vertices, path):
        self.field, self.vertices, self.path = field, vertices, path
        self.known, self.numbers, self.after = {}, [], {}
        self.slopes = [(vertices[i + 1][1] - y) * (vertices[i + 1][0] - x).inverse()
                       for i, (x, y) in enumerate(vertices[:-1])]
        self.xs = [self.key(x) for x, _ in vertices]
        self.between = {}

    def key(self, x):
        if x.c not in self.known:
            self.known[x.c] = len(self.numbers)
            self.numbers.append(x)
            need(len(self.numbers) < 400_000, self.path, "too many numbers", 807)
        return self.known[x.c]

    def segment(self, x):
        """The number of vertices at or left of `x`, less one, at most the last segment."""
        lo, hi = 0, len(self.slopes) - 1
        while lo < hi:
            middle = (lo + hi + 1) // 2
            if self.vertices[middle][0] <= x:
                lo = middle
            else:
                hi = middle - 1
        return lo

    def value(self, x):
        i = self.segment(x)
        return self.vertices[i][1] + (x - self.vertices[i][0]) * self.slopes[i]

    def image(self, k):
        if k not in self.after:
            self.after[k] = self.key(self.value(self.numbers[k]))
        return self.after[k]

    def steps(self, pair):
        """The directed images of the affine pieces between two numbers, each with its slope."""
        if pair not in self.between:
            u, v = pair
            a, b = (u, v) if self.numbers[u] <= self.numbers[v] else (v, u)
            first, last = self.segment(self.numbers[a]), self.segment(self.numbers[b])
            cuts = [a] + [k for k in self.xs[first + 1:last + 1] if k != b] + [b]
            ends = [self.image(k) for k in cuts]
            out = [((p, q), self.slopes[first + i]) for i, (p, q) in enumerate(zip(ends, ends[1:]))]
            if a != u:
                out = [((q, p), s) for (p, q), s in reversed(out)]
            self.between[pair] = out
        return self.between[pair]

    def words(self, upto, base, weigh=None):
        """`changes` of the word of `f^t` on the whole interval for `t = 0..upto`; a word is (first, last, changes) or None."""
        whole = (self.xs[0], self.xs[-1])
        depth, frontier, order = {whole: 0}, [whole], [whole]
        for d in range(1, upto + 1):
            fresh = []
            for pair in frontier:
                for child, _ in self.steps(pair):
                    if child not in depth:
                        depth[child] = d
                        fresh.append(child)
            order += fresh
            frontier = fresh
            if not fresh:
                break
        need(upto * sum(len(self.between.get(p, ())) + 1 for p in order) < 40_000_000, self.path, "too much work", 807)
        words = {pair: base(pair) for pair in order}
        out = [words[whole]]
        for t in range(1, upto + 1):
            later = {}
            for pair in order:
                if depth[pair] > upto - t:
                    break
                word = None
                for child, slope in self.steps(pair):
                    word = join(word, words[child] if weigh is None else weigh(child, slope, words[child]))
                later[pair] = word
            words = later
            out.append(words[whole])
        return [0 if word is None else word[2] for word in out]

    def laps(self, upto):
        def base(pair):
            u, v = (self.numbers[k] for k in pair)
            s = 0 if pair[0] == pair[1] else (v - u).sign()
            return (s, s, 0) if s else None
        return [c + 1 for c in self.words(upto, base)]

    def pieces(self, upto):
        """By the derivatives met on the way: they are multiplied by the slope of each step, and vanish on a flat one."""
        zero, one = self.field(0), self.field(1)

        def weigh(child, slope, word):
            if child[0] == child[1]:
                return zero, zero, 0
            return slope * word[0], slope * word[1], word[2]
        return [c + 1 for c in self.words(upto, lambda _: (one, one, 0), weigh)]

    def crossings(self, upto, x, y):
        def mark(k):
            z = self.numbers[k]
            return "L" if z <= x else "H" if y <= z else None

        def base(pair):
            letters = [m for m in map(mark, pair) if m]
            return (letters[0], letters[-1], int(len(set(letters)) == 2)) if letters else None
        return self.words(upto, base)


def join(a, b):
    if a is None or b is None:
        return a or b
    return a[0], b[1], a[2] + b[2] + (0 if a[1] == b[0] else 1)


# Exponents of Mersenne primes.
MERSENNE = 521, 607, 1279, 2203, 2281, 3217, 4253, 4423, 9689, 9941, 11213


class Cover:
    """The covering graph: rows of consecutive ones, the images of points, and all counts that follow from them."""

    def __init__(self, rows, images, rising, path):
        self.rows, self.images, self.rising, self.n, self.path = rows, images, rising, len(rows), path
        self.path_counts = [[1] * self.n]

    def times(self, vector):
        """`A v`."""
        sums = [0]
        for x in vector:
            sums.append(sums[-1] + x)
        return [sums[hi] - sums[lo] for lo, hi in self.rows]

    def before(self, vector, zero=0):
        """`v A`."""
        jumps = [zero] * (self.n + 1)
        for x, (lo, hi) in zip(vector, self.rows):
            jumps[lo] = jumps[lo] + x
            jumps[hi] = jumps[hi] - x
        out, now = [], zero
        for j in jumps[:-1]:
            now = now + j
            out.append(now)
        return out

    def paths(self, t):
        """For each interval the number of paths with `t` edges that end there."""
        while len(self.path_counts) <= t:
            need(t * self.n < 20_000_000, self.path, "too much work", 807)
            self.path_counts.append(self.before(self.path_counts[-1]))
        return self.path_counts[t]

    def traces(self, upto, part=None):
        """The traces of the powers of `A`, or of its part on some intervals, from the powers themselves."""
        nodes = list(range(self.n)) if part is None else sorted(part)
        need(upto * len(nodes) ** 2 < 60_000_000, self.path, "too much work", 807)
        rows = [(bisect_left(nodes, self.rows[i][0]), bisect_left(nodes, self.rows[i][1])) for i in nodes]
        size = len(nodes)
        power = [[int(i == j) for j in range(size)] for i in range(size)]
        out = [size]
        for _ in range(upto):
            sums, now = [[0] * size], [0] * size
            for row in power:
                now = [a + b for a, b in zip(now, row)]
                sums.append(now)
            power = [[a - b for a, b in zip(sums[hi], sums[lo])] for lo, hi in rows]
            out.append(sum(power[i][i] for i in range(size)))
        return out

    def charpoly(self):
        """By Newton's identities on the traces, in integers; for many intervals by the sequence below. Constant first."""
        if self.n > 200:
            found = self.recurrence()
            if found:
                return found
        p, c = self.traces(self.n), [1]
        for k in range(1, self.n + 1):
            total = sum(c[k - i] * p[i] for i in range(1, k + 1))
            assert total % k == 0
            c.append(-total // k)
        return c[::-1]

    def recurrence(self):
        """The shortest recurrence of `u A^i v` modulo a prime above twice the bound `2^n` of the coefficients. One of
        length `n` is the characteristic polynomial, by Cayley and Hamilton; a shorter one says nothing: None."""
        exponents = [e for e in MERSENNE if e > self.n + 1]
        if not exponents:
            return None
        m = (1 << exponents[0]) - 1
        u, v = [i * i + 1 for i in range(self.n)], [3 * i + 7 for i in range(self.n)]
        terms = []
        for _ in range(2 * self.n):
            terms.append(sum(a * b for a, b in zip(u, v)) % m)
            v = [x % m for x in self.times(v)]
        # Massey 1969: c is the shortest recurrence so far, b the one before the last change of length.
        c, b, length, shift, last = [1], [1], 0, 1, 1
        for i, term in enumerate(terms):
            gap = (term + sum(c[k] * terms[i - k] for k in range(1, min(length, len(c) - 1) + 1))) % m
            if gap:
                before, factor = c, gap * pow(last, -1, m) % m
                c = c + [0] * (len(b) + shift - len(c))
                for k, x in enumerate(b):
                    c[k + shift] = (c[k + shift] - factor * x) % m
                if 2 * length <= i:
                    length, b, last, shift = i + 1 - length, before, gap, 0
            shift += 1
        if length < self.n:
            return None
        c = (c + [0] * (self.n + 1 - len(c)))[:self.n + 1]
        return [x - m if x > m // 2 else x for x in c[::-1]]

    def components(self):
        """The strongly connected components, from the sets of what each interval reaches (bits of one integer)."""
        reach = [sum(1 << j for j in range(lo, hi)) | 1 << i for i, (lo, hi) in enumerate(self.rows)]
        for k in range(self.n):
            for i in range(self.n):
                if reach[i] >> k & 1:
                    reach[i] |= reach[k]
        return {frozenset(j for j in range(self.n) if reach[i] >> j & 1 and reach[j] >> i & 1) for i in range(self.n)}

    def loops(self, i):
        lo, hi = self.rows[i]
        return lo <= i < hi

    def germ(self, g):
        """A germ is (interval, 0 at its left end or 1 at its right end)."""
        i, side = g
        lo, hi = self.rows[i]
        if lo == hi:
            return None
        at_low = (side == 0) == self.rising[i]
        return (lo, 0) if at_low else (hi - 1, 1)

    def returns(self, start, step, bound):
        """The number of steps after which `start` comes back, or None."""
        now = start
        for k in range(1, bound + 1):
            now = step(now)
            if now is None or now == start:
                return k if now == start else None
        return None

    def germ_periods(self, part=None):
        nodes = range(self.n) if part is None else part
        found = [self.returns((i, s), self.germ, 2 * self.n) for i in nodes for s in (0, 1)]
        return [k for k in found if k]

    def point_periods(self):
        found = [self.returns(i, self.images.__getitem__, self.n + 1) for i in range(self.n + 1)]
        return [k for k in found if k]

    def identity_periods(self):
        """For each interval carried around by single steps: after how many `f^m` is the identity there."""
        def step(i):
            lo, hi = self.rows[i]
            return lo if hi - lo == 1 else None
        out = []
        for i in range(self.n):
            k = self.returns(i, step, self.n)
            if k:
                out.append(self.returns((i, 0), self.germ, 2 * k))
        return [k for k in out if k]

    def fixed_points(self, upto):
        traces, germs, points = self.traces(upto), self.germ_periods(), self.point_periods()
        same = self.identity_periods()
        return ["infinite" if any(m % k == 0 for k in same) else
                traces[m] - sum(m % k == 0 for k in germs) + sum(m % k == 0 for k in points)
                for m in range(1, upto + 1)]

    def gcd_of_loops(self, part):
        start = min(part)
        level, queue, g = {start: 0}, [start], 0
        for i in queue:
            for j in range(*self.rows[i]):
                if j in part:
                    if j not in level:
                        level[j] = level[i] + 1
                        queue.append(j)
                    g = gcd(g, level[i] + 1 - level[j])
        return abs(g)


def two_part(n):
    e = (n & -n).bit_length() - 1
    return e, n >> e


def stronger(a, b):
    """Whether `a` comes before `b` in Sharkovsky's order."""
    (e, p), (f, q) = two_part(a), two_part(b)
    if p == 1 or q == 1:
        return (p > 1) if (p > 1) != (q > 1) else e > f
    return (e, p) < (f, q)


def moebius(n):
    out, k = 1, 2
    while n > 1:
        if n % k == 0:
            n //= k
            if n % k == 0:
                return 0
            out = -out
        k += 1
    return out


def check_strongest(cover, components, strongest, path):
    """Section 7, (1) to (3): no period of a closed map is stronger."""
    def weak(m):
        need(not stronger(m, strongest), path, f"there is a stronger period: {m}", 833)
    for k in cover.point_periods():
        weak(k)
    c, q = two_part(strongest)
    for part in components:
        inside = {i: [j for j in range(*cover.rows[i]) if j in part] for i in part}
        if not any(inside.values()):
            continue
        if all(len(js) == 1 for js in inside.values()):
            l = len(part)
            germs = cover.germ_periods(part)
            if all(cover.rows[i][1] - cover.rows[i][0] == 1 for i in part):
                weak(l)
                if any(k == 2 * l for k in germs):
                    weak(2 * l)
            elif l not in germs:
                weak(l)
            continue
        g = cover.gcd_of_loops(part)
        e, _ = two_part(g)
        need(q > 1 and c <= e, path, "a component with two loops has a stronger period", 833)
        if c < e:
            continue
        lengths = [m for m in ((1 << c) * odd for odd in range(3, q, 2)) if m % g == 0]
        if not lengths:
            continue
        traces, germs = cover.traces(max(lengths), part), cover.germ_periods(part)
        for m in lengths:
            total = sum(moebius(m // d) * (traces[d] - sum(d % k == 0 for k in germs))
                        for d in range(1, m + 1) if m % d == 0)
            need(total == 0, path, f"there is a stronger period: {m}", 833)
