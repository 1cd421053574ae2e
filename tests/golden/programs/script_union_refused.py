# What a Union does not allow.
from typing import Dict, List, Union

import torch


def added(x: Union[int, str]) -> int:
    return x + 1


def unified(flag: bool):
    if flag:
        x = 1
    else:
        x = "a"
    return x


def to_subset(x: Union[int, str, float]) -> Union[int, str]:
    return x


show_script("added", added)
show_script("unified", unified)
show_script("to_subset", to_subset)
