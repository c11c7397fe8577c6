"""Writes what PyTorch computes for gradient checks, as JSON.

    python3 reference_gradients.py OUTPUT

"losses": dout, dx, dw and db of autograd for several losses of a linear layer.
"wrong": what backward passes that are wrong on purpose give, each written from its description, and
what torch.autograd.gradcheck says of it.
"""

import json
import random
import sys

import torch

from reference import record, tensor

DIGITS = 17
SHAPES = [((4, 2, 3), 5), ((2, 3), 4), ((1, 4), 2), ((5, 1), 3), ((3, 3), 3), ((0, 2, 3), 4), ((2, 3, 1, 2), 3)]


def flat(x):
    return x.flatten(start_dim=1)


def layer(x, w, b):
    return flat(x).mm(w) + b


# Each loss from out and one more tensor of its shape, t.
LOSSES = {
    "linear": lambda out, t: (t * out).sum(),
    "quadratic": lambda out, t: ((out - t) ** 2).sum() / 2,
    "cubic": lambda out, t: (out**3).sum() / 3,
    "exponential": lambda out, t: (t * out.exp()).sum(),
    "log-sum-exp": lambda out, t: out.logsumexp(dim=1).sum(),
}


def loss_case(seed, x_shape, m, name):
    rng = random.Random(seed)
    n, d = x_shape[0], torch.Size(x_shape[1:]).numel()
    x, w, b = (tensor(rng, shape, torch.float64).requires_grad_() for shape in (x_shape, (d, m), (m,)))
    t = tensor(rng, (n, m), torch.float64)
    out = layer(x, w, b)
    out.retain_grad()
    LOSSES[name](out, t).backward()
    tensors = {"x": x, "w": w, "b": b, "t": t, "dout": out.grad, "dx": x.grad, "dw": w.grad, "db": b.grad}
    return {"loss": name, **{key: record(value, DIGITS) for key, value in tensors.items()}}


def right(x, w, b, dout):
    return dout.mm(w.t()).reshape(x.shape), flat(x).t().mm(dout), dout.sum(dim=0)


def wrong_dx(dx):
    return lambda x, w, b, dout: (dx(x, w, b, dout), *right(x, w, b, dout)[1:])


def wrong_dw(dw):
    def backward(x, w, b, dout):
        dx, _, db = right(x, w, b, dout)
        return dx, dw(x, w, b, dout), db

    return backward


def wrong_db(db):
    return lambda x, w, b, dout: (*right(x, w, b, dout)[:2], db(x, w, b, dout))


def column_major(x):
    return x.permute(0, *reversed(range(1, x.dim()))).reshape(x.shape[0], -1)


def dw_of(x, dout):
    return flat(x).t().mm(dout)


def after_update(w, x, dout):
    return w - 0.01 * dw_of(x, dout)


X = (4, 2, 3)

# name: (shape of x, M, backward)
WRONG = {
    "dw: x reshaped, not transposed": (X, 5, wrong_dw(lambda x, w, b, g: flat(x).reshape(-1, len(x)).mm(g))),
    "dw: x not transposed": ((6, 2, 3), 5, wrong_dw(lambda x, w, b, g: flat(x).mm(g))),
    "dw: transposed": (X, 6, wrong_dw(lambda x, w, b, g: g.t().mm(flat(x)))),
    "dw: transposed, then reshaped": (X, 5, wrong_dw(lambda x, w, b, g: dw_of(x, g).t().reshape(w.shape))),
    "dw: features in another order": (X, 5, wrong_dw(lambda x, w, b, g: column_major(x).t().mm(g))),
    "dw: the mean over the examples": (X, 5, wrong_dw(lambda x, w, b, g: torch.einsum("ni,nj->nij", flat(x), g).mean(dim=0))),
    "dw: dout left out": (X, 5, wrong_dw(lambda x, w, b, g: flat(x).sum(dim=0)[:, None].expand(w.shape))),
    "dw: out in place of dout": (X, 5, wrong_dw(lambda x, w, b, g: dw_of(x, layer(x, w, b)))),
    "dw: dx in place of x": (X, 5, wrong_dw(lambda x, w, b, g: dw_of(right(x, w, b, g)[0], g))),
    "dw: = in place of +=": (X, 5, wrong_dw(lambda x, w, b, g: torch.outer(flat(x)[-1], g[-1]))),
    "dw: a product of sums": (X, 5, wrong_dw(lambda x, w, b, g: torch.outer(flat(x).sum(dim=0), g.sum(dim=0)))),
    "dw: the sign of the update": (X, 5, wrong_dw(lambda x, w, b, g: -dw_of(x, g))),
    "db: the mean over the examples": (X, 5, wrong_db(lambda x, w, b, g: g.mean(dim=0))),
    "db: summed over the outputs": ((5, 2, 3), 5, wrong_db(lambda x, w, b, g: g.sum(dim=1))),
    "db: summed over both axes": (X, 5, wrong_db(lambda x, w, b, g: g.sum().expand(b.shape))),
    "db: a vector of ones": (X, 5, wrong_db(lambda x, w, b, g: torch.ones_like(b))),
    "db: N everywhere": (X, 5, wrong_db(lambda x, w, b, g: torch.full_like(b, len(x)))),
    "db: copied, not summed": (X, 5, wrong_db(lambda x, w, b, g: g[-1])),
    "db: 0 where b is 0": (X, 5, wrong_db(lambda x, w, b, g: g.sum(dim=0) * (b != 0))),
    "db: b inside the sum": (X, 5, wrong_db(lambda x, w, b, g: g.sum(dim=0) * len(w))),
    "dx: w reshaped, not transposed": (X, 5, wrong_dx(lambda x, w, b, g: g.mm(w.reshape(w.shape[::-1])).reshape(x.shape))),
    "dx: w not transposed": (X, 6, wrong_dx(lambda x, w, b, g: g.mm(w).reshape(x.shape))),
    "dx: transposed, then reshaped": (X, 5, wrong_dx(lambda x, w, b, g: g.mm(w.t()).t().reshape(x.shape))),
    "dx: left flattened": (X, 5, wrong_dx(lambda x, w, b, g: g.mm(w.t()))),
    "dx: the inverse": (X, 5, wrong_dx(lambda x, w, b, g: g.mm(torch.linalg.pinv(w)).reshape(x.shape))),
    "dx: dout left out": (X, 5, wrong_dx(lambda x, w, b, g: w.sum(dim=1).expand(len(x), -1).reshape(x.shape))),
    "dx: w after the update": (X, 5, wrong_dx(lambda x, w, b, g: g.mm(after_update(w, x, g).t()).reshape(x.shape))),
    "all: divided by N again": (X, 5, lambda x, w, b, g: tuple(gradient / len(x) for gradient in right(x, w, b, g))),
    "none: the right one": (X, 5, right),
}


def integers(rng, shape):
    cells = [rng.choice([-1, 1]) * rng.randint(1, 9) for _ in range(torch.Size(shape).numel())]
    return torch.tensor(cells, dtype=torch.float64).reshape(shape)


def accepted_by_gradcheck(x, w, b, backward):
    class Layer(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, w, b):
            ctx.save_for_backward(x, w, b)
            return layer(x, w, b)

        @staticmethod
        def backward(ctx, dout):
            return backward(*ctx.saved_tensors, dout)

    inputs = tuple(value.clone().requires_grad_() for value in (x, w, b))
    try:
        return torch.autograd.gradcheck(Layer.apply, inputs, raise_exception=False)
    except RuntimeError:  # a gradient of the wrong shape
        return False


def wrong_case(seed, name):
    x_shape, m, backward = WRONG[name]
    rng = random.Random(seed)
    n, d = x_shape[0], torch.Size(x_shape[1:]).numel()
    x, w, b, dout = (integers(rng, shape) for shape in (x_shape, (d, m), (m,), (n, m)))
    b[1] = 0
    dx, dw, db = backward(x, w, b, dout)
    tensors = {"x": x, "w": w, "b": b, "dout": dout, "dx": dx, "dw": dw, "db": db}
    return {
        "name": name,
        "accepted_by_gradcheck": accepted_by_gradcheck(x, w, b, backward),
        **{key: record(value, DIGITS) for key, value in tensors.items()},
    }


def main(output):
    losses = [
        loss_case(seed, x_shape, m, name)
        for seed, (x_shape, m) in enumerate(SHAPES)
        for name in LOSSES
    ]
    wrong = [wrong_case(seed, name) for seed, name in enumerate(WRONG)]
    lists = {key: "[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]" for key, cases in (("losses", losses), ("wrong", wrong))}
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        file.write("{\n" + ",\n".join(f'"{key}": {text}' for key, text in lists.items()) + "\n}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: reference_gradients.py OUTPUT")
    main(sys.argv[1])
