# continue in for and while, with code after it.
from typing import List

import torch


def odd(values: List[int]) -> int:
    total = 0
    for value in values:
        if value % 2 == 0:
            continue
        total += value
    return total


def mixed(n: int) -> int:
    total = 0
    i = 0
    while i < n:
        i += 1
        if i == 3:
            continue
        elif i == 7:
            break
        total += i
    return total


def last_statement(values: List[int]) -> int:
    total = 0
    for value in values:
        total += value
        continue
    return total


show_script("odd", odd, ([1, 2, 3],))
show_script("mixed", mixed, (10,))
show_script("last_statement", last_statement, ([1, 2],))
