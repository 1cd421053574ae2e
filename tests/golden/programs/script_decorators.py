# Decorated functions: kept by decorators that give the function back; wrapped ones; multi-line signatures, comments.
import functools

import torch


def same(function):
    return function


def wrapping(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@same
@same
def plain(x, dim: int):
    return x.unsqueeze(dim)


@wrapping
def wrapped(x):
    return x + 1


def many_lines(
    x: torch.Tensor,  # the input
    n: int = 3,  # how often
    # a comment on its own
) -> torch.Tensor:  # the result
    # inside
    for _ in range(n):  # the loop
        x = (
            x
            + 1  # one more
        )
    return x


show_script("plain", plain, (torch.ones(1), 0))
show_script("wrapped", wrapped)
show_script("many_lines", many_lines, (torch.ones(1),))
