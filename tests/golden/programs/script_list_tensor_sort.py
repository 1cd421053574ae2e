# Sorting lists of tensors: in place, backwards, into another list; tensors of several elements have no order.
from typing import List

import torch


def sort(values: List[torch.Tensor]):
    values.sort()
    return values


def sort_backwards(values: List[torch.Tensor]):
    values.sort(reverse=True)
    return values


def sorted_copy(values: List[torch.Tensor]):
    first = sorted(values)
    values[0] = torch.tensor(10)
    return first, values


def by_pairs(values: List[torch.Tensor]):
    pairs = [(each, 1) for each in values]
    pairs.sort()
    return pairs


numbers = [torch.tensor(2), torch.tensor(0), torch.tensor(1)]
floats = [torch.tensor(1.0), torch.tensor(0.2), torch.tensor(0.5)]
rows = [torch.zeros(2), torch.ones(2)]
for function in (sort, sort_backwards, sorted_copy, by_pairs):
    show_script(function.__name__, function, (numbers,), (floats,), (rows,))
show_script("empty", sort, ([],))
