# Parameters and buffers used directly, also those of a submodule, and one that is reached twice.
import torch
import torch.nn.functional as F
from torch import nn


class Affine(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(4))
        self.register_buffer("offset", torch.arange(4.0))
        self.register_buffer("steps", torch.zeros((), dtype=torch.int64), persistent=False)

    def forward(self, x):
        return x * self.scale + self.offset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine = Affine()
        self.weight = nn.Parameter(torch.ones(3, 4))
        self.bias = nn.Parameter(torch.zeros(3), requires_grad=False)
        self.constant = torch.full((3,), 0.5)

    def forward(self, x):
        x = self.affine(x) * self.affine.scale
        x = F.linear(x, self.weight, self.bias)
        return x + self.bias + self.constant


traced = torch.jit.trace(Net(), torch.rand(2, 4))
show_module(traced)
show("parameters", "\n".join(name for name, _ in traced.named_parameters()))
show("buffers", "\n".join(name for name, _ in traced.named_buffers()))
