# Tuples: literals, nesting, comparison, concatenation, len, in, as results.
from typing import List, Tuple

import torch


def nested(n: int):
    return (n, (n + 1, "a")), ()


def one(n: int):
    return (n,)


def compared(a: Tuple[int, int], b: Tuple[int, int]) -> bool:
    return a == b


def joined(a: Tuple[int, int], b: Tuple[str]):
    return a + b


def length(a: Tuple[int, str]) -> int:
    return len(a)


def parameters(p: Tuple[int, Tuple[str, List[int]]]) -> int:
    a, (b, c) = p
    return a + len(b) + c[0]


show_script("nested", nested, (1,))
show_script("one", one, (1,))
show_script("compared", compared, ((1, 2), (1, 2)))
show_script("joined", joined, ((1, 2), ("a",)))
show_script("length", length, ((1, "a"),))
show_script("parameters", parameters, ((1, ("ab", [5])),))
