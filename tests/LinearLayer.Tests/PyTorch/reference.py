"""Writes what PyTorch computes for linear layers of many shapes, as JSON.

    python3 reference.py OUTPUT

The inputs come from Python's own random numbers with fixed seeds, so that they are the same
everywhere; torch.nn.functional.linear and autograd give out, dx, dw and db.
"""

import json
import random
import sys

import torch

# (shape of x, M): several ranks, N = 0 and N = 1, sizes of 1, sizes all equal and all distinct.
SHAPES = [
    ((2, 3), 4),
    ((3, 3), 3),
    ((1, 4), 2),
    ((5, 1), 3),
    ((4, 3), 1),
    ((1, 1), 1),
    ((0, 3), 2),
    ((7, 5), 6),
    ((4, 2, 3), 5),
    ((3, 3, 3), 3),
    ((1, 2, 2), 4),
    ((0, 2, 3), 4),
    ((5, 1, 4), 2),
    ((2, 3, 1, 4), 3),
    ((2, 2, 2, 2), 2),
    ((3, 2, 1, 2, 2), 7),
]

# Digits that bring a number of the type back exactly.
DTYPES = {"float32": (torch.float32, 9), "float64": (torch.float64, 17)}


def tensor(rng, shape, dtype):
    count = torch.Size(shape).numel()
    return torch.tensor([rng.uniform(-2, 2) for _ in range(count)], dtype=dtype).reshape(shape)


def record(values, digits):
    cells = [float(f"{value:.{digits}g}") for value in values.detach().reshape(-1).tolist()]
    return {"shape": list(values.shape), "cells": cells}


def case(seed, x_shape, m, name):
    dtype, digits = DTYPES[name]
    rng = random.Random(seed)
    n, d = x_shape[0], torch.Size(x_shape[1:]).numel()
    x = tensor(rng, x_shape, dtype).requires_grad_()
    w = tensor(rng, (d, m), dtype).requires_grad_()
    b = tensor(rng, (m,), dtype).requires_grad_()
    dout = tensor(rng, (n, m), dtype)

    out = torch.nn.functional.linear(x.flatten(start_dim=1), w.t(), b)
    out.backward(dout)

    tensors = {"x": x, "w": w, "b": b, "dout": dout, "out": out, "dx": x.grad, "dw": w.grad, "db": b.grad}
    return {"dtype": name, **{key: record(value, digits) for key, value in tensors.items()}}


def main(output):
    cases = [
        case(seed, x_shape, m, name)
        for seed, (x_shape, m) in enumerate(SHAPES)
        for name in DTYPES
    ]
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: reference.py OUTPUT")
    main(sys.argv[1])
