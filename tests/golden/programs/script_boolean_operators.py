# and, or, not: short circuit, on tensors and numbers, chained.
import torch


def chained(a: bool, b: bool, c: bool) -> bool:
    return a and b or not c


def circuit(v: list[int]) -> bool:
    return len(v) > 0 and v[0] > 3


def many(a: int, b: int, c: int, d: int) -> bool:
    return a > 0 and b > 0 and c > 0 and d > 0


def tensors(x, y) -> bool:
    return bool(x > 0) and bool(y > 0)


def negated(x: int) -> bool:
    return not x > 3 or not (x < 7)


show_script("chained", chained, (True, False, True), (False, False, False))
show_script("circuit", circuit, ([],), ([5],))
show_script("many", many, (1, 2, 3, 4), (1, 2, 3, 0))
show_script("tensors", tensors, (torch.tensor(1), torch.tensor(0)))
show_script("negated", negated, (1,), (5,), (9,))
