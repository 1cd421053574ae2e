# Type comments that do not fit: wrong count, unparsable, mixed with annotations.
import torch


def wrong_count(x, y):
    # type: (int) -> int
    return x


def no_arrow(x):
    # type: (int)
    return x


def unknown_type(x):
    # type: (Nonsense) -> int
    return x


def both(x: int) -> int:
    # type: (int) -> int
    return x


def ignored(x):
    # type: ignore
    return x


for name in ("wrong_count", "no_arrow", "unknown_type", "both", "ignored"):
    show_script(name, globals()[name])
