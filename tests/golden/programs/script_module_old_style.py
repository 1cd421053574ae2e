# Subclasses of ScriptModule: methods marked by script_method, constants, Attribute, methods defined from text.
from typing import Dict

import torch
from torch import nn


class Marked(torch.jit.ScriptModule):
    __constants__ = ["k"]

    def __init__(self, k):
        super().__init__()
        self.k = k
        self.w = nn.Parameter(torch.ones(2))
        self.sizes = torch.jit.Attribute({"a": 1}, Dict[str, int])
        self.sizes["b"] = 2
        self.linear = nn.Linear(2, 2)

    @torch.jit.script_method
    def forward(self, x):
        return x * self.w + self.k + self.helper(x) + self.sizes["a"]

    @torch.jit.script_method
    def helper(self, x):
        return x + 1

    def left_out(self, x):
        return x


class Defined(torch.jit.ScriptModule):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.full((2,), 3.0))
        self.define("def forward(self, x):\n    return self.w * x + self.shifted(x)\n")
        self.define("def shifted(self, x):\n    return x - 1\n")


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.marked = Marked(2)
        self.defined = Defined()

    def forward(self, x):
        return self.marked(x) + self.defined(x)


x = torch.ones(2)
marked = Marked(3)
show_script("marked", marked, (x,), ("helper", x, {}), methods=("forward", "helper"))
show("marked.names", f"{sorted(dict(marked.named_parameters()))} {marked.k} {marked.sizes} {marked.eval().training}")
show_script("defined", Defined(), (x,), methods=("forward", "shifted"))
show_script("outer", Outer(), (x,))
later = torch.jit.script(nn.ReLU())
later.define("def twice(self, x):\n    return self.forward(x) * 2\n")
show("later", f"{later.twice.code}{later.twice(-x).tolist()} {later.twice(x).tolist()}")
