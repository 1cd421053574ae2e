# A comprehension over a tuple is unrolled; a generator inside a call.
from typing import List, Tuple

import torch


def over_tuple(values: Tuple[int, int]) -> List[int]:
    return [value + 1 for value in values]


def generator(values: List[int]) -> bool:
    return all([value > 0 for value in values]) and any([value > 5 for value in values])


show_script("over_tuple", over_tuple, ((1, 2),))
show_script("generator", generator, ([1, 6],), ([1, 2],))
