# Differed once: random network 484 of seed 0.
import torch
import torch.nn.functional as F
from torch import nn


class Block0b(nn.Module):
    def forward(self, x0):
        input, h = torch.chunk(x0, 2, 2)
        return [h, input, x0]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Sequential(nn.Sequential(nn.Dropout(0.1)), nn.Identity(), nn.Softmax(dim=1))
        self.out = nn.Dropout(0.5)
        self.conv = nn.Dropout(0.5)

    def forward(self, x, out, y):
        out = self.conv(self.out(self.weight_layer(y)))
        return (out, y, y,)


net = Net().eval()
inputs = (torch.rand(2, 4, 8, requires_grad=True), torch.rand(2, 4, 8), torch.rand(2, 4, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced)
