# Random operators that draw from a generator of their own: it is a constant of the graph.
import torch
from torch import nn

torch.manual_seed(0)
own = torch.Generator()
seeded = torch.Generator().manual_seed(7)


class Noise(nn.Module):
    def forward(self, x):
        x = x + torch.rand(2, 3, generator=own) + torch.randn(2, 3, generator=seeded)
        x = x.clone().normal_(generator=own) + torch.rand(2, 3, generator=None)
        return torch.bernoulli(x.sigmoid(), generator=seeded), torch.randperm(3, generator=own)


traced = torch.jit.trace(Noise(), torch.zeros(2, 3), check_trace=False)
show_module(traced)
show("again", str(traced(torch.zeros(2, 3))))
show("own", repr(own.initial_seed()))


class Numbers(nn.Module):
    def forward(self, x):
        return torch.mul(x, 2.5) + torch.tensor([3.0, 4.0, 5.0]) + 10**10


code, constants = torch.jit.trace(Numbers(), torch.zeros(2, 3)).code_with_constants
show("constants", f"{code}{constants.c0!r} {constants.c1!r} {constants.c2!r} {sorted(constants.const_mapping)}")
