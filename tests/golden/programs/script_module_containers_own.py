# Containers of one's own: forward in a Sequential, ModuleList and ModuleDict subclass; is; enumerate of items.
from collections import OrderedDict
from typing import List

import torch
from torch import nn


class Add(nn.Module):
    def forward(self, x):
        return x + 10


class OwnSequential(nn.Sequential):
    def __init__(self):
        super().__init__(nn.ReLU(), Add())

    def forward(self, x):
        for layer in self:
            x = layer(x)
        return x - 5


class OwnList(nn.ModuleList):
    def __init__(self):
        super().__init__([nn.ReLU(), Add()])

    def forward(self, x):
        for i, layer in enumerate(self):
            x = layer(x) + i
        return x


class OwnDict(nn.ModuleDict):
    def __init__(self):
        super().__init__(OrderedDict([("one", Add()), ("two", nn.ReLU())]))

    def forward(self, x):
        names = torch.jit.annotate(List[str], [])
        for i, (name, layer) in enumerate(self.items()):
            x = layer(x) * i
            names.append(name)
        return x, names


class Indexed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([Add(), nn.ReLU(), Add()])

    def forward(self, x):
        return self.layers[-1].forward(self.layers[0](x))


class OutOfRange(Indexed):
    def forward(self, x):
        return self.layers[-11](x)


class Variable(Indexed):
    def forward(self, x):
        i = 1
        return self.layers[i](x)


class KeyVariable(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict({"a": Add()})

    def forward(self, x):
        key = "a"
        return self.layers[key](x)


class ListAttribute(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.ReLU()]

    def forward(self, x):
        return self.layers[0](x)


x = torch.tensor([0.5])
for cls in (OwnSequential, OwnList, OwnDict, Indexed):
    show_script(cls.__name__, cls(), (x,))
for cls in (OutOfRange, Variable, KeyVariable, ListAttribute):
    show_script(cls.__name__, cls())
