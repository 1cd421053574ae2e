# Forward hooks and forward pre-hooks are compiled along.
from typing import Tuple

import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x):
        return x * 2


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def forward(self, x):
        return self.inner(x) + 1


def before(self, inputs: Tuple[torch.Tensor]) -> Tuple[torch.Tensor]:
    return (inputs[0] + 10,)


def after(self, inputs: Tuple[torch.Tensor], output: torch.Tensor):
    return output - 3


net = Net()
net.inner.register_forward_pre_hook(before)
net.inner.register_forward_hook(after)
show_script("net", net, (torch.ones(1),))
