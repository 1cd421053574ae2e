# A future of a narrower type may stand where a wider one is wanted; forks under no_grad; a bare Future is refused.
from typing import Any, List, Optional

import torch


def number(x: int) -> int:
    return x + 1


def as_any(x: int) -> torch.jit.Future[Any]:
    return torch.jit._fork(number, x)


def as_optional(x: int) -> torch.jit.Future[Optional[int]]:
    return torch.jit.fork(number, x)


def waits(x: int) -> Any:
    return as_any(x).wait()


def requires(x):
    y = x * 2
    return y.requires_grad


def both(x):
    future = torch.jit._fork(requires, x)
    return torch.jit._wait(future), (x * 2).requires_grad


def too_narrow(x: int) -> torch.jit.Future[str]:
    return torch.jit.fork(number, x)


def bare(x: torch.jit.Future):
    return x


def bare_inside(x: List[torch.jit.Future]):
    return x


show_script("as_any", as_any)
show_script("as_optional", as_optional)
show_script("waits", waits, (3,))
show_script("both", both, (torch.ones(1, requires_grad=True),))
with torch.no_grad():
    show("under no_grad", str(torch.jit.script(both)(torch.ones(1, requires_grad=True))))
with torch.jit.optimized_execution(False):
    show("not optimized", str(torch.jit.script(waits)(4)))
refused("too narrow", lambda: torch.jit.script(too_narrow))
refused("bare", lambda: torch.jit.script(bare))
refused("bare inside", lambda: torch.jit.script(bare_inside))
