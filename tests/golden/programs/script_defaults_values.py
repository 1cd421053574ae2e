# Default values of each type, in the schema's text.
from typing import Dict, List, Optional, Tuple

import torch


def plain(a: int = 1, b: float = 2.0, c: bool = False, d: str = "text", e: Optional[int] = None) -> int:
    return a


def containers(a: List[int] = [1, 2], b: Tuple[int, float] = (1, 2.0)) -> int:
    return a[0] + b[0]


def odd(a: float = 1e-5, b: float = float("inf"), c: int = -3, d: str = 'quote"d') -> float:
    return a


show_script("plain", plain, ())
show_script("containers", containers, ())
show_script("odd", odd, ())
