# An attribute that gets its type outside of __init__; objects that nobody sees, after passes.
import torch
from torch import nn


class Box:
    def __init__(self, n: int):
        self.n = n


class Net(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.word: str = "a"
        return x


class Other(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        box = Box(3)
        box.n += 2
        kept = Box(4)
        kept.n += 2
        return x + kept.n


show_script("script_net", Net(), (torch.ones(1),))
show_passes("script_other", show_script("script_other", Other(), (torch.ones(1),)), ["dce", "cse", "peephole"])
