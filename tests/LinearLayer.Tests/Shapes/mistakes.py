"""Writes what PyTorch and NumPy say to ten mistakes with shapes, as JSON.

    python3 mistakes.py OUTPUT

Each mistake is one expression for each of the two, over tensors of the sizes given with it. What is
kept is the last line of the error, without the traceback; or that there is none, and what shape comes
out instead. jaxtyping checks the shapes of annotated function arguments; it is not among Debian's
packages, and is left out.
"""

import json
import sys

import numpy
import torch

# name: (sizes of the tensors, expression for PyTorch, expression for NumPy)
MISTAKES = {
    "the flatten is forgotten": (
        {"x": (2, 2, 3), "w": (6, 4)}, "x.mm(w)", "x @ w"),
    "the transpose of w is forgotten in dx": (
        {"dout": (2, 4), "w": (6, 4)}, "dout.mm(w)", "dout @ w"),
    "the transpose of w is forgotten in dx, and D = M": (
        {"dout": (2, 4), "w": (4, 4)}, "dout.mm(w)", "dout @ w"),
    "the transpose of x is forgotten in dw": (
        {"x": (2, 6), "dout": (2, 4)}, "x.mm(dout)", "x @ dout"),
    "W·x is taken at its word": (
        {"x": (2, 6), "w": (6, 4)}, "w.mm(x)", "w @ x"),
    "the bias has an entry for each example": (
        {"p": (2, 4), "b": (2,)}, "p + b", "p + b"),
    "the bias is a column, and N = M": (
        {"p": (4, 4), "b": (4, 1)}, "p + b", "p + b"),
    "a reshape is taken for a transpose": (
        {"x": (2, 6), "dout": (2, 4)}, "x.reshape(6, 2).mm(dout)", "x.reshape(6, 2) @ dout"),
    "the gradient lies the wrong way in the update": (
        {"w": (6, 4), "dw": (4, 6)}, "w - 0.1 * dw", "w - 0.1 * dw"),
    "predictions are a column, targets are not": (
        {"z": (5, 1), "y": (5,)}, "z - y", "z - y"),
}


def says(expression, tensors):
    try:
        result = eval(expression, {}, tensors)
    except Exception as error:
        return str(error).splitlines()[-1]
    return f"(no error; the result has the shape {tuple(result.shape)})"


def main(output):
    answers = {
        "torch": torch.__version__,
        "numpy": numpy.__version__,
        "mistakes": [
            {
                "mistake": name,
                "torch": {"expression": for_torch, "says": says(for_torch, {key: torch.zeros(size) for key, size in sizes.items()})},
                "numpy": {"expression": for_numpy, "says": says(for_numpy, {key: numpy.zeros(size) for key, size in sizes.items()})},
            }
            for name, (sizes, for_torch, for_numpy) in MISTAKES.items()
        ],
    }
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        json.dump(answers, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: mistakes.py OUTPUT")
    main(sys.argv[1])
