# @ignore keeps a call into Python; @unused raises when it is reached.
import torch
from torch import nn


class Net(nn.Module):
    @torch.jit.ignore
    def in_python(self, x):
        return torch.tensor([sum(x.tolist())])

    @torch.jit.ignore
    def typed(self, n: int) -> int:
        return n + 1

    @torch.jit.unused
    def never(self, x):
        return x.foo(lambda: 1)

    def forward(self, x, flag: bool):
        if flag:
            return self.never(x)
        return self.in_python(x) + self.typed(3)


show_script("net", Net(), (torch.ones(2), False), (torch.ones(2), True))
