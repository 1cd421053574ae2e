# Slices of lists, read and written; negative bounds and steps.
from typing import List

import torch


def parts(v: List[int]) -> List[List[int]]:
    return [v[1:], v[:2], v[1:3], v[-2:], v[:-1], v[::2], v[::-1], v[5:100], v[:], v[3:1]]


def written(v: List[int]) -> List[int]:
    v[1:3] = [7, 8, 9]
    return v


def bounds(v: List[int], a: int, b: int) -> List[int]:
    return v[a:b]


show_script("parts", parts, ([1, 2, 3, 4, 5],))
show_script("written", written, ([1, 2, 3, 4],))
show_script("bounds", bounds, ([1, 2, 3, 4], 1, 3), ([1, 2], -5, 5))
