# Tuples refused: an index that is not known, out of range, wrong count when unpacking.
from typing import Tuple

import torch


def variable_index(t: Tuple[int, str], i: int):
    return t[i]


def out_of_range(t: Tuple[int, str]):
    return t[5]


def too_many(t: Tuple[int, str]):
    a, b, c = t
    return a


def not_a_tuple(x: int):
    a, b = x
    return a


def too_few_values(x: int):
    a, b = 1, 2, 3
    return a


for name in ("variable_index", "out_of_range", "too_many", "not_a_tuple", "too_few_values"):
    show_script(name, globals()[name])
