# Lists of tensors that operators give are lists: they grow, shrink and come out as lists. No operator: default dtype.
from typing import List

import torch


def grown(x):
    parts = x.chunk(2)
    parts.append(x)
    return parts


def added(x):
    parts = torch.split(x, 1)
    return parts + [x], len(parts)


def turned(x):
    rows = torch.unbind(x)
    rows.reverse()
    rows.insert(0, x)
    return rows


def shortened(x):
    places = torch.where(x > 1)
    return places.pop(), places


def written(x):
    parts = x.split([1, 1])
    parts[0] = x
    return parts


def given(x) -> List[torch.Tensor]:
    return x.unbind(1)


def of_scripted(x):
    return torch.stack(x.unbind(0)), torch.cat(x.chunk(2), 1)


def no_operator(x):
    return torch.get_default_dtype()


x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
for function in (grown, added, turned, shortened, written, given, of_scripted):
    show_script(function.__name__, function, (x,))
show_script("no_operator", no_operator)
traced = torch.jit.trace(lambda x: (x.chunk(2), x.unbind(0)), x)
show("traced", type(traced(x)[0]).__name__ + " " + type(traced(x)[1]).__name__)
