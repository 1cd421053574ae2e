# for over a list: of numbers, of strings, of tensors, literal lists.
from typing import List

import torch


def numbers(values: List[int]) -> int:
    total = 0
    for value in values:
        total += value
    return total


def strings(values: List[str]) -> str:
    out = ""
    for value in values:
        out = out + value + ","
    return out


def tensors(values: List[torch.Tensor]) -> torch.Tensor:
    out = torch.zeros(2)
    for value in values:
        out = out + value
    return out


def literal(n: int) -> int:
    for i in [1, 2, 3]:
        n += i
    return n


def nested(values: List[List[int]]) -> int:
    total = 0
    for row in values:
        for value in row:
            total += value
    return total


show_script("numbers", numbers, ([1, 2, 3],), ([],))
show_script("strings", strings, (["a", "b"],))
show_script("tensors", tensors, ([torch.ones(2), torch.ones(2)],))
show_script("literal", literal, (1,))
show_script("nested", nested, ([[1], [2, 3]],))
