# enumerate, with and without a start.
from typing import List

import torch


def counted(values: List[float]) -> float:
    total = 0.0
    for i, value in enumerate(values):
        total += i * value
    return total


def from_start(values: List[str]) -> List[int]:
    out: List[int] = []
    for i, value in enumerate(values, 10):
        out.append(i + len(value))
    return out


show_script("counted", counted, ([1.0, 2.0, 3.0],))
show_script("from_start", from_start, (["a", "bb"],))
