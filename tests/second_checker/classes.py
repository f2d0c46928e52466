"""Statements about all maps with a point of one period: docs/certificate.md, the section about assumptions.

Patterns are enumerated up to length 7 and Stefan's numbers up to the power 500; beyond that this checker declines.
"""
from itertools import permutations

from algebra import Root, rounds, sign, times, value
from reading import arr, count, decimal, index, integer, interval, maybe, need, obj, poly, ratio, tagged, text

LONGEST, POWERS = 7, 500


def split(period):
    power = 1
    while period % (2 * power) == 0:
        power *= 2
    return power, period // power


def paths(images, s):
    """The largest number of paths of `s` arrows that end at one interval, by the dense matrix."""
    n = len(images) - 1
    rows = [range(min(images[i], images[i + 1]), max(images[i], images[i + 1])) for i in range(n)]
    now = [1] * n
    for _ in range(s):
        now = [sum(now[i] for i in range(n) if j in rows[i]) for j in range(n)]
    return max(now)


def all_patterns(m):
    for order in permutations(range(1, m)):
        images, at = [0] * m, 0
        for x in order:
            images[at], at = x, x
        yield images


KNOWN = {}


def least(m, s):
    if (m, s) not in KNOWN:
        KNOWN[m, s] = min(paths(images, s) for images in all_patterns(m))
    return KNOWN[m, s]


def least_power(q, s):
    """The least integer not below the s-th power of the positive root of x^q - 2x^(q-2) - 1."""
    if s == 0:
        return 1
    bits = 2 * s + 64
    lo, hi, one = 1 << bits, 2 << bits, 1 << (bits * q)
    while hi - lo > 1:
        x = (lo + hi) // 2
        lo, hi = (x, hi) if x**q - 2 * x ** (q - 2) * (1 << 2 * bits) < one else (lo, x)
    low, high = -(-(lo**s) >> bits * s), -(-(hi**s) >> bits * s)
    assert low == high
    return low


class Assumption:
    def __init__(self, v, path):
        name, period, gap, lipschitz, growth, blocks = obj(
            v, path, "name", "period", "gap", "lipschitz", "growth", "certify")
        self.cited = set()
        self.name = text(name, f"{path}/name")
        need(self.name, f"{path}/name", "empty", 808)
        self.p = index(period, f"{path}/period")
        need(self.p <= 1000, f"{path}/period", "too large", 807)
        need(self.p >= 2, f"{path}/period", "no period above 1", 865)
        self.gap, self.L = maybe(ratio)(gap, f"{path}/gap"), maybe(ratio)(lipschitz, f"{path}/lipschitz")
        need(self.gap is None or self.gap > 0, f"{path}/gap", "not positive", 865)
        self.power, self.q = split(self.p)
        if self.L is not None:
            fine = self.L > 1 or self.L == 1 and self.p == 2
            if fine and self.q > 1 and self.L < 2:
                y = self.L**self.power
                fine = y**self.q - 2 * y ** (self.q - 2) - 1 >= 0
            need(fine, f"{path}/lipschitz", "no map has it", 815)
        self.growth(growth, f"{path}/growth")
        arr(blocks, f"{path}/certify", self.block)

    def growth(self, v, path):
        need((v is None) == (self.q == 1), path, "null for powers of 2 and only for them", 818)
        if v is None:
            return
        p, ends, shown = obj(v, path, "poly", "interval", "decimal")
        p, (lo, hi) = poly(p, f"{path}/poly"), interval(ends, f"{path}/interval")
        base = [0] * ((self.q) * self.power + 1)
        base[0], base[-1] = -1, 1
        base[(self.q - 2) * self.power] -= 2
        factor = [1] + [0] * (self.power - 1) + [1]
        need(len(p) == (self.q - 1) * self.power + 1 and times(p, factor) == base, f"{path}/poly", "another polynomial", 841)
        need(0 < lo < hi and (sign(value(p, lo)), sign(value(p, hi))) == (-1, 1), f"{path}/interval", "no root there", 810)
        shown = decimal(shown, f"{path}/decimal")
        compare = lambda x: -1 if x > 0 and value(p, x) > 0 else 1 if x <= 0 or value(p, x) < 0 else 0
        need(shown[2] >= 30 and rounds(shown, compare), f"{path}/decimal", "wrong rounding or too short", 824)
        self.cited |= {"stefan", "block-guckenheimer-misiurewicz-young"}

    def block(self, v, path):
        tolerance, depths, rows = obj(v, path, "tolerance", "depths", "rows")
        tolerance = maybe(ratio)(tolerance, f"{path}/tolerance")
        fine = tolerance is None or self.gap is not None and 0 < 2 * tolerance <= self.gap
        need(fine, f"{path}/tolerance", "not within half the gap", 834)
        depths = arr(depths, f"{path}/depths", count)
        need(depths and depths[0] >= 1 and all(a < b for a, b in zip(depths, depths[1:])), f"{path}/depths", "not increasing", 818)
        rows, last = arr(rows, f"{path}/rows"), 0
        need(rows, f"{path}/rows", "empty", 818)
        for i, row in enumerate(rows):
            last = self.row(row, f"{path}/rows/{i}", depths, last)

    def row(self, v, path, depths, last):
        t, reason, c, error, k, mistakes, mean, widths = obj(
            v, path, "iterate", "reason", "crossings", "error", "pieces", "mistakes", "mean", "widths")
        t, c, k = count(t, f"{path}/iterate"), integer(c, f"{path}/crossings"), integer(k, f"{path}/pieces")
        need(t > last, f"{path}/iterate", "not increasing", 818)
        self.reason(reason, f"{path}/reason", t, c, path)
        half = None if self.gap is None else self.gap / 2
        need(maybe(ratio)(error, f"{path}/error") == half, f"{path}/error", "not half the gap", 837)
        need(0 <= k <= c, f"{path}/pieces", "outside 0..C", 866)
        need(integer(mistakes, f"{path}/mistakes") == (c - k + 1) // 2, f"{path}/mistakes", "wrong", 831)
        mean = maybe(ratio)(mean, f"{path}/mean")
        if mean is not None:
            need(self.gap is not None and self.L is not None, f"{path}/mean", "nothing to rest on", 818)
            need(mean == (c - k) * self.gap**2 / (4 * self.L**t), f"{path}/mean", "wrong", 866)
        cells = arr(widths, f"{path}/widths")
        cells = [obj(cell, f"{path}/widths/{i}", "depth", "width", "mean_width") for i, cell in enumerate(cells)]
        need([count(cell[0], f"{path}/widths") for cell in cells] == depths, f"{path}/widths", "other depths", 838)
        for i, (depth, width, mean_width) in enumerate(cells):
            for w, least_pieces in ((width, c), (mean_width, k + 1)):
                w = integer(w, f"{path}/widths/{i}")
                small = w == 0 and least_pieces <= 1 or w > 0 and (w.bit_length() - 1) * depth <= least_pieces.bit_length()
                need(small and (w == 0 or w**depth < least_pieces <= (w + 1) ** depth), f"{path}/widths/{i}", "not the least", 812)
        return t

    def reason(self, v, path, t, c, row):
        if tagged(v, path, "method", "patterns", "stefan") == "patterns":
            _, m, power, images = obj(v, path, "method", "length", "power", "pattern")
        else:
            (_, m, power), images = obj(v, path, "method", "length", "power"), None
        m, power = index(m, f"{path}/length"), index(power, f"{path}/power")
        need(power > 0 and power & (power - 1) == 0 and m * power == self.p, path, "length times power is not the period", 865)
        s = t // power
        if images is None:
            need(m >= 3 and m % 2 == 1, path, "not odd", 865)
            need(s <= POWERS, path, "power too large for this checker", 807)
            need(c == least_power(m, s), f"{row}/crossings", "wrong", 836)
            self.cited.add("stefan")
            return
        images = arr(images, f"{path}/pattern", index)
        need(m >= 2, path, "too short", 865)
        need(m <= 9, path, "patterns too long", 807)
        at, seen = 0, []
        while len(images) == m and at < m and at not in seen:
            seen.append(at)
            at = images[at]
        need(len(seen) == m and at == 0, f"{path}/pattern", "not one cycle", 814)
        need(s <= 2000 and m <= LONGEST, path, "more patterns than this checker enumerates", 807)
        need(c == paths(images, s), f"{row}/crossings", "the pattern has another number", 836)
        need(c <= least(m, s), f"{row}/crossings", "some pattern has fewer", 836)
