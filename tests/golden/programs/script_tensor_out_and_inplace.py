# In-place methods, augmented assignment to slices, out= arguments.
import torch


def in_place(x):
    x.add_(1)
    x.mul_(2).sub_(0.5)
    x.zero_()
    return x


def copied(x, y):
    x[0].copy_(y)
    x.fill_(3)
    return x


def out(x, y):
    torch.add(x, x, out=y)
    return y


show_script("in_place", in_place, (torch.ones(2),))
show_script("copied", copied, (torch.ones(2, 2), torch.zeros(2)))
show_script("out", out, (torch.ones(2), torch.zeros(2)))
