# isinstance of known types is decided while compiling.
from typing import Dict, List, Tuple

import torch


def of_int(x: int) -> bool:
    return isinstance(x, int)


def of_tuple_of_types(x: float) -> bool:
    return isinstance(x, (int, str))


def of_list(x: List[int]) -> bool:
    return isinstance(x, list) and isinstance(x, List[int])


def of_tuple(x: Tuple[int, str]) -> bool:
    return isinstance(x, tuple)


def of_dict(x: Dict[str, int]) -> bool:
    return isinstance(x, Dict[str, int])


def of_tensor(x) -> bool:
    return isinstance(x, torch.Tensor)


def picks(x: int) -> int:
    if isinstance(x, str):
        return x.no_such_thing()
    else:
        return x + 1


show_script("of_int", of_int, (1,))
show_script("of_tuple_of_types", of_tuple_of_types, (1.0,))
show_script("of_list", of_list, ([1],))
show_script("of_tuple", of_tuple, ((1, "a"),))
show_script("of_dict", of_dict, ({"a": 1},))
show_script("of_tensor", of_tensor, (torch.ones(1),))
show_script("picks", picks, (1,))
