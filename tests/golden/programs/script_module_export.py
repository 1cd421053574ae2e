# @torch.jit.export compiles a method that forward does not call.
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return x + 1

    @torch.jit.export
    def scaled(self, x, factor: float):
        return self.forward(x) * factor

    @torch.jit.export
    def count(self, n: int) -> int:
        return n + 1


class OnlyExports(nn.Module):
    @torch.jit.export
    def run(self, x):
        return x * 2


net = show_script("net", Net(), (torch.ones(1),), ("scaled", torch.ones(1), 3.0, {}), ("count", 3, {}), methods=("forward", "scaled", "count"))
show_script("only", OnlyExports(), ("run", torch.ones(1), {}), methods=("run",))
