# Type comments of Python 2 style, on one line and on several.
from typing import Dict, List, Optional, Tuple

import torch


def one_line(x, n, flag):
    # type: (Tensor, int, bool) -> Tensor
    if flag:
        x = x + n
    return x


def many_lines(
    x,  # type: Tensor
    y,  # type: Optional[int]
    z,  # type: List[int]
):
    # type: (...) -> int
    if y is not None:
        return y
    return z[0]


def assigned(n):
    # type: (int) -> List[int]
    out = []  # type: List[int]
    table = {}  # type: Dict[str, int]
    table["n"] = n
    out.append(table["n"])
    return out


show_script("one_line", one_line, (torch.ones(2), 3, True))
show_script("many_lines", many_lines, (torch.ones(2), None, [5]), (torch.ones(2), 1, [5]))
show_script("assigned", assigned, (3,))
