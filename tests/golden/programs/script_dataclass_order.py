# A dataclass with order=True and __post_init__.
from dataclasses import dataclass

import torch


@torch.jit.script
@dataclass(order=True)
class Version:
    major: int
    minor: int

    def __post_init__(self):
        if self.minor > 9:
            self.major += 1


def compared(n: int):
    a, b = Version(n, 1), Version(2, 3)
    return a < b, a <= b, a > b, a >= b, a == b


def adjusted(n: int) -> int:
    return Version(1, n).major


show_script("compared", compared, (2,), (3,))
show_script("adjusted", adjusted, (5,), (12,))
