# Two classes of one name: the second is mangled as soon as the first exists.
import torch
from torch import nn


def make(width):
    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(width, width)

        def forward(self, x):
            return self.fc(x) + width

    return Layer()


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = make(4)
        self.b = make(4)

    def forward(self, x):
        return self.b(self.a(x))


show_module(torch.jit.trace(Net(), torch.rand(1, 4), check_trace=False))
