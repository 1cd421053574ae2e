# What becomes of Python values on their way into a graph: constants, containers, parameters, defaults, names.
import enum
import math
import operator
from collections import namedtuple
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import fx, nn

Point = namedtuple("Point", ["x", "y"])
weight = torch.ones(3)


class Mode(enum.Enum):
    FAST = 1


@dataclass
class Config:
    size: int
    scale: object


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.ones(3))
        self.register_buffer("b", torch.ones(3))
        self.plain = torch.ones(3)
        self.layers = nn.ModuleDict({"PascalCase": nn.ReLU(), "ALL_CAPS": nn.Linear(3, 3)})
        self.list = nn.ModuleList([nn.Linear(3, 3), nn.Identity()])
        self.inner = nn.Sequential(nn.Linear(3, 3), nn.Sequential(nn.ReLU(), nn.Dropout(0.1)))

    def forward(self, x, *, scale=2.0):
        y = x * self.w + self.b - self.plain + weight
        y = self.layers["PascalCase"](y) + self.layers["ALL_CAPS"](y)
        for layer in self.list:
            y = layer(y)
        y = self.inner(y) @ self.inner[0].weight
        return y * scale, self.list[0].bias.t(), self.w


def operators(x, y):
    a = x + y - 1 * x / 2 // y % 3
    b = (2 - x) ** 2 + 3**y
    c = x & y | x ^ y
    d = x << 2 >> y
    e = -x, +y, ~x, abs(x)
    f = x < y, x <= y, x > 1, x >= 1, x == y, x != y
    return a, b, c, d, e, f, x @ y, 3 @ y, 1 & x, 2 | x, 3 ^ x, 5 // x, 5 % x, 7 << x, 7 >> x


def inplace(x, y):
    x += y
    x -= 1
    x *= y
    x.add_(y)
    return x


def indices(x, i):
    return x[0], x[i], x[1:, ...], x[None, :2, i], x[..., ::2], x[[0, 1]], x[x > 0]


def values(x):
    return torch.full((2, 3), float("inf"), dtype=torch.float64), x * math.nan, x.to("cpu", torch.int32), -math.inf, x


def containers(x):
    return {"a": [x, (x, 1)], "b": {"c": x.relu()}, 3: None}, range(3), slice(x, 2), Point(x, 1), Mode.FAST


def attributes(x):
    return x.shape, x.dtype, x.T, x.size(0), x.size()[1:], x.foo.bar(1)(2), x.is_leaf


def stars(x, y=1, *args, z=3, **kwargs):
    return x + y + args[0] + z + kwargs["k"]


def taken_names(x, input, lambda_=1, None_=2):
    return x.sum(), x.max(), x.type, x.len(), x.device(), x.inf(), x.torch(), x.getattr()


def several(x):
    a, b = x.chunk(2)
    (c, d), e = a, b
    return torch.cat([a, b], dim=1), torch.stack((c, d)), torch.max(x, dim=0), torch.where(x > 0, x, 0.0), e


def nothing():
    return "text"


def constant(x):
    return x + torch.ones(2) + torch.zeros(2)


def calls(x):
    return F.relu(x), F.softmax(x, 1), F.max_pool2d(x, 2), torch.sin(x, out=x), F.dropout(x, training=False)


def data(x):
    return torch.zeros_like(x).fill_(Config(1, x).scale), divide(x)


divide = lambda x: x / 2  # noqa: E731

for function in (
    *(operators, inplace, indices, values, attributes, stars, taken_names, several, nothing, constant, calls, data),
):
    traced = fx.symbolic_trace(function)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
traced = fx.symbolic_trace(Holder())
show("module.graph", str(traced.graph))
show("module.code", traced.code)
show("module", str(traced))
show("module.state", str([(name, tuple(value.shape)) for name, value in traced.state_dict().items()]))
tracer = fx.Tracer()
graph = tracer.trace(containers)
show("containers.graph", str(graph).replace("__main__.", ""))
show("containers.code", graph.python_code("self").src)
show("containers.globals", " ".join(sorted(graph.python_code("self").globals)))
stacks = [{key: (path, kind.__name__) for key, (path, kind) in n.meta["nn_module_stack"].items()} for n in traced.graph.nodes if n.meta]
show("stacks", "\n".join(map(str, stacks)))
for node in fx.symbolic_trace(operators).graph.find_nodes(op="call_function", target=operator.add):
    show(f"format.{node}", node.format_node())
