# A list variable assigned again in a branch: same type, another length, another type, from an empty literal.
from typing import List

import torch


def same(flag: bool) -> List[int]:
    x = [1]
    if flag:
        x = [1, 2, 3]
    return x


def from_empty(flag: bool):
    x = []
    if flag:
        x = [1, 2, 3]
    return x


def from_annotated(flag: bool) -> List[float]:
    y = torch.jit.annotate(List[float], [])
    if flag:
        y = [1.0, 2.0]
    return y


def other_type(flag: bool):
    x = [1]
    if flag:
        x = [1.0]
    return x


def of_tensors(flag: bool):
    z = []
    if flag:
        z = [torch.ones(1)]
    return z


for name in ("same", "from_empty", "from_annotated", "other_type", "of_tensors"):
    show_script(name, globals()[name], (True,), (False,))
