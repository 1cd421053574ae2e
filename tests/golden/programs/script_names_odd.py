# Names that .code must change or keep: self, Python's keywords' neighbours, shadowed builtins, suffixes.
from typing import List

import torch


def suffixes(x1, x_1, x__1):
    x1 = x1 + x_1
    x_1 = x1 * x__1
    x1 = x_1 - x1
    return x1


def builtins(input, list_, len_: int):
    out = input + list_
    type_ = out * len_
    return type_


def reserved(print_, torch_, ops):
    a = print_ + torch_
    return a * ops


def underscore(_x, _):
    _y = _x + _
    return _y


def self(x):
    return x + 1


show_script("suffixes", suffixes, (torch.ones(1),) * 3)
show_script("builtins", builtins, (torch.ones(1), torch.ones(1), 2))
show_script("reserved", reserved, (torch.ones(1),) * 3)
show_script("underscore", underscore, (torch.ones(1),) * 2)
show_script("self", self, (torch.ones(1),))
