# math at run time: domains, division by zero, overflow of int64.
import math

import torch


def root(x: float) -> float:
    return math.sqrt(x)


def logarithm(x: float) -> float:
    return math.log(x)


def divided(a: int, b: int) -> int:
    return a // b


def true_divided(a: float, b: float) -> float:
    return a / b


def wrapped(a: int) -> int:
    return a * a


show_script("root", root, (-1.0,))
show_script("logarithm", logarithm, (0.0,))
show_script("divided", divided, (1, 0))
show_script("true_divided", true_divided, (1.0, 0.0))
show_script("wrapped", wrapped, (4294967296,))
