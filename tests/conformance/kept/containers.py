import torch
import torch.nn.functional as F
from torch import nn


def show_function(name, traced):
    show(f"{name}.name", traced.qualified_name if hasattr(traced, "qualified_name") else traced.name)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


x = torch.ones(2, 3)
show_function("dict", torch.jit.trace(lambda x: {"a": (x, x + 1)}, x, strict=False))
show_function("list", torch.jit.trace(lambda p: p[0][0] + p[1][0], ([(x, x), (x, x)],)))
show_function("tuples", torch.jit.trace(lambda p: p["a"][0] + p["b"][1], ({"a": (x, x), "b": (x, x)},)))
show_function("empty", torch.jit.trace(lambda p, q: q + 1, ((), x)))
show_function("builtin", torch.jit.trace(torch.relu, x))


def refused(name, function, *arguments, **words):
    try:
        torch.jit.trace(function, *arguments, **words)
    except (RuntimeError, AttributeError) as error:
        show(name, f"{type(error).__name__}: {error}")


refused("mixed", lambda p: p[0], ([x, (x,)],))
refused("number", lambda p: p, (3,))
refused("nothing", lambda p, q: q, ([], x))
refused("keys", lambda x: {1: x}, x, strict=False)
refused("nested", lambda x: torch.jit.trace(lambda y: y, x)(x), x)
refused("object", lambda x: x, (x, {"a": x, "b": (x, x)}))
