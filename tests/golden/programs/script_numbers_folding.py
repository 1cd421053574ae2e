# What is folded while compiling, and what is not.
import torch

def unary() -> int:
    return -3 + 4


def unused(x):
    y = x + 1
    z = 3 * 4
    return x


def repeated(x):
    return x + 1 + 1 + 1.0


def shared(x, y):
    a = x + y
    b = x + y
    return a * b


show_script("unary", unary, ())
show_script("unused", unused, (torch.ones(1),))
show_script("repeated", repeated, (torch.ones(1),))
show_script("shared", shared, (torch.ones(1), torch.ones(1)))
