# Equality, order and min/max of lists of each element type; in; count and index of floats and strings.
from typing import List

import torch


def equal(a: List[str], b: List[str]):
    return a == b, a != b


def floats(a: List[float], b: List[float]):
    return a == b, min(a, b), max(a, b)


def booleans(a: List[bool], b: List[bool]):
    return a == b, min(a, b), max(a, b)


def tensors(a: List[torch.Tensor], b: List[torch.Tensor]):
    return a == b


def member(a: List[float], b: List[str]):
    return 2.0 in a, "hi" in b, a.count(2.0), b.index("hi")


def ordered(a: List[int], b: List[int]):
    return a < b, a <= b, a > b


show_script("equal", equal, (["a"], ["a"]), (["a"], ["a", "b"]))
show_script("floats", floats, ([1.0, 8.0], [2.0, 1.0]), ([], []))
show_script("booleans", booleans, ([True, False], [False, True]))
show_script("tensors", tensors, ([torch.ones(1)], [torch.ones(1)]))
show_script("member", member, ([1.0, 2.0], ["no", "hi"]))
show_script("ordered", ordered, ([1, 2], [1, 3]))
