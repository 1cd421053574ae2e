# Batch norm in training mode without weight and bias, its result used by nobody.
import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(3, affine=False)

    def forward(self, x0):
        x = self.layer(x0)
        return x


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block0b()

    def forward(self, x0):
        x = self.layer(x0)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block0a()
        self.layer2 = nn.ReLU()

    def forward(self, x0):
        x = self.layer(x0)
        x = x + x0
        x = self.layer2(x0)
        return x


net = Net()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced)
