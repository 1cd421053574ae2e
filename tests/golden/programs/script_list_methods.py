# append, extend, insert, pop, remove, index, count, clear, copy, reverse, sort.
from typing import List

import torch


def grow(v: List[int]) -> List[int]:
    v.append(4)
    v.extend([5, 6])
    v.insert(0, -1)
    v.insert(-1, 9)
    return v


def shrink(v: List[int]):
    a = v.pop()
    b = v.pop(0)
    v.remove(2)
    return a, b, v


def look(v: List[int]):
    return v.index(3), v.count(1), len(v)


def ordered(v: List[int]) -> List[int]:
    v.sort()
    v.reverse()
    return v


def copied(v: List[int]) -> List[List[int]]:
    w = v.copy()
    v.clear()
    w.append(1)
    return [v, w]


def sorted_strings(v: List[str]) -> List[str]:
    v.sort(reverse=True)
    return v


show_script("grow", grow, ([1, 2],))
show_script("shrink", shrink, ([1, 2, 3, 4],), ([1],))
show_script("look", look, ([1, 3, 1],), ([1],))
show_script("ordered", ordered, ([3, 1, 2],))
show_script("copied", copied, ([1, 2],))
show_script("sorted_strings", sorted_strings, (["a", "c", "b"],))
