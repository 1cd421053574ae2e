# __constants__ and Final: their values stand in the code.
from typing import Final, List

import torch
from torch import nn


class Net(nn.Module):
    __constants__ = ["size", "names"]
    scale: Final[float]
    flags: torch.jit.Final[List[int]]

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.names = ("a", "b")
        self.scale = 2.5
        self.flags = [1, 2]

    def forward(self, x):
        if self.size > 3:
            x = x + self.size
        for name in self.names:
            print(name)
        return x * self.scale + self.flags[1]


show_script("small", Net(2), (torch.ones(1),))
show_script("large", Net(5), (torch.ones(1),))
