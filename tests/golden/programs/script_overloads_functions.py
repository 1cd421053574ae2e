# torch.jit._overload: several signatures of one function.
from typing import Optional

import torch


@torch.jit._overload  # noqa: F811
def double(x: int) -> int:  # noqa: F811
    pass


@torch.jit._overload  # noqa: F811
def double(x: str) -> str:  # noqa: F811
    pass


def double(x):  # noqa: F811
    return x + x


def user(n: int, s: str):
    return double(n), double(s)


show_script("user", user, (2, "a"))
