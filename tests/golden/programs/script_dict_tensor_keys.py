# Tensors as keys of dictionaries: found by identity.
from typing import Dict

import torch


def used(a, b, c):
    found = {a: 1}
    found[b] = 2
    before = len(found)
    first = found.pop(a)
    return found[b], c in found, b in found, found.get(c), found.get(c, 5), before, first, len(found), found


def missing(a, b):
    found = {a: 1}
    return found[b]


def given(found: Dict[torch.Tensor, int], key: torch.Tensor):
    del found[key]
    found.update({key: 7})
    total = 0
    for each in found.keys():
        total += found[each]
    for each, number in found.items():
        total += number
    return total, list(found.values())


one, two, three = torch.ones(1), torch.ones(1), torch.ones(1)
show_script("used", used, (one, two, three))
show_script("missing", missing)
show_script("given", given, ({one: 1, two: 2}, two))
try:
    torch.jit.script(missing)(one, two)
except RuntimeError as error:
    show("key error", str("KeyError" in str(error)))
