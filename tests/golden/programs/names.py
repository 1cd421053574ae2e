# Where a value's name comes from: the user's variables, reused, shadowed, odd ones.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.input = nn.Linear(3, 3)
        self.weight = nn.Linear(3, 3)
        self._private = nn.ReLU()
        self.x = nn.Sequential(nn.Linear(3, 3))

    def forward(self, x, input, self_1):
        x = self.input(x)
        x = self.weight(x)
        y = z = self._private(x)
        input = y + input
        ünder = input * z
        _ = ünder.sigmoid()
        x_1 = _ + self_1
        x = self.x(x_1)
        return x


def keywords(x, out, y):
    torch_ = x + 1
    int_ = torch_ * 2
    y1 = int_ - 1
    y = y1.relu()
    result = y + out
    return result


a, b, c = torch.rand(2, 3), torch.rand(2, 3), torch.rand(2, 3)
show_module(torch.jit.trace(Net(), (a, b, c)))
traced = torch.jit.trace(keywords, (a, b, c))
show("function.graph", str(traced.graph))
show("function.code", traced.code)
