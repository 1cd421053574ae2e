# Errors while running a module: the TorchScript traceback through methods and submodules.
import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x, n: int):
        assert n > 0, "n must be positive"
        return x / n


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def helper(self, x, n: int):
        return self.inner(x, n)

    def forward(self, x, n: int):
        return self.helper(x, n)


net = show_script("net", Net(), (torch.ones(1), 1), (torch.ones(1), 0))
refused("argument missing", lambda: net(torch.ones(1)))
refused("argument type", lambda: net(torch.ones(1), "a"))
refused("too many", lambda: net(torch.ones(1), 1, 2))
