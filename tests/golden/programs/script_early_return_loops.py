# return inside for and while loops, nested loops included.
from typing import List, Optional

import torch


def find(values: List[int], wanted: int) -> int:
    for i, value in enumerate(values):
        if value == wanted:
            return i
    return -1


def nested(n: int) -> int:
    for i in range(n):
        for j in range(n):
            if i * j == 6:
                return i * 10 + j
    return -1


def in_while(n: int) -> Optional[int]:
    while n > 0:
        n -= 1
        if n == 5:
            return n
        if n == 7:
            break
    return None


def with_continue(values: List[int]) -> int:
    total = 0
    for value in values:
        if value < 0:
            continue
        if value > 10:
            return value
        total += value
    return total


show_script("find", find, ([4, 5, 6], 5), ([4], 1))
show_script("nested", nested, (5,), (2,))
show_script("in_while", in_while, (10,), (6,), (3,))
show_script("with_continue", with_continue, ([1, -2, 3],), ([1, 20],))
