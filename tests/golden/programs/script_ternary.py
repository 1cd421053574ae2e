# Conditional expressions, nested, with refinement, with a lazily evaluated branch.
from typing import List, Optional

import torch


def simple(x: int) -> int:
    return x if x > 0 else -x


def nested(x: int) -> str:
    return "p" if x > 0 else "n" if x < 0 else "z"


def refined(x: Optional[int]) -> int:
    return x + 1 if x is not None else 0


def lazy(v: List[int]) -> int:
    return v[0] if len(v) > 0 else -1


def tensor(x):
    return x + 1 if bool(x.sum() > 0) else x - 1


show_script("simple", simple, (1,), (-1,))
show_script("nested", nested, (1,), (-1,), (0,))
show_script("refined", refined, (1,), (None,))
show_script("lazy", lazy, ([],), ([5],))
show_script("tensor", tensor, (torch.ones(1),))
