"""Writes the losses and gradients that PyTorch's autograd finds for stacks of linear layers and ReLU,
and what its SGD makes of their parameters, as JSON. Also the spread of its initial weights, and the
numbers of the seeded generator as its papers define it.

    python3 training.py OUTPUT

All inputs come from Python's own random numbers with fixed seeds, so that they are the same
everywhere; all numbers are float64.
"""

import json
import math
import random
import sys

import torch

STEPS = 20

# (shape of x, sizes behind the first, loss, reduction, where the numbers come from)
CASES = [
    ((4, 3), [5, 2], "cross_entropy", "mean", "uniform"),
    ((4, 3), [5, 2], "cross_entropy", "sum", "uniform"),
    ((4, 3), [5, 2], "squared_error", "mean", "uniform"),
    ((4, 3), [5, 2], "squared_error", "sum", "uniform"),
    ((6, 2), [4], "cross_entropy", "mean", "uniform"),
    ((1, 2), [3, 1], "cross_entropy", "mean", "uniform"),
    ((1, 2), [3, 1], "squared_error", "mean", "uniform"),
    ((5, 2, 3), [7, 4, 3], "cross_entropy", "mean", "uniform"),
    ((5, 2, 3), [7, 4, 3], "squared_error", "sum", "uniform"),
    ((8, 2), [6, 5, 4, 3], "cross_entropy", "mean", "uniform"),
    ((3, 3), [3, 3], "squared_error", "mean", "uniform"),
    # Small integers: many z are exactly 0, where ReLU has its kink.
    ((8, 2), [9, 3], "cross_entropy", "mean", "integers"),
    ((8, 2), [9, 6, 3], "squared_error", "sum", "integers"),
    # Scores of hundreds: exp would overflow if the largest were not taken off first.
    ((6, 3), [4, 3], "cross_entropy", "mean", "large"),
]

# (shape of x, sizes behind the first, loss, reduction, learning rate)
RUNS = [
    ((12, 2), [8, 3], "cross_entropy", "mean", 0.25),
    ((12, 2), [8, 3], "cross_entropy", "sum", 0.02),
    ((9, 2, 2), [6, 5, 2], "squared_error", "mean", 0.25),
    ((9, 2, 2), [6, 5, 2], "squared_error", "sum", 0.01),
]

KINDS = {
    "uniform": lambda rng: rng.uniform(-1, 1),
    "integers": lambda rng: float(rng.randint(-1, 1)),
    "large": lambda rng: rng.uniform(-20, 20),
}


def tensor(rng, shape, kind):
    count = torch.Size(shape).numel()
    return torch.tensor([KINDS[kind](rng) for _ in range(count)], dtype=torch.float64).reshape(shape)


def record(values):
    return {"shape": list(values.shape), "cells": values.detach().reshape(-1).tolist()}


def problem(seed, x_shape, sizes, loss, kind):
    """x, parameters, and the targets or labels."""
    rng = random.Random(seed)
    n, d = x_shape[0], torch.Size(x_shape[1:]).numel()
    x = tensor(rng, x_shape, kind)
    layers = [(tensor(rng, (rows, columns), kind), tensor(rng, (columns,), kind)) for rows, columns in zip([d, *sizes], sizes)]
    if loss == "cross_entropy":
        return x, layers, torch.tensor([rng.randrange(sizes[-1]) for _ in range(n)])
    return x, layers, tensor(rng, (n, sizes[-1]), kind)


def forward(x, layers):
    h, zs = x.flatten(start_dim=1), []
    for index, (w, b) in enumerate(layers):
        z = torch.nn.functional.linear(h, w.t(), b)
        zs.append(z)
        h = torch.relu(z) if index + 1 < len(layers) else z
    return h, zs


def loss_of(out, y, loss, reduction):
    function = {"cross_entropy": torch.nn.functional.cross_entropy, "squared_error": torch.nn.functional.mse_loss}[loss]
    return function(out, y, reduction=reduction)


def given(x, layers, y, loss, reduction):
    return {
        "loss_function": loss,
        "reduction": reduction,
        "x": record(x),
        "layers": [{"w": record(w), "b": record(b)} for w, b in layers],
        "labels" if loss == "cross_entropy" else "y": y.tolist() if loss == "cross_entropy" else record(y),
    }


def case(seed, x_shape, sizes, loss, reduction, kind):
    x, layers, y = problem(seed, x_shape, sizes, loss, kind)
    answer = given(x, layers, y, loss, reduction)
    x.requires_grad_()
    for w, b in layers:
        w.requires_grad_()
        b.requires_grad_()

    out, zs = forward(x, layers)
    out.retain_grad()
    value = loss_of(out, y, loss, reduction)
    value.backward()
    return {
        **answer,
        "zeros": sum(int((z == 0).sum()) for z in zs[:-1]),
        "out": record(out),
        "loss": value.item(),
        "dout": record(out.grad),
        "dx": record(x.grad),
        "gradients": [{"w": record(w.grad), "b": record(b.grad)} for w, b in layers],
    }


def run(seed, x_shape, sizes, loss, reduction, learning_rate):
    x, layers, y = problem(seed, x_shape, sizes, loss, "uniform")
    answer = given(x, layers, y, loss, reduction)
    parameters = [parameter.requires_grad_() for layer in layers for parameter in layer]
    optimizer = torch.optim.SGD(parameters, lr=learning_rate)
    losses, norms = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss_of(forward(x, layers)[0], y, loss, reduction)
        value.backward()
        losses.append(value.item())
        norms.append([torch.cat([w.grad.reshape(-1), b.grad]).norm().item() for w, b in layers])
        optimizer.step()

    out = forward(x, layers)[0]
    return {
        **answer,
        "learning_rate": learning_rate,
        "losses": losses,
        "norms": norms,
        "final_loss": loss_of(out, y, loss, reduction).item(),
        "final_accuracy": (out.argmax(dim=1) == y).double().mean().item() if loss == "cross_entropy" else None,
        "final_layers": [{"w": record(w), "b": record(b)} for w, b in layers],
    }


def spreads(d, m):
    """The standard deviation of each of PyTorch's initialisations, whose weights lie (out, in), and the largest weight."""
    torch.manual_seed(0)
    answer = {"d": d, "m": m}
    for name in ("kaiming_normal_", "kaiming_uniform_", "xavier_normal_", "xavier_uniform_"):
        w = torch.empty((m, d), dtype=torch.float64)
        options = {"nonlinearity": "relu"} if name.startswith("kaiming") else {}
        getattr(torch.nn.init, name)(w, **options)
        answer[name] = {"deviation": w.std().item(), "largest": w.abs().max().item()}
    return answer


def numbers(seed, count):
    """SplitMix64, and what is made of it: uniform numbers, normal numbers by the ratio of uniforms, an order by Fisher-Yates."""
    mask, state = 2**64 - 1, seed % 2**64

    def uniform():
        nonlocal state
        state = state + 0x9E3779B97F4A7C15 & mask
        z = state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        return ((z ^ z >> 31) >> 11) / 2**53

    def normal():
        widest = math.sqrt(2 / math.e)
        while True:
            u = 1 - uniform()
            ratio = (-widest + 2 * widest * uniform()) / u
            if ratio**2 <= -4 * math.log(u):
                return ratio

    def order():
        result = list(range(count))
        for last in range(count - 1, 0, -1):
            chosen = math.floor(uniform() * (last + 1))
            result[chosen], result[last] = result[last], result[chosen]
        return result

    return {"seed": seed, "uniform": [uniform() for _ in range(count)], "normal": [normal() for _ in range(count)], "order": order()}


def main(output):
    cases = [case(seed, *one) for seed, one in enumerate(CASES)]
    runs = [run(100 + seed, *one) for seed, one in enumerate(RUNS)]
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        parts = [",\n".join(json.dumps(one) for one in many) for many in (cases, runs)]
        file.write('{"cases": [\n' + parts[0] + '\n], "runs": [\n' + parts[1] + "\n],\n")
        file.write('"spreads": ' + json.dumps(spreads(300, 500)) + ',\n')
        file.write('"numbers": ' + json.dumps([numbers(seed, 20) for seed in (0, 7, -1)]) + "}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: training.py OUTPUT")
    main(sys.argv[1])
