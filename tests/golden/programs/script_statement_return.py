# return of nothing, None, tuples with and without parentheses, annotated and not.
from typing import Optional, Tuple

import torch


def bare(x: int):
    return


def none(x: int) -> None:
    return None


def bare_early(x: int) -> None:
    if x > 0:
        return
    print(x)


def tuples(x: int) -> Tuple[int, int]:
    return x, x + 1


def optional(x: int) -> Optional[int]:
    if x > 0:
        return x
    return None


def inferred_optional(x: int):
    if x > 0:
        return x
    return None


show_script("bare", bare, (1,))
show_script("none", none, (1,))
show_script("bare_early", bare_early, (1,), (-1,))
show_script("tuples", tuples, (1,))
show_script("optional", optional, (1,), (0,))
show_script("inferred_optional", inferred_optional, (1,))
