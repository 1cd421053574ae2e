# Lists at run time: index out of range, pop of an empty list, missing elements.
from typing import List

import torch


def item(v: List[int], i: int) -> int:
    return v[i]


def popped(v: List[int]) -> int:
    return v.pop()


def removed(v: List[int]) -> List[int]:
    v.remove(7)
    return v


def assigned(v: List[int]) -> List[int]:
    v[5] = 1
    return v


def deleted(v: List[int]) -> List[int]:
    del v[0]
    return v


show_script("item", item, ([1, 2], -1), ([1], 3), ([], 0))
show_script("popped", popped, ([],))
show_script("removed", removed, ([1],))
show_script("assigned", assigned, ([1],))
show_script("deleted", deleted, ([1, 2],))
