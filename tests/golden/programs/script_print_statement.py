# print of values of several types.
from typing import Dict, List, Optional

import torch


def shown(x: int, y: float, s: str, values: List[int], table: Dict[str, float], maybe: Optional[int]) -> None:
    print(x, y, s)
    print(values, table, maybe)
    print()
    print("done", True, None, (1, "a", 2.0))


def nested(values: List[List[str]]) -> None:
    print(values)


show_script("shown", shown, (1, 2.5, "text", [1, 2], {"a": 1.0}, None), (1, 1e20, "", [], {}, 3))
show_script("nested", nested, ([["a"], []],))
