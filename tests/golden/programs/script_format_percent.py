# % formatting: one value, a tuple of values, %%.
import torch

def one(x: int) -> str:
    return "got %d" % x


def two(x: str, y: float) -> str:
    return "%s is %f" % (x, y)


def general(x: int, y: str) -> str:
    return "%s, %s, 100%%" % (x, y)


def missing(x: int) -> str:
    return "%d %d" % (x,)


def wrong(x: str) -> str:
    return "%d" % x


show_script("one", one, (3,))
show_script("two", two, ("a", 2.5))
show_script("general", general, (3, "b"))
show_script("missing", missing, (3,))
show_script("wrong", wrong, ("a",))
