import torch
import torch.nn.functional as F
from torch import nn


def show_function(name, traced):
    show(f"{name}.name", traced.qualified_name if hasattr(traced, "qualified_name") else traced.name)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


class Again(nn.Module):
    """Calls itself."""

    def __init__(self):
        super().__init__()
        self.l = nn.Linear(3, 3)

    def forward(self, x, depth=1):
        y = self.l(x)
        return y if depth == 0 else self(y, depth - 1)


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.again = Again()

    def forward(self, x):
        return self.again(x)


class Made(nn.Module):
    """Makes a module, and with it parameters, on every call."""

    def forward(self, x):
        return nn.LayerNorm(3)(x) + nn.Parameter(torch.ones(2, 3))


class Numbers(nn.Module):
    def forward(self, x):
        y = x * float(x.numpy().sum()) + torch.as_tensor([1.0, 2.0, 3.0]) + torch.as_tensor(x, dtype=torch.float64)
        return y + torch.empty(3, device=None).zero_(), (x * 1).detach_() * 2


x = torch.arange(6.0).reshape(2, 3)
show_module(torch.jit.trace(Outer(), x), "outer.")
show_module(torch.jit.trace(Made(), x), "made.")
show_module(torch.jit.trace(Numbers(), x), "numbers.")
by_name = {"x": x, "y": x}
show_function("by name", torch.jit.trace(lambda x, y: x * y, example_kwarg_inputs=by_name, check_trace=False))
