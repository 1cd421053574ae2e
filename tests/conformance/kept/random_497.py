# Differed once: random network 497 of seed 0.
import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.Linear(192, 8)])

    def forward(self, x):
        y = x
        for layer in self.block:
            y = layer(y)
        out = torch.cat([y, x], dim=1)
        return out


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block0b()

    def forward(self, x):
        n, c, h_size, w_size = x.size()
        z = x.reshape(n, -1) / (c + 1)
        input = self.weight_layer(z)
        x = torch.cat([input, z], dim=1)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.Softmax(dim=-1), nn.Sequential(nn.Linear(8, 8, bias=False)))
        self.layer = nn.BatchNorm2d(4, momentum=0.2)
        self.parameter2 = nn.Parameter(torch.ones(8))
        self.x2 = Block0a()

    def forward(self, x, out, y):
        y = self.x((1 / (y.abs() + 1)))
        input = self.layer(y)
        z = self.layer(y) + input
        identity = self.parameter2 - y
        y = self.x2(identity)
        if self.training:
            y = y * 1.5
        else:
            y = y + 1
        return y


net = Net()
inputs = (torch.rand(2, 4, 8), torch.rand(2, 4, 8), torch.rand(2, 4, 6, 8, requires_grad=True),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced)
show_module(torch.jit.trace(net, inputs, check_trace=False), "second.")
