# Union: parameters, returns, lists, flattening, Optional of a Union.
from typing import List, Optional, Union

import torch


def same(x: Union[int, str]) -> Union[str, int]:
    return x


def result(flag: bool) -> Union[int, str]:
    if flag:
        return 1
    return "a"


def flattened(x: Union[int, Union[str, None]]) -> bool:
    return x is None


def duplicate(x: Union[int, int]) -> int:
    return x


def listed(x: List[Union[int, str]]) -> int:
    total = 0
    for each in x:
        if isinstance(each, int):
            total += each
    return total


def none_left(x: Optional[Union[int, str]]) -> int:
    if x is None:
        return 0
    if isinstance(x, int):
        return x
    return 2


show_script("same", same, (1,), ("a",))
show_script("result", result, (True,), (False,))
show_script("flattened", flattened, (None,), (1,))
show_script("duplicate", duplicate, (1,))
show_script("listed", listed, ([1, "a", 4],))
show_script("none_left", none_left, (None,), (5,), ("x",))
