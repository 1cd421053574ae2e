# for over a tuple is unrolled.
from typing import Tuple

import torch


def same(values: Tuple[int, int, int]) -> int:
    total = 0
    for value in values:
        total += value
    return total


def mixed(x: int) -> str:
    out = ""
    for value in (x, 2.5, "a"):
        out = out + str(value)
    return out


show_script("same", same, ((1, 2, 3),))
show_script("mixed", mixed, (1,))
