# Differed once: random network 460 of seed 0.
import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(3, affine=False)
        self.conv = nn.Conv2d(3, 3, 2, stride=(2, 2), padding=(2, 2), bias=False)
        self.weight_layer = nn.BatchNorm2d(3)
        self.x2 = nn.ReLU()

    def forward(self, x):
        y = self.x(x)
        z = self.conv(x)
        z = self.x2(self.weight_layer(z))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Sequential(Block0b(), nn.Identity(), nn.Dropout(0.5))
        self.fc = nn.Conv2d(3, 6, 3, stride=2)

    def forward(self, x0, out1):
        h = self.fc(self._inner(out1))
        return [h]


net = Net()
inputs = (torch.rand(2, 4, 8, 6), torch.rand(2, 3, 8, 6, requires_grad=True),)
traced = torch.jit.trace(net, inputs, strict=False)
show_module(traced)
