# Returns that do not fit: type, missing, several types.
from typing import List, Tuple

import torch


def wrong(x: int) -> str:
    return x


def none(x: int) -> int:
    return None


def missing(x: int) -> int:
    if x > 0:
        return 1


def no_return(x: int) -> int:
    x + 1


def two_types(x: int):
    if x > 0:
        return 1
    return "a"


def int_for_float(x: int) -> float:
    return x


def tuple_size(x: int) -> Tuple[int, int]:
    return x, x, x


def list_type(x: int) -> List[float]:
    return [x]


def loop_only(n: int) -> int:
    for i in range(n):
        return i


for name in ("wrong", "none", "missing", "no_return", "two_types", "int_for_float", "tuple_size", "list_type", "loop_only"):
    show_script(name, globals()[name])
