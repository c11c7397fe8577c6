"""Writes the gradients that PyTorch's autograd finds for many random expressions, as JSON.

    python3 expressions.py OUTPUT

An expression is a nested list, ["matmul", a, b] and the like; a leaf ["input", 3] is a number of the
list of inputs. Everything random comes from Python's own generator with fixed seeds, so that the
expressions and inputs are the same everywhere; all numbers are float64.
"""

import json
import math
import random
import sys

import torch

CASES = 60


class Maker:
    """Makes a random expression of a wanted shape, and the inputs that it needs."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.inputs = []

    def input(self, shape, low=-2.0, high=2.0):
        # A value that is used again gets the sum of what comes back, so some are.
        same = [i for i, (known, _, lowest) in enumerate(self.inputs) if known == shape and lowest == low]
        if same and self.rng.random() < 0.4:
            return ["input", self.rng.choice(same)]
        cells = [self.rng.uniform(low, high) for _ in range(math.prod(shape))]
        self.inputs.append((shape, cells, low))
        return ["input", len(self.inputs) - 1]

    def stretched(self, shape):
        """A shape that broadcasts to the wanted one."""
        kind = self.rng.randrange(4)
        if kind == 0:
            return shape[self.rng.randrange(len(shape)):] or shape
        if kind == 1:
            return tuple(1 if self.rng.random() < 0.5 else size for size in shape)
        return shape

    def make(self, shape, depth):
        if depth == 0 or self.rng.random() < 0.08:
            return self.input(shape)
        kinds = ["add", "sub", "mul", "div", "neg", "scale", "relu", "reshape"]
        if len(shape) == 2:
            kinds += ["matmul"] * 6 + ["transpose", "flatten", "softmax", "add_to_each_row"] * 2
        if len(shape) == 1:
            kinds += ["sum_over_rows"] * 3
        kind = self.rng.choice(kinds)
        below = depth - 1
        if kind in ("add", "sub", "mul"):
            sides = [self.make(shape, below), self.make(self.stretched(shape), below)]
            if self.rng.random() < 0.5:
                sides.reverse()
            return [kind, *sides]
        if kind == "div":
            return [kind, self.make(shape, below), self.input(self.stretched(shape), 1.0, 2.0)]
        if kind == "scale":
            return [kind, round(self.rng.uniform(-2, 2), 2), self.make(shape, below)]
        if kind == "reshape":
            cells = math.prod(shape)
            divisor = self.rng.choice([d for d in range(1, cells + 1) if cells % d == 0])
            return [kind, self.make((divisor, cells // divisor), below), list(shape)]
        if kind == "matmul":
            inner = self.rng.randint(1, 4)
            return [kind, self.make((shape[0], inner), below), self.make((inner, shape[1]), below)]
        if kind == "transpose":
            return [kind, self.make((shape[1], shape[0]), below)]
        if kind == "flatten":
            divisor = self.rng.choice([d for d in range(1, shape[1] + 1) if shape[1] % d == 0])
            return [kind, self.make((shape[0], divisor, shape[1] // divisor), below)]
        if kind == "add_to_each_row":
            return [kind, self.make(shape, below), self.make(shape[1:], below)]
        if kind == "sum_over_rows":
            return [kind, self.make((self.rng.randint(1, 4), shape[0]), below)]
        return [kind, self.make(shape, below)]

    def loss(self, depth):
        n, m = self.rng.randint(1, 5), self.rng.randint(1, 5)
        kind = self.rng.choice(["sum", "mean", "squared_error", "mean_squared_error", "cross_entropy", "with_penalty"])
        z = self.make((n, m), depth)
        if kind in ("squared_error", "mean_squared_error"):
            return [kind, z, self.make((n, m), 1)]
        if kind == "cross_entropy":
            return [kind, z, [self.rng.randrange(m) for _ in range(n)]]
        if kind == "with_penalty":
            w = self.make((m, n), 1)
            return ["add", ["mean", z], ["scale", 0.5, ["sum", ["mul", w, w]]]]
        return [kind, z]


def evaluate(expression, inputs):
    kind, *parts = expression
    if kind == "input":
        return inputs[parts[0]]
    if kind == "scale":
        return parts[0] * evaluate(parts[1], inputs)
    if kind == "reshape":
        return evaluate(parts[0], inputs).reshape(parts[1])
    if kind == "cross_entropy":
        return torch.nn.functional.cross_entropy(evaluate(parts[0], inputs), torch.tensor(parts[1]))
    values = [evaluate(part, inputs) for part in parts]
    return {
        "add": lambda a, b: a + b,
        "add_to_each_row": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "div": lambda a, b: a / b,
        "neg": lambda a: -a,
        "relu": torch.relu,
        "softmax": lambda a: torch.softmax(a, dim=1),
        "matmul": lambda a, b: a.mm(b),
        "transpose": lambda a: a.t(),
        "flatten": lambda a: a.flatten(start_dim=1),
        "sum_over_rows": lambda a: a.sum(dim=0),
        "sum": lambda a: a.sum(),
        "mean": lambda a: a.mean(),
        "squared_error": lambda a, b: torch.nn.functional.mse_loss(a, b, reduction="sum"),
        "mean_squared_error": torch.nn.functional.mse_loss,
    }[kind](*values)


def case(seed):
    maker = Maker(seed)
    expression = maker.loss(depth=2 + seed % 4)
    inputs = [torch.tensor(cells, dtype=torch.float64).reshape(shape).requires_grad_() for shape, cells, _ in maker.inputs]
    loss = evaluate(expression, inputs)
    loss.backward()
    return {
        "expression": expression,
        "loss": loss.item(),
        "inputs": [
            {"shape": list(value.shape), "cells": value.detach().reshape(-1).tolist(), "gradient": value.grad.reshape(-1).tolist()}
            for value in inputs
        ],
    }


def main(output):
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(case(seed)) for seed in range(CASES)) + "\n]\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: expressions.py OUTPUT")
    main(sys.argv[1])
