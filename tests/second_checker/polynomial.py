"""Polynomial maps: self-map and slope by counting roots, laps by the places of the orbits of ends and turning points."""
from fractions import Fraction
from math import floor, gcd

from algebra import exact_quotient, roots_between, sign, trim, value
from reading import arr, need, obj, ratio

MOST_DEGREE = 24
EXACT_BITS = 6_000


def integral(p):
    """An integer polynomial with the same roots and signs."""
    scale = 1
    for c in p:
        scale = scale * Fraction(c).denominator // gcd(scale, Fraction(c).denominator)
    return [int(c * scale) for c in p]


def derivative(p):
    return [i * c for i, c in enumerate(p)][1:]


def remainder(a, b):
    rest = [Fraction(c) for c in a]
    while len(rest) >= len(b):
        factor, shift = rest[-1] / b[-1], len(rest) - len(b)
        for i, c in enumerate(b):
            rest[shift + i] -= factor * c
        rest.pop()
    return trim(rest)


def common(a, b):
    a, b = trim([Fraction(c) for c in a]), trim([Fraction(c) for c in b])
    while b:
        a, b = b, remainder(a, b)
        b = [c / b[-1] for c in b]
    return integral(a)


def odd_part(p):
    """The product of the factors of odd multiplicity, each once."""
    p, odd = integral(p), [1]
    if len(p) < 2:
        return odd
    rest = common(p, derivative(p))
    new = exact_quotient(p, rest)
    multiplicity = 1
    while len(new) > 1:
        later = common(new, rest)
        if multiplicity % 2:
            part = exact_quotient(new, later)
            odd = [sum(odd[i] * part[k - i] for i in range(len(odd)) if 0 <= k - i < len(part))
                   for k in range(len(odd) + len(part) - 1)]
        rest, new, multiplicity = exact_quotient(rest, later), later, multiplicity + 1
    return odd


def inner_roots(p, a, b):
    return roots_between(p, a, b) - (value(p, a) == 0) - (value(p, b) == 0) if len(p) > 1 else 0


def non_negative(g, a, b):
    g = trim([Fraction(c) for c in g])
    if not g:
        return True
    n = len(g) + 1
    return inner_roots(odd_part(g), a, b) == 0 and any(
        at(g, a + (b - a) * k / n) > 0 for k in range(1, n))


def at(p, x):
    out = Fraction(0)
    for c in reversed(p):
        out = out * x + c
    return out


class Polynomial:
    def __init__(self, v, path, vertices, steep):
        coeffs, turning = obj(v, path, "coeffs", "turning")
        self.p = arr(coeffs, f"{path}/coeffs", ratio)
        need(len(self.p) <= MOST_DEGREE + 1, f"{path}/coeffs", "degree too large", 807)
        need(len(self.p) >= 2 and self.p[-1] != 0, f"{path}/coeffs", "a constant, or a zero at the end", 810)
        self.a, self.b, self.path = vertices[0][0], vertices[-1][0], path
        for i, (x, y) in enumerate(vertices):
            need(at(self.p, x) == y, f"{path}/{i}", "another value", 862)
        slope = derivative(self.p)
        shifted = lambda q, c: [q[0] + c] + q[1:]
        negative = lambda q: [-c for c in q]
        inside = (non_negative(shifted(negative(self.p), self.b), self.a, self.b)
                  and non_negative(shifted(self.p, -self.a), self.a, self.b))
        need(inside, f"{path}/coeffs", "leaves the interval", 813)
        need(steep is not None, path, "no Lipschitz constant", 815)
        bounded = (non_negative(shifted(negative(slope), steep), self.a, self.b)
                   and non_negative(shifted(slope, steep), self.a, self.b))
        need(bounded, path, "the slope is larger somewhere", 815)
        self.odd = odd_part(slope)
        self.turning, before = [], self.a
        for i, pair in enumerate(arr(turning, f"{path}/turning", lambda r, q: arr(r, q, ratio))):
            here = f"{path}/turning/{i}"
            need(len(pair) == 2, here, "not a pair", 805)
            lo, hi = pair
            need(before < lo <= hi < self.b, here, "out of order", 817)
            need(roots_between(self.odd, lo, hi) == 1, here, "not exactly one turning point", 810)
            self.turning.append((lo, hi))
            before = hi
        need(inner_roots(self.odd, self.a, self.b) == len(self.turning), f"{path}/turning", "one is missing", 810)

    def laps(self, upto):
        """`laps(f,t)` for t = 0..upto: each part between two moments of orbits is cut and sent on."""
        orbits = [self.orbit(seed, upto) for seed in range(len(self.turning) + 2)]
        parts, out = {((0, 0), (1, 0)): 1}, [1]
        for _ in range(upto):
            later = {}
            for (u, v), number in parts.items():
                for m in (u, v):
                    need(m[1] < len(orbits[m[0]]), self.path, "undecided", 809)
                # Places are 2j on lap j and 2j+1 at turning point j.
                (p, u), (q, v) = sorted([(orbits[u[0]][u[1]], u), (orbits[v[0]][v[1]], v)])
                stops = [self.follow(u, p)]
                stops += [(j + 2, 1) for j in range(len(self.turning)) if p < 2 * j + 1 < q]
                stops.append(self.follow(v, q))
                for pair in zip(stops, stops[1:]):
                    pair = tuple(sorted(pair))
                    later[pair] = later.get(pair, 0) + number
            parts = later
            out.append(sum(parts.values()))
        return out

    def follow(self, moment, place):
        return (place // 2 + 2, 1) if place % 2 else (moment[0], moment[1] + 1)

    def orbit(self, seed, upto):
        places = []
        for bits in (600, 2_400, 9_000):
            places = self.walk(seed, upto, bits)
            if len(places) > upto or len(places) > 1 and places[-1] % 2:
                break
        return places

    def walk(self, seed, upto, bits):
        unit = 1 << bits
        cuts = [self.narrow(lo, hi, bits) for lo, hi in self.turning]
        start = [(self.a, self.a), (self.b, self.b), *cuts][seed]
        places = [[0, 2 * len(cuts), *(2 * j + 1 for j in range(len(cuts)))][seed]]
        linear = [-start[0], 1] if start[0] == start[1] else self.odd
        lo, hi, exact = *start, [Fraction(0), Fraction(1)] if len(linear) > 2 else [start[0]]
        for _ in range(upto):
            # Interval arithmetic, rounded outwards.
            low = high = Fraction(0)
            for c in reversed(self.p):
                ends = [low * lo, low * hi, high * lo, high * hi]
                low, high = min(ends) + c, max(ends) + c
            lo = max(Fraction(floor(low * unit), unit), self.a)
            hi = min(Fraction(-floor(-high * unit), unit), self.b)
            exact = self.apply(self.p, exact, linear)
            near = [j for j, (u, v) in enumerate(cuts) if u <= hi and lo <= v]
            if not near:
                places.append(2 * sum(v < lo for _, v in cuts))
                continue
            j = near[0]
            left = cuts[j - 1][1] if j else self.a
            right = cuts[j + 1][0] if j + 1 < len(cuts) else self.b
            meets = exact is not None and self.apply(self.odd, exact, linear) == []
            if len(near) > 1 or not (left < lo and hi < right and meets):
                break
            places.append(2 * j + 1)
            break
        return places

    def apply(self, p, x, modulus):
        """`p(x)` modulo a polynomial, [] for zero; None once the numbers are large."""
        if x is None:
            return None
        out = []
        for c in reversed(p):
            product = [Fraction(0)] * max(len(out) + len(x) - 1, 1)
            for i, u in enumerate(out):
                for k, w in enumerate(x):
                    product[i + k] += u * w
            product[0] += c
            out = remainder(trim(product), modulus)
            if any(c.numerator.bit_length() + c.denominator.bit_length() > EXACT_BITS for c in out):
                return None
        return out

    def narrow(self, lo, hi, bits):
        left = sign(value(self.odd, lo))
        if lo == hi or left == 0:
            return lo, lo
        if value(self.odd, hi) == 0:
            return hi, hi
        while (hi - lo) * (1 << bits) > 1:
            middle = (lo + hi) / 2
            here = sign(value(self.odd, middle))
            if here == 0:
                return middle, middle
            lo, hi = (middle, hi) if here == left else (lo, middle)
        return lo, hi
