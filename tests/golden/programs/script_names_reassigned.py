# A variable assigned many times, in branches and loops: its suffixes in .graph and .code.
import torch

def straight(x):
    x = x + 1
    x = x * 2
    x = x - 3
    return x


def branches(x, flag: bool, other: bool):
    if flag:
        x = x + 1
        if other:
            x = x * 2
        x = x - 1
    else:
        y = x * 3
        x = y
    x = x / 2
    return x


def loops(x, n: int):
    for i in range(n):
        x = x + i
        for j in range(i):
            x = x * j
        x = x - 1
    return x


show_script("straight", straight, (torch.ones(1),))
show_script("branches", branches, (torch.ones(1), True, False))
show_script("loops", loops, (torch.ones(1), 3))
