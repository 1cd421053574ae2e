# The TorchScript traceback of an error at run time: functions calling functions, operators inside loops.
from typing import List

import torch


def item(v: List[int], i: int) -> int:
    return v[i]


def summed(v: List[int], n: int) -> int:
    total = 0
    for i in range(n):
        total += item(v, i)
    return total


def shapes(x, y):
    z = x + 1
    return z + y


def converted(x) -> int:
    return int(x)


show_script("summed", summed, ([1, 2], 2), ([1, 2], 3))
show_script("shapes", shapes, (torch.ones(2), torch.ones(3)))
show_script("converted", converted, (torch.ones(2),))
