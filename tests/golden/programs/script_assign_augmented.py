# Augmented assignment of each operator that the language has.
import torch

def integers(x: int) -> int:
    x += 3
    x -= 1
    x *= 5
    x %= 7
    x <<= 2
    x >>= 1
    x |= 8
    x &= 13
    x ^= 3
    return x


def floats(x: float) -> float:
    x += 3
    x -= 0.5
    x *= 2
    x /= 4
    x **= 2
    return x


def tensors(x, y):
    x += y
    x -= 1
    x *= 2.5
    x /= y
    return x


def lists(x: list[int]) -> list[int]:
    x += [4, 5]
    x *= 2
    return x


def strings(x: str) -> str:
    x += "b"
    return x


def floor(x: int) -> int:
    x //= 2
    return x


def repeated(x: str) -> str:
    x *= 2
    return x


show_script("integers", integers, (5,), (-9,))
show_script("floats", floats, (1.5,))
show_script("tensors", tensors, (torch.ones(2), torch.ones(2)))
show_script("lists", lists, ([1],))
show_script("strings", strings, ("a",))
show_script("floor", floor, (5,))
show_script("repeated", repeated, ("a",))
