# min, max, abs and sum with several arguments, of mixed types and lists.
from typing import List

import torch


def integers(a: int, b: int):
    return min(a, b), max(a, b)


def mixed(a: int, b: float):
    return min(a, b), max(b, a)


def lists(a: List[int], b: List[int]):
    return min(a), max(b), min(a, b)


def three(a: int, b: int, c: int):
    return max(a, b, c)


def tensors(x, y):
    return max(x, y), min(x, y), abs(x)


show_script("integers", integers, (1, 2))
show_script("mixed", mixed, (1, 0.5))
show_script("lists", lists, ([3, 1], [2, 5]))
show_script("three", three, (1, 3, 2))
show_script("tensors", tensors, (torch.tensor(1.0), torch.tensor(2.0)))
