# Conditions that are known while compiling: the other branch is not compiled at all.
from typing import Optional

import torch

FLAG = True


def known(x: int) -> int:
    if FLAG:
        return x
    return x.not_there


def none(x: int, y: None) -> int:
    if y is None:
        return x
    else:
        return x + 1


def attribute(x):
    if hasattr(x, "shape"):
        return x
    return x + 1


def scripting(x):
    if not torch.jit.is_scripting():
        return x.numpy().anything
    return x + 1


def both(x: int) -> int:
    if torch.jit.is_scripting() and FLAG:
        return x
    return eval("x")


show_script("known", known, (1,))
show_script("none", none, (1, None))
show_script("attribute", attribute, (torch.ones(1),))
show_script("scripting", scripting, (torch.ones(1),))
show_script("both", both, (1,))
