# with a script class that has __enter__ and __exit__, with and without `as`.
from typing import Any

import torch


@torch.jit.script
class Counter:
    def __init__(self, start: int):
        self.count = start

    def __enter__(self) -> int:
        self.count += 1
        return self.count

    def __exit__(self, type: Any, value: Any, tb: Any) -> None:
        self.count += 10


def used(n: int) -> int:
    counter = Counter(n)
    with counter as inside:
        n = inside * 100
    return n + counter.count


def two(n: int) -> int:
    a = Counter(n)
    b = Counter(n + 1)
    with a as x, b as y:
        n = x * y
    return n + a.count + b.count


show_script("used", used, (1,))
show_script("two", two, (1,))
