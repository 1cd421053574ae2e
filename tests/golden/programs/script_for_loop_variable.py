# What a loop leaves in its variable; shadowing; variables first set inside.
from typing import List

import torch


def last(values: List[int]) -> int:
    value = -1
    for value in values:
        pass
    return value


def shadowed(n: int) -> int:
    i = 100
    for i in range(n):
        i += 1
    return i


def carried(n: int) -> int:
    a = 0
    b = 1
    for _ in range(n):
        a, b = b, a + b
    return a


show_script("last", last, ([1, 2],), ([],))
show_script("shadowed", shadowed, (3,), (0,))
show_script("carried", carried, (10,))
