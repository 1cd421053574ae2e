# List comprehensions: over lists and ranges, with conditions, nested use.
from typing import List

import torch


def doubled(values: List[int]) -> List[int]:
    return [value * 2 for value in values]


def filtered(values: List[int]) -> List[int]:
    return [value for value in values if value > 2]


def over_range(n: int) -> List[float]:
    return [float(i) / 2 for i in range(n)]


def over_zip(a: List[int], b: List[int]) -> List[int]:
    return [x * y for x, y in zip(a, b)]


def closure(values: List[int], offset: int) -> List[List[int]]:
    return [[value, offset + value] for value in values]


def of_tensors(values: List[torch.Tensor]) -> torch.Tensor:
    return torch.stack([value + 1 for value in values])


show_script("doubled", doubled, ([1, 2, 3],))
show_script("filtered", filtered, ([1, 2, 3, 4],))
show_script("over_range", over_range, (3,))
show_script("over_zip", over_zip, ([1, 2], [3, 4]))
show_script("closure", closure, ([1, 2], 10))
show_script("of_tensors", of_tensors, ([torch.ones(1), torch.zeros(1)],))
