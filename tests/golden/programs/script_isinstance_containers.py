# torch.jit.isinstance of nested containers, refining them; bare containers refused.
from typing import Any, Dict, List, Optional, Tuple

import torch


def nested(x: Any):
    return (
        torch.jit.isinstance(x, List[Dict[str, int]]),
        torch.jit.isinstance(x, Dict[str, Tuple[str, str]]),
        torch.jit.isinstance(x, Tuple[List[bool], Optional[str]]),
    )


def refined(x: Any) -> float:
    total = 0.0
    if torch.jit.isinstance(x, List[torch.Tensor]):
        for each in x:
            total += float(each.sum())
    if torch.jit.isinstance(x, Dict[str, str]):
        for value in x.values():
            total += len(value)
    return total


def in_while(x: Any) -> int:
    count = 0
    while torch.jit.isinstance(x, List[int]) and count < 2:
        count += 1
    return count


def bare_list(x: Any) -> bool:
    return torch.jit.isinstance(x, List)


def bare_dict(x: Any) -> bool:
    return torch.jit.isinstance(x, Dict)


def bare_optional(x: Any) -> bool:
    return torch.jit.isinstance(x, Optional)


show_script("nested", nested, ([{"a": 1}],), ({"a": ("b", "c")},), (([True], None),), ([1],))
show_script("refined", refined, ([torch.ones(2)],), ({"a": "bc"},), (3,))
show_script("in_while", in_while, ([1],), (["a"],))
for name in ("bare_list", "bare_dict", "bare_optional"):
    show_script(name, globals()[name])
