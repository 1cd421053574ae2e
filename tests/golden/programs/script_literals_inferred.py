# An empty list literal takes the callee's type; a variable does not; math.inf imported by name.
from math import inf, pi
from typing import Dict, List

import torch


def takes(x: List[int]) -> List[int]:
    x.append(3)
    return x


def takes_dict(x: Dict[str, float]) -> int:
    return len(x)


def literal() -> List[int]:
    return takes([])


def dict_literal() -> int:
    return takes_dict({})


def variable() -> List[int]:
    a = []
    return takes(a)


def returned():
    return []


def constants():
    return inf, pi


for name in ("literal", "dict_literal", "variable", "returned", "constants"):
    show_script(name, globals()[name], ())
