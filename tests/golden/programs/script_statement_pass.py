# pass, expression statements, docstrings, empty bodies.
import torch

def documented(x: int) -> int:
    """What a reader sees."""
    pass
    x + 1
    "a string in the middle"
    return x


def empty(x: int):
    pass


def only_doc(x: int):
    """Only words."""


def in_branches(x: int) -> int:
    if x > 0:
        pass
    else:
        x = 1
    for _ in range(x):
        pass
    return x


show_script("documented", documented, (1,))
show_script("empty", empty, (1,))
show_script("only_doc", only_doc, (1,))
show_script("in_branches", in_branches, (1,), (-1,))
