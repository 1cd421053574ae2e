# A plain multi-layer perceptron, traced with gradients on.
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(8, 16)
        self.act = nn.ReLU()
        self.fc2 = nn.Linear(16, 4, bias=False)

    def forward(self, x):
        x = self.act(self.fc1(x))
        return self.fc2(x)


traced = torch.jit.trace(MLP(), torch.rand(2, 8))
show_module(traced)
show("repr", repr(traced))
