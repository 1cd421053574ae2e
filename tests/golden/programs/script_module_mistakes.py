# Mistakes in modules, each with its message: constants, attributes, containers, hooks, recursion.
from typing import List, Tuple

import torch
from torch import nn


class NotInitialized(nn.Module):
    def __init__(self):
        pass

    def forward(self, x):
        return x


class WrittenConstant(nn.Module):
    k: torch.jit.Final[int]

    def __init__(self):
        super().__init__()
        self.k = 3

    def forward(self, x):
        self.k = 4
        return x


class WrongType(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = 3

    def forward(self, x):
        self.n = "a"
        return x


class NoConstant(nn.Module):
    __constants__ = ["k"]

    def __init__(self):
        super().__init__()
        self.k = object()

    def forward(self, x):
        return x


class Recursive(nn.Module):
    def forward(self, x):
        return self.one(x)

    def one(self, x):
        return self.two(x)

    def two(self, x):
        return self.one(x)


class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.items = nn.ModuleList([nn.Identity()])
        self.named = nn.ModuleDict({"a": nn.Identity()})


class TooFar(Holder):
    def forward(self, x):
        return self.items[3](x)


class NoSuchKey(Holder):
    def forward(self, x):
        return self.named["z"](x)


class UnknownKey(Holder):
    def forward(self, x, key: str):
        return self.named[key](x)


class NotIterable(Holder):
    def forward(self, x):
        for item in self:
            x = item(x)
        return x


class Unequal(Holder):
    def forward(self, x: List[int]):
        for item, n in zip(self.items, x):
            pass
        return 1


def untyped(self, inputs):
    return inputs


def other_output(self, inputs: Tuple[torch.Tensor], output: int):
    return output


class WithPreHook(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_forward_pre_hook(untyped)

    def forward(self, x):
        return x


class WithHook(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_forward_hook(other_output)

    def forward(self, x):
        return x


class ReadOnly(nn.Module):
    @property
    def p(self) -> int:
        return 1

    def forward(self, x):
        self.p = 3
        return x


class Ignored(nn.Module):
    __jit_ignored_attributes__ = ["bad"]

    def __init__(self):
        super().__init__()
        self.bad = 3

    def forward(self, x):
        return x + self.bad


class BareList(nn.Module):
    n: List

    def __init__(self):
        super().__init__()
        self.n = [3]

    def forward(self, x):
        return x


kinds = [NotInitialized, WrittenConstant, WrongType, NoConstant, Recursive, TooFar, NoSuchKey, UnknownKey, NotIterable]
kinds += [Unequal, WithPreHook, WithHook, ReadOnly, Ignored, BareList]
for kind in kinds:
    refused(kind.__name__, lambda: torch.jit.script(kind()))
# What failed to compile has taken its methods' names.
refused("twice", lambda: torch.jit.script(WrongType()))
