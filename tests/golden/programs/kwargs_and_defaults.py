# Keyword arguments between modules, default values, Python attributes, hooks, a method called by forward.
import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x, y=None, power=1):
        out = x * self.factor
        return out if y is None else out + y**power


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = Scale(3)
        self.other = Scale(0.5)

    def step(self, x):
        return self.other(x).relu()

    def forward(self, x):
        a = self.scale(x, power=2)
        b = self.scale(a, x, power=2)
        return self.step(b)


model = Net()
model.other.register_forward_hook(lambda module, args, output: output + 1)
model.scale.register_forward_pre_hook(lambda module, args: (args[0] * 2, *args[1:]))
show_module(torch.jit.trace(model, torch.rand(2, 2)))
