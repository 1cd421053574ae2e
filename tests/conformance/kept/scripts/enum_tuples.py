# Tuples of members of enumerations: folded, and never merged.
from enum import Enum
from typing import Tuple

import torch


class Color(Enum):
    RED = 1
    BLUE = 2


def f0(x: bool, y: bool) -> Tuple[Color, float]:
    if x:
        return (Color.BLUE, 0.25)
    elif y:
        return (Color.BLUE, 0.25) if x else (Color.RED, 3.0)
    return (Color.BLUE, 0.25)


show_script("script_f0", f0, (True, True), (False, True), (False, False))
