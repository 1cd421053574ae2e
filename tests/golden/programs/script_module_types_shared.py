# Two modules of one class share a type when their attributes' types and constants agree.
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, value):
        super().__init__()
        self.value = value

    def forward(self, x):
        return x * self.value


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = Block(2)
        self.b = Block(3)
        self.c = Block(2.5)
        self.d = Block(torch.ones(1))

    def forward(self, x):
        return self.d(self.c(self.b(self.a(x))))


show_script("net", Net(), (torch.ones(1),))
