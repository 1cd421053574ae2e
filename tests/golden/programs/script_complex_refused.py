# Complex numbers where a real one is wanted: what is cut off, what does not fit, what is refused; slices of no step.
from typing import Tuple

import torch


def whole(c: complex) -> int:
    return int(c)


def real(c: complex) -> float:
    return float(c)


def hashed(c: complex) -> int:
    return hash(c)


def texts(c: complex):
    return str(c), f"{c}", "{}".format(c)


def no_step(t: Tuple[int, int]):
    return t[::0]


numbers = (3 + 0j, 2.5 + 0j, 1 + 1j, 1e30 + 0j)
show_script("whole", whole, *((c,) for c in numbers))
show_script("real", real, *((c,) for c in numbers))
show_script("hashed", hashed, (1 + 1j,))
show_script("texts", texts, (1.5 - 2j,))
show_script("no_step", no_step)
