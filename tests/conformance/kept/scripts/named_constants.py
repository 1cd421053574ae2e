# Named tuples made of constants keep their names, nested ones too; None in a tuple is of its own type.
from typing import NamedTuple, Optional, Tuple

import torch


class Point(NamedTuple):
    x: int
    y: float


def f0(x: bool) -> Tuple[Point, int]:
    if x:
        return (Point(2, -1.5), 4)
    return (Point(-4, 2.0), 5)


def f1() -> Tuple[Optional[float], float]:
    return (torch.jit.annotate(Optional[float], None), -(0.25))


show_script("script_f0", f0, (True,), (False,))
show_script("script_f1", f1, ())
