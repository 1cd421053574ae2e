# ParameterList and ParameterDict.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.ParameterList([nn.Parameter(torch.ones(2)), nn.Parameter(torch.zeros(2))])

    def forward(self, x):
        for weight in self.weights:
            x = x + weight
        return x * self.weights[0]


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.ParameterDict({"a": nn.Parameter(torch.ones(2))})

    def forward(self, x):
        return x + self.weights["a"]


show_script("net", Net(), (torch.ones(2),))
show_script("named", Named(), (torch.ones(2),))
