# @torch.jit.interface on modules: any submodule with these methods.
import torch
from torch import nn


@torch.jit.interface
class Step(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pass


class Add(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + 1


class Double(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * 2


class Net(nn.Module):
    step: Step

    def __init__(self, step):
        super().__init__()
        self.step = step

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.step(x)


class Chosen(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = nn.ModuleList([Add(), Double()])

    def forward(self, x: torch.Tensor, n: int) -> torch.Tensor:
        step: Step = self.steps[n]
        return step.forward(x)


show_script("add", Net(Add()), (torch.ones(1),))
show_script("double", Net(Double()), (torch.ones(1),))
show_script("chosen", Chosen(), (torch.ones(1), 1))
