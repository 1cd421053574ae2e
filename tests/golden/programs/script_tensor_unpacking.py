# Operators with several results; chunk, split, unbind unpacked; results by index.
import torch


def several(x):
    values, indices = torch.topk(x, 2)
    a, b = x.sort()
    return values, indices, a, b


def pieces(x):
    a, b = x.chunk(2)
    c, d = torch.split(x, 2)
    return a, b, c, d


def unbound(x):
    a, b = torch.unbind(x.reshape(2, 2))
    return a + b


def by_index(x):
    return x.max(0)[0], x.max(0)[1], torch.split(x, 2)[0]


def by_name(x):
    return x.max(0).values


x = torch.tensor([3.0, 1.0, 4.0, 1.5])
for name in ("several", "pieces", "unbound", "by_index", "by_name"):
    show_script(name, globals()[name], (x,))
