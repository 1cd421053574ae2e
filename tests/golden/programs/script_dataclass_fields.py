# Dataclasses with tensors, devices and dtypes as fields, values that only __init__ takes, and work after it.
from dataclasses import InitVar, dataclass
from typing import List, Optional

import torch


@torch.jit.script
@dataclass
class Squared:
    x: float
    square: Optional[torch.Tensor] = None

    def __post_init__(self):
        self.square = torch.tensor(self.x) ** 2


@torch.jit.script
@dataclass
class Scaled:
    values: List[torch.Tensor]
    where: torch.device
    kind: torch.dtype
    scale: InitVar[int] = 2

    def __post_init__(self, scale: int):
        self.values = [each * scale for each in self.values]


@torch.jit.script
@dataclass(order=True)
class Place:
    row: int
    column: int = 3


def squared(x: float):
    return Squared(x).square


def scaled(x):
    made = Scaled([x], x.device, x.dtype)
    again = Scaled([x], x.device, x.dtype, 5)
    return made.values[0] + again.values[0], made.kind == again.kind


def compared(row: int):
    one = Place(row)
    other = Place(2, 1)
    return one < other, one <= other, one == other, one != other, one > other, one >= other


def wrong(x):
    return Scaled([x], x.device, 1.5)


@dataclass
class Named:
    by_name: dict[str, torch.Tensor]


x = torch.ones(2)
refused("dictionaries_are_not_compared", lambda: torch.jit.script(Named))
show_script("squared", squared, (3.0,))
show_script("scaled", scaled, (x,))
show_script("compared", compared, (1,), (2,), (3,))
show_script("wrong", wrong)
