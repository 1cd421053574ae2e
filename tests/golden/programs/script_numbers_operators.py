# All operators on int, float and bool, and which types come out.
import torch

def integers(a: int, b: int):
    return a + b, a - b, a * b, a / b, a // b, a % b, a**b, -a, a & b, a | b, a ^ b, a << b, a >> b


def floats(a: float, b: float):
    return a + b, a - b, a * b, a / b, a // b, a % b, a**b, -a


def mixed(a: int, b: float):
    return a + b, b - a, a * b, a / b, a // b, a % b, a < b, a == b


def booleans(a: bool, b: bool):
    return a & b, a | b, a ^ b, a == b, not a, int(a) + int(b)


def inverted(a: int) -> int:
    return ~a


show_script("integers", integers, (7, 2), (-7, 2))
show_script("floats", floats, (7.5, 2.0))
show_script("mixed", mixed, (7, 2.0))
show_script("booleans", booleans, (True, False))
show_script("inverted", inverted, (3,))
