# Batch norm in training mode whose result nobody uses: only its counter stays.
import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ReLU()
        self.layer2 = nn.BatchNorm2d(3)
        self.layer3 = nn.ReLU()

    def forward(self, x0, out1, y2):
        x = self.layer(y2)
        x = self.layer2(x0)
        x = self.layer3(x0)
        return x


net = Net()
inputs = (torch.rand(2, 3, 8, 8), torch.rand(2, 3, 8, 8), torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced)
