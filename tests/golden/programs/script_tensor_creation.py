# torch.tensor, arange, linspace and the like from numbers and lists.
from typing import List

import torch


def numbers(n: int, x: float, b: bool):
    return torch.tensor(n), torch.tensor(x), torch.tensor(b), torch.tensor(n, dtype=torch.float32)


def lists(v: List[int], w: List[List[float]]):
    return torch.tensor(v), torch.tensor(w), torch.tensor([1, 2, 3]), torch.tensor([[1.0], [2.0]])


def ranges(n: int):
    return torch.arange(n), torch.arange(1, n), torch.arange(0, n, 2), torch.arange(0.0, 1.0, 0.5), torch.linspace(0, 1, 3)


def filled(n: int):
    return torch.zeros(n), torch.ones(n, 2), torch.full((n,), 7), torch.eye(n), torch.zeros([])


def like(x):
    return torch.zeros_like(x), torch.ones_like(x), torch.full_like(x, 3.0), x.new_zeros(2), x.new_ones([1, 2])


show_script("numbers", numbers, (1, 2.5, True))
show_script("lists", lists, ([1, 2], [[1.0], [2.0]]))
show_script("ranges", ranges, (4,))
show_script("filled", filled, (2,))
show_script("like", like, (torch.ones(2),))
