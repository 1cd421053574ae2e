# List, Dict, Tuple and Optional in a signature.
from typing import Dict, List, Optional, Tuple

import torch


def total(values: List[int]) -> int:
    return values[0] + values[-1]


def look(table: Dict[str, int], key: str) -> int:
    return table[key]


def pair(p: Tuple[int, float]) -> Tuple[float, int]:
    return p[1], p[0]


def maybe(x: Optional[torch.Tensor]) -> bool:
    return x is None


def deep(x: Dict[str, List[Tuple[int, Optional[float]]]]) -> int:
    return len(x)


show_script("total", total, ([1, 2, 3],))
show_script("look", look, ({"a": 1}, "a"))
show_script("pair", pair, ((1, 2.5),))
show_script("maybe", maybe, (None,), (torch.ones(1),))
show_script("deep", deep, ({"a": [(1, None)]},))
