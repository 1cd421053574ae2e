# Attribute types from annotations of the class, and torch.jit.Attribute; those in __init__ do not count.
from typing import Dict, List, Optional

import torch
from torch import nn


class Net(nn.Module):
    values: List[int]
    maybe: Optional[int]
    later: Optional[torch.Tensor]

    def __init__(self):
        super().__init__()
        self.values = []
        self.maybe = None
        self.table = torch.jit.Attribute({}, Dict[str, int])
        self.later = None

    def forward(self, x):
        self.values.append(1)
        if self.maybe is None:
            self.maybe = 3
        self.table["a"] = len(self.values)
        later = self.later
        if later is not None:
            x = x + later
        self.later = x
        return x + self.table["a"]


class InConstructor(nn.Module):
    def __init__(self):
        super().__init__()
        self.seen: List[int] = []

    def forward(self, x):
        return x + len(self.seen)


show_script("in_constructor", InConstructor())
net = show_script("net", Net(), (torch.ones(1),), (torch.ones(1),))
show("state", f"{net.values} {net.maybe} {net.table}")
