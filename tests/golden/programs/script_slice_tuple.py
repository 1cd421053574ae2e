# Slices and indices of tuples.
from typing import Tuple

import torch


def parts(t: Tuple[int, str, float, int]):
    return t[1:], t[:2], t[-1], t[1:3], t[::2], t[::-1]


def indexed(t: Tuple[int, int], i: int) -> int:
    return t[0] + t[-1]


show_script("parts", parts, ((1, "a", 2.0, 3),))
show_script("indexed", indexed, ((1, 2), 0))
