# unwrap by torch.jit._unwrap_optional; Optional in tuples and lists; refinement lost after assignment.
from typing import List, Optional, Tuple

import torch


def unwrapped(x: Optional[int]) -> int:
    return torch.jit._unwrap_optional(x) + 1


def in_tuple(t: Tuple[Optional[int], int]) -> int:
    a, b = t
    if a is not None:
        b += a
    return b


def in_list(v: List[Optional[int]]) -> int:
    total = 0
    for each in v:
        if each is not None:
            total += each
    return total


def in_loop(x: Optional[int], n: int) -> int:
    total = 0
    for i in range(n):
        if x is None:
            x = i
        else:
            total += x
    return total


show_script("unwrapped", unwrapped, (1,), (None,))
show_script("in_tuple", in_tuple, ((1, 2),), ((None, 2),))
show_script("in_list", in_list, ([1, None, 3],))
show_script("in_loop", in_loop, (None, 4))
