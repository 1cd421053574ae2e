# Literals: hexadecimal, underscores, exponents, infinities, negative numbers, large integers.
import torch

def integers():
    return 0x1F, 0b101, 0o17, 1_000_000, -5, 9223372036854775807


def floats():
    return 1.0, 0.1, 1e-5, 1e20, 3.14159265358979, 1e300, -0.0, 123456789.125


def infinities():
    return float("inf"), float("-inf"), float("nan")


def computed():
    return 2 * 3 + 4, 7 // 2, 1 / 3, 2**10


def too_large() -> int:
    return 9223372036854775808


show_script("integers", integers, ())
show_script("floats", floats, ())
show_script("infinities", infinities, ())
show_script("computed", computed, ())
show_script("too_large", too_large)
