# torch.tensordot compiled for each kind of dims, and torch.einsum with lists of indices behind the operands.
from typing import List

import torch

a = torch.arange(24.0).reshape(2, 3, 4)
b = torch.arange(24.0).reshape(3, 4, 2)


def by_default(a, b):
    return torch.tensordot(a, b)


def by_number(a, b, d: int):
    return torch.tensordot(a, b, d)


def by_pair(a, b):
    return torch.tensordot(a, b, dims=([1, 2], [0, 1]))


def by_lists(a, b, d: List[List[int]]):
    return torch.tensordot(a, b, dims=d)


def by_tensor(a, b, d):
    return torch.tensordot(a, b, dims=d)


def sublists(x, y):
    return torch.einsum(x, [0], y, [1], [0, 1]), torch.einsum(x, [0, 0])


lists = [[1, 2], [0, 1]]
for name, function, rest in (
    ("default", by_default, ()),
    ("number", by_number, (2,)),
    ("pair", by_pair, ()),
    ("lists", by_lists, (lists,)),
    ("tensor", by_tensor, (torch.tensor(lists),)),
    ("tensor of one", by_tensor, (torch.tensor(2),)),
):
    scripted = torch.jit.script(function)
    show(f"{name}.code", scripted.code)
    show(f"{name}.result", str(scripted(a, b, *rest)))
for name, dims in (
    ("number", 2), ("pair", ([1, 2], [0, 1])), ("lists", lists), ("tensor", torch.tensor(lists)),
    ("tensor of one", torch.tensor(2)),
):  # fmt: skip
    show(f"eager {name}", str(torch.tensordot(a, b, dims)))
for name, dims in (("negative", -1), ("large", 5), ("text", "a"), ("three rows", torch.ones(3, 2))):
    refused(f"eager {name}", lambda dims=dims: torch.tensordot(a, b, dims))
show_script("sublists", sublists, (torch.ones(2, 2)[0], torch.ones(3)), (torch.eye(2), torch.ones(3)))
