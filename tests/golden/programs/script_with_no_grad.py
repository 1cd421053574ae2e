# with torch.no_grad() and enable_grad().
import torch


def quiet(x):
    with torch.no_grad():
        y = x * 2
    return y + x


def both(x):
    with torch.no_grad():
        y = x * 2
        with torch.enable_grad():
            z = y + x
    return y, z


show_script("quiet", quiet, (torch.ones(2),))
show_script("both", both, (torch.ones(2),))
