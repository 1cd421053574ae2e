# Optional refinement: is None, is not None, early return, assert, while, and/or.
from typing import Optional

import torch


def branch(x: Optional[int]) -> int:
    if x is None:
        return 0
    return x + 1


def other_branch(x: Optional[int]) -> int:
    if x is not None:
        y = x
    else:
        y = -1
    return y


def assigned(x: Optional[int]) -> int:
    if x is None:
        x = 5
    return x + 1


def both(x: Optional[int], y: Optional[int]) -> int:
    if x is not None and y is not None:
        return x + y
    return 0


def either(x: Optional[int], y: Optional[int]) -> int:
    if x is None or y is None:
        return 0
    return x + y


def negated(x: Optional[int]) -> int:
    if not (x is None):
        return x
    return 0


def raised(x: Optional[torch.Tensor]) -> torch.Tensor:
    if x is None:
        raise ValueError("want a tensor")
    return x + 1


for name in ("branch", "other_branch", "assigned", "negated"):
    show_script(name, globals()[name], (1,), (None,))
show_script("both", both, (1, 2), (1, None))
show_script("either", either, (1, 2), (1, None))
show_script("raised", raised, (torch.ones(1),), (None,))
