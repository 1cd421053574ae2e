# Parameters and results of each plain type; arithmetic on them.
import torch

def integers(a: int, b: int) -> int:
    return a + b * 2 - a // 3 + a % 4


def floats(a: float, b: float) -> float:
    return a * b - a / 3.0 + b


def flags(a: bool, b: bool) -> bool:
    return a and not b


def words(a: str, b: str) -> str:
    return a + b


def numbers_mixed(a: int, b: float) -> float:
    return a + b * a


def nothing(a: int) -> None:
    a + 1


show_script("integers", integers, (7, 2), (-7, 5), (2**62, 2**62))
show_script("floats", floats, (7.5, 2.0), (float("inf"), 1.0))
show_script("flags", flags, (True, False), (True, True))
show_script("words", words, ("ab", "c"))
show_script("numbers_mixed", numbers_mixed, (3, 0.5))
show_script("nothing", nothing, (3,))
