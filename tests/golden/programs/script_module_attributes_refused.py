# Attributes whose type is not known: refused only where they are used.
import torch
from torch import nn


class Unused(nn.Module):
    def __init__(self):
        super().__init__()
        self.thing = object()
        self.empty = []

    def forward(self, x):
        return x


class Used(Unused):
    def forward(self, x):
        print(self.thing)
        return x


class Empty(Unused):
    def forward(self, x):
        return x + len(self.empty)


class Mixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.values = [1, "a"]

    def forward(self, x):
        return x + len(self.values)


class Missing(nn.Module):
    def forward(self, x):
        return x + self.nothing_here


for cls in (Unused, Used, Empty, Mixed, Missing):
    show_script(cls.__name__, cls(), (torch.ones(1),))
