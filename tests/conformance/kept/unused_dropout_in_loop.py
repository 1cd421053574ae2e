# A dropout in eval mode whose result nobody uses, in nested ModuleLists: value numbers.
import torch
import torch.nn.functional as F
from torch import nn


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ModuleList([nn.Sequential(nn.Dropout(0.5), nn.ReLU())])
        self.layer2 = nn.ReLU()
        self.layer3 = nn.ReLU()
        self.layer4 = nn.ReLU()

    def forward(self, x0):
        x = x0
        for layer in self.layer:
            x = layer(x)
        x = self.layer4(self.layer3(self.layer2(x0)))
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ModuleList([Block0a(), nn.ReLU()])
        self.layer2 = nn.Linear(6, 6)

    def forward(self, x0, out1, y2):
        x = y2
        for layer in self.layer:
            x = layer(x)
        x = self.layer2(self.layer2(y2))
        return x


net = Net().eval()
inputs = (torch.rand(2, 3, 8, 8, requires_grad=True), torch.rand(2, 3, 8, 8), torch.rand(2, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced)
