# A submodule called twice has forward1; called in both halves of the network too.
import torch
from torch import nn


class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def forward(self, x):
        return torch.relu(self.fc(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.act = nn.ReLU()

    def forward(self, x, y):
        a = self.act(self.inner(self.inner(x)))
        b = self.act(self.inner(y))
        return self.act(a + b)


show_module(torch.jit.trace(Net(), (torch.rand(2, 4), torch.rand(2, 4))))
