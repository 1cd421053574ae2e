# Methods from a base class; super() in forward; overriding.
import torch
from torch import nn


class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = 2

    def scale(self, x):
        return x * self.factor

    def forward(self, x):
        return self.scale(x)


class Derived(Base):
    def scale(self, x):
        return x * self.factor + 1


class WithSuper(Base):
    def forward(self, x):
        return super().forward(x) + 1


show_script("base", Base(), (torch.ones(1),), methods=("forward", "scale"))
show_script("derived", Derived(), (torch.ones(1),), methods=("forward", "scale"))
show_script("with_super", WithSuper(), (torch.ones(1),))
