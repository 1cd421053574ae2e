# Batch norm in training mode in nested blocks, its result used by nobody.
import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ReLU()
        self.layer2 = nn.BatchNorm2d(3)

    def forward(self, x0):
        x = self.layer(x0)
        x = self.layer2(x0)
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
        self.layer = nn.ReLU()
        self.layer2 = nn.ReLU()
        self.layer3 = Block0a()
        self.layer4 = nn.Conv2d(3, 3, 3, padding=1)
        self.layer5 = nn.ReLU()

    def forward(self, x0):
        x = self.layer3(self.layer2(self.layer(x0)))
        x = self.layer4(self.layer4(x0))
        x = self.layer5(self.layer5(x0))
        return x


net = Net()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced)
