# Properties: read, written, ignored.
import torch
from torch import nn


class Net(nn.Module):
    __jit_unused_properties__ = ["python_only"]

    def __init__(self):
        super().__init__()
        self._value = 2

    @property
    def value(self) -> int:
        return self._value + 1

    @value.setter
    def value(self, new: int) -> None:
        self._value = new * 10

    @property
    def python_only(self):
        return open

    def forward(self, x):
        before = self.value
        self.value = 4
        return x * self.value + before


show_script("net", Net(), (torch.ones(1),))
