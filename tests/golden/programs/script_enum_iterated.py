# Iterating over an Enum class; Enum attributes of modules; unsupported enums.
from enum import Enum

import torch
from torch import nn


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 4


def total() -> int:
    n = 0
    for color in Color:
        n += color.value
    return n


def listed():
    return [color.name for color in Color]


def missing() -> Color:
    return Color.PURPLE


class Net(nn.Module):
    def __init__(self, color):
        super().__init__()
        self.color = color

    def forward(self, x):
        if self.color == Color.RED:
            return x
        return x * self.color.value


show_script("total", total, ())
show_script("listed", listed, ())
show_script("missing", missing)
show_script("net", Net(Color.BLUE), (torch.ones(1),))
