# for over range with one, two and three bounds.
import torch

def one(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def two(a: int, b: int) -> int:
    total = 0
    for i in range(a, b):
        total = total * 2 + i
    return total


def three(a: int, b: int, step: int) -> int:
    total = 0
    for i in range(a, b, step):
        total = total * 2 + i
    return total


def constant(x):
    for _ in range(3):
        x = x + 1
    return x


show_script("one", one, (5,), (0,), (-2,))
show_script("two", two, (2, 5), (5, 2))
show_script("three", three, (0, 10, 3), (10, 0, -4), (0, 1, 0))
show_script("constant", constant, (torch.zeros(2),))
