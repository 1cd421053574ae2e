# A callee without annotations: its result's type is inferred; tuple results; no result.
import torch


def pair(x):
    return x, x + 1


def nothing(x):
    print(x.dim())


def user(x):
    a, b = pair(x)
    nothing(a)
    return a + b


def twice(x):
    return pair(x)[1], nothing(x)


show_script("user", user, (torch.ones(2),))
show_script("twice", twice, (torch.ones(2),))
