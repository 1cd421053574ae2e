# return before the end: in branches, nested, everywhere.
import torch


def guard(x: int) -> int:
    if x < 0:
        return 0
    x = x * 2
    return x


def all_branches(x: int) -> str:
    if x > 0:
        return "p"
    elif x < 0:
        return "n"
    else:
        return "z"


def nested(x: int, y: int) -> int:
    if x > 0:
        if y > 0:
            return 1
        x = x + 5
    else:
        return x
    return x + y


def tensors(x, y):
    if bool(x.sum() > 0):
        return x, y
    z = x + y
    return z, x


show_script("guard", guard, (-3,), (4,))
show_script("all_branches", all_branches, (1,), (-1,), (0,))
show_script("nested", nested, (1, 1), (1, -1), (-1, 0))
show_script("tensors", tensors, (torch.ones(1), torch.ones(1)))
