# The functions of math on floats and ints.
import math

import torch


def roots(x: float):
    return math.sqrt(x), math.exp(x), math.log(x), math.log10(x), math.log1p(x)


def trigonometry(x: float):
    return math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.sinh(x), math.tanh(x)


def rounding(x: float):
    return math.floor(x), math.ceil(x), math.fabs(x), math.copysign(x, -1.0), math.fmod(x, 2.0)


def integers(a: int, b: int):
    return math.gcd(a, b), math.factorial(a), math.sqrt(a), math.pow(a, b)


def two(x: float, y: float):
    return math.atan2(x, y), math.pow(x, y), math.log(x), math.degrees(x), math.radians(x)


def tests(x: float):
    return math.isnan(x), math.isinf(x), math.isfinite(x)


def split(x: float):
    return math.modf(x), math.frexp(x), math.ldexp(x, 3)


def constants():
    return math.pi, math.e, math.inf


show_script("roots", roots, (2.0,))
show_script("trigonometry", trigonometry, (0.5,))
show_script("rounding", rounding, (2.5,), (-2.5,))
show_script("integers", integers, (6, 4))
show_script("two", two, (1.0, 2.0))
show_script("tests", tests, (float("nan"),), (1.0,))
show_script("split", split, (2.5,))
show_script("constants", constants, ())
