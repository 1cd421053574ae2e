# Recursive scripting: failed functions as attributes, ignored classes, scripted after eval, error stacks, names.
import torch
from torch import nn


def broken(x):
    return i_do_not_exist


class Holds(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x):
        return self.fn(x)


class Uninitialized(nn.Module):
    def __init__(self):
        self.x = 2

    def forward(self):
        pass


class Mode(nn.Module):
    def forward(self):
        if self.training:
            return 2
        else:
            return 0


@torch.jit.ignore
class Ignored:
    def unscriptable(self):
        return "a" + 200


class UsesIgnored(nn.Module):
    def forward(self, x):
        return Ignored()


def d(x):
    return "a" - 2


def c(x):
    return d(x)


def b(x):
    return c(x)


def a(x):
    return b(x)


class Prepared(nn.SELU):
    def __prepare_scriptable__(self):
        return nn.ReLU()


show_script("broken", Holds(broken))
refused("uninitialized", lambda: torch.jit.script(Uninitialized()))
mode = Mode()
first = torch.jit.script(mode)
mode.eval()
second = torch.jit.script(mode)
show("modes", f"{first()} {second()} {first.training} {second.training}")
show_script("uses_ignored", UsesIgnored())
show_script("a", a)
show_script("again", a)
show_script("prepared", Prepared(), (-torch.ones(1),))
