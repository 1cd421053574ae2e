# Unions: reassigned, in containers, in attributes, wider unions, refusals at run time.
from typing import Dict, List, Optional, Tuple, Union

import torch
from torch import nn


def reassigned() -> Union[int, str]:
    x: Union[int, str] = "a"
    i: int = 1
    x = i
    return x


def in_list() -> List[Union[int, str]]:
    values: List[Union[int, str]] = [1, "a"]
    values.append("b")
    values.append(2)
    return values


def in_tuple():
    t: Tuple[Union[int, str], Union[int, str]] = (1, "a")
    return t


def in_dict() -> Union[int, str]:
    d: Dict[str, Union[int, str]] = {}
    d["a"] = "b"
    d["c"] = 2
    return d["c"]


def wider() -> Union[int, str, torch.Tensor]:
    x: Union[int, str] = "a"
    return x


def single(x: Union[int]) -> int:
    return x


def containers(x: Union[List[str], List[float], List[str]]) -> str:
    return "a"


def wrong_append():
    values: List[Union[int, str]] = [1]
    values.append(2.5)
    return values


def refined_twice(x: Union[int, str, float, List[int]]) -> int:
    if isinstance(x, (int, float)):
        if isinstance(x, int):
            return x
        return int(x)
    elif isinstance(x, str):
        return len(x)
    return x[0]


class Net(nn.Module):
    x: Union[int, str]

    def __init__(self, x: Union[int, str]):
        super().__init__()
        self.x = x

    def forward(self, y: Union[int, str]):
        self.x = y
        return self.x


for name in ("reassigned", "in_list", "in_tuple", "in_dict", "wider"):
    show_script(name, globals()[name], ())
show_script("single", single, (1,))
scripted = show_script("containers", containers, (["a"],), ([1.0],))
refused("a member of neither", lambda: scripted([1]))
show_script("wrong_append", wrong_append)
show_script("refined_twice", refined_twice, (1,), ("abc",), (2.5,), ([7],))
show_script("net", Net(2), ("a",), (3,))
