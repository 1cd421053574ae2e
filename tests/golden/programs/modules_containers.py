# Containers: by position, by name, of modules and of parameters.
from collections import OrderedDict

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.named = nn.Sequential(OrderedDict(down=nn.Linear(4, 3), act=nn.ReLU()))
        self.by_name = nn.ModuleDict({"left": nn.Linear(3, 3), "right": nn.Tanh(), "unused": nn.Linear(1, 1)})
        self.listed = nn.ModuleList([nn.Linear(3, 3), nn.Sequential(nn.Sigmoid(), nn.Identity())])
        self.scales = nn.ParameterList([nn.Parameter(torch.rand(3)), nn.Parameter(torch.rand(1))])
        self.shifts = nn.ParameterDict({"b": nn.Parameter(torch.rand(3)), "a": torch.ones(3)})

    def forward(self, x):
        x = self.named(x)
        x = self.by_name["left"](x) + self.by_name["right"](x)
        for layer in self.listed:
            x = layer(x)
        for scale in self.scales:
            x = x * scale
        return x + self.shifts["b"] - self.shifts["a"]


show_module(torch.jit.trace(Net(), torch.rand(2, 4)))
with torch.no_grad():
    show_module(torch.jit.trace(Net().eval(), torch.rand(2, 4)), "eval.")
