# hash, id and type-like builtins; also getattr and hasattr.
import torch


def hashed(a: int, b: str, c: float) -> bool:
    return hash(a) == hash(a) and hash(b) == hash(b) and hash(c) == hash(c)


def attribute(x):
    return getattr(x, "shape")


def default(x) -> int:
    return getattr(x, "nothing_like_it", 3)


def typed(x: int):
    return type(x)


show_script("hashed", hashed, (1, "a", 2.5))
show_script("attribute", attribute, (torch.ones(2),))
show_script("default", default, (torch.ones(2),))
show_script("typed", typed)
