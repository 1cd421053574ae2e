# torch.jit.Future in signatures, lists, tuples, dicts, optionals.
from typing import Dict, List, Optional, Tuple

import torch


def of_list(x: List[torch.jit.Future[int]]) -> torch.jit.Future[int]:
    return x[0]


def of_tuple(x: Tuple[int, torch.jit.Future[int]]) -> Tuple[torch.jit.Future[int], int]:
    return x[1], x[0]


def of_dict(x: Dict[int, torch.jit.Future[int]], y: int) -> torch.jit.Future[int]:
    return x[y]


def of_optional(x: Optional[torch.jit.Future[int]]) -> int:
    if x is not None:
        return torch.jit.wait(x)
    return 0


def made(n: int) -> int:
    futures = [torch.jit.fork(twice, i) for i in range(n)]
    return sum([torch.jit.wait(future) for future in futures])


def twice(n: int) -> int:
    return n * 2


for name in ("of_list", "of_tuple", "of_dict", "of_optional"):
    show_script(name, globals()[name])
show_script("made", made, (4,))
