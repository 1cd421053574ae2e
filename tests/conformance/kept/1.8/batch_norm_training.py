# Batch norm in training mode, called once: how its counter is read and written.
import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(3)
        self.layer2 = nn.ReLU()
        self.layer3 = nn.ReLU()

    def forward(self, x0):
        x = self.layer3(self.layer2(self.layer(x0)))
        return x


net = Net()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced)
