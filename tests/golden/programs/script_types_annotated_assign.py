# Annotated assignment: it widens and fixes a variable's type.
from typing import Dict, List, Optional

import torch


def widened(flag: bool) -> Optional[int]:
    result: Optional[int] = None
    if flag:
        result = 3
    return result


def empty(n: int) -> List[float]:
    out: List[float] = []
    out.append(float(n))
    more: Dict[str, List[float]] = {}
    more["a"] = out
    return more["a"]


show_script("widened", widened, (True,), (False,))
show_script("empty", empty, (2,))
