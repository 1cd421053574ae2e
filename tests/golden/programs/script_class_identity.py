# is and is not of objects; aliasing of attributes.
from typing import List

import torch


@torch.jit.script
class Holder:
    def __init__(self, values: List[int]):
        self.values = values


def alias(n: int) -> int:
    a = Holder([n])
    b = a
    b.values.append(2)
    return len(a.values)


def same(n: int) -> bool:
    a = Holder([n])
    b = Holder([n])
    return a is a and a is not b


def through_list(n: int) -> int:
    values = [n]
    holder = Holder(values)
    values.append(5)
    return len(holder.values)


show_script("alias", alias, (1,))
show_script("same", same, (1,))
show_script("through_list", through_list, (1,))
