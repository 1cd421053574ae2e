# __init__: defaults, keywords, branches, attributes set in one branch only, types from annotations.
from typing import List, Optional

import torch


class Options:
    def __init__(self, n: int, scale: float = 2.0, name: Optional[str] = None):
        self.n = n
        self.scale = scale
        self.values: List[float] = []
        self.name = "none"
        if name is not None:
            self.name = name


def used(n: int):
    a = Options(n)
    b = Options(n, scale=0.5, name="b")
    a.values.append(b.scale)
    return a.name, b.name, a.values, b.n


class OneBranch:
    def __init__(self, n: int):
        if n > 0:
            self.n = n


def one_branch(n: int) -> int:
    return OneBranch(n).n


class Outside:
    def __init__(self, n: int):
        self.n = n

    def later(self):
        self.more = 1


def outside(n: int) -> int:
    thing = Outside(n)
    thing.later()
    return thing.n


show_script("used", used, (1,))
show_script("one_branch", one_branch)
show_script("outside", outside)
