# int(), float(), bool() and item() of tensors.
import torch


def convert(x):
    a = int(x)
    b = float(x)
    c = bool(x)
    return a, b, c, x.item()


def implicit(x) -> int:
    n = 0
    if x:
        n = 1
    return n


show_script("convert", convert, (torch.tensor(2.5),))
show_script("implicit", implicit, (torch.tensor(0),), (torch.tensor(2),))
