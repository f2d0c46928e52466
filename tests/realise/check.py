"""Networks against the map itself, by other means than the program's.

    python3 check.py exact FILE     exact networks as JSON, evaluated in fractions, against the iterated map
    python3 check.py onnx FILE      ONNX models, run by onnxruntime, against exact enclosures and the bound stated in the model

FILE holds a list of cases; the last line printed counts points.
"""
import json
import sys
from fractions import Fraction


def through(vertices, x):
    """The value at `x` of the function through the vertices."""
    for (p, q), (u, v) in zip(vertices, vertices[1:]):
        if p <= x <= u:
            return q + (v - q) * (x - p) / (u - p)
    raise ValueError("outside the domain")


def evaluate(layers, x):
    """The network's output, ReLU after every layer but the last."""
    h = [x]
    for i, layer in enumerate(layers):
        rows = zip(layer["weights"], layer["bias"])
        h = [sum((Fraction(w) * y for w, y in zip(row, h)), Fraction(b)) for row, b in rows]
        if i + 1 < len(layers):
            h = [max(y, Fraction(0)) for y in h]
    assert len(h) == 1
    return h[0]


def exact(cases):
    points = 0
    for case in cases:
        with open(case["network"]) as file:
            network = json.load(file)
        assert set(network) == {"domain", "layers"}
        vertices = [(Fraction(x), Fraction(y)) for x, y in case["vertices"]]
        assert [Fraction(x) for x in network["domain"]] == [vertices[0][0], vertices[-1][0]]
        for text in case["points"]:
            x = y = Fraction(text)
            for _ in range(case["iterate"]):
                y = through(vertices, y)
            found = evaluate(network["layers"], x)
            assert found == y, f"{case['network']} at {x}: {found}, not {y}"
            points += 1
    print(f"exact networks {len(cases)} points {points}")


def onnx(cases):
    import numpy
    import onnxruntime

    points, worst = 0, 0.0
    for case in cases:
        session = onnxruntime.InferenceSession(case["model"], providers=["CPUExecutionProvider"])
        about = session.get_modelmeta()
        stated = about.custom_metadata_map
        bound = Fraction(stated["total_error"])
        assert stated["total_error"] in about.description, about.description
        assert int(stated["iterate"]) == case["iterate"]
        bits = numpy.array([int(b, 16) for b in case["points"]], dtype=numpy.uint64)
        xs = bits.view(numpy.float64)
        ys = session.run(["y"], {"x": xs.reshape(-1, 1)})[0]
        assert ys.dtype == numpy.float64 and ys.shape == (len(xs), 1)
        one_by_one = [session.run(["y"], {"x": x.reshape(1, 1)})[0][0, 0] for x in xs[:5]]
        for y, lo, hi in zip(list(ys[:, 0]) + one_by_one, case["lo"] + case["lo"], case["hi"] + case["hi"]):
            y, lo, hi = Fraction(float(y)), Fraction(lo), Fraction(hi)
            error = max(abs(y - lo), abs(y - hi))
            assert error <= bound, f"{case['model']}: {float(error)} exceeds {float(bound)}"
            if bound:
                worst = max(worst, float(error / bound))
            points += 1
    print(f"onnx models {len(cases)} points {points} largest error/bound {worst:.3g}")


with open(sys.argv[2]) as listed:
    {"exact": exact, "onnx": onnx}[sys.argv[1]](json.load(listed))
