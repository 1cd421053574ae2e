# assert with and without a message, with an f-string, on tensors.
import torch


def plain(x: int) -> int:
    assert x > 0
    return x


def worded(x: int) -> int:
    assert x > 0, "too small"
    return x


def formatted(x: int) -> int:
    assert x > 0, f"got {x}"
    return x


def tensor(x):
    assert x.dim() == 2, "want a matrix"
    return x.sum()


def refines(x: int | None) -> int:
    assert x is not None
    return x + 1


show_script("plain", plain, (1,), (0,))
show_script("worded", worded, (1,), (0,))
show_script("formatted", formatted, (1,), (0,))
show_script("tensor", tensor, (torch.ones(2, 2),), (torch.ones(2),))
show_script("refines", refines, (1,), (None,))
