# The types of a variable in two branches: unified, widened to Optional by annotation, refused.
from typing import List, Optional

import torch


def same(flag: bool):
    if flag:
        x = 1
    else:
        x = 2
    return x


def optional(flag: bool) -> Optional[int]:
    if flag:
        x: Optional[int] = 1
    else:
        x = None
    return x


def none_and_int(flag: bool):
    if flag:
        x = None
    else:
        x = 1
    return x


def int_and_float(flag: bool):
    if flag:
        x = 1
    else:
        x = 2.0
    return x


def lists(flag: bool):
    if flag:
        x = [1]
    else:
        x = torch.jit.annotate(List[int], [])
    return x


def redefined():
    x = 1
    x = "text"
    return x


def redefined_in_loop(n: int):
    x = 1
    for i in range(n):
        x = 2.5
    return x


for name in ("same", "optional", "none_and_int", "int_and_float", "lists"):
    show_script(name, globals()[name], (True,), (False,))
show_script("redefined", redefined)
show_script("redefined_in_loop", redefined_in_loop)
