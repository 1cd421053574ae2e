# Attributes of each type, inferred from their values.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.number = 3
        self.ratio = 0.5
        self.flag = True
        self.word = "abc"
        self.nothing = None
        self.values = [1, 2]
        self.table = {"a": 1.0}
        self.pair = (1, "b")
        self.tensor = torch.ones(2)
        self.dtype = torch.float64
        self.device = torch.device("cpu")

    def forward(self, x):
        total = x * self.number + self.ratio
        if self.flag:
            total = total + self.values[0] + self.table["a"] + self.pair[0]
        if self.nothing is None:
            total = total + self.tensor
        return total.to(self.device).to(self.dtype), self.word


show_script("net", Net(), (torch.ones(2),))
