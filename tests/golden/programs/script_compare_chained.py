# Comparisons, chained ones too; in and not in; is and is not.
from typing import Dict, List

import torch


def between(x: int) -> bool:
    return 0 < x <= 10


def chain(a: int, b: int, c: int) -> bool:
    return a < b < c != 7


def member(x: int, v: List[int]) -> bool:
    return x in v


def not_member(x: str, d: Dict[str, int]) -> bool:
    return x not in d


def in_string(x: str, y: str) -> bool:
    return x in y


def tensors(x, y):
    return x == y, x != y, x < y, x >= y


def strings(a: str, b: str):
    return a == b, a != b, a < b, a >= b


def lists(a: List[int], b: List[int]):
    return a == b, a != b


show_script("between", between, (5,), (0,), (11,))
show_script("chain", chain, (1, 2, 3), (1, 2, 7))
show_script("member", member, (1, [1]), (2, [1]))
show_script("not_member", not_member, ("a", {"a": 1}), ("b", {"a": 1}))
show_script("in_string", in_string, ("a", "cat"))
show_script("tensors", tensors, (torch.ones(2), torch.zeros(2)))
show_script("strings", strings, ("a", "b"))
show_script("lists", lists, ([1], [1]))
