# What isinstance says of a constant is known when compiling; a task that is waited for stays, used or not.
from typing import Any

import torch


def f0(n: int) -> int:
    a: Any = 1
    b: Any = "a"
    if isinstance(a, int):
        n += 1
    if isinstance(b, (float, int)):
        n += 2
    if torch.jit.isinstance(b, str):
        return n
    return n + 5


def f1(n: int) -> int:
    done = torch.jit.wait(torch.jit.fork(f0, n))
    return 3


show_script("script_f0", f0, (1,))
show_script("script_f1", f1, (1,))
