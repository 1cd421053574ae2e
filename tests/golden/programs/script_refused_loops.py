# else on loops, tuples as targets of the wrong size, iterables that are none.
import torch

def for_else(n: int) -> int:
    for i in range(n):
        pass
    else:
        n = 3
    return n


def over_int(n: int) -> int:
    for i in n:
        pass
    return n


def over_none(n: int) -> int:
    for i in None:
        pass
    return n


def float_range(x: float) -> int:
    for i in range(x):
        pass
    return 1


def unpack_int(v: list[int]) -> int:
    for a, b in v:
        pass
    return 1


def star_target(v: list[tuple[int, int, int]]) -> int:
    for a, *b in v:
        pass
    return 1


def attribute_target(v: list[int], x):
    for x.a in v:
        pass
    return 1


def no_arguments() -> int:
    for i in range():
        pass
    return 1


for name in ("for_else", "over_int", "over_none", "float_range", "unpack_int", "star_target", "attribute_target", "no_arguments"):
    show_script(name, globals()[name])
