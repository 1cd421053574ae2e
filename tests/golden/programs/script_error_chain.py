# 'f' is being compiled since it was called from 'g': several levels, a loop, a lambda-free closure.
import torch

def bottom(x):
    return x.does_not_exist(3)


def middle(x, n: int):
    for i in range(n):
        if i > 2:
            x = bottom(x)
    return x


def top(x):
    y = x + 1
    return middle(
        y,
        3,
    )


show_script("top", top)
