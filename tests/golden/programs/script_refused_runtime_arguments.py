# A script function called with arguments that do not fit its schema.
from typing import Dict, List, Optional, Tuple

import torch


@torch.jit.script
def f(x: int, y: float = 2.0) -> float:
    return x * y


@torch.jit.script
def g(v: List[int], d: Dict[str, float], t: Tuple[int, str], o: Optional[int]) -> int:
    return v[0]


@torch.jit.script
def h(x):
    return x


refused("missing", lambda: f())
refused("too many", lambda: f(1, 2.0, 3))
refused("type", lambda: f("a"))
refused("float for int", lambda: f(1.5))
refused("keyword", lambda: f(1, z=3))
refused("twice", lambda: f(1, x=2))
show("int for float", repr(f(1, 3)))
show("keywords", repr(f(y=1.5, x=4)))
show("tensor for int", repr(f(torch.tensor(3))))
refused("list of strings", lambda: g(["a"], {}, (1, "a"), None))
refused("mixed list", lambda: g([1, "a"], {}, (1, "a"), None))
refused("dict key", lambda: g([1], {1: 1.0}, (1, "a"), None))
refused("tuple size", lambda: g([1], {}, (1,), None))
refused("not a list", lambda: g(3, {}, (1, "a"), None))
refused("optional", lambda: g([1], {}, (1, "a"), "b"))
show("a tuple for a list", repr(g((7, 8), {}, (1, "a"), None)))
refused("number for tensor", lambda: h(3))
refused("none for tensor", lambda: h(None))
