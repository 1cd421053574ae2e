# What has no hash: lists, dictionaries, complex numbers, members of enumerations, objects, and tuples that hold them.
import enum
from typing import Any, Dict, List, Optional, Tuple, Union

import torch


class Color(enum.Enum):
    RED = 1


class Plain:
    def __init__(self):
        self.x = 1


def of_list(v: List[float]):
    return hash(v)


def of_dict(v: Dict[str, List[int]]):
    return hash(v)


def of_optional(v: Optional[List[int]]):
    return hash(v)


def of_union(v: Union[List[int], int]):
    return hash(v)


def of_any(v: Any):
    return hash(v)


def of_pair(v: Tuple[int, List[str]]):
    return hash(v)


def of_enum(v: Color):
    return hash(v)


def of_object(v: Plain):
    return hash(v)


def of_members(v: Tuple[Color]):
    return hash(v)


def equal(a: Tuple[int, str], b: Tuple[int, str]) -> bool:
    return hash(a) == hash(b)


show_script("of_list", of_list, ([],), ([1.5],))
show_script("of_dict", of_dict, ({},))
show_script("of_optional", of_optional, ([1],))
show_script("of_union", of_union, ([1],))
show_script("of_any", of_any, ([1],), ({"a": 1},))
show_script("of_pair", of_pair, ((1, ["a"]),))
show_script("of_enum", of_enum, (Color.RED,))
show_script("of_object", of_object)
show_script("of_members", of_members, ((Color.RED,),))
show_script("equal", equal, ((1, "a"), (1, "a")))
