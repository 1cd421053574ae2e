# Dict literals and dict(): keys of each type, empty ones, nested values.
from typing import Dict, List, Tuple

import torch


def literal(n: int):
    return {"a": n, "b": n + 1}


def empty():
    d = {}
    d["a"] = torch.ones(1)
    return d


def integer_keys(n: int) -> Dict[int, str]:
    return {n: "a", 2: "b"}


def float_keys(x: float) -> Dict[float, int]:
    return {x: 1, 2.5: 2}


def bool_keys(x: bool) -> Dict[bool, int]:
    return {x: 1}


def constructed(v: List[Tuple[str, int]]) -> Dict[str, int]:
    return dict(v)


def keyword_constructed(n: int) -> Dict[str, int]:
    return dict(a=n, b=2)


def mixed(n: int):
    return {"a": n, "b": "text"}


show_script("literal", literal, (1,))
show_script("empty", empty, ())
show_script("integer_keys", integer_keys, (1,))
show_script("float_keys", float_keys, (1.5,))
show_script("bool_keys", bool_keys, (True,))
show_script("constructed", constructed, ([("a", 1)],))
show_script("keyword_constructed", keyword_constructed, (1,))
show_script("mixed", mixed, (1,))
