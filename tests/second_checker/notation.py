"""The symbols of a notation (docs/certificate.md, section 3): their form, and that no two things look alike."""
import re

from reading import maybe, need, obj, text

ROLES = {"map": "f", "growth": "\\rho", "width": "w", "depth": "k", "iterate": "t", "lipschitz": "L", "crossings": "C",
         "network": "g"}
FIXED = "A I J K N P d i j p x y \\ell".split()
GREEK = ("alpha beta chi delta ell epsilon eta gamma iota kappa lambda mu nu omega phi pi psi rho sigma tau theta "
         "upsilon varepsilon varphi varpi varrho varsigma vartheta xi zeta Delta Gamma Lambda Omega Phi Pi Psi Sigma "
         "Theta Upsilon Xi").split()
LETTER = r"(?:[A-Za-z]|\\(?:%s)(?![A-Za-z]))" % "|".join(GREEK)
STEM = re.compile(r"%s|\\(?:bar|breve|check|ddot|dot|hat|tilde|vec)\{%s\}|\\mathcal\{[A-Z]\}"
                  r"|\\(?:mathbf|mathit|mathrm|mathsf|operatorname)\{[A-Za-z]{1,12}\}" % (LETTER, LETTER))
ITEM = re.compile(r"(?P<font>\\(?:mathit|mathrm|mathsf)\{[A-Za-z]{1,12}\})|(?P<command>\\(?:%s)(?![A-Za-z]))|[A-Za-z0-9]"
                  r"|(?P<sign>[-+*,])" % "|".join(GREEK))


def split(symbol):
    """Stem and whether the whole is a symbol in its one form."""
    stem = STEM.match(symbol)
    if not stem:
        return "", False
    rest = symbol[stem.end():]
    if not rest:
        return stem.group(), True
    if rest[0] != "_":
        return "", False
    index, items, after = rest[1:], [], False
    braced = index[:1] == "{" and index[-1:] == "}"
    body = index[1:-1] if braced else index
    at = 0
    while at < len(body):
        if body[at] == " ":
            # A blank stands between a command and a letter only.
            if not after or not body[at + 1:at + 2].isalpha():
                return "", False
            at += 1
        item = ITEM.match(body, at)
        if not item:
            return "", False
        items.append(item)
        after, at = bool(item.group("command")), item.end()
    if not 1 <= len(items) <= 8:
        return "", False
    plain = len(items) == 1 and not items[0].group("font")
    if braced == plain or (plain and items[0].group("sign") and not braced):
        return "", False
    return stem.group(), True


def generator(name):
    """The letter that the name of a number field is printed with, or None."""
    stem = name.rstrip("0123456789")
    if stem in ("phi", "epsilon"):
        return "\\var" + stem
    if re.fullmatch("[A-Za-z]", stem):
        return stem
    return "\\" + stem if stem in GREEK else None


def check(v, fields):
    symbols = zip(ROLES, obj(v, "/notation", *ROLES))
    v = {role: s for role, s in symbols if maybe(text)(s, f"/notation/{role}") is not None}
    need(v, "/notation", "no symbol", 870)
    stems = {role: usual for role, usual in ROLES.items() if role != "network"}
    for role, symbol in v.items():
        stem, good = split(symbol)
        need(good, f"/notation/{role}", "not a symbol in its one form", 870)
        stems[role] = stem
    printed = [generator(name) for name in fields]
    for role in v:
        path = f"/notation/{role}"
        need(list(stems.values()).count(stems[role]) == 1, path, "another role has this symbol", 870)
        need(stems[role] not in FIXED, path, "this symbol is taken", 870)
        need(stems[role] not in printed, path, "a number field has this symbol", 870)
        # The generator `rho` of a constant-slope model is a growth rate.
        need(role == "growth" or ROLES[role] not in printed, path, "a number field has the symbol that is exchanged", 870)
