# List literals: element types unified, empty ones are of tensors, of optionals, nested, of tuples.
from typing import List, Optional

import torch


def empty():
    v = []
    v.append(torch.ones(1))
    return v


def optionals(n: int):
    v: List[Optional[int]] = [n, None, 3]
    return v


def nested(n: int):
    return [[n], [n + 1, n + 2]]


def tuples(n: int):
    return [(n, "a"), (n + 1, "b")]


def mixed(n: int):
    return [n, None]


def unlike(n: int):
    return [n, "a"]


show_script("empty", empty, ())
show_script("optionals", optionals, (1,))
show_script("nested", nested, (1,))
show_script("tuples", tuples, (1,))
show_script("mixed", mixed, (1,))
show_script("unlike", unlike, (1,))
