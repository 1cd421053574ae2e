# Assignment to list and dict items; augmented; nested containers.
from typing import Dict, List

import torch


def lists(v: List[int]) -> List[int]:
    v[0] = 10
    v[-1] += 5
    return v


def dicts(d: Dict[str, int]) -> Dict[str, int]:
    d["a"] = 1
    d["a"] += 2
    d["b"] = d["a"] * 2
    return d


def nested(d: Dict[str, List[int]]) -> List[int]:
    d["a"][1] = 7
    d["a"].append(8)
    return d["a"]


def matrix(v: List[List[int]]) -> List[List[int]]:
    v[0][1] += 3
    return v


show_script("lists", lists, ([1, 2, 3],))
show_script("dicts", dicts, ({"z": 0},))
show_script("nested", nested, ({"a": [1, 2]},))
show_script("matrix", matrix, ([[1, 2], [3]],))
