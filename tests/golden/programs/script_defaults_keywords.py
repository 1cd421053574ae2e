# Default values and keyword arguments of functions and operators.
from typing import List, Optional

import torch


def scaled(x, factor: float = 2.0, shift: int = 1, flag: bool = True):
    if flag:
        return x * factor + shift
    return x


def optional(x, y: Optional[torch.Tensor] = None):
    if y is None:
        return x
    return x + y


def user(x):
    return scaled(x), scaled(x, 3.0), scaled(x, shift=5), scaled(flag=False, x=x), optional(x), optional(x, y=x)


def operators(x):
    return torch.flatten(x, start_dim=0), x.sum(dim=0, keepdim=True), torch.zeros(2, dtype=torch.int64)


def only_keywords(x, *, factor: float):
    return x * factor


def calls_only_keywords(x):
    return only_keywords(x, factor=2.0)


x = torch.ones(1, 2)
show_script("scaled", scaled, (x,), (x, 3.0, 2))
show_script("user", user, (x,))
show_script("operators", operators, (x,))
show_script("only_keywords", only_keywords)
show_script("calls_only_keywords", calls_only_keywords, (x,))
