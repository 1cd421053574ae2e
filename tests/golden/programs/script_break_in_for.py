# break out of a for, also of the inner one of two.
from typing import List

import torch


def first_negative(values: List[int]) -> int:
    found = 0
    for value in values:
        if value < 0:
            found = value
            break
        found += 1
    return found


def inner(n: int) -> int:
    total = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            total += 1
        total += 10
    return total


def in_both(n: int) -> int:
    for i in range(n):
        if i > 3:
            n = 100
            break
        else:
            break
    return n


show_script("first_negative", first_negative, ([1, 2, -3, 4],), ([1],))
show_script("inner", inner, (4,))
show_script("in_both", in_both, (4,))
