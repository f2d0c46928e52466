"""Strict reading of certificate texts: JSON without doubled keys, and the types of section 1."""
import json
import re
from fractions import Fraction

CAPS = dict(text=1 << 30, digits=50_000, points=20_000, iterate=10_000, decimal=1_000)
INTEGER = re.compile(r"(0|-?[1-9][0-9]*)\Z", re.A)
RATIO = re.compile(r"(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?\Z", re.A)
DECIMAL = re.compile(r"(0|[1-9][0-9]*)\.[0-9]+\Z", re.A)


class Refused(Exception):
    """A line, a reason and a code; raised at the first thing that is not as it must be."""

    def __init__(self, path, reason, code):
        super().__init__(f"{path or '/'}: {reason} (OX{code:04})")
        self.path, self.reason, self.code = path, reason, f"OX{code:04}"


def need(truth, path, reason, code):
    if not truth:
        raise Refused(path, reason, code)


class NotDigits:
    """A JSON number with a sign, a point or an exponent: allowed nowhere."""


def parse(raw):
    """The JSON value of a text given as bytes."""
    need(len(raw) <= CAPS["text"], "", "text too long", 807)

    def pairs(items):
        out = {}
        for key, value in items:
            need(key not in out, "", f"key {key!r} twice", 804)
            out[key] = value
        return out

    def whole(digits):
        if digits.startswith("-") or len(digits) > 20:
            return NotDigits()
        return int(digits)

    def constant(name):
        raise Refused("", f"{name} is not JSON", 801)

    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=pairs, parse_int=whole, parse_constant=constant,
                           parse_float=lambda _: NotDigits())
        if re.search(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]", text):
            json.dumps(value, ensure_ascii=False, default=lambda _: 0).encode("utf-8")
        return value
    except RecursionError:
        raise Refused("", "nested too deeply", 805)
    except ValueError as error:
        raise Refused("", f"not JSON: {error}", 801)


def obj(v, path, *keys):
    """The values of exactly these keys, in this order."""
    need(isinstance(v, dict), path, "an object is needed", 805)
    for key in keys:
        need(key in v, f"{path}/{key}", "missing key", 802)
    for key in v:
        need(key in keys, f"{path}/{key}", "unknown key", 803)
    return [v[key] for key in keys]


def arr(v, path, read=None, cap=CAPS["points"]):
    need(isinstance(v, list), path, "an array is needed", 805)
    need(len(v) <= cap, path, "array too long", 807)
    return [read(x, f"{path}/{i}") for i, x in enumerate(v)] if read else v


def text(v, path):
    need(isinstance(v, str), path, "a string is needed", 805)
    return v


def boolean(v, path):
    need(isinstance(v, bool), path, "true or false is needed", 805)
    return v


def index(v, path, cap=None):
    need(isinstance(v, int) and not isinstance(v, bool) and v < 1 << 64, path, "a natural number is needed", 805)
    need(cap is None or v <= cap, path, "number too large", 807)
    return v


def count(v, path):
    return index(v, path, CAPS["iterate"])


def capped(v, path):
    text(v, path)
    for run in re.findall("[0-9]+", v):
        need(len(run) <= CAPS["digits"], path, "too many digits", 807)
    return v


def integer(v, path):
    need(INTEGER.match(capped(v, path)), path, "not a canonical integer", 805)
    return int(v)


def ratio(v, path):
    need(RATIO.match(capped(v, path)), path, "not a canonical ratio", 805)
    out = Fraction(v)
    need(str(out) == v, path, "not in lowest terms", 805)
    return out


def decimal(v, path):
    """The value and half a unit of the last place."""
    need(DECIMAL.match(text(v, path)), path, "not a canonical decimal", 805)
    need(len(v) <= CAPS["decimal"], path, "decimal too long", 807)
    places = len(v) - v.index(".") - 1
    return Fraction(v), Fraction(1, 2 * 10**places), places


def poly(v, path):
    out = arr(v, path, integer)
    need(out and out[-1] != 0, path, "not a canonical polynomial", 805)
    return out


def interval(v, path):
    out = arr(v, path, ratio)
    need(len(out) == 2, path, "two ends are needed", 805)
    return out


def maybe(read):
    return lambda v, path: None if v is None else read(v, path)


def tagged(v, path, key, *tags):
    """The tag of an object that says which keys it has."""
    need(isinstance(v, dict), path, "an object is needed", 805)
    need(key in v, f"{path}/{key}", "missing key", 802)
    need(isinstance(v[key], str) and v[key] in tags, f"{path}/{key}", f"not one of {', '.join(tags)}", 805)
    return v[key]


def irreducibility(v, path):
    if tagged(v, path, "method", "linear", "degrees") == "linear":
        obj(v, path, "method")
        return "linear", []
    _, primes = obj(v, path, "method", "primes")
    return "degrees", arr(primes, f"{path}/primes", index, 64)
