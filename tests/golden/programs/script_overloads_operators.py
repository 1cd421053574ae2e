# One name, several schemas: the first that fits.
import torch


def add(x, y):
    return torch.add(x, y), torch.add(x, 2), torch.add(x, y, alpha=3), x.add(1.5)


def reduce(x):
    return x.sum(), x.sum(1), x.sum(dim=0), x.sum([0, 1]), torch.sum(x, dim=1, keepdim=True)


def maximum(x, y):
    return torch.max(x), torch.max(x, y), torch.max(x, 1), torch.max(x, dim=0, keepdim=True)


def powers(x):
    return x**2, 2**x, x**x, torch.pow(x, 0.5)


def compared(x):
    return x > 1, x == x, torch.eq(x, 1), x.ne(2.0)


x = torch.arange(1.0, 5.0).reshape(2, 2)
show_script("add", add, (x, x))
show_script("reduce", reduce, (x,))
show_script("maximum", maximum, (x, x))
show_script("powers", powers, (x,))
show_script("compared", compared, (x,))
