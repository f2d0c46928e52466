"""Integer polynomials, their real roots, and the field of one root: exact, with rational enclosures for signs only."""
from fractions import Fraction
from math import gcd

from reading import need

ROUNDS = 12  # doublings of the number of halvings before a sign counts as undecided


def value(poly, x):
    """The value at a rational, with one division at the end."""
    x = Fraction(x)
    p, q, out, power = x.numerator, x.denominator, 0, 1
    for c in reversed(poly):
        out, power = out * p + c * power, power * q
    return Fraction(out, power // q)


def sign(x):
    return (x > 0) - (x < 0)


def times(a, b):
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        if x:
            for j, y in enumerate(b):
                out[i + j] += x * y
    return out


def trim(a):
    while a and a[-1] == 0:
        a.pop()
    return a


def sturm(poly):
    """The Sturm chain with primitive integer remainders."""
    chain = [poly, [i * c for i, c in enumerate(poly)][1:]]
    while len(chain[-1]) > 1:
        rest, by = list(chain[-2]), chain[-1]
        lead = abs(by[-1])
        while len(rest) >= len(by):
            factor, shift = rest[-1] * (1 if by[-1] > 0 else -1), len(rest) - len(by)
            rest = [c * lead for c in rest]
            for i, c in enumerate(by):
                rest[shift + i] -= factor * c
            trim(rest)
        if not rest:
            break
        content = gcd(*rest)
        chain.append([-c // content for c in rest])
    return chain


def roots_between(poly, lo, hi):
    """The number of different real roots in the closed interval."""
    if len(poly) == 1:
        return 0
    chain = sturm(poly)

    def changes(x):
        signs = [s for s in (sign(value(p, x)) for p in chain) if s]
        return sum(a != b for a, b in zip(signs, signs[1:]))

    # At a multiple root the whole chain vanishes: step off the ends by dividing the common factor out.
    if len(chain[-1]) > 1:
        return roots_between(exact_quotient(poly, chain[-1]), lo, hi)
    return changes(lo) - changes(hi) + (value(poly, lo) == 0)


def exact_quotient(a, b):
    rest, out = [Fraction(c) for c in a], []
    for shift in range(len(a) - len(b), -1, -1):
        factor = rest[shift + len(b) - 1] / b[-1]
        out.append(factor)
        for i, c in enumerate(b):
            rest[shift + i] -= factor * c
    scale = 1
    for c in out:
        scale = scale * c.denominator // gcd(scale, c.denominator)
    return [int(c * scale) for c in reversed(out)]


class Root:
    """The only root of a polynomial in an interval; the interval shrinks as it is asked for."""

    def __init__(self, poly, lo, hi, path, code=810):
        self.poly, self.lo, self.hi = poly, Fraction(lo), Fraction(hi)
        need(lo <= hi, path, "interval reversed", code)
        if lo == hi:
            need(value(poly, lo) == 0, path, "no root there", code)
        else:
            need(value(poly, lo) * value(poly, hi) < 0, path, "no change of sign", code)
            need(roots_between(poly, lo, hi) == 1, path, "not exactly one root", code)
        self.low = sign(value(poly, lo))

    def compare(self, q):
        """The sign of the root minus a rational, exactly."""
        if q < self.lo or q > self.hi:
            return 1 if q < self.lo else -1
        at = sign(value(self.poly, q))
        return 0 if at == 0 else (1 if at == self.low else -1)

    def halve(self):
        middle = (self.lo + self.hi) / 2
        side = self.compare(middle)
        if side >= 0:
            self.lo = middle
        if side <= 0:
            self.hi = middle
        if self.low == 0 or self.lo == self.hi:
            self.lo = self.hi
        elif side > 0:
            self.low = sign(value(self.poly, self.lo))


class Field:
    """Numbers `Q[x]/poly` at a root; `poly` of degree 1 or none gives the rationals."""

    def __init__(self, root=None):
        self.root = root
        self.degree = len(root.poly) - 1 if root else 1
        if self.degree == 1 and root:
            self.generator = [Fraction(-root.poly[0], root.poly[1])]
        else:
            self.generator = [Fraction(0), Fraction(1)]
        self.path = ""

    def read(self, v, path):
        from reading import arr, ratio
        if isinstance(v, list):
            out = arr(v, path, ratio)
            need(len(out) >= 2 and out[-1] != 0, path, "not a canonical number", 805)
            need(len(out) <= self.degree, path, "not a reduced number of the field", 809)
            return Num(self, out)
        return Num(self, [ratio(v, path)])

    def __call__(self, q):
        return Num(self, [Fraction(q)])


class Num:
    """An element of a field by its reduced coefficients, constant first."""
    __slots__ = ("field", "c")

    def __init__(self, field, coefficients):
        self.field, self.c = field, tuple(trim(list(coefficients)))

    def __add__(self, other):
        a, b = self.c, other.c
        if len(a) < len(b):
            a, b = b, a
        return Num(self.field, [x + y for x, y in zip(a, b)] + list(a[len(b):]))

    def __neg__(self):
        return Num(self.field, [-x for x in self.c])

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        if not self.c or not other.c:
            return Num(self.field, [])
        out = times(self.c, other.c)
        d = self.field.degree
        if len(out) > d:
            modulus = self.field.root.poly
            for top in range(len(out) - 1, d - 1, -1):
                factor = Fraction(out[top]) / modulus[-1]
                for i in range(d + 1):
                    out[top - d + i] -= factor * modulus[i]
        return Num(self.field, out)

    def inverse(self):
        """Solves `self * y = 1` by elimination on the matrix of the multiplication."""
        d, one = self.field.degree, self.field(1)
        if len(self.c) == 1:
            return Num(self.field, [1 / self.c[0]])
        columns = []
        for k in range(d):
            column = list((self * Num(self.field, [0] * k + [Fraction(1)])).c)
            columns.append(column + [Fraction(0)] * (d - len(column)))
        rows = [[columns[k][i] for k in range(d)] + [Fraction(i == 0)] for i in range(d)]
        for i in range(d):
            pivot = next((r for r in range(i, d) if rows[r][i]), None)
            need(pivot is not None, self.field.path, "a number cannot be inverted", 809)
            rows[i], rows[pivot] = rows[pivot], rows[i]
            rows[i] = [x / rows[i][i] for x in rows[i]]
            for r in range(d):
                if r != i and rows[r][i]:
                    factor = rows[r][i]
                    rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i])]
        out = Num(self.field, [row[-1] for row in rows])
        assert (self * out).c == one.c
        return out

    def sign(self):
        if len(self.c) <= 1:
            return sign(self.c[0]) if self.c else 0
        root = self.field.root
        for k in range(ROUNDS):
            lo = hi = Fraction(0)
            for c in reversed(self.c):
                ends = [a * b for a in (lo, hi) for b in (root.lo, root.hi)]
                lo, hi = min(ends) + c, max(ends) + c
            if lo > 0 or hi < 0:
                return sign(lo) or sign(hi)
            if root.lo == root.hi:
                break
            for _ in range(1 << k):
                root.halve()
        need(False, self.field.path, "a sign cannot be decided", 809)

    def __abs__(self):
        return -self if self.sign() < 0 else self

    def __eq__(self, other):
        return self.c == other.c or (self - other).sign() == 0

    def __lt__(self, other):
        return self.c != other.c and (self - other).sign() < 0

    def __le__(self, other):
        return self.c == other.c or (self - other).sign() <= 0

    __hash__ = None


def rounds(decimal, compare):
    """Whether a decimal is right for the number whose comparison with rationals is given."""
    shown, half, _ = decimal
    return compare(shown - half) >= 0 and compare(shown + half) < 0


# Irreducibility: degrees of the factors modulo primes.

def is_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    k = 3
    while k * k <= n:
        if n % k == 0:
            return False
        k += 2
    return True


def mod_rest(a, f, p):
    a, inverse = list(a), pow(f[-1], -1, p)
    for top in range(len(a) - 1, len(f) - 2, -1):
        factor = a[top] * inverse % p
        if factor:
            for i, c in enumerate(f):
                a[top - len(f) + 1 + i] = (a[top - len(f) + 1 + i] - factor * c) % p
    return trim([c % p for c in a[:len(f) - 1]])


def mod_gcd(a, b, p):
    while b:
        a, b = b, mod_rest(a, b, p)
    return a


def mod_degrees(f, p):
    """Degrees of the irreducible factors of a squarefree polynomial modulo a prime, from the Frobenius matrix; else None."""
    f = trim([c % p for c in f])
    d = len(f) - 1
    if len(mod_gcd(f, trim([i * c % p for i, c in enumerate(f)][1:]), p)) != 1:
        return None
    x_p, square, e = [1], mod_rest([0, 1], f, p), p
    while e:
        if e & 1:
            x_p = mod_rest(times(x_p, square), f, p) if square and x_p else []
        square, e = (mod_rest(times(square, square), f, p) if square else []), e >> 1
    powers = [[1]]
    for _ in range(d - 1):
        powers.append(mod_rest(times(powers[-1], x_p), f, p) if powers[-1] and x_p else [])
    degrees, h, k, left = [], mod_rest([0, 1], f, p), 0, f
    while len(left) > 1:
        k += 1
        out = [0] * d
        for i, c in enumerate(h):
            for j, e in enumerate(powers[i]):
                out[j] += c * e
        h = trim([c % p for c in out])
        difference = h + [0] * (2 - len(h))
        difference[1] -= 1
        g = mod_gcd(left, mod_rest(trim([c % p for c in difference]), left, p), p)
        degrees += [k] * ((len(g) - 1) // k)
        if len(g) > 1:
            quotient, rest, inverse = [], list(left), pow(g[-1], -1, p)
            for shift in range(len(left) - len(g), -1, -1):
                factor = rest[shift + len(g) - 1] * inverse % p
                quotient.append(factor)
                for i, c in enumerate(g):
                    rest[shift + i] = (rest[shift + i] - factor * c) % p
            left = quotient[::-1]
    return degrees


def check_irreducible(poly, witness, path):
    if witness is None:
        return
    method, primes = witness
    if method == "linear":
        return need(len(poly) == 2, path, "the degree is not 1", 811)
    need(len(poly) <= 601, path, "degree too large", 807)
    need(len(poly) > 1 and gcd(*poly) == 1, path, "not primitive", 811)
    common = (1 << len(poly)) - 1
    for i, p in enumerate(primes):
        here = f"{path}/primes/{i}"
        need(p < 1 << 31 and is_prime(p) and poly[-1] % p, here, "not a prime that may be used", 811)
        degrees = mod_degrees(poly, p)
        need(degrees is not None, here, "not squarefree modulo the prime", 811)
        sums = 1
        for d in degrees:
            sums |= sums << d
        common &= sums
    need(common == 1 | 1 << (len(poly) - 1), path, "a factor is not excluded", 811)
