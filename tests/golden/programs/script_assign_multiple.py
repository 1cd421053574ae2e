# Several targets: tuples, nested tuples, starred, chained, swapped.
from typing import List, Tuple

import torch


def tuples(x: int) -> int:
    a, b = x, x + 1
    (c, d), e = (a, b), x
    a, b = b, a
    return a * 1000 + b * 100 + c * 10 + d + e


def chained(x: int) -> int:
    a = b = c = x + 1
    a += 1
    return a + b + c


def unpack_result(x):
    values, indices = x.max(dim=0)
    return values, indices


def unpack_list(x: List[int]) -> int:
    a, b = x
    return a - b


def starred(x: Tuple[int, int, int, int]) -> int:
    a, *rest, b = x
    return a + len(rest) + b


def discarded(x: Tuple[int, int]) -> int:
    _, a = x
    return a


show_script("tuples", tuples, (1,))
show_script("chained", chained, (1,))
show_script("unpack_result", unpack_result, (torch.tensor([3.0, 5.0, 1.0]),))
show_script("unpack_list", unpack_list, ([5, 3],), ([1, 2, 3],))
show_script("starred", starred, ((1, 2, 3, 4),))
show_script("discarded", discarded, ((1, 2),))
