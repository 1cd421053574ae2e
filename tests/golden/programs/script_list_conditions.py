# A list as a condition: empty or not, in if, while and a ternary.
from typing import List

import torch


def branch(v: List[int]) -> int:
    if v:
        return v[0]
    else:
        return -1


def drained(v: List[int]) -> int:
    total = 0
    while v:
        total += v.pop()
    return total


def word(v: List[str]) -> str:
    return "full" if v else "empty"


def negated(v: List[float]) -> bool:
    return not v


show_script("branch", branch, ([1, 2],), ([],))
show_script("drained", drained, ([1, 2, 3],), ([],))
show_script("word", word, (["a"],), ([],))
show_script("negated", negated, ([1.0],), ([],))
