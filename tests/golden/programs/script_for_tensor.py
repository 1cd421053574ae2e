# for over a tensor walks its first dimension.
import torch


def rows(x):
    total = torch.zeros(2)
    for row in x:
        total = total + row
    return total


show_script("rows", rows, (torch.arange(6.0).reshape(3, 2),))
