# reversed lists and slices as iterables.
from typing import List

import torch


def backwards(values: List[int]) -> List[int]:
    out: List[int] = []
    for value in values[::-1]:
        out.append(value)
    return out


def steps(values: List[int]) -> int:
    total = 0
    for value in values[1:-1]:
        total += value
    return total


show_script("backwards", backwards, ([1, 2, 3],))
show_script("steps", steps, ([1, 2, 3, 4],))
