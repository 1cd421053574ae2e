# A scripted function and module calling traced ones.
import torch
from torch import nn


def scaled(x):
    return x * 2 + 1


x = torch.ones(2, 3)
torch.manual_seed(0)
traced_function = torch.jit.trace(scaled, x)
traced_layer = torch.jit.trace(nn.Linear(3, 3), x)


def user(x):
    for _ in range(2):
        x = traced_function(x)
    return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = traced_layer

    def forward(self, x):
        if bool(x.sum() > 0):
            x = self.layer(x)
        return traced_function(x)


show_script("user", user, (x,))
show_script("net", Net(), (x,))
