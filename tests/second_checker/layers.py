"""`layers`: the width of one hidden layer, `n` or `n - 1` for `n` pieces, by composing the map and trying sets of jumps."""
from math import lcm

from reading import arr, count, index, maybe, need, obj

MOST_JUMPS = 30


def simplified(vertices):
    """The vertices at which the slope changes and the two ends, and the slopes between."""
    kept, slopes = [], []
    for (x, y), (u, v) in zip(vertices, vertices[1:]):
        slope = (v - y) * (u - x).inverse()
        if not slopes or not slopes[-1] == slope:
            kept.append((x, y))
            slopes.append(slope)
    return kept + [vertices[-1]], slopes


def after(f, vertices, path):
    """`f` composed with the function through `vertices`."""
    out = []
    for (x, y), (u, v) in zip(vertices, vertices[1:]):
        out.append((x, f.value(y)))
        a, b = (y, v) if y <= v else (v, y)
        inside = [(p, q) for p, q in f.vertices if a < p and p < b]
        if inside:
            per = (u - x) * (v - y).inverse()
            met = inside if y < v else inside[::-1]
            out += [(x + (p - y) * per, q) for p, q in met]
        need(len(out) <= 20_000, path, "too many vertices", 807)
    x, y = vertices[-1]
    return out + [(x, f.value(y))]


def reaches_zero(slopes):
    """Does the first slope plus the jumps of some set vanish? By integer coefficients, the set cut in two halves."""
    terms = [slopes[0]] + [b - a for a, b in zip(slopes, slopes[1:])]
    degree = max(len(x.c) for x in terms)
    den = lcm(*(c.denominator for x in terms for c in x.c)) if degree else 1
    lists = [tuple(int(c * den) for c in x.c) + (0,) * (degree - len(x.c)) for x in terms]
    jumps = lists[1:]
    middle = len(jumps) // 2

    def sums(start, some):
        found = {start}
        for jump in some:
            found |= {tuple(p + q for p, q in zip(s, jump)) for s in found}
        return found

    known = sums(lists[0], jumps[:middle])
    return any(tuple(-c for c in s) in known for s in sums((0,) * degree, jumps[middle:]))


def check(f, v, path, required, separated):
    """The iterates for which one neuron less than there are pieces is enough."""
    need((v is not None) == required, path, "null exactly for orbits and if not closed", 818)
    fewer, last, power = set(), 0, simplified(f.vertices)
    for i, row in enumerate(arr(v, path) if required else []):
        here = f"{path}/{i}"
        s, left = obj(row, here, "iterate", "left")
        s, left = count(s, f"{here}/iterate"), maybe(lambda w, p: arr(w, p, index))(left, f"{here}/left")
        need(last < s, f"{here}/iterate", "not increasing", 818)
        for _ in range(max(last, 1), s):
            power = simplified(after(f, power[0], here))
        last, slopes = s, power[1]
        if left is None:
            need(len(slopes) <= MOST_JUMPS + 1, f"{here}/left", "too many jumps", 807)
            need(separated, f"{here}/left", "irreducibility is not proved", 839)
            need(not reaches_zero(slopes), f"{here}/left", "one neuron less is enough", 839)
            continue
        need(all(a < b for a, b in zip(left, left[1:])), f"{here}/left", "not increasing", 839)
        need(all(1 <= k < len(slopes) for k in left), f"{here}/left", "no such breakpoint", 839)
        total = slopes[0]
        for k in left:
            total = total + (slopes[k] - slopes[k - 1])
        need(total.sign() == 0, f"{here}/left", "the jumps do not sum to minus the first slope", 839)
        fewer.add(s)
    return fewer
