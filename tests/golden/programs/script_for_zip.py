# zip of two and three lists; zip inside enumerate; unequal lengths.
from typing import List

import torch


def two(a: List[int], b: List[float]) -> float:
    total = 0.0
    for x, y in zip(a, b):
        total += x * y
    return total


def three(a: List[int], b: List[int], c: List[int]) -> int:
    total = 0
    for x, y, z in zip(a, b, c):
        total += x * y * z
    return total


def counted(a: List[int], b: List[int]) -> int:
    total = 0
    for i, (x, y) in enumerate(zip(a, b)):
        total += i * (x + y)
    return total


def with_range(a: List[int]) -> int:
    total = 0
    for i, x in zip(range(5), a):
        total += i * x
    return total


show_script("two", two, ([1, 2], [0.5, 1.5, 3.0]))
show_script("three", three, ([1, 2], [3, 4], [5, 6]))
show_script("counted", counted, ([1, 2], [3, 4]))
show_script("with_range", with_range, ([7, 8, 9],))
