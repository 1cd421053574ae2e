# Lists and dicts out: strict refuses a dict, strict=False records it; inner containers dissolve.
import torch
from torch import nn


class DictOut(nn.Module):
    def forward(self, x):
        return {"twice": x * 2, "same": x}


class ListOut(nn.Module):
    def forward(self, x):
        return [x, x + 1]


class TupleOut(nn.Module):
    def forward(self, x):
        return x * 3, x


class Uses(nn.Module):
    def __init__(self):
        super().__init__()
        self.d = DictOut()
        self.l = ListOut()
        self.t = TupleOut()

    def forward(self, x):
        d = self.d(x)
        l = self.l(d["twice"])
        a, b = self.t(l[1])
        return a + b + d["same"]


x = torch.rand(2)
try:
    torch.jit.trace(DictOut(), x)
except RuntimeError as error:
    show("strict refuses a dict", str(error))
show_module(torch.jit.trace(DictOut(), x, strict=False), "dict.")
show_module(torch.jit.trace(ListOut(), x), "list.")
show_module(torch.jit.trace(Uses(), x), "uses.")
