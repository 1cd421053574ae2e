# Operators written in Python (torch.autograd.Function): traced and scripted, each is one call back into Python.
import torch
from torch import Tensor, nn
from torch.autograd import Function


class Scale(Function):
    @staticmethod
    def forward(ctx, x, by, note="none"):
        ctx.save_for_backward(x)
        ctx.by = by
        return x * by

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.by, None, None


class Both(Function):
    @staticmethod
    def forward(ctx, x, y):
        total = x + y
        ctx.mark_non_differentiable(total)
        return total, x - y


class Kept(Function):
    @staticmethod
    def forward(x):
        return x

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.count = len(inputs)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)
        self.norm = nn.CrossMapLRN2d(2, alpha=0.5)

    def forward(self, x):
        y = self.norm(self.linear(x))
        a, b = Both.apply(y, Scale.apply(x, 2.5, "half"))
        return Kept.apply(a * b) + 1


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2)

    def forward(self, x):
        a, b = Both.apply(x.relu(), Scale.apply(x, (1, 2)[1]))
        return self.linear(Kept.apply(a)), b


def scaled(x: Tensor, n: int) -> Tensor:
    results = [Scale.apply(x, 2)]
    for i in range(n):
        a, b = Both.apply(results[-1], x)
        results.append(Scale.apply(a - b, i, "loop"))
    return torch.stack(results)


def no_tensor(x: Tensor):
    return Scale.apply(2, x)


def keyword(x: Tensor):
    return Scale.apply(x, by=3)


torch.manual_seed(0)
x = torch.arange(24.0).reshape(1, 2, 4, 3)
with torch.no_grad():
    traced = torch.jit.trace(Net(), x)
    show_script("net", traced, (x,))
    show_module(torch.jit.trace(Head(), x))
show_script("norm.traced", torch.jit.trace(nn.CrossMapLRN2d(3).eval(), x), (x,))
show_script("norm", nn.CrossMapLRN2d(3, beta=0.5), (x,))
show_script("scaled", scaled, (torch.ones(2), 2))
refused("no tensor", lambda: torch.jit.script(no_tensor))
refused("keyword", lambda: torch.jit.script(keyword))
p = torch.ones(2, requires_grad=True)
total, difference = Both.apply(p, p * 2)
kept = Kept.apply(p)
show("flags", repr([total.requires_grad, difference.requires_grad, kept is p, Scale.apply(p, by=1)]))
refused("legacy", lambda: Scale()(p))
refused("no forward", lambda: Function.apply(p))
