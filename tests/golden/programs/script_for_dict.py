# for over a dict, its items, keys and values.
from typing import Dict

import torch


def keys(table: Dict[str, int]) -> str:
    out = ""
    for key in table:
        out += key
    return out


def items(table: Dict[str, int]) -> int:
    total = 0
    for key, value in table.items():
        total += len(key) * value
    return total


def values(table: Dict[str, int]) -> int:
    total = 0
    for value in table.values():
        total += value
    return total


def key_list(table: Dict[int, float]) -> int:
    total = 0
    for key in table.keys():
        total += key
    return total


table = {"a": 1, "bc": 2}
show_script("keys", keys, (table,))
show_script("items", items, (table,))
show_script("values", values, (table,))
show_script("key_list", key_list, ({1: 2.0, 3: 4.0},))
