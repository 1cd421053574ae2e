# Operators on types that have none.
from typing import Dict, List

import torch


def list_minus(a: List[int], b: List[int]) -> List[int]:
    return a - b


def string_plus_int(a: str, b: int) -> str:
    return a + b


def dict_plus(a: Dict[str, int]) -> Dict[str, int]:
    return a + a


def not_string(a: str) -> bool:
    return not a


def if_list(a: List[int]) -> int:
    if a:
        return 1
    return 0


def if_string(a: str) -> int:
    if a:
        return 1
    return 0


def and_ints(a: int, b: int) -> int:
    return a and b


def minus_string(a: str) -> str:
    return -a


def float_index(v: List[int]) -> int:
    return v[1.5]


def string_index(v: List[int]) -> int:
    return v["a"]


def compared(a: int, b: str) -> bool:
    return a < b


def power(a: str) -> str:
    return a**2


def member(a: int, b: int) -> bool:
    return a in b


def tuple_item_assigned(t: tuple[int, int]) -> int:
    t[0] = 1
    return t[0]


for name in list(globals()):
    thing = globals()[name]
    if type(thing).__name__ == "function" and thing.__module__ == "__main__":
        show_script(name, thing)
