# list() of lists, tuples, ranges, strings, zips, dict keys; empty list() with and without annotation.
from typing import Dict, List

import torch


def several(d: Dict[str, int]):
    return list([1, 2]), list(("a", "b")), list(range(4)), list("abc"), list(d.keys()), list(d.values())


def pairs(a: List[int], b: List[str]):
    return list(zip(a, b)), list(enumerate(b))


def empty() -> List[int]:
    x: List[int] = list()
    x.append(1)
    return x


def twice() -> List[str]:
    return list(list("abc"))


def copied(v: List[int]):
    w = list(v)
    w.append(9)
    return v, w


show_script("several", several, ({"k": 1},))
show_script("pairs", pairs, ([1, 2], ["x", "y"]))
show_script("empty", empty, ())
show_script("twice", twice, ())
show_script("copied", copied, ([1],))
