# Several inputs; tuples in; tuples, nested tuples and an input handed straight back out.
import torch
from torch import nn


class Pair(nn.Module):
    def forward(self, x, y):
        return x + y, x - y


class Unpack(nn.Module):
    def __init__(self):
        super().__init__()
        self.pair = Pair()

    def forward(self, pair, z):
        a, b = pair
        total, difference = self.pair(a, b)
        return (total, (difference * z, z)), a


class Lists(nn.Module):
    def __init__(self):
        super().__init__()
        self.pair = Pair()

    def forward(self, items):
        first = self.pair(items[0], items[1])
        return first[0]


class Same(nn.Module):
    def forward(self, x):
        return x


x, y, z = torch.rand(2, 3), torch.rand(2, 3), torch.rand(2, 3)
show_module(torch.jit.trace(Pair(), (x, y)), "pair.")
show_module(torch.jit.trace(Unpack(), ((x, y), z)), "unpack.")
show_module(torch.jit.trace(Lists(), ([x, y],)), "lists.")
show_module(torch.jit.trace(Same(), x), "same.")
