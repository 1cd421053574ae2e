# Differed once: random network 341 of seed 0.
import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.BatchNorm2d(4, affine=False)
        self.layer = nn.Flatten(2)

    def forward(self, x0):
        if x0.size(0) > 1:
            x0 = x0 * 1.5
        else:
            x0 = x0 + 1
        h = self.out(self.out(x0))
        y = self.layer(h.add_(1).relu_())
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Sequential()
        self.fc = nn.Dropout(0.1)
        self.layer = nn.Linear(3, 2)
        self.fc2 = nn.Flatten()

    def forward(self, x0, out1, y2):
        z = self._inner(x0)
        input = self.fc2(self.layer(self.fc(z)))
        h = (torch.matmul(input, input.transpose(-1, -2)) * 2)
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(4)
        self.block = nn.Conv2d(4, 4, 1, stride=2, padding=1, dilation=2, groups=2, bias=False)
        self.Head = nn.Sequential(nn.Dropout(0.5), nn.Sequential(nn.Dropout(0.5), nn.Identity(), nn.BatchNorm2d(4)), nn.MaxPool2d(2))
        self.x = nn.Sequential(nn.Flatten(2), nn.Softmax(dim=-1), nn.Sequential(nn.Flatten()))
        self.layer2 = nn.Dropout(0.1)
        self.x2 = nn.ModuleList([Block0a(), nn.GELU(), nn.Linear(20, 3)])
        self.out = Block1a()
        self.register_buffer("buffer7", torch.arange(2.0))

    def forward(self, x0):
        h = self.block(self.layer((x0 + 1)))
        out = self.layer2(self.x(self.Head(h)))
        y = h
        for layer in self.x2:
            y = layer(y)
        z = self.out(y, out, out)
        z = self.buffer7 - z
        return (z, (z, h, y,))


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced)
