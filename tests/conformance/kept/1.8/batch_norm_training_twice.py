# Batch norm in training mode, called twice.
import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(3)

    def forward(self, x0):
        x = self.layer(self.layer(x0))
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block0a()

    def forward(self, x0):
        x = self.layer(x0)
        return x


net = Net()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced)
