# Enums: compared across types, as dict values, as default, in optional, in a class, as module constant, wrong use.
from enum import Enum
from typing import Dict, List, Optional

import torch
from torch import nn


class Color(Enum):
    RED = 1
    GREEN = 2


class Shade(Enum):
    RED = 1


def in_optional(c: Optional[Color]) -> int:
    if c is None:
        return 0
    return c.value


def in_dict(names: List[str]) -> Dict[str, Color]:
    found: Dict[str, Color] = {}
    for name in names:
        found[name] = Color.RED if name == "red" else Color.GREEN
    return found


def in_tuple(c: Color):
    return c, (c, 1), [c]


def other_type(c: Color, s: Shade) -> bool:
    return c == s


def arithmetic(c: Color) -> int:
    return c + 1


def by_value(n: int) -> Color:
    return Color(n)


def by_name(n: str) -> Color:
    return Color[n]


def compared_values(c: Color, d: Color) -> bool:
    return c.value < d.value and c.name != d.name


class Net(nn.Module):
    __constants__ = ["color"]

    def __init__(self, color):
        super().__init__()
        self.color = color

    def forward(self, x, other: Color):
        if self.color == other:
            return x
        return x * self.color.value


show_script("in_optional", in_optional, (None,), (Color.GREEN,))
show_script("in_dict", in_dict, (["red", "x"],))
show_script("in_tuple", in_tuple, (Color.RED,))
show_script("compared_values", compared_values, (Color.RED, Color.GREEN))
for name in ("other_type", "arithmetic", "by_value", "by_name"):
    show_script(name, globals()[name])
show_script("net", Net(Color.GREEN), (torch.ones(1), Color.RED), (torch.ones(1), Color.GREEN))
