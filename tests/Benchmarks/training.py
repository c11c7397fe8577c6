"""Trains a network in PyTorch for the race in TrainingRace.cs: one line in, a number of steps; one line out, the seconds they took.

Usage: python3 training.py PROBLEM THREADS

PROBLEM is a JSON file with x, labels, the weights and biases of each layer, the batches (rows of x; null means all) and the
learning rate. The loop is the one that a learner would write: autograd, cross-entropy, and SGD without momentum, in double. As
in ours, each step keeps its loss, the norms of its gradients and its accuracy. The first answer is the loss after the first run.
"""
import json
import os
import sys
import time

# torch.set_num_threads is not heard by an OpenBLAS with threads of its own, as Debian's is: it has to be told before it is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[2]

import torch


def main(path, threads):
    torch.set_num_threads(int(threads))
    with open(path) as file:
        problem = json.load(file)
    x = torch.tensor(problem["x"], dtype=torch.float64)
    labels = torch.tensor(problem["labels"])
    batches = [None if rows is None else torch.tensor(rows) for rows in problem["batches"]]

    def network():
        layers = []
        for w, b in problem["layers"]:
            linear = torch.nn.Linear(len(w), len(b), dtype=torch.float64)
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(w, dtype=torch.float64).t())
                linear.bias.copy_(torch.tensor(b, dtype=torch.float64))
            layers += [linear, torch.nn.ReLU()]
        return torch.nn.Sequential(*layers[:-1])

    def train():
        mlp = network()
        sgd = torch.optim.SGD(mlp.parameters(), lr=problem["rate"])
        history = []
        start = time.perf_counter()
        for rows in batches:
            inputs, targets = (x, labels) if rows is None else (x[rows], labels[rows])
            sgd.zero_grad()
            out = mlp(inputs)
            loss = torch.nn.functional.cross_entropy(out, targets)
            loss.backward()
            norms = [torch.sqrt((layer.weight.grad ** 2).sum() + (layer.bias.grad ** 2).sum()).item() for layer in mlp if isinstance(layer, torch.nn.Linear)]
            history.append((loss.item(), norms, (out.argmax(dim=1) == targets).double().mean().item()))
            sgd.step()
        with torch.no_grad():
            last = torch.nn.functional.cross_entropy(mlp(x), labels).item()
        return time.perf_counter() - start, last

    for _ in sys.stdin:
        seconds, last = train()
        print(json.dumps({"seconds": seconds, "loss": last}), flush=True)


main(*sys.argv[1:])
