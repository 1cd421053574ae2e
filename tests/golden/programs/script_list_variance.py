# List[int] is no List[Optional[int]]; a literal or a comprehension takes its type from the annotation.
from typing import List, Optional

import torch


def literal() -> List[Optional[int]]:
    x: List[Optional[int]] = [None, 1, None]
    return x


def comprehension() -> List[Optional[int]]:
    x: List[Optional[int]] = [None for _ in range(3)]
    return x


def variable() -> List[Optional[int]]:
    x: List[int] = [1]
    y: List[Optional[int]] = x
    return y


def nested() -> List[List[Optional[int]]]:
    x: List[List[int]] = [[1]]
    y: List[List[Optional[int]]] = x
    return y


def takes(x: List[Optional[int]]) -> int:
    return len(x)


def passed(x: List[int]) -> int:
    return takes(x)


def passed_literal() -> int:
    return takes([1, 2])


for name in ("literal", "comprehension", "variable", "nested", "passed_literal"):
    show_script(name, globals()[name], ())
show_script("passed", passed)
