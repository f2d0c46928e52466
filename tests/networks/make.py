"""Writes ONNX models with the onnx package, and beside each one its exact values by fractions.

    python make.py FOLDER SEED
"""

import json
import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def forward(layers, x):
    """The network on one rational number; `layers` are (weights, bias), rows are neurons."""
    values = [x]
    for i, (weights, bias) in enumerate(layers):
        values = [
            sum((Fraction(float(w)) * v for w, v in zip(row, values)), Fraction(float(b)))
            for row, b in zip(weights, bias)
        ]
        if i + 1 < len(layers):
            values = [max(v, Fraction(0)) for v in values]
    (value,) = values
    return value


def gemm_model(layers, dtype):
    """Gemm with transposed weights, as PyTorch exports linear layers."""
    nodes, tensors, value = [], [], "x"
    for i, (weights, bias) in enumerate(layers):
        tensors.append(numpy_helper.from_array(np.array(weights, dtype), f"{i}.weight"))
        tensors.append(numpy_helper.from_array(np.array(bias, dtype), f"{i}.bias"))
        last = i + 1 == len(layers)
        out = "y" if last else f"pre{i}"
        nodes.append(helper.make_node("Gemm", [value, f"{i}.weight", f"{i}.bias"], [out], transB=1))
        value = out
        if not last:
            nodes.append(helper.make_node("Relu", [value], [f"act{i}"]))
            value = f"act{i}"
    return nodes, tensors


def matmul_model(layers, dtype):
    """MatMul and Add, the bias written as float data and not as raw bytes."""
    nodes, tensors, value = [], [], "x"
    kind = TensorProto.FLOAT if dtype == np.float32 else TensorProto.DOUBLE
    for i, (weights, bias) in enumerate(layers):
        matrix = np.array(weights, dtype).T
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(matrix), f"w{i}"))
        tensors.append(helper.make_tensor(f"b{i}", kind, [len(bias)], [float(b) for b in bias]))
        last = i + 1 == len(layers)
        nodes.append(helper.make_node("MatMul", [value, f"w{i}"], [f"m{i}"]))
        inputs = [f"b{i}", f"m{i}"] if i % 2 else [f"m{i}", f"b{i}"]
        nodes.append(helper.make_node("Add", inputs, ["y" if last else f"a{i}"]))
        value = f"a{i}"
        if not last:
            nodes.append(helper.make_node("Relu", [value], [f"r{i}"]))
            value = f"r{i}"
    return nodes, tensors


def write(folder, name, layers, build, dtype):
    layers = [(np.array(w, dtype), np.array(b, dtype)) for w, b in layers]
    nodes, tensors = build(layers, dtype)
    kind = TensorProto.FLOAT if dtype == np.float32 else TensorProto.DOUBLE
    ends = [helper.make_tensor_value_info(n, kind, ["batch", 1]) for n in ("x", "y")]
    graph = helper.make_graph(nodes, "network", [ends[0]], [ends[1]], tensors)
    model = helper.make_model(graph, producer_name="make.py")
    onnx.checker.check_model(model)
    (folder / f"{name}.onnx").write_bytes(model.SerializeToString())
    points = [Fraction(i, 24) for i in range(-24, 49)]
    values = [[str(x), str(forward(layers, x))] for x in points]
    (folder / f"{name}.values.json").write_text(json.dumps(values, indent=0) + "\n")


def random_layers(rng):
    widths = [1] + [rng.randint(1, 5) for _ in range(rng.randint(1, 3))] + [1]
    entry = lambda: rng.uniform(-2, 2)
    return [
        ([[entry() for _ in range(a)] for _ in range(b)], [entry() for _ in range(b)])
        for a, b in zip(widths, widths[1:])
    ]


def main():
    folder, rng = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    tent = [([[2], [4]], [0, -2]), ([[1, -1]], [0])]
    write(folder, "tent", tent, gemm_model, np.float32)
    write(folder, "random", random_layers(rng), matmul_model, np.float64)
    write(folder, "third", random_layers(rng), gemm_model, np.float32)


main()
