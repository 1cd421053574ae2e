# Any takes everything; isinstance narrows it.
from typing import Any, List

import torch


def name(x: Any) -> str:
    if isinstance(x, int):
        return "int"
    elif isinstance(x, float):
        return "float"
    elif isinstance(x, torch.Tensor):
        return "tensor"
    elif isinstance(x, str):
        return x + "!"
    return "other"


def many(x: List[Any]) -> int:
    count = 0
    for each in x:
        if isinstance(each, int):
            count += each
    return count


show_script("name", name, (1,), (1.5,), (torch.ones(1),), ("a",), (None,))
show_script("many", many, ([1, "a", 2.0, 3],))
