# keys, values and items as lists and iterables; order; mutation while they are kept; keys of tensors.
from typing import Dict, List, Tuple

import torch


def kept(d: Dict[str, int]):
    keys = d.keys()
    items = d.items()
    d["new"] = 9
    return keys, items, d.values()


def unpacked(d: Dict[str, Tuple[int, float]]) -> float:
    total = 0.0
    for name, (a, b) in d.items():
        total += a * b + len(name)
    return total


def largest(d: Dict[str, int]) -> str:
    best = ""
    for key in d:
        if best == "" or d[key] > d[best]:
            best = key
    return best


def popped(d: Dict[int, str]):
    a = d.pop(1)
    b = d.pop(7, "none")
    return a, b, d


def one_item(d: Dict[int, str]):
    return d.popitem()


def updated(d: Dict[str, int], e: Dict[str, int]) -> Dict[str, int]:
    d.update(e)
    return d


def contains(d: Dict[float, int], e: Dict[bool, int]):
    return 1.0 in d, True in e


show_script("kept", kept, ({"a": 1},))
show_script("unpacked", unpacked, ({"ab": (1, 2.0), "c": (3, 0.5)},))
show_script("largest", largest, ({"a": 1, "b": 3, "c": 2},))
show_script("popped", popped, ({1: "x", 2: "y"},))
show_script("one_item", one_item, ({1: "x"},))
show_script("updated", updated, ({"a": 1}, {"a": 2, "b": 3}))
show_script("contains", contains, ({1.0: 1}, {False: 1}))
