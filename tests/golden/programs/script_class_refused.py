# Script classes refused: inheritance, missing attributes, wrong types, assignment to unknown attributes.
import torch


class Base:
    def __init__(self, n: int):
        self.n = n


class Derived(Base):
    def __init__(self, n: int):
        self.n = n


def derived(n: int) -> int:
    return Derived(n).n


def missing(n: int) -> int:
    return Base(n).m


def wrong(n: int) -> int:
    base = Base("a")
    return base.n


def assigned(n: int) -> int:
    base = Base(n)
    base.n = "text"
    return base.n


def unknown(n: int) -> int:
    base = Base(n)
    base.other = 3
    return base.n


for name in ("derived", "missing", "wrong", "assigned", "unknown"):
    show_script(name, globals()[name])
