# X | None and int | str as annotations.
import torch


def maybe(x: int | None) -> int:
    if x is None:
        return 0
    return x


def either(x: int | str) -> int:
    if isinstance(x, int):
        return x
    else:
        return len(x)


show_script("maybe", maybe, (None,), (4,))
show_script("either", either, ("abc",), (4,))
