# isinstance at run time refines Optional, Union and Any.
from typing import Any, List, Optional, Union

import torch


def optional(x: Optional[int]) -> int:
    if isinstance(x, int):
        return x + 1
    return 0


def union(x: Union[int, str, List[int]]) -> int:
    if isinstance(x, str):
        return len(x)
    elif isinstance(x, int):
        return x
    else:
        return x[0]


def of_any(x: Any) -> int:
    if isinstance(x, List[int]):
        return x[0]
    if isinstance(x, (int, float)):
        return 1
    return 0


def negative(x: Union[int, str]) -> str:
    if not isinstance(x, int):
        return x
    return "int"


show_script("optional", optional, (1,), (None,))
show_script("union", union, ("abc",), (4,), ([7, 8],))
show_script("of_any", of_any, ([5],), (1,), ("a",))
show_script("negative", negative, (1,), ("a",))
