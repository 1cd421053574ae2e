# What a trace hands to compiled code and gets back: lists, dicts, tuples, numbers, None; methods marked by export.
from typing import Dict, List, Optional, Tuple

import torch
from torch import nn


class Inner(nn.Module):
    def forward(
        self,
        xs: List[torch.Tensor],
        sizes: List[int],
        pair: Tuple[torch.Tensor, int],
        named: Dict[str, torch.Tensor],
        extra: Optional[torch.Tensor] = None,
    ):
        total = xs[0] + pair[0] * pair[1] + sizes[0] + named["a"]
        return total if extra is None else total + extra


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.jit.script(Inner())

    def forward(self, x):
        first = self.inner([x, x + 1], [1, 2], (x, 2), {"a": x, "b": x})
        return first + self.inner([x], [3], (x, 2), {"a": x}, x)


@torch.jit.script
def several(x) -> Tuple[torch.Tensor, List[torch.Tensor], Dict[str, torch.Tensor]]:
    return x + 1, [x * 2, x * 3], {"a": x - 1}


@torch.jit.script
def extent(x) -> int:
    return x.size(0)


class Exported(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = 3

    def forward(self, x):
        return x * self.scale

    @torch.jit.export
    def chosen(self, x, k: int):
        if k > 0:
            return x * k
        return x + self.scale


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.exported = Exported()
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        return self.exported(x) + self.linear(x)


def unpacked(x):
    first, (second, third), named = several(x)
    return first + second + third + named["a"]


x = torch.ones(2)
traced = torch.jit.trace(Net(), x)
show("arguments.graph", str(traced.graph))
show("arguments.code", traced.code)
show("arguments.results", f"{traced(x * 2).tolist()}")
traced = torch.jit.trace(unpacked, x)
show("results.graph", str(traced.graph))
show("results.code", traced.code)
show("results.inlined", str(traced.inlined_graph))
refused("number", lambda: torch.jit.trace(lambda x: x * extent(x), x))
foreign = torch.jit.script(Inner())
refused("foreign", lambda: torch.jit.trace(lambda x: foreign([x], [1], (x, 1), {"a": x}), x))
traced = torch.jit.trace(Holder(), torch.ones(1, 2))
show("exported.graph", str(traced.graph))
show("exported.code", traced.code)
show("exported.method", traced.exported.chosen.code)
show("exported.kind", f"{type(traced.exported).__name__} {type(traced.linear).__name__}")
again = torch.jit.trace(several, x, strict=False)
show("again.graph", str(again.graph))
