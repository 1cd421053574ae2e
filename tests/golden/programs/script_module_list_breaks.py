# Unrolled loops over a ModuleList with break, continue and return are refused or compiled as PyTorch does.
import torch
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])


class Returns(Base):
    def forward(self, x, n: int):
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i == n:
                return x
        return x + 1


class Breaks(Base):
    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
            break
        return x


class Indexed(Base):
    def forward(self, x, i: int):
        return self.layers[i](x)


class Conditional(Base):
    def forward(self, x, flag: bool):
        for layer in self.layers:
            if flag:
                x = layer(x)
            else:
                x = x + 1
        return x


show_script("returns", Returns(), (torch.ones(1), 0), (torch.ones(1), 5))
show_script("breaks", Breaks(), (torch.ones(1),))
show_script("indexed", Indexed())
show_script("conditional", Conditional(), (torch.ones(1), True))
