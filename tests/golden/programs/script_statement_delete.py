# del of a list item, a dict item, a variable.
from typing import Dict, List

import torch


def items(v: List[int], d: Dict[str, int]):
    del v[1]
    del d["a"]
    return v, d


def several(v: List[int]) -> List[int]:
    del v[0], v[0]
    return v


def variable(x: int) -> int:
    y = x + 1
    del y
    return x


show_script("items", items, ([1, 2, 3], {"a": 1, "b": 2}))
show_script("several", several, ([1, 2, 3],))
show_script("variable", variable, (1,))
