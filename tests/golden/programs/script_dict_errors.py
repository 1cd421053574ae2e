# Dicts at run time and compile time: missing keys, wrong key types.
from typing import Dict

import torch


def item(d: Dict[str, int], key: str) -> int:
    return d[key]


def popped(d: Dict[int, int]) -> int:
    return d.pop(3)


def wrong_key(d: Dict[str, int]) -> int:
    return d[1]


def wrong_value(d: Dict[str, int]) -> Dict[str, int]:
    d["a"] = 1.5
    return d


def bad_key_type(d: Dict[torch.Tensor, int]) -> int:
    return len(d)


def list_key(d: Dict[list[int], int]) -> int:
    return len(d)


show_script("item", item, ({"a": 1}, "a"), ({}, "b"))
show_script("popped", popped, ({1: 2},))
show_script("wrong_key", wrong_key)
show_script("wrong_value", wrong_value)
show_script("bad_key_type", bad_key_type)
show_script("list_key", list_key)
