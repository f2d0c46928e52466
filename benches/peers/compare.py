"""Runs FLINT (python-flint), PARI (gp), numpy and orbitex in turn on the same inputs, checks that the answers agree, and
prints the ratios of the medians. Usage: compare.py ORBITEX_BENCH_BINARY ORBITEX SHIPPED_ORBITEX [--long]"""
import json, os, pickle, random, shutil, statistics, subprocess, sys, tempfile, time, traceback
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

def apart(work):
    """The result of work done in a process of its own, and the peak memory of that process in MiB."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            with os.fdopen(write, "wb") as f: pickle.dump(work(), f)
            os._exit(0)
        except BaseException: traceback.print_exc()
        finally: os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as f: data = f.read()
    _, status, usage = os.wait4(child, 0)
    assert status == 0, "a peer failed"
    return pickle.loads(data), usage.ru_maxrss / 1024

def fed(command, text):
    """Output of a process that is given this text, what it says on the standard error, its status and its peak memory in MiB."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as said:
        given.write(text); given.seek(0)
        p = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=said)
        out = p.stdout.read().decode(); _, status, usage = os.wait4(p.pid, 0); p.returncode = status
        said.seek(0)
        return out, said.read(), status, usage.ru_maxrss / 1024

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
    out, said, status, memory = fed(["gp", "-q", "-f", "--default", "parisizemax=4G", "--default", "threadsizemax=1G"], text)
    lines = out.split("\n")
    if status or len(lines) < 2: raise RuntimeError(f"gp ended with {status}: {said.strip()[-300:]}")
    coeffs = [c.strip() for c in lines[1].strip("[]").split(",")]
    return dict(charpoly=float(lines[0].replace(" E", "E")), coeffs=coeffs, memory=memory)

def paths_flint(pi, runs):
    """All paths of length 1000: a matrix times a vector, and prefix sums over Python's integers; the faster one."""
    m = flint.fmpz_mat(matrix(pi)); n = len(pi) - 1
    rows = [(min(a, b), max(a, b)) for a, b in zip(pi, pi[1:])]
    def dense():
        v = flint.fmpz_mat(n, 1, [1] * n)
        for _ in range(1000): v = m * v
        return sum(int(x) for x in v.entries())
    def prefix():
        v = [1] * n
        for _ in range(1000):
            s = [0]
            for a in v: s.append(s[-1] + a)
            v = [s[hi] - s[lo] for lo, hi in rows]
        return sum(v)
    (t1, a), (t2, b) = median(1, dense), median(runs, prefix)
    assert a == b
    return min(t1, t2), str(a)

def eigenvalues_numpy(pi, runs):
    import numpy
    a = numpy.array(matrix(pi), dtype=float)
    seconds, values = median(runs, lambda: numpy.linalg.eigvals(a))
    return seconds, max(abs(values))

def census_numpy(n):
    """Largest eigenvalues of all cycles of n points in floating point, in batches: seconds, smallest, largest, count."""
    import itertools, numpy as np
    start = time.perf_counter(); values = []; columns = np.arange(n - 1)
    everything = itertools.permutations(range(1, n))
    while batch := list(itertools.islice(everything, 20000)):
        o = np.array(batch, dtype=np.int8); k = len(o)
        order = np.concatenate([np.zeros((k, 1), np.int8), o], axis=1)
        pi = np.empty((k, n), np.int8); pi[np.arange(k)[:, None], order] = np.roll(order, -1, axis=1)
        lo, hi = np.minimum(pi[:, :-1], pi[:, 1:]), np.maximum(pi[:, :-1], pi[:, 1:])
        a = ((columns >= lo[:, :, None]) & (columns < hi[:, :, None])).astype(np.float64)
        values.append(np.abs(np.linalg.eigvals(a)).max(axis=1))
    v = np.concatenate(values)
    return time.perf_counter() - start, v.min(), v.max(), len(v)

def started(command, output=os.devnull):
    """Wall and processor time of one whole process that writes into this file, and its peak memory in MiB."""
    opened = lambda fd, path, mode: (os.POSIX_SPAWN_OPEN, fd, path, mode, 0)
    files = [opened(0, os.devnull, os.O_RDONLY), opened(1, output, os.O_WRONLY), opened(2, os.devnull, os.O_WRONLY)]
    t = time.perf_counter()
    _, status, usage = os.wait4(os.posix_spawnp(command[0], command, os.environ, file_actions=files), 0)
    wall = time.perf_counter() - t
    assert status == 0, command
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

def process(command, runs=1):
    """The median wall time of a whole process, its output, and its peak memory in MiB."""
    with tempfile.NamedTemporaryFile("r") as output:
        times = []
        for _ in range(runs):
            os.truncate(output.name, 0)
            wall, _, memory = started(command, output.name)
            times.append(wall)
        return statistics.median(times), output.read(), memory

def line(name, work, who, theirs, ours):
    """Each side is (seconds, MiB); the peer's may be absent."""
    (ours, memory), (theirs, peak) = ours, theirs or (None, None)
    ratio = f"{theirs / ours:>9.2f}" if theirs else f"{'':>9}"
    theirs = f"{theirs * 1e3:>12.3f}" if theirs else f"{'':>12}"
    peak = f"{peak:>10.0f}" if peak else f"{'':>10}"
    print(f"{name:<14}{work:<33}{who:<7}{theirs}{ours * 1e3:>12.3f}{ratio}{peak}{memory:>13.0f}", flush=True)

def patterns(binary):
    cases = [(f"random {n}", cycle(n, 1)) for n in (10, 50, 100, 200, 400, 800)] + [("stefan 401", stefan(401))]
    for name, pi in cases:
        n = len(pi); runs = 1 if n > 400 else 3
        out, said, status, memory = fed([binary], " ".join(map(str, pi)) + "\n")
        assert status == 0, said
        own = json.loads(out)
        peer, peak = apart(lambda: flint_peer(pi, runs))
        assert own["coeffs"] == peer["coeffs"], f"{name}: the characteristic polynomials differ"
        assert own["value"][:48] == peer["value"][:48], f"{name}: the growth rates differ"
        if n <= 400: assert sorted(own["degrees"]) == peer["degrees"], f"{name}: the factorisations differ"
        ours = lambda *works: (sum(own[w] for w in works), memory)
        theirs = lambda *works: (sum(peer[w] for w in works), peak)
        line(name, "charpoly", "FLINT", theirs("charpoly"), ours("charpoly"))
        line(name, "charpoly + 50 digits", "FLINT", theirs("charpoly", "growth"), ours("charpoly", "growth"))
        if n <= 400: line(name, "factorisation", "FLINT", theirs("factor"), ours("factor"))
        if n <= 401:
            pari = pari_peer(pi, 1 if n > 200 else 3)
            assert pari["coeffs"] == own["coeffs"], f"{name}: PARI differs"
            line(name, "charpoly", "PARI", (pari["charpoly"], pari["memory"]), ours("charpoly"))
        if name == "random 400":
            (seconds, radius), peak = apart(lambda: eigenvalues_numpy(pi, 3))
            assert abs(radius - float(own["value"])) < 1e-6, "numpy differs"
            line(name, "charpoly/eigenvalues", "numpy", (seconds, peak), ours("charpoly"))
            (seconds, total), peak = apart(lambda: paths_flint(pi, 3))
            assert total == own["total"], "the path counts differ"
            line(name, "paths, t = 1000", "FLINT", (seconds, peak), ours("paths"))

def census(program, lengths):
    for n in lengths:
        (seconds, low, high, count), peak = apart(lambda: census_numpy(n))
        ours, out, memory = process([program, "census", str(n), "--format", "json"], runs=3)
        own = json.loads(out)
        assert own["patterns"] == count
        for end, value in [("smallest", low), ("largest", high)]:
            assert abs(float(own[end]["growth"]["decimal"]) - value) < 1e-6 or (end == "smallest" and own["zero_entropy"])
        line(f"all {n}-cycles", "census", "numpy", (seconds, peak), (ours, memory))

def small_file(program, shipped, folder):
    """The start of gp against a small file, compiled into an empty folder or over the files of the time before."""
    compiled = lambda p, into: [p, "compile", "-q", "examples/golden.map", "-o", into]
    empty, full = os.path.join(folder, "empty"), os.path.join(folder, "full")
    works = [("compile (cargo ship)", shipped, empty), ("  over its own files", shipped, full),
             ("compile (cargo build)", program, empty), ("  over its own files", program, full)]
    times = [[] for _ in works]; peer = []
    for _ in range(61):
        peer.append(started(["gp", "-q", "-f", os.devnull]))
        for (_, p, into), own in zip(works, times):
            shutil.rmtree(empty, ignore_errors=True); os.makedirs(empty)
            own.append(started(compiled(p, into)))
    middle = lambda runs: [statistics.median(column) for column in zip(*runs)]
    for kind, column in (("", 0), (", processor", 1)):
        for (name, _, _), own in zip(works, times):
            (theirs, ours) = middle(peer), middle(own)
            line("golden.map", name + kind, "gp", (theirs[column], theirs[2]), (ours[column], ours[2]))

def whole_processes(program, shipped, binary):
    with tempfile.TemporaryDirectory() as folder:
        small_file(program, shipped, folder)
        file = os.path.join(folder, "2000.txt")
        with open(file, "w") as f: f.write(" ".join(map(str, cycle(2000, 1))) + "\n")
        _, out, memory = process(["sh", "-c", f"exec {binary} charpoly < {file}"])
        own = json.loads(out)
        assert own["degree"] == 1999
        line("random 2000", "charpoly", "none", None, (own["charpoly"], memory))

def main():
    binary, program, shipped, *options = sys.argv[1:]
    print(f"{'input':<14}{'work':<33}{'peer':<7}{'peer ms':>12}{'orbitex ms':>12}{'ratio':>9}{'peer MiB':>10}{'orbitex MiB':>13}")
    whole_processes(program, shipped, binary)
    census(program, (9, 10, 11) if "--long" in options else (9, 10))
    patterns(binary)

main()
