# A submodule behind an interface is swapped for another one that fits; what does not fit is told why.
import re

import torch
from torch import nn


@torch.jit.interface
class Step(nn.Module):
    """What steps have in common."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take the step."""
        pass

    def twice(self, x):
        # type: (Tensor) -> Tensor
        pass
        """Two steps."""


class Add(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + 1

    @torch.jit.export
    def twice(self, x: torch.Tensor) -> torch.Tensor:
        return x + 2


class Double(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.full((1,), 2.0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.factor

    @torch.jit.export
    def twice(self, x: torch.Tensor) -> torch.Tensor:
        return self.forward(self.forward(x))


class OnlyForward(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x


class OfIntegers(nn.Module):
    def forward(self, x: int) -> int:
        return x

    @torch.jit.export
    def twice(self, x: int) -> int:
        return x


class Net(nn.Module):
    step: Step

    def __init__(self, step):
        super().__init__()
        self.step = step

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.step(x) + self.step.twice(x)


class Fixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.step = Add()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.step(x)


class Forked(nn.Module):
    step: Step

    def __init__(self):
        super().__init__()
        self.step = Add()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        future = torch.jit.fork(self.step.forward, x)
        return self.step.twice(x) + torch.jit.wait(future)


def told(name, call):
    try:
        call()
        show(name, "accepted")
    except Exception as error:
        show(name, re.sub("0x[0-9a-f]+", "0x", f"{type(error).__name__}: {error}"))


net = torch.jit.script(Net(Add()))
show("graph", str(net.graph))
show("add", str(net(torch.ones(2))))
net.step = torch.jit.script(Double())
show("double", str(net(torch.ones(2)).tolist()))
for module in (OnlyForward(), OfIntegers()):
    compiled = torch.jit.script(module)
    told(f"swap for {type(module).__name__}", lambda: setattr(net, "step", compiled))
    told(f"script {type(module).__name__}", lambda: torch.jit.script(Net(module)))
told("swap for a plain module", lambda: setattr(net, "step", Add()))
told("swap for a number", lambda: setattr(net, "step", 3))
show("still double", str(net(torch.ones(2)).tolist()))
fixed = torch.jit.script(Fixed())
told("no interface, same class", lambda: setattr(fixed, "step", torch.jit.script(Add())))
told("no interface, other class", lambda: setattr(fixed, "step", torch.jit.script(Double())))
told("new submodule", lambda: setattr(fixed, "more", torch.jit.script(Add())))
forked = torch.jit.script(Forked())
show("fork", f"{forked.graph}\n{forked.code}\n{forked(torch.ones(1))}")
forked.step = torch.jit.script(Double())
show("fork swapped", str(forked(torch.ones(1)).tolist()))
