# len, sorted, min, max, sum, any, all, list, reversed, enumerate of lists; + and * of lists.
from typing import List

import torch


def figures(v: List[int]):
    return len(v), min(v), max(v), sum(v), sorted(v)


def logic(v: List[bool]):
    return any(v), all(v)


def joined(a: List[int], b: List[int]):
    return a + b, a * 2, list(a), a == b


def floats(v: List[float]):
    return sum(v), min(v), max(v)


def of_tensors(v: List[torch.Tensor]):
    return torch.cat(v), torch.stack(v), len(v)


def from_range(n: int) -> List[int]:
    return list(range(n))


show_script("figures", figures, ([3, 1, 2],), ([],))
show_script("logic", logic, ([True, False],), ([],))
show_script("joined", joined, ([1], [2, 3]))
show_script("floats", floats, ([1.5, 0.5],))
show_script("of_tensors", of_tensors, ([torch.ones(1), torch.zeros(1)],))
show_script("from_range", from_range, (3,))
