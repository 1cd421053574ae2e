# Keyword-only parameters of forward; defaults of modules' methods; missing and positional arguments at run time.
import torch
from torch import nn


class Keywords(nn.Module):
    def forward(self, *, n: int, name: str):
        return n, name


class Defaults(nn.Module):
    def forward(self, x, scale: float = 2.0, flag: bool = False):
        return x * scale if not flag else x


class WithDefault(nn.Module):
    def forward(self, *, n: int, name: str = "a"):
        return n, name


net = show_script("keywords", Keywords())
show("called", repr(net(n=3, name="b")))
refused("missing", lambda: net())
refused("positional", lambda: net(3, "b"))
show_script("defaults", Defaults(), (torch.ones(1),), (torch.ones(1), 3.0, True))
show_script("with_default", WithDefault())
