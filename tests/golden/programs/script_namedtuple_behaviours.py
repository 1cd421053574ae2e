# Named tuples: returned, in modules, with lists and tensors, compared, with optional fields, nested, wrong arguments.
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch
from torch import nn


class Inner(NamedTuple):
    t: torch.Tensor
    n: int


class Outer(NamedTuple):
    inner: Inner
    values: List[int]
    extra: Optional[Dict[str, int]] = None


def nested(x) -> Outer:
    return Outer(Inner(x, 2), [1, 2], {"a": 1})


def reached(o: Outer) -> int:
    total = o.inner.n + o[1][0]
    extra = o.extra
    if extra is not None:
        total += extra["a"]
    return total


def optional_field(x) -> bool:
    return Outer(Inner(x, 1), []).extra is None


def as_tuple(i: Inner) -> Tuple[torch.Tensor, int]:
    return i


def missing(x):
    return Inner(x)


def wrong(x):
    return Inner(x, "a")


def unknown_field(i: Inner) -> int:
    return i.m


def assigned(i: Inner) -> int:
    i.n = 3
    return i.n


class Net(nn.Module):
    def forward(self, x) -> Inner:
        return Inner(x * 2, 5)


x = torch.ones(1)
show_script("nested", nested, (x,))
show_script("reached", reached, (Outer(Inner(x, 3), [4], {"a": 5}),), (Outer(Inner(x, 3), [4]),))
show_script("optional_field", optional_field, (x,))
show_script("as_tuple", as_tuple, (Inner(x, 1),))
for name in ("missing", "wrong", "unknown_field", "assigned"):
    show_script(name, globals()[name])
show_script("net", Net(), (x,))
