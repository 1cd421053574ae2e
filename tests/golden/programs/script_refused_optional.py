# Optional values used without refinement.
from typing import List, Optional

import torch


def added(x: Optional[int]) -> int:
    return x + 1


def method(x: Optional[torch.Tensor]):
    return x.relu()


def passed(x: Optional[torch.Tensor]):
    return torch.relu(x)


def item(x: Optional[List[int]]) -> int:
    return x[0]


def iterated(x: Optional[List[int]]) -> int:
    for each in x:
        return each
    return 0


def returned(x: Optional[int]) -> int:
    return x


def wrong_branch(x: Optional[int]) -> int:
    if x is None:
        return x
    return 0


def lost(x: Optional[int], n: int) -> int:
    if x is not None:
        for i in range(n):
            x = None
        return x
    return 0


class Holder:
    def __init__(self, value: Optional[int]):
        self.value = value


def attribute(n: int) -> int:
    holder = Holder(n)
    if holder.value is not None:
        return holder.value
    return 0


for name in ("added", "method", "passed", "item", "iterated", "returned", "wrong_branch", "lost", "attribute"):
    show_script(name, globals()[name])
