# raise: classes of exceptions, messages, formatted messages, in branches that all raise.
import torch


def plain(x: int) -> int:
    if x < 0:
        raise ValueError("negative")
    return x


def formatted(x: int) -> int:
    if x < 0:
        raise RuntimeError(f"negative: {x}")
    return x


def bare(x: int) -> int:
    if x > 3:
        raise NotImplementedError
    return x


def worded(x: str) -> int:
    if x == "a":
        y = 1
    elif x == "b":
        y = 2
    else:
        raise KeyError("no such key {}".format(x))
    return y


def always(x: int) -> int:
    raise Exception("never")


show_script("plain", plain, (1,), (-1,))
show_script("formatted", formatted, (1,), (-1,))
show_script("bare", bare, (1,), (4,))
show_script("worded", worded, ("a",), ("c",))
show_script("always", always, (1,))
