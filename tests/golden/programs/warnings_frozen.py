# Values that a trace freezes, and the warnings that say so with the user's line.
import warnings

import torch


def gate(x):
    if x.sum() > 0:
        return x + 1
    return x - 1


def convert(x):
    count = int(x.size(0))
    weight = float(x[0])
    return x * weight + count


def iterate(x):
    total = 0
    for row in x:
        total = total + row
    return total * len(x)


def python_data(x):
    return x + torch.tensor([1.0, 2.0])


for function in [gate, convert, iterate, python_data]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        traced = torch.jit.trace(function, torch.tensor([0.25, 0.5]))
    kept = [w for w in caught if issubclass(w.category, torch.jit.TracerWarning)]
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.warnings", "\n".join(f"{w.filename}:{w.lineno} {w.category.__name__}: {w.message}" for w in kept))
