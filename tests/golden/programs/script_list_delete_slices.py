# del of an item out of range, of a slice; slices with variables; negative steps; assignments of slices refused.
from typing import List

import torch


def out_of_range(x: List[int]) -> List[int]:
    del x[100]
    return x


def a_slice(x: List[int]) -> List[int]:
    del x[1:3]
    return x


def stepped(x: List[int], a: int, b: int, s: int) -> List[int]:
    return x[a:b:s]


def whole_reversed(x: List[str]) -> List[str]:
    return x[::-1]


def slice_of_slice(x: List[float]) -> List[float]:
    return x[1:][:2]


show_script("out_of_range", out_of_range, ([1],))
show_script("a_slice", a_slice)
show_script("stepped", stepped, ([1, 2, 3, 4, 5], 0, 5, 2), ([1, 2, 3, 4, 5], 4, 0, -2), ([1], 0, 1, 0))
show_script("whole_reversed", whole_reversed, (["a", "b"],))
show_script("slice_of_slice", slice_of_slice, ([1.0, 2.0, 3.0, 4.0],))
