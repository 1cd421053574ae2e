# Named tuples with defaults of every kind, as types and signatures print them; a lone number for a field of a list.
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch


class Rich(NamedTuple):
    many: List[int]
    one: int
    floats: List[float] = [1.0, 2.5, 1e20]
    name: Optional[str] = "k"
    weight: float = 2.0
    flag: bool = True
    table: Dict[str, float] = {"a": 1.0}
    pair: Tuple[int, float] = (1, 2.0)
    words: List[str] = ["u"]
    number: complex = 1 + 2j


class Lists(NamedTuple):
    first: List[int]
    second: List[float] = [1.0, 2.5]
    third: Optional[List[int]] = None


def read(q: Rich):
    return q.one


def mistaken():
    return Rich("a")


def second_alone():
    return Lists([1], 2.5)


def first_alone():
    return Lists(3)


def third_alone():
    return Lists([3], [1.0], 4)


def wrong_kind():
    return Lists(3, 1)


def bare(values: list):
    return values


def bare_pair(values: tuple):
    return values


def no_items(x):
    return x.tolist()


def ints(x) -> List[int]:
    return x.tolist()


def complexes(x) -> List[complex]:
    return x.tolist()


show_script("read", read, (Rich([1], 2),))
for function in (mistaken, second_alone, first_alone, third_alone, wrong_kind, no_items):
    show_script(function.__name__, function, ())
x = torch.ones(2, 2)
show_script("bare", bare, ([1],))
show_script("bare_pair", bare_pair, ((1, 2),))
show_script("ints", ints, (x,), (x.long(),), (torch.tensor(1),), (torch.tensor([1, 2]),), (torch.tensor([True]),))
show_script("complexes", complexes, (x,), (x[0] + 0j,))
