# What is recorded whole: wrapped functions, math, proxyable classes, leaf modules of one's own.
import math
from math import sqrt

import torch
from torch import fx, nn

fx.wrap("len")
fx.wrap("lifted")


def lifted(a, b):
    return a[0] + a[1] + b


@fx.wrap
def decorated(x):
    return x + 1


@fx.wrap
def with_module(x, module):
    return module(x)


class Pair(metaclass=fx.ProxyableClassMeta):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def add(self, other):
        return Pair(self.left + other.left, self.right + other.right)


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2, affine=False)

    def forward(self, x: torch.Tensor):
        return with_module(x, self.norm)


def calls(y):
    return lifted((4, y), 3) + lifted((3, 4), 5) + lifted((y, y), y) + len(y) + len([1, 2]) + decorated(y)


def roots(x):
    return sqrt(x.size(0)) + math.sqrt(2) + math.floor(x) + math.pow(x, 2)


def pairs(x: Pair, y: torch.Tensor):
    return x.add(Pair(y, y))


def floor(x: float) -> int:
    return int(x)


class Uses(nn.Module):
    def forward(self, x):
        return floor(x.shape[0] / 2)


class Deep(fx.Tracer):
    def is_leaf_module(self, m, module_qualified_name):
        return module_qualified_name == "0.1"


for function in (calls, roots):
    traced = fx.symbolic_trace(function)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
    again = fx.symbolic_trace(traced)
    show(f"{function.__name__}.again", again.code)
    show(f"{function.__name__}.transformed", fx.Transformer(traced).transform().code)
show("restored", f"{len is __builtins__.len if hasattr(__builtins__, 'len') else 'len' not in globals()} {math.sqrt is sqrt}")
traced = fx.symbolic_trace(pairs)
show("pairs.code", traced.code)
show("norm.code", fx.symbolic_trace(Norm()).code)
tracer = fx.Tracer(autowrap_functions=(floor,))
show("autowrap", fx.GraphModule(nn.Module(), tracer.trace(Uses())).code)
net = nn.Sequential(nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.ReLU(), nn.ReLU())), nn.Sigmoid(), nn.LayerNorm(2))
graph = Deep().trace(net)
show("deep.graph", str(graph))
show("deep.code", fx.GraphModule(net, graph).code)
