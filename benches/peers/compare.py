"""Runs FLINT (python-flint), PARI (gp) and orbitex in turn on the same cyclic patterns, checks that the answers agree,
and prints the ratios of the medians. Usage: compare.py ORBITEX_BENCH_BINARY"""
import json, random, statistics, subprocess, sys, time
import flint

def cycle(n, seed):
    r = random.Random(seed); order = list(range(1, n)); r.shuffle(order); order = [0] + order
    pi = [0] * n
    for a, b in zip(order, order[1:] + order[:1]): pi[a] = b
    return pi

def stefan(n):
    k = n // 2; order = [k]
    for j in range(1, k + 1): order += [k + j, k - j]
    pi = [0] * n
    for a, b in zip(order, order[1:] + order[:1]): pi[a] = b
    return pi

def matrix(pi):
    n = len(pi)
    return [[int(min(a, b) <= j < max(a, b)) for j in range(n - 1)] for a, b in zip(pi, pi[1:])]

def median(runs, work):
    times = []
    for _ in range(runs):
        t = time.perf_counter(); result = work(); times.append(time.perf_counter() - t)
    return statistics.median(times), result

def root(f, start):
    """The largest real root by Newton's method from the right with balls, 50 digits."""
    flint.ctx.dps = 80 + f.degree() // 3
    derivative, x = f.derivative(), flint.arb(start)
    while True:
        step = f(x) / derivative(x)
        x = (x - step).mid()
        if abs(step) < flint.arb(10) ** -62: return x

def flint_peer(pi, runs):
    m = matrix(pi)
    t_char, f = median(runs, lambda: flint.fmpz_mat(m).charpoly())
    # Start close to the root, so that only the last digits are timed: a few power steps.
    v = [1] * len(m)
    for _ in range(200):
        s = [0]
        for a in v: s.append(s[-1] + a)
        w = [s[max(a, b)] - s[min(a, b)] + v[i] for i, (a, b) in enumerate(zip(pi, pi[1:]))]
        top = max(x / y for x, y in zip(w, v)) - 1
        big = max(w); v = [max(1, x * 10**9 // big) for x in w]
    t_root, value = median(runs, lambda: root(f, top + 1e-6))
    t_fac, factors = median(min(runs, 3), lambda: f.factor()) if len(pi) <= 400 else (0, None)
    degrees = sorted([g.degree(), e] for g, e in factors[1]) if factors else []
    return dict(charpoly=t_char, growth=t_root, factor=t_fac, value=value.str(50, radius=False),
                coeffs=[str(c) for c in f.coeffs()], degrees=degrees)

GP = r"""
mk(pi)=my(n=#pi);matrix(n-1,n-1,i,j,my(a=min(pi[i],pi[i+1]),b=max(pi[i],pi[i+1]));(j-1>=a)&&(j-1<b));
A=mk(pi);T=List();for(r=1,RUNS,t=getwalltime();k=0;until(getwalltime()-t>=20,P=charpoly(A);k++);listput(T,(getwalltime()-t)/k/1000.));
T=vecsort(Vec(T));print(T[(#T+1)\2]);print(Vecrev(P));
"""

def pari_peer(pi, runs):
    # One statement a line; the stack limits must be on the command line.
    text = f"pi={pi};RUNS={runs};\n{GP}\nquit\n"
    r = subprocess.run(["gp", "-q", "-f", "--default", "parisizemax=4G", "--default", "threadsizemax=1G"],
                       input=text, capture_output=True, text=True)
    lines = r.stdout.split("\n")
    return dict(charpoly=float(lines[0].replace(" E", "E")), coeffs=[c.strip() for c in lines[1].strip("[]").split(",")])

def main():
    binary = sys.argv[1]
    cases = [(f"random {n}", cycle(n, 1)) for n in (10, 50, 100, 200, 400, 800)] + [("stefan 401", stefan(401))]
    print(f"{'input':<12}{'work':<22}{'peer':<7}{'peer ms':>12}{'orbitex ms':>12}{'ratio':>9}")
    for name, pi in cases:
        n = len(pi); runs = 1 if n > 400 else 3
        own = json.loads(subprocess.run([binary], input=" ".join(map(str, pi)) + "\n", capture_output=True, text=True).stdout)
        peer = flint_peer(pi, runs)
        assert own["coeffs"] == peer["coeffs"], f"{name}: the characteristic polynomials differ"
        assert own["value"][:48] == peer["value"][:48], f"{name}: the growth rates differ"
        if n <= 400: assert sorted(own["degrees"]) == peer["degrees"], f"{name}: the factorisations differ"
        def line(work, who, theirs, ours):
            print(f"{name:<12}{work:<22}{who:<7}{theirs*1e3:>12.3f}{ours*1e3:>12.3f}{theirs/ours:>9.1f}", flush=True)
        line("charpoly", "FLINT", peer["charpoly"], own["charpoly"])
        line("charpoly + 50 digits", "FLINT", peer["charpoly"] + peer["growth"], own["charpoly"] + own["growth"])
        if n <= 400: line("factorisation", "FLINT", peer["factor"], own["factor"])
        if n <= 400:
            pari = pari_peer(pi, 1 if n > 200 else 3)
            assert pari["coeffs"] == own["coeffs"], f"{name}: PARI differs"
            line("charpoly", "PARI", pari["charpoly"], own["charpoly"])

main()
