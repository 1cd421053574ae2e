# module._c: the compiled half of a scripted module, its type, attributes, methods, and all of it as text.
import re

import torch
from torch import nn


class Scale(nn.Module):
    factor: float

    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.factor


class Net(nn.Module):
    __constants__ = ["width"]

    def __init__(self):
        super().__init__()
        self.width = 3
        self.names = ["a", "b"]
        self.register_buffer("mean", torch.zeros(2))
        self.weight = nn.Parameter(torch.ones(2))
        self.first = Scale(2.0)
        self.second = Scale(0.5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.second(self.first(x)) - self.mean + self.weight

    @torch.jit.export
    def size(self) -> int:
        return self.width


def without_addresses(text):
    return re.sub("0x[0-9a-f]+", "0x", text)


net, other = torch.jit.script(Net()), torch.jit.script(Net())
half = net._c
show("type", f"{half._type()} {half.qualified_name} {half}")
show("shared", f"{half._type() == other._c._type()} {half == net._c} {half == other._c}")
show("children", f"{net.first._c._type() == net.second._c._type()} {net.first._c._type() == half._type()}")
show("methods", f"{half._method_names()} {half._has_method('size')} {half._has_method('first')}")
show("has", str([half.hasattr(name) for name in ("first", "mean", "weight", "names", "width", "forward", "training")]))
show("get", f"{half.getattr('names')} {half.getattr('mean')} {half.getattr('first')} {half.getattr('training')}")
show("method", f"{half._get_method('size')()} {half._get_method('forward')(torch.ones(2))}")
show("attributes", f"{half.names} {half.size()} {half.getattr('first').forward(torch.ones(2))}")
half.setattr("names", ["c"])
half.setattr("mean", torch.ones(2))
show("set", f"{net.names} {net.mean} {net(torch.ones(2)).tolist()}")
for name, wanted in {"all": (True, True, True), "code": (True, False, False), "nothing": (False, False, False)}.items():
    show(f"dump {name}", without_addresses(half.dump_to_str(*wanted)))
show("dump values", without_addresses(half.dump_to_str(code=False, attrs=True, params=False)))


def show_refused(name, call):
    try:
        call()
    except Exception as error:
        show(name, without_addresses(f"{type(error).__name__}: {error}"))


show_refused("get nothing", lambda: half.getattr("nothing"))
show_refused("no attribute", lambda: half.nothing)
show_refused("no method", lambda: half._get_method("nothing"))
show_refused("set nothing", lambda: half.setattr("nothing", 1))
