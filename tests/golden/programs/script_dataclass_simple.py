# A dataclass as a script class: its generated __init__, defaults, comparison.
from dataclasses import dataclass
from typing import List, Optional

import torch


@torch.jit.script
@dataclass
class Point:
    x: float
    y: float = 1.0
    name: Optional[str] = None

    def norm(self) -> float:
        return self.x * self.x + self.y * self.y


def used(n: float) -> float:
    return Point(n).norm() + Point(n, 2.0).norm() + Point(x=n, y=3.0).norm()


def compared(n: float) -> bool:
    return Point(n, 2.0) == Point(1.0, 2.0)


show_script("used", used, (2.0,))
show_script("compared", compared, (1.0,), (3.0,))
