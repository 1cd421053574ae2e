# dict(): keywords, pairs, another dict, a zip, a comprehension, both together; mismatched annotations.
from typing import Dict

import torch


def keywords():
    return dict(foo=1, bar=2), dict(foo=[1], bar=[2, 3])


def pairs():
    return dict([("a", 1), ("b", 2)]), dict(zip(["x", "y"], [1, 2]))


def of_dict():
    d = {"a": 1}
    return dict(d), dict(d, b=3), dict({"a": 1}, c=2), dict(dict(a=1))


def comprehension():
    return {i: chr(i + 65) for i in range(3)}


def annotated() -> Dict[str, int]:
    x: Dict[str, int] = dict()
    x["a"] = 1
    return x


def mismatched():
    x: Dict[int, str] = dict([("foo", 1)])
    return x


def empty():
    return {}


for name in ("keywords", "pairs", "of_dict", "comprehension", "annotated", "mismatched", "empty"):
    show_script(name, globals()[name], ())
