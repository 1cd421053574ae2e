# torch.jit.annotate gives a literal its type.
from typing import Dict, List, Optional, Tuple

import torch


def annotated(n: int) -> List[float]:
    out = torch.jit.annotate(List[float], [])
    for i in range(n):
        out.append(i * 0.5)
    return out


def optional(flag: bool) -> Optional[int]:
    x = torch.jit.annotate(Optional[int], None)
    if flag:
        x = 2
    return x


def table() -> Dict[str, Tuple[int, int]]:
    return torch.jit.annotate(Dict[str, Tuple[int, int]], {})


show_script("annotated", annotated, (3,))
show_script("optional", optional, (True,), (False,))
show_script("table", table, ())
