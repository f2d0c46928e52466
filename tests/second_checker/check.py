"""A second checker of orbitex certificates, written from docs/certificate.md alone.

    python3 check.py [--json] CERT...     prints one line for each file; exit status 0 if all are valid, else 1
    python3 check.py --lines < FILE       each line of the input is the name of a certificate; one JSON line each
"""
import json
import sys
from fractions import Fraction
from math import gcd

import algebra
import layers
import notation
from algebra import Field, Root, check_irreducible, roots_between, rounds, sign, times, value
from bounds import Block, Every
from classes import Assumption
from dynamics import Cover, Graph, check_strongest, stronger
from polynomial import Polynomial
from reading import (CAPS, Refused, arr, boolean, capped, count, decimal, index, integer, interval, irreducibility,
                     maybe, need, obj, parse, poly, ratio, tagged, text)

MAP_KEYS = ("name kind origin field vertices lipschitz constant_slope partition charpoly growth laps pieces "
            "fixed_points periods layers certify every ladder odd_period").split()


def beyond(rate, t, k):
    """Is `r^t > 2^k`, for a rational `r` or a root?"""
    if isinstance(rate, Fraction):
        return rate ** t > 2 ** k
    # r^t = 2^k: r is the positive root of x^b - 2^a, a/b = k/t in lowest terms, which is irreducible and so divides the polynomial.
    a, b = k // gcd(k, t), t // gcd(k, t)
    if b < len(rate.poly) and rate.lo ** b <= 2 ** a <= rate.hi ** b:
        rest = [0] * b
        for i, c in enumerate(rate.poly):
            rest[i % b] += c << (a * (i // b))
        if not any(rest):
            return False
    for _ in range(3_000):
        if rate.lo ** t > 2 ** k:
            return True
        if rate.hi ** t < 2 ** k:
            return False
        rate.halve()
    raise Refused("/ladder", "a power is not told apart", 809)


class MapCheck:
    """One map of a certificate; the methods go through its lines in the order of the document."""

    def __init__(self, v, path):
        self.path, self.cited, self.piece_counts, self.branches = path, set(), [1], []
        keys = MAP_KEYS + ["polynomial"] * (isinstance(v, dict) and "polynomial" in v)
        self.v = dict(zip(keys, obj(v, path, *keys)))
        text(self.v["origin"], f"{path}/origin")
        self.name = text(self.v["name"], f"{path}/name")
        need(self.name, f"{path}/name", "empty", 808)
        self.kind = text(self.v["kind"], f"{path}/kind")
        need(self.kind in ("map", "orbit", "polynomial"), f"{path}/kind", "no kind", 805)
        need(("polynomial" in self.v) == (self.kind == "polynomial"), f"{path}/polynomial", "only for that kind", 818)
        for step in (self.field, self.graph, self.slopes, self.partition, self.charpoly, self.growth, self.counts,
                     self.periods, self.layers, self.certify, self.ladder, self.odd_period):
            step()

    def at(self, key):
        return self.v[key], f"{self.path}/{key}"

    def nums(self, v, path):
        return arr(v, path, self.F.read)

    def field(self):
        v, path = self.at("field")
        if v is None:
            self.F = Field()
        else:
            name, p, ends, witness = obj(v, path, "name", "poly", "interval", "irreducible")
            text(name, f"{path}/name")
            p, (lo, hi) = poly(p, f"{path}/poly"), interval(ends, f"{path}/interval")
            need(len(p) >= 3, f"{path}/poly", "degree below 2", 810)
            need(len(p) <= 257, f"{path}/poly", "degree too large", 807)
            need(lo < hi, f"{path}/interval", "not an interval", 810)
            self.F = Field(Root(p, lo, hi, f"{path}/interval"))
            witness = maybe(irreducibility)(witness, f"{path}/irreducible")
            check_irreducible(p, witness, f"{path}/irreducible")
        self.F.path = path

    def graph(self):
        v, path = self.at("vertices")
        vertices = arr(v, path, self.nums)
        for i, pair in enumerate(vertices):
            need(len(pair) == 2, f"{path}/{i}", "not a pair", 805)
        need(len(vertices) >= 2, path, "fewer than two vertices", 813)
        xs, ys = [x for x, _ in vertices], [y for _, y in vertices]
        for i in range(1, len(xs)):
            need(xs[i - 1] < xs[i], f"{path}/{i}", "not increasing", 813)
        self.a, self.b = xs[0], xs[-1]
        for i, y in enumerate(ys):
            need(self.a <= y and y <= self.b, f"{path}/{i}", "outside the interval", 813)
        self.f = Graph(self.F, vertices, path)
        if self.kind == "orbit":
            now = 0
            for k in range(len(xs)):
                found = [j for j, x in enumerate(xs) if x.c == ys[now].c]
                need(found, f"{path}/{now}", "the image is no point of the orbit", 814)
                now = found[0]
                need((now == 0) == (k == len(xs) - 1), path, "not one cycle", 814)

    def slopes(self):
        v, path = self.at("lipschitz")
        self.L = maybe(self.F.read)(v, path)
        sizes = [abs(s) for s in self.f.slopes]
        largest = sizes[0]
        for s in sizes:
            largest = s if largest < s else largest
        if self.kind == "polynomial":
            need(self.v["field"] is None, path, "a field", 818)
            rational = [(x.c[0] if x.c else Fraction(0), y.c[0] if y.c else Fraction(0)) for x, y in self.f.vertices]
            steep = None if self.L is None else self.L.c[0] if self.L.c else Fraction(0)
            self.polynomial = Polynomial(*self.at("polynomial"), rational, steep)
        elif self.kind == "map":
            need(self.L is not None and self.L == largest, path, "not the largest slope", 815)
        elif self.L is not None:
            need(largest <= self.L, path, "below the largest slope of the orbit", 815)
        v, path = self.at("constant_slope")
        self.constant = bool(sizes[0].c) and all(s == sizes[0] for s in sizes)
        self.constant = self.constant and self.kind != "polynomial"
        need(boolean(v, path) == self.constant, path, "wrong", 816)

    def partition(self):
        v, path = self.at("partition")
        points, images, rows, closed = obj(v, path, "points", "images", "rows", "closed")
        boolean(closed, f"{path}/closed")
        self.P = P = self.nums(points, f"{path}/points")
        images = arr(images, f"{path}/images", maybe(index))
        rows = arr(rows, f"{path}/rows", lambda r, p: arr(r, p, index))
        need(len(P) >= 2, f"{path}/points", "fewer than two points", 817)
        n = len(P) - 1
        need(P[0] == self.a and P[n] == self.b, f"{path}/points", "the ends are others", 817)
        for i in range(n):
            need(P[i] < P[i + 1], f"{path}/points/{i + 1}", "not increasing", 817)
        if self.kind != "map":
            need([p.c for p in P] == [x.c for x, _ in self.f.vertices], f"{path}/points", "not the orbit", 817)
        need(len(images) == n + 1, f"{path}/images", "wrong length", 818)
        need(len(rows) == n, f"{path}/rows", "wrong length", 818)
        values = [self.f.value(p) for p in P]
        self.low = [self.position(y) for y in values]
        for i, k in enumerate(images):
            j = self.low[i]
            j = j if P[j] == values[i] else None
            need(k == j, f"{path}/images/{i}", f"the image is {j}", 819)
        self.images = images
        vertex, rising = 0, []
        for i in range(n):
            need(len(rows[i]) == 2, f"{path}/rows/{i}", "not a pair", 805)
            least, most = (values[i], values[i + 1]) if values[i] <= values[i + 1] else (values[i + 1], values[i])
            while self.f.vertices[vertex][0] < P[i + 1]:
                x, y = self.f.vertices[vertex]
                if P[i] < x:
                    least, most = (y if y < least else least), (y if most < y else most)
                vertex += 1
            lo, hi = self.position(least), self.position(most)
            hi = hi if P[hi] == most else hi - 1
            need(rows[i] == ([lo, hi] if lo < hi else [0, 0]), f"{path}/rows/{i}", f"the row is {lo}..{hi}", 820)
            rising.append(values[i] < values[i + 1])
        s = self.f.slopes
        corners = [self.f.vertices[i][0] for i in range(1, len(s)) if not s[i - 1] == s[i]]
        self.closed = None not in images and all(any(x.c == p.c for p in P) for x in corners)
        need(closed == self.closed, f"{path}/closed", f"it is {self.closed}", 817)
        # Of a polynomial only the coverings are used, closed or not.
        self.closed = self.closed and self.kind != "polynomial"
        self.cover = Cover([tuple(r) for r in rows], images, rising, path)

    def position(self, y):
        """The first index of a point at or right of `y`."""
        lo, hi = 0, len(self.P) - 1
        while lo < hi:
            middle = (lo + hi) // 2
            lo, hi = (lo, middle) if y <= self.P[middle] else (middle + 1, hi)
        return lo

    def charpoly(self):
        v, path = self.at("charpoly")
        coeffs, factors, complete = obj(v, path, "coeffs", "factors", "complete")
        boolean(complete, f"{path}/complete")
        coeffs = poly(coeffs, f"{path}/coeffs")
        need(len(coeffs) == self.cover.n + 1, f"{path}/coeffs", "wrong degree", 821)
        need(coeffs == self.cover.charpoly(), f"{path}/coeffs", "not the characteristic polynomial", 821)
        product, self.factors = [1], []
        for i, factor in enumerate(arr(factors, f"{path}/factors")):
            here = f"{path}/factors/{i}"
            p, m = obj(factor, here, "poly", "multiplicity")
            p, m = poly(p, f"{here}/poly"), index(m, f"{here}/multiplicity")
            need(len(p) >= 2 and p[-1] == 1, f"{here}/poly", "not monic of degree at least 1", 810)
            need(1 <= m and (len(p) - 1) * m <= len(coeffs) - len(product), f"{here}/multiplicity", "impossible", 822)
            for _ in range(m):
                product = times(product, p)
            self.factors.append(p)
        need(product == coeffs, f"{path}/factors", "their product is another polynomial", 822)

    # Growth

    def lower_witness(self, v, path):
        rate, vector = obj(v, path, "rate", "vector")
        rate, vector = ratio(rate, f"{path}/rate"), arr(vector, f"{path}/vector", ratio)
        need(rate >= 0, f"{path}/rate", "negative", 828)
        need(len(vector) == self.cover.n, f"{path}/vector", "wrong length", 818)
        need(all(0 <= x <= 1 for x in vector), f"{path}/vector", "an entry outside 0..1", 827)
        need(rate == 0 or 1 in vector, f"{path}/vector", "no entry is 1", 827)
        for j, (x, y) in enumerate(zip(self.cover.before(vector), vector)):
            need(x >= rate * y, f"{path}/vector/{j}", "the inequality fails", 828)
        return rate, vector

    def growth(self):
        v, path = self.at("growth")
        status = tagged(v, path, "status", "exact", "constant_slope", "enclosure")
        self.status, self.root = status, None
        if status == "exact":
            need(self.closed, path, "not closed", 823)
            if self.kind == "orbit":
                self.cited.add("block-guckenheimer-misiurewicz-young")
            return self.exact(v, path)
        need(not self.closed, path, "closed: the growth must be exact", 823)
        need(status == "enclosure" or self.kind != "polynomial", path, "an enclosure is needed", 823)
        if status == "constant_slope":
            self.cited.add("misiurewicz-szlenk")
            _, slope, shown, lower = obj(v, path, "status", "slope", "decimal", "lower")
            slope = self.F.read(slope, f"{path}/slope")
            need(self.constant and slope == self.L, f"{path}/slope", "not the constant slope", 815)
            need(self.F(1) < slope, f"{path}/slope", "not above 1", 815)
            self.rate = lambda q: (slope - self.F(q)).sign()
            need(rounds(decimal(shown, f"{path}/decimal"), self.rate), f"{path}/decimal", "wrong rounding", 824)
            self.inner_rate = self.lower_witness(lower, f"{path}/lower")[0]
            return
        _, lower, upper = obj(v, path, "status", "lower", "upper")
        self.inner_rate = self.lower_witness(lower, f"{path}/lower")[0]
        path += "/upper"
        method = tagged(upper, path, "method", "lipschitz", "laps", "outer")
        if method == "outer":
            _, w, bound = obj(upper, path, "method", "vector", "value")
            w, bound = arr(w, f"{path}/vector", ratio), ratio(bound, f"{path}/value")
            need(self.kind == "map" and bound >= 1, path, "not for this map, or below 1", 830)
            need(len(w) == self.cover.n, f"{path}/vector", "wrong length", 818)
            need(all(x > 0 for x in w), f"{path}/vector", "not positive", 827)
            value = lambda z: self.f.numbers[self.f.image(self.f.key(z))]
            for i, x in enumerate(w):
                here = f"{path}/vector/{i}"
                inside = [z for z, _ in self.f.vertices if self.P[i] < z and z < self.P[i + 1]]
                values = [value(z) for z in (self.P[i], *inside, self.P[i + 1])]
                steps = [(b - a).sign() for a, b in zip(values, values[1:])]
                need(min(steps) >= 0 or max(steps) <= 0, here, "not monotone there", 823)
                low, high = (values[0], values[-1]) if min(steps) >= 0 else (values[-1], values[0])
                met = sum(w[j] for j in range(len(w)) if self.P[j] < high and low < self.P[j + 1])
                need(met <= bound * x, here, "the inequality fails", 828)
        elif method == "lipschitz":
            self.cited.add("misiurewicz-szlenk")
            _, bound = obj(upper, path, "method", "value")
            bound = ratio(bound, f"{path}/value")
            need(bound >= 1 and self.L <= self.F(bound), f"{path}/value", "below the Lipschitz constant or 1", 830)
        else:
            _, n, laps, bound = obj(upper, path, "method", "n", "laps", "value")
            n, laps, bound = count(n, f"{path}/n"), integer(laps, f"{path}/laps"), ratio(bound, f"{path}/value")
            need(n >= 1 and bound > 0, path, "n or value is not positive", 830)
            need(laps == self.laps(n)[n], f"{path}/laps", "wrong", 831)
            need(bound**n >= laps, f"{path}/value", "too small", 830)

    def exact(self, v, path):
        _, p, ends, shown, witness, order, proof = obj(
            v, path, "status", "poly", "interval", "decimal", "irreducible", "order", "witness")
        p, (lo, hi) = poly(p, f"{path}/poly"), interval(ends, f"{path}/interval")
        need(len(p) >= 2 and p[-1] == 1, f"{path}/poly", "not monic of degree at least 1", 810)
        need(lo >= 1, f"{path}/interval", "an end below 1", 823)
        self.root, self.growth_poly = Root(p, lo, hi, f"{path}/interval"), p
        self.rate = self.root.compare
        shown = decimal(shown, f"{path}/decimal")
        need(shown[2] >= 30 and rounds(shown, self.rate), f"{path}/decimal", "wrong rounding or too short", 824)
        check_irreducible(p, maybe(irreducibility)(witness, f"{path}/irreducible"), f"{path}/irreducible")
        self.order = arr(order, f"{path}/order", lambda b, q: arr(b, q, index))
        self.check_order(f"{path}/order")
        path += "/witness"
        method = tagged(proof, path, "method", "cycles", "perron", "isolation")
        getattr(self, method)(proof, path, p, lo, hi)

    def check_order(self, path):
        rank, rows = {}, self.cover.rows
        for k, block in enumerate(self.order):
            need(block, f"{path}/{k}", "empty", 825)
            for i in block:
                need(i < self.cover.n and i not in rank, f"{path}/{k}", "not an interval, or twice", 825)
                rank[i] = k
        self.components = self.cover.components()
        need({frozenset(b) for b in self.order} == self.components, path, "not the components", 825)
        for i, (lo, hi) in enumerate(rows):
            need(all(rank[j] >= rank[i] for j in range(lo, hi)), path, "an edge goes back", 825)

    def trivial(self, k):
        return len(self.order[k]) == 1 and not self.cover.loops(self.order[k][0])

    def cycles(self, proof, path, p, lo, hi):
        obj(proof, path, "method")
        need(p == [-1, 1], path, "the growth rate is 1 here", 823)
        for k, block in enumerate(self.order):
            ok = all(sum(j in block for j in range(*self.cover.rows[i])) == 1 for i in block)
            need(ok or self.trivial(k), path, f"block {k} is not a cycle", 825)

    def right(self, v, path, seen, field, compare):
        """A block with a positive vector; `compare(A w, w_i)` says whether an entry is right."""
        k, w = obj(v, path, "block", "vector")
        k, w = index(k, f"{path}/block"), arr(w, f"{path}/vector", field.read)
        need(k < len(self.order) and k not in seen, f"{path}/block", "no block, or named twice", 825)
        seen.add(k)
        block = self.order[k]
        need(len(w) == len(block), f"{path}/vector", "wrong length", 818)
        for i, x in enumerate(w):
            need(x.sign() > 0, f"{path}/vector/{i}", "not positive", 827)
        at = dict(zip(block, w))
        for i in block:
            total = field(0)
            for j in range(*self.cover.rows[i]):
                if j in at:
                    total = total + at[j]
            compare(total, at[i], f"{path}/vector")

    def inequality(self, rate):
        def compare(total, w, path):
            need(total <= w * w.field(rate), path, "the inequality fails", 828)
        return compare

    def perron(self, proof, path, p, lo, hi):
        _, k, left, others, equals = obj(proof, path, "method", "block", "left", "others", "equals")
        need(len(p) <= 257, path, "degree too large", 807)
        k, field = index(k, f"{path}/block"), Field(Root(p, lo, hi, path))
        field.path = path
        r = algebra.Num(field, field.generator)
        need(k < len(self.order), f"{path}/block", "no block", 825)
        block, u = self.order[k], arr(left, f"{path}/left", field.read)
        need(len(u) == len(block), f"{path}/left", "wrong length", 818)
        for i, x in enumerate(u):
            need(x.sign() > 0 and x <= field(1), f"{path}/left/{i}", "not in (0, 1]", 827)
        need(any(x.c == (1,) for x in u), f"{path}/left", "no entry is 1", 827)
        sums = {j: field(0) for j in block}
        for i, x in zip(block, u):
            for j in range(*self.cover.rows[i]):
                if j in sums:
                    sums[j] = sums[j] + x
        for i, (j, x) in enumerate(zip(block, u)):
            need(sums[j].c == (r * x).c, f"{path}/left/{i}", "the equation fails", 826)
        seen = {k}

        def equation(total, w, here):
            need(total.c == (r * w).c, here, "the equation fails", 826)
        for i, v in enumerate(arr(others, f"{path}/others")):
            self.right(v, f"{path}/others/{i}", seen, Field(), self.inequality(lo))
        for i, v in enumerate(arr(equals, f"{path}/equals")):
            self.right(v, f"{path}/equals/{i}", seen, field, equation)
        self.all_named(seen, path)

    def all_named(self, seen, path):
        for k in range(len(self.order)):
            need(k in seen or self.trivial(k), path, f"block {k} is not bounded", 825)

    def isolation(self, proof, path, p, lo, hi):
        _, lower, upper = obj(proof, path, "method", "lower", "upper")
        rate, vector = self.lower_witness(lower, f"{path}/lower")
        need(rate == lo, f"{path}/lower/rate", "not the lower end", 823)
        support = {j for j, x in enumerate(vector) if x}
        need(any(support <= set(b) for b in self.order), f"{path}/lower/vector", "not inside one block", 825)
        seen = set()
        for i, v in enumerate(arr(upper, f"{path}/upper")):
            self.right(v, f"{path}/upper/{i}", seen, Field(), self.inequality(hi))
        self.all_named(seen, path)
        need(p in self.factors, path, "the polynomial is not a factor", 829)
        for q in self.factors:
            need(q == p or roots_between(q, lo, hi) == 0, path, "another factor has a root there", 829)

    # Counts and periods

    def counts(self):
        v, path = self.at("laps")
        laps = arr(v, path, integer, CAPS["iterate"])
        for t, (x, y) in enumerate(zip(laps, self.laps(len(laps))[1:])):
            need(x == y, f"{path}/{t}", f"the count is {y}", 831)
        for key, read in (("pieces", integer), ("fixed_points", self.points_or_infinite)):
            v, path = self.at(key)
            need((v is None) == (not self.closed), path, "null exactly if not closed", 818)
            if v is not None:
                shown = arr(v, path, read, CAPS["iterate"])
                n = len(shown)
                if key == "pieces":
                    need(n == len(laps), path, "not as long as the laps", 818)
                true = self.pieces(n)[1:n + 1] if key == "pieces" else self.cover.fixed_points(n)
                for t, (x, y) in enumerate(zip(shown, true)):
                    need(x == y, f"{path}/{t}", f"the count is {y}", 831)

    def laps(self, upto):
        return (self.polynomial if self.kind == "polynomial" else self.f).laps(upto)

    def points_or_infinite(self, v, path):
        return v if v == "infinite" else integer(v, path)

    def pieces(self, upto):
        if len(self.piece_counts) <= upto:
            self.piece_counts = self.f.pieces(upto)
        return self.piece_counts

    def periods(self):
        v, path = self.at("periods")
        points, strongest, exact = obj(v, path, "points", "strongest", "exact")
        strongest, exact = index(strongest, f"{path}/strongest"), boolean(exact, f"{path}/exact")
        self.listed = []
        for i, row in enumerate(arr(points, f"{path}/points")):
            here = f"{path}/points/{i}"
            period, point = obj(row, here, "period", "point")
            period, point = count(period, f"{here}/period"), self.F.read(point, f"{here}/point")
            need(period >= 1, f"{here}/period", "not positive", 818)
            need(not self.listed or self.listed[-1] < period, f"{here}/period", "not increasing", 818)
            self.listed.append(period)
            need(self.a <= point and point <= self.b, f"{here}/point", "outside the interval", 832)
            now = self.f.value(point)
            for d in range(1, period):
                need(not now == point, f"{here}/point", f"returns after {d}", 832)
                need(max((x.denominator.bit_length() for x in now.c), default=0) < 100_000, here, "too much work", 807)
                now = self.f.value(now)
            need(now.c == point.c, f"{here}/point", "does not return", 832)
        if self.kind == "polynomial":
            need(not self.listed, f"{path}/points", "none is listed", 818)
            need(strongest == 1, f"{path}/strongest", "period 1 is what is known", 833)
            need(not exact, f"{path}/exact", "not known", 833)
            return
        need(self.listed, f"{path}/points", "empty", 818)
        need(strongest in self.listed, f"{path}/strongest", "not among the periods", 833)
        for m in self.listed:
            need(not stronger(m, strongest), f"{path}/strongest", f"{m} is stronger", 833)
        if self.kind == "orbit":
            self.cited.add("forcing")
        if exact:
            self.cited.add("sharkovsky")
            need(self.closed or strongest == 3, f"{path}/exact", "not closed", 833)
            if strongest != 3:
                check_strongest(self.cover, self.components, strongest, f"{path}/exact")

    # Bounds

    def layers(self):
        v, path = self.at("layers")
        field = self.v["field"]
        separated = field is None or field["irreducible"] is not None
        self.fewer = layers.check(self.f, v, path, self.kind == "map" and self.closed, separated)

    def certify(self):
        for key, check in (("certify", Block), ("every", Every)):
            v, path = self.at(key)
            for i, entry in enumerate(arr(v, path)):
                check(self, entry, f"{path}/{i}")

    def lengths(self):
        return [q - p for p, q in zip(self.P, self.P[1:])]

    def inverse_slopes(self):
        """The inverse of the modulus of the slope on each interval of a closed partition, 0 where it is 0."""
        images = [self.P[i] for i in self.images]
        pairs = zip(self.lengths(), (abs(q - p) for p, q in zip(images, images[1:])))
        return [length * image.inverse() if image.c else image for length, image in pairs]

    def sums_of_lengths(self, t):
        """For each interval the sums of the inverse moduli, and of their squares, of the slopes of `f^t` on the branches onto it."""
        if not self.branches:
            self.branches = [([self.F(1)] * self.cover.n,) * 2]
        weights = self.inverse_slopes() if len(self.branches) <= t else []
        while len(self.branches) <= t:
            need(t * self.cover.n < 2_000_000, self.path, "too much work", 807)
            one, two = self.branches[-1]
            self.branches.append((self.cover.before([x * w for x, w in zip(one, weights)], self.F(0)),
                                  self.cover.before([x * w * w for x, w in zip(two, weights)], self.F(0))))
        return self.branches[t]

    # Comparison rows

    def odd_root(self, p, ends, path, period, loop):
        """The root of the polynomial that belongs to an odd period, and the polynomial compared."""
        p, (lo, hi) = poly(p, f"{path}/poly"), interval(ends, f"{path}/interval")
        need(len(p) - 1 == period - 1, f"{path}/poly", "wrong degree", 841)
        shown = p if loop else times(p, [1, 1])
        true = [0] * len(shown)
        true[0], true[-1] = -1, 1
        true[len(shown) - 2 if loop else len(shown) - 3] -= 1 if loop else 2
        need(shown == true, f"{path}/poly", "another polynomial", 841)
        need(0 < lo <= hi, f"{path}/interval", "not positive", 810)
        at = sign(value(p, lo)), sign(value(p, hi))
        need(at == (-1, 1) or lo == hi and at == (0, 0), f"{path}/interval", "no root there", 810)
        return Root(p, lo, hi, f"{path}/interval")

    def ladder(self):
        v, path = self.at("ladder")
        ids, last = ["loop_bound", "odd_period_bound", "increasing_bound", "inner", "own", "lipschitz"], -1
        for i, row in enumerate(arr(v, path)):
            here = f"{path}/{i}"
            id_, period, p, ends, shown, relies, points, starts = obj(
                row, here, "id", "period", "poly", "interval", "decimal", "relies_on", "points", "starts")
            need(text(id_, f"{here}/id") in ids, f"{here}/id", "unknown", 841)
            need(last < ids.index(id_), f"{here}/id", "out of order", 841)
            last = ids.index(id_)
            period, relies = maybe(count)(period, f"{here}/period"), arr(relies, f"{here}/relies_on", text)
            cites = {"loop_bound": ["stefan", "loop"], "odd_period_bound": ["stefan"]}.get(id_, [])
            need(relies == cites, f"{here}/relies_on", "other theorems", 841)
            self.cited.update(cites)
            need((points is not None) == (id_ == "increasing_bound"), f"{here}/points", "where no cycle belongs, or none", 841)
            exact = None
            if last < 3:
                need(p is not None and ends is not None, here, "polynomial and interval are needed", 841)
                if id_ == "increasing_bound":
                    exact = self.cycle_root(points, p, ends, here, period)
                else:
                    need(period in self.listed and period >= 3 and period % 2 == 1, f"{here}/period", "not a listed odd period", 841)
                    exact = self.odd_root(p, ends, here, period, last == 0)
                compare = exact.compare
            else:
                need(period is None, f"{here}/period", "must be null", 841)
                if id_ == "inner":
                    exact = self.inner(p, ends, here)
                    compare = lambda q, r=exact: sign(r - q)
                else:
                    compare = self.own(p, ends, here) if id_ == "own" else self.lipschitz(p, ends, here)
                    if id_ == "own" and p is not None:
                        exact = Root(self.growth_poly, *interval(ends, f"{here}/interval"), f"{here}/interval")
            need(rounds(decimal(shown, f"{here}/decimal"), compare), f"{here}/decimal", "wrong rounding", 824)
            if starts is not None:
                need(exact is not None, f"{here}/starts", "no rate", 841)
                self.starts(starts, f"{here}/starts", exact)

    def starts(self, v, path, rate):
        """For increasing depths `k` the first `t` with `r^t > 2^k`."""
        before = 0
        need(len(arr(v, path)) > 0, path, "empty", 841)
        for i, cell in enumerate(v):
            k, t = obj(cell, f"{path}/{i}", "depth", "iterate")
            k, t = count(k, f"{path}/{i}/depth"), count(t, f"{path}/{i}/iterate")
            need(k <= 10_000 and t <= 10_000, f"{path}/{i}", "too large", 807)
            need(before < k and t >= 1, f"{path}/{i}", "depths do not increase", 841)
            before = k
            need(beyond(rate, t, k) and not (t > 1 and beyond(rate, t - 1, k)), f"{path}/{i}", "not the first", 841)

    def cycle_root(self, points, p, ends, path, period):
        """The rate of a cycle along which the map increases, or decreases, until it returns."""
        points = self.nums(points, f"{path}/points")
        need(self.kind != "polynomial", path, "not for a polynomial", 841)
        need(period is not None and period >= 3 and len(points) == period, f"{path}/points", "wrong length", 841)
        for i, x in enumerate(points):
            need(self.a <= x <= self.b, f"{path}/points/{i}", "outside the interval", 841)
            need(self.f.value(x).c == points[(i + 1) % period].c, f"{path}/points/{i}", "not sent to the next", 841)
        pairs = list(zip(points, points[1:]))
        need(all(x < y for x, y in pairs) or all(y < x for x, y in pairs), f"{path}/points", "neither up nor down", 841)
        p, (lo, hi) = poly(p, f"{path}/poly"), interval(ends, f"{path}/interval")
        need(p == [-1] * (period - 1) + [1], f"{path}/poly", "another polynomial", 841)
        need(lo > 0, f"{path}/interval", "not positive", 810)
        return Root(p, lo, hi, f"{path}/interval")

    def inner(self, p, ends, path):
        need(p is None and ends is None, path, "must be null", 841)
        need(self.status != "exact" and self.inner_rate > 1, path, "no such rate", 841)
        return self.inner_rate

    def own(self, p, ends, path):
        need(self.status != "enclosure", path, "the growth is not known", 841)
        if self.status == "constant_slope":
            need(p is None and ends is None, path, "must be null", 841)
            return self.rate
        need(p is not None and ends is not None, path, "polynomial and interval are needed", 841)
        need(poly(p, f"{path}/poly") == self.growth_poly, f"{path}/poly", "not that of the growth", 841)
        root = Root(self.growth_poly, *interval(ends, f"{path}/interval"), f"{path}/interval")
        need(self.rate(root.lo) >= 0 >= self.rate(root.hi), f"{path}/interval", "another root", 841)
        return self.rate

    def lipschitz(self, p, ends, path):
        need(p is None and ends is None, path, "must be null", 841)
        need(self.L is not None, path, "no Lipschitz constant", 815)
        return lambda q: (self.L - self.F(q)).sign()

    def odd_period(self):
        v, path = self.at("odd_period")
        if v is None:
            return
        period, points, images, p, ends, shown, err = obj(
            v, path, "period", "points", "images", "poly", "interval", "decimal", "error")
        period, points = count(period, f"{path}/period"), self.nums(points, f"{path}/points")
        images = arr(images, f"{path}/images", index)
        odd = [m for m in self.listed if m > 1 and m % 2]
        need(odd and period == odd[0], f"{path}/period", "not the smallest odd period", 842)
        need(len(points) == period and len(images) == period, path, "wrong length", 818)
        gap = None
        for i in range(1, period):
            need(points[i - 1] < points[i], f"{path}/points/{i}", "not increasing", 842)
            here = points[i] - points[i - 1]
            gap = here if gap is None or here < gap else gap
        need(self.a <= points[0] and points[-1] <= self.b, f"{path}/points", "outside the interval", 842)
        now = 0
        for k in range(period):
            need(images[now] < period, f"{path}/images/{now}", "no index", 842)
            need(self.f.value(points[now]).c == points[images[now]].c, f"{path}/images/{now}", "not the image", 842)
            now = images[now]
            need((now == 0) == (k == period - 1), f"{path}/images", "not one cycle", 842)
        root = self.odd_root(p, ends, path, period, False)
        need(rounds(decimal(shown, f"{path}/decimal"), root.compare), f"{path}/decimal", "wrong rounding", 824)
        err = self.F.read(err, f"{path}/error")
        need((err + err).c == gap.c, f"{path}/error", "not half the smallest gap", 837)
        self.cited.add("stefan")


def check(raw):
    """The sorted ids of the theorems a valid certificate relies on; raises `Refused`."""
    whole = parse(raw)
    schema, generator, source, title, author, symbols, maps, assumptions = obj(
        whole, "", "schema", "generator", "source", "title", "author", "notation", "maps", "assumptions")
    need(text(schema, "/schema") == "orbitex/certificate/1", "/schema", "another schema", 806)
    text(generator, "/generator"), text(source, "/source")
    maybe(text)(title, "/title"), maybe(text)(author, "/author")
    checked = arr(maps, "/maps", MapCheck)
    checked += arr(assumptions, "/assumptions", Assumption)
    need(checked, "/maps", "no map", 808)
    names = [m.name for m in checked]
    need(len(set(names)) == len(names), "/maps", "a name twice", 808)
    if symbols is not None:
        fields = [m.v["field"] for m in checked if isinstance(m, MapCheck)]
        notation.check(symbols, [f["name"] for f in fields if f])
    return sorted(set().union(*(m.cited for m in checked)))


def verdict(raw):
    """A line for people and the same as an object."""
    try:
        cited = check(raw)
        line = f"valid, relying on [{', '.join(cited)}]" if cited else "valid"
        return line, {"valid": True, "relies_on": cited}
    except Refused as refused:
        return f"invalid: {refused}", {"valid": False, "path": refused.path, "reason": refused.reason, "code": refused.code}
    except RecursionError:
        return "invalid: /: nested too deeply (OX0807)", {"valid": False, "path": "", "reason": "depth", "code": "OX0807"}


def main(arguments):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    listed = "--lines" in arguments
    names = sys.stdin.read().split("\n") if listed else arguments
    good = True
    for name in filter(None, names):
        with open(name, "rb") as file:
            line, found = verdict(file.read())
        good &= found["valid"]
        print(json.dumps(found) if listed else line if len(names) == 1 else f"{name}: {line}", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
