# Differed once: random network 180 of seed 0.
import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.BatchNorm2d(6, eps=0.001)

    def forward(self, x0, out1, y2):
        h = self.fc(torch.where(x0 > 0, x0, 0.1 * x0))
        return h


class Block1a(nn.Module):
    def forward(self, x):
        n, c, h_size = x.size()
        out = x.reshape(n, -1) / (c + 1)
        return out


class Block2a(nn.Module):
    def forward(self, x0, out1, y2):
        n, c, h_size, w_size = y2.size()
        y = y2.reshape(n, c * h_size, -1)
        z, x = y.unbind(0)
        return (x, z, y2,)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block0a()
        self.weight_layer = nn.BatchNorm2d(6, affine=False)
        self.out = Block1a()
        self.register_buffer("counter3", torch.zeros((), dtype=torch.int64))
        self.fc = Block2a()

    def forward(self, x0, out1, y2):
        identity = self.conv(x0, x0, y2)
        y = self.weight_layer(self.weight_layer(x0))
        x = self.out(y2)[:1]
        self.counter3.add_(1)
        features = x * self.counter3
        features, input, h = self.fc(features, identity, identity)
        return h


net = Net()
inputs = (torch.rand(2, 6, 7, 8), torch.rand(2, 6), torch.rand(2, 4, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced)
show_module(torch.jit.trace(net, inputs), "second.")
