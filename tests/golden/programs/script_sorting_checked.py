# Sorting lists of anything and of tuples: what has an order, and what is said of what has none.
from typing import Any, Dict, List, Optional, Tuple

import torch
from torch import Tensor


def anything(v: List[Any]):
    return sorted(v)


def in_place(v: List[Tuple[int, Tensor]], reverse: bool):
    v.sort(reverse=reverse)
    return v


def optional(v: List[Tuple[Optional[int], int]]):
    return sorted(v)


def nested(v: List[Tuple[int, Tuple[List[int], str]]]):
    return sorted(v)


def lists():
    return sorted([[1], [0]])


def dicts():
    return sorted([{1: 1}, {2: 1}])


def complexes():
    return sorted([1j, 2j])


show_script(
    "anything", anything,
    ([],), ([1, 2],), ([(2, 1), (1, 2)],), ([(1, 2), ("a", "b")],), ([(2, (1,)), (1, (2,))],), ([([1],), ([2],)],),
    ([(1, True), (1, False)],), ([(1.5, "a"), (0.5, "b")],), ([torch.ones(1), torch.zeros(1)],), (["b", "a"],),
    ([None, None],), ([(None,), (None,)],), ([{1: 2}, {1: 3}],),
)  # fmt: skip
pairs = [(2, torch.tensor(1)), (1, torch.tensor(1)), (1, torch.tensor(0))]
show_script("in_place", in_place, (pairs, False), (pairs, True))
show_script("optional", optional, ([(2, 1), (None, 1)],), ([(2, 1), (1, 1)],))
show_script("nested", nested, ([(1, ([1, 2], "a"))],))
show_script("lists", lists, ())
show_script("dicts", dicts, ())
show_script("complexes", complexes, ())
