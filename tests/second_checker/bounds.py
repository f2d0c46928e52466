"""Blocks of bounds for single iterates (section 8) and bounds for every iterate (section 9)."""
from reading import arr, count, index, integer, need, obj, ratio, tagged, text

NORMS = ["sup", "l1", "classification"]


def is_least(n, enough, near, path, code):
    """`n` has the property and `n - 1` has not; numbers so large that `n - 1` must have it are not tried."""
    need(n >= 0 and near and enough(n) and (n == 0 or not enough(n - 1)), path, "not the least", code)


def near(base, k, c):
    """Whether `base ** k` may be below `c`."""
    return k * (max(base, 1).bit_length() - 1) <= c.bit_length()


def check_width(w, k, c, path):
    is_least(w, lambda w: (w + 1)**k >= c, near(w, k, c), path, 812)


def most_pieces(n, k):
    q, r = divmod(n, k)
    return (q + 1)**(k - r) * (q + 2)**r


def follows(w, k, c):
    """Whether `k` layers of width `w` without skip connections can cross `c` times."""
    if w > 2 or c == 0:
        return c == 0 or (w + 1)**k >= c
    if w < 2:
        return c <= w
    n = m = 1
    for _ in range(k):
        n, m = n + 2 * m, min(2 * n, n + 2 * m)
        if m >= c:
            return True
    return False


class Block:
    """One block of `certify`; `m` is the map that it is about."""

    def __init__(self, m, v, path):
        self.m, self.F = m, m.F
        between, depths, norms, sup, front, l1, classification, three, tables = obj(
            v, path, "between", "depths", "norms", "sup", "front", "l1", "classification", "three_points", "units")
        self.between(between, f"{path}/between")
        self.depths = arr(depths, f"{path}/depths", count)
        need(self.depths and self.depths[0] >= 1, f"{path}/depths", "empty or not positive", 838)
        need(all(a < b for a, b in zip(self.depths, self.depths[1:])), f"{path}/depths", "not increasing", 818)
        norms = arr(norms, f"{path}/norms", text)
        need(all(n in NORMS for n in norms), f"{path}/norms", "unknown", 805)
        need(norms == [n for n in NORMS if n in norms], f"{path}/norms", "doubled or not in order", 849)
        for key, rows in zip(NORMS, (sup, l1, classification)):
            need(bool(arr(rows, f"{path}/{key}")) == (key in norms), f"{path}/{key}", "rows exactly for the norms", 818)
        iterates = [self.sup_row(row, here) for row, here in self.rows(sup, f"{path}/sup")]
        need(not arr(front, f"{path}/front") or self.choice == "auto" and m.kind != "polynomial",
             f"{path}/front", "only for auto", 840)
        for row, here in self.rows(front, f"{path}/front"):
            self.front_row(row, here, iterates)
        for row, here in self.rows(classification, f"{path}/classification"):
            self.classification_row(row, here)
        self.area_rows(l1, f"{path}/l1")
        path += "/three_points"
        need(not arr(three, path) or self.choice == "tolerance" and m.kind == "map" and "sup" in norms,
             path, "only for a tolerance, the sup norm and a known map", 818)
        for row, here in self.rows(three, path):
            self.triple_row(row, here)
        pieces = {row["iterate"]: int(row["crossings"]) for row in sup}
        for row in three:
            t = row["iterate"]
            pieces[t] = max(pieces.get(t, 0), len(row["triples"]) + 1)
        path = path.replace("three_points", "units")
        need(not arr(tables, path) or sup, path, "no rows of sup", 818)
        seen = []
        for i, table in enumerate(tables):
            self.unit_table(table, f"{path}/{i}", [row["iterate"] for row in sup], pieces)
            need(table["unit"] not in seen, f"{path}/{i}/unit", "twice", 879)
            seen.append(table["unit"])

    def unit_table(self, v, path, iterates, pieces):
        unit, q, rows = obj(v, path, "unit", "breakpoints", "rows")
        kind = tagged(unit, f"{path}/unit", "kind", "relu", "leaky_relu", "hard_tanh", "maxout", "activation")
        size = {"maxout": ["rank"], "activation": ["pieces"]}.get(kind, [])
        given = [count(n, f"{path}/unit") for n in obj(unit, f"{path}/unit", "kind", *size)[1:]]
        true = given[0] - 1 if given else {"hard_tanh": 2}.get(kind, 1)
        forms = given[0] if kind == "maxout" else 1
        need(1 <= true < 1000 and count(q, f"{path}/breakpoints") == true, path, "another number of breakpoints", 879)
        need([isinstance(r, dict) and r.get("iterate") for r in arr(rows, f"{path}/rows")] == iterates, f"{path}/rows",
             "other iterates", 879)
        d = max((true + 1)**2, 2 * true**2)
        for i, row in enumerate(rows):
            here = f"{path}/rows/{i}"
            t, shown, neurons, widths = obj(row, here, "iterate", "pieces", "neurons", "widths")
            n, neurons = pieces[count(t, here)], integer(neurons, f"{here}/neurons")
            need(integer(shown, f"{here}/pieces") == n, f"{here}/pieces", "another number", 858)
            is_least(neurons, lambda m: (true + 1)**m >= n, neurons <= n.bit_length(), f"{here}/neurons", 850)
            need(len(arr(widths, f"{here}/widths")) == len(self.depths), f"{here}/widths", "wrong length", 838)
            for j, (cell, depth) in enumerate(zip(widths, self.depths)):
                there = f"{here}/widths/{j}"
                k, w, m, p = obj(cell, there, "depth", "width", "neurons", "parameters")
                need(count(k, there) == depth, there, "another depth", 838)
                w, m, p = (integer(x, there) for x in (w, m, p))
                is_least(w, lambda w: (true * w + 1)**k >= n, near(w, k, n), there, 850)
                is_least(m, lambda m: (true * (m // k) + 1)**(k - m % k) * (true * (m // k) + true + 1)**(m % k) >= n,
                         near(m // k, k, n), there, 850)
                product = 2 * (k + 1)**(k + 1) * (2 * forms)**k * n**2
                least = 2 * forms * k + 2 if n > 1 else 1
                need(p.bit_length() * (k + 1) < product.bit_length() + 4 * k + 9 or p <= least, there, "not the least", 850)
                is_least(p, lambda p: p >= least and (n <= 1 or p**(k + 1) * d**k >= product), True, there, 850)

    def between(self, v, path):
        self.choice, self.levels, self.error = tagged(v, path, "choice", "auto", "levels", "tolerance"), None, None
        if self.choice == "auto":
            obj(v, path, "choice")
        elif self.choice == "levels":
            self.levels = [self.F.read(z, path) for z in obj(v, path, "choice", "x", "y")[1:]]
        else:
            self.error = self.F.read(obj(v, path, "choice", "error")[1], f"{path}/error")
            need(self.error.sign() > 0, f"{path}/error", "not positive", 834)

    def rows(self, rows, path):
        """Rows with strictly increasing iterates; the iterate of each is read twice."""
        last = 0
        for i, row in enumerate(arr(rows, path)):
            here = f"{path}/{i}"
            need(isinstance(row, dict) and "iterate" in row, here, "no iterate", 805 if not isinstance(row, dict) else 802)
            t = count(row["iterate"], f"{here}/iterate")
            need(last < t, f"{here}/iterate", "not positive or not increasing", 818)
            last = t
            yield row, here

    def band(self, x, y, path, asked=True):
        x, y = self.F.read(x, f"{path}/x"), self.F.read(y, f"{path}/y")
        need(x < y, path, "levels not increasing", 834)
        if asked:
            need(self.levels is None or (x == self.levels[0] and y == self.levels[1]), path, "other levels", 834)
            need(self.error is None or self.error + self.error <= y - x, path, "levels too close", 834)
        return x, y

    def crossings(self, shown, method, path, t, x, y):
        m, here = self.m, f"{path}/crossing_method"
        kind = tagged(method, here, "method", "summary", "paths", "cover")
        if kind == "cover":
            _, low, high = obj(method, here, "method", "low", "high")
            low, high = index(low, f"{here}/low"), index(high, f"{here}/high")
            need(low < high <= m.cover.n, here, "no block", 835)
            need(m.P[low] <= x and y <= m.P[high], here, "not these levels", 835)
            before = m.cover.paths(t - 1)
            true = sum(n for n, (lo, hi) in zip(before, m.cover.rows) if lo <= low and high <= hi)
        elif kind == "summary":
            obj(method, here, "method")
            need(m.kind != "polynomial", here, "not for a polynomial", 835)
            true = m.f.crossings(t, x, y)[t]
        else:
            j = index(obj(method, here, "method", "interval")[1], f"{here}/interval")
            need(j < m.cover.n and m.P[j] == x and m.P[j + 1] == y, f"{here}/interval", "not these levels", 835)
            true = m.cover.paths(t)[j]
        shown = integer(shown, f"{path}/crossings")
        need(shown == true, f"{path}/crossings", f"they are {true}", 836)
        return shown

    def half(self, err, x, y, path):
        err = self.F.read(err, path)
        need((err + err).c == (y - x).c, path, "not half the distance", 837)
        return err

    def cells(self, v, path, least, *keys):
        """One cell for each depth; `least` is the number of pieces that the widths must reach."""
        need(len(arr(v, path)) == len(self.depths), path, "wrong length", 838)
        for i, (cell, depth) in enumerate(zip(v, self.depths)):
            here = f"{path}/{i}"
            k, w, *more = obj(cell, here, "depth", "width", *keys)
            need(count(k, f"{here}/depth") == depth, f"{here}/depth", "another depth", 838)
            check_width(integer(w, f"{here}/width"), depth, least, f"{here}/width")
            yield depth, more, here

    # The sup norm

    def sup_row(self, v, path):
        t, x, y, shown, method, err, neurons, widths = obj(
            v, path, "iterate", "x", "y", "crossings", "crossing_method", "error", "neurons", "widths")
        x, y = self.band(x, y, path)
        c = self.crossings(shown, method, path, t, x, y)
        self.half(err, x, y, f"{path}/error")
        need(integer(neurons, f"{path}/neurons") == max(c - 1, 0).bit_length(), f"{path}/neurons", "another number", 850)
        for k, (n, w, upper), here in self.cells(widths, f"{path}/widths", c, "neurons", "narrow", "upper"):
            n, w = integer(n, f"{here}/neurons"), integer(w, f"{here}/narrow")
            is_least(n, lambda n: most_pieces(n, k) >= c, near(n // k, k, c), f"{here}/neurons", 850)
            is_least(w, lambda w: follows(w, k, c), w < 3 or near(w, k, c), f"{here}/narrow", 850)
            if upper is not None:
                self.upper(upper, f"{here}/upper", k, t)
        return t

    def upper(self, v, path, k, t):
        need(self.m.kind == "map" and self.m.closed, path, "must be null", 818)
        width, split = obj(v, path, "width", "split")
        width, split = integer(width, f"{path}/width"), arr(split, f"{path}/split", count)
        need(len(split) == k and sum(split) == t, f"{path}/split", "not a split of the iterate", 839)
        need(all(a >= b for a, b in zip(split, split[1:])), f"{path}/split", "not decreasing", 839)
        pieces = self.m.pieces(split[0])
        layers = [pieces[s] - (s in self.m.fewer) for s in split]
        need(width == (0 if 0 in layers else max(layers)), f"{path}/width", "not the largest width of a layer", 839)

    def front_row(self, v, path, iterates):
        t, levels = obj(v, path, "iterate", "levels")
        need(t in iterates and arr(levels, f"{path}/levels"), path, "no row of sup, or no levels", 840)
        before = None
        for i, level in enumerate(levels):
            here = f"{path}/levels/{i}"
            x, y, err, shown = obj(level, here, "x", "y", "error", "crossings")
            x, y = self.band(x, y, here)
            c, err = self.crossings(shown, {"method": "summary"}, here, t, x, y), self.half(err, x, y, f"{here}/error")
            need(before is None or (before[0] < err and c < before[1]), here, "not a front", 840)
            before = err, c

    def triple_row(self, v, path):
        t, triples, widths = obj(v, path, "iterate", "triples", "widths")
        need(arr(triples, f"{path}/triples"), f"{path}/triples", "empty", 860)
        end = None
        for i, triple in enumerate(triples):
            here = f"{path}/triples/{i}"
            s = arr(triple, here, self.F.read)
            need(len(s) == 3, here, "not three points", 805)
            need((end is None or end <= s[0]) and s[0] < s[1] and s[1] < s[2], here, "not in order", 860)
            f = [self.value(z, t, here) for z in s]
            off = (f[1] - f[0]) * (s[2] - s[0]) - (f[2] - f[0]) * (s[1] - s[0])
            need((self.error + self.error) * (s[2] - s[0]) <= abs(off), here, "too close to the chord", 860)
            end = s[2]
        list(self.cells(widths, f"{path}/widths", len(triples) + 1))

    def value(self, z, t, path):
        """`f^t(z)`, by exact evaluation."""
        need(self.m.a <= z and z <= self.m.b, path, "outside the interval", 813)
        k = self.m.f.key(z)
        for _ in range(t):
            k = self.m.f.image(k)
        return self.m.f.numbers[k]

    # Classification

    def classification_row(self, v, path):
        t, x, y, shown, method, pieces, errors, sample, widths = obj(
            v, path, "iterate", "x", "y", "crossings", "crossing_method", "pieces", "errors", "sample", "widths")
        x, y = self.band(x, y, path)
        c, pieces = self.crossings(shown, method, path, t, x, y), integer(pieces, f"{path}/pieces")
        need(0 <= pieces <= c, f"{path}/pieces", "not in 0..C", 858)
        need(integer(errors, f"{path}/errors") == (c - pieces + 1) // 2, f"{path}/errors", "not half of C - K", 858)
        list(self.cells(widths, f"{path}/widths", pieces + 1))
        if sample is None:
            return
        path += "/sample"
        need(self.m.kind == "map", path, "must be null", 818)
        sample = self.m.nums(sample, path)
        need(len(sample) == c + 1, path, "wrong length", 818)
        last = side = None
        for i, z in enumerate(sample):
            f, before = self.value(z, t, f"{path}/{i}"), side
            side = "L" if f <= x else "H" if y <= f else None
            need(side and side != before and (last is None or last < z), f"{path}/{i}", "no alternation", 858)
            last = z

    # L1

    def area_rows(self, rows, path):
        last = 0, ""
        for i, v in enumerate(arr(rows, path)):
            here = f"{path}/{i}"
            t, bound, pieces, err, widths = obj(v, here, "iterate", "bound", "pieces", "error", "widths")
            t, pieces, err = count(t, f"{here}/iterate"), integer(pieces, f"{here}/pieces"), self.F.read(err, f"{here}/error")
            method = tagged(bound, f"{here}/bound", "method", "lipschitz", "lengths")
            # "lipschitz" comes before "lengths".
            need(t >= 1 and (last[0] < t or last == (t, "lipschitz") and method == "lengths"), here, "out of order", 818)
            last = t, method
            need(pieces >= 0, f"{here}/pieces", "negative", 858)
            bands = arr(obj(bound, f"{here}/bound", "method", "bands")[1], f"{here}/bound/bands")
            need(bands and (self.levels is None or len(bands) == 1), f"{here}/bound/bands", "none, or too many", 859)
            if method == "lipschitz":
                four, area = self.by_slope(bands, f"{here}/bound/bands", t, pieces)
            else:
                four, area = self.by_lengths(bands, f"{here}/bound/bands", t, pieces)
            need((err * four).c == area.c, f"{here}/error", "another area", 859)
            list(self.cells(widths, f"{here}/widths", pieces + 1))

    def by_slope(self, bands, path, t, pieces):
        """`4 L^t`, and the sum over the bands that is divided by it."""
        area, top, four = self.F(0), None, self.F(4)
        need(self.m.L is not None, path, "no Lipschitz constant", 815)
        for i, band in enumerate(bands):
            here = f"{path}/{i}"
            x, y, shown, method = obj(band, here, "x", "y", "crossings", "crossing_method")
            x, y = self.band(x, y, here, self.levels is not None)
            need(top is None or top <= x, here, "overlaps the one before", 859)
            c, top = self.crossings(shown, method, here, t, x, y), y
            area = area + self.F(max(0, c - pieces)) * (y - x) * (y - x)
        if not self.m.L.c:
            return self.F(1), area
        for _ in range(t):
            four = four * self.m.L
        return four, area

    def by_lengths(self, bands, path, t, pieces):
        m, area, last = self.m, self.F(0), -1
        need(m.kind == "map" and m.closed, path, "not for this map", 835)
        lengths = m.lengths()
        for i, band in enumerate(bands):
            here = f"{path}/{i}"
            j, total, squares, root = obj(band, here, "interval", "total", "squares", "root")
            j, root = index(j, f"{here}/interval"), ratio(root, f"{here}/root")
            need(last < j < m.cover.n, f"{here}/interval", "no interval, or not increasing", 859)
            need(self.levels is None or (m.P[j] == self.levels[0] and m.P[j + 1] == self.levels[1]), here, "other levels", 859)
            last, true, total = j, m.sums_of_lengths(t), self.F.read(total, f"{here}/total")
            squares = self.F.read(squares, f"{here}/squares")
            need(total.c == (true[0][j] * lengths[j]).c, f"{here}/total", "another sum", 859)
            need(squares.c == (true[1][j] * lengths[j] * lengths[j]).c, f"{here}/squares", "another sum", 859)
            need(root >= 0 and self.F(pieces) * squares <= self.F(root * root), f"{here}/root", "too small", 859)
            area = area + lengths[j] * positive(total - self.F(root))
        return self.F(4), area


def positive(x):
    return x if x.sign() > 0 else x.field(0)


class Every:
    """One bound for every iterate."""

    def __init__(self, m, v, path):
        self.m, self.F, self.path, self.n = m, m.F, path, m.cover.n
        method = tagged(v, path, "method", "paths", "extremal", "slopes", "squares")
        self.keys = {"paths": "start rate vector interval constant", "extremal": "vector kappa",
                     "slopes": "slope measure kappa", "squares": "measure z theta kappa roots"}[method].split()
        norm, _, error, *values = obj(v, path, "norm", "method", "error", *self.keys)
        self.v = dict(zip(self.keys, values))
        need(text(norm, f"{path}/norm") in NORMS, f"{path}/norm", "unknown", 805)
        need(norm == ("sup" if method == "paths" else "l1"), f"{path}/norm", "another norm", 861)
        error = self.F.read(error, f"{path}/error")
        if method == "paths":
            j = self.paths()
            need((error + error).c == (m.P[j + 1] - m.P[j]).c, f"{path}/error", "not half the distance", 837)
            return
        self.lengths, self.kappa, area = m.lengths(), self.F(self.positive_ratio("kappa")), self.F(0)
        for factor, value in getattr(self, method)():
            area = area + factor * positive(value)
        need((error * self.F(4)).c == area.c, f"{path}/error", "another area", 859)

    def positive_ratio(self, key):
        out = ratio(self.v[key], f"{self.path}/{key}")
        need(out > 0, f"{self.path}/{key}", "not positive", 828)
        return out

    def vector(self, key, read, lower, upper=None):
        path = f"{self.path}/{key}"
        out = arr(self.v[key], path, read)
        need(len(out) == self.n, path, "wrong length", 818)
        for i, x in enumerate(out):
            need(lower <= x and (upper is None or x <= upper[i]), f"{path}/{i}", "outside its range", 827)
        return out

    def inequalities(self, key, small, large):
        for i, (a, b) in enumerate(zip(small, large)):
            need(a <= b, f"{self.path}/{key}/{i}", "the inequality fails", 828)

    def paths(self):
        t, j = count(self.v["start"], f"{self.path}/start"), index(self.v["interval"], f"{self.path}/interval")
        r, c = self.positive_ratio("rate"), self.positive_ratio("constant")
        need(j < self.n, f"{self.path}/interval", "no interval", 861)
        v = self.vector("vector", ratio, 0, self.m.cover.paths(t))
        self.inequalities("vector", [r * x for x in v], self.m.cover.before(v))
        need(c * r**t <= v[j], f"{self.path}/constant", "too large", 828)
        return j

    def extremal(self):
        L = self.m.L
        need(L is not None and L.sign() > 0, self.path, "no positive Lipschitz constant", 815)
        v = self.vector("vector", self.F.read, self.F(0), [self.F(1)] * self.n)
        self.inequalities("vector", [L * x for x in v], self.m.cover.before(v, self.F(0)))
        return [(l * l, x - self.kappa) for l, x in zip(self.lengths, v)]

    def measure(self):
        need(self.m.kind == "map" and self.m.closed, self.path, "not for this map", 861)
        pi, weights = self.vector("measure", self.F.read, self.F(0), self.lengths), self.m.inverse_slopes()
        density = [x * w * l.inverse() for x, w, l in zip(pi, weights, self.lengths)]
        sums = self.m.cover.before(density, self.F(0))
        self.inequalities("measure", pi, [l * d for l, d in zip(self.lengths, sums)])
        return pi

    def slopes(self):
        pi, path = self.measure(), f"{self.path}/slope"
        s = self.F.read(self.v["slope"], path)
        need(s.sign() > 0 and all(not x.c or s <= abs(x) for x in self.m.f.slopes), path, "not below every slope", 861)
        return [(l, x - self.kappa * l) for l, x in zip(self.lengths, pi)]

    def squares(self):
        pi, theta = self.measure(), self.F(self.positive_ratio("theta"))
        need(theta < self.F(1), f"{self.path}/theta", "not below 1", 828)
        z = self.vector("z", self.F.read, self.F(1))
        sums = self.m.cover.before([x * w * w for x, w in zip(z, self.m.inverse_slopes())], self.F(0))
        self.inequalities("z", sums, [theta * x for x in z])
        roots = self.vector("roots", ratio, 0)
        self.inequalities("roots", [self.kappa * x for x in z], [self.F(r * r) for r in roots])
        return [(l, x - l * self.F(r)) for l, x, r in zip(self.lengths, pi, roots)]
