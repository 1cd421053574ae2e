# Annotations that name no TorchScript type.
from typing import Callable, Dict, Generic, List, Set, Tuple, TypeVar

import numpy
import torch

T = TypeVar("T")


def a_set(x: Set[int]) -> int:
    return len(x)


def a_callable(f: Callable[[int], int]) -> int:
    return f(1)


def bare_list(x: list) -> int:
    return len(x)


def bare_typing_list(x: List) -> int:
    return len(x)


def bare_dict(x: Dict) -> int:
    return len(x)


def variable(x: T) -> T:
    return x


def variadic(x: Tuple[int, ...]) -> int:
    return x[0]


def array(x: numpy.ndarray) -> int:
    return 1


def unknown(x: "NotThere") -> int:
    return 1


def an_object(x: object) -> int:
    return 1


def bytes_type(x: bytes) -> int:
    return 1


def a_value(x: 3) -> int:
    return 1


for name in ("a_set", "a_callable", "bare_list", "bare_typing_list", "bare_dict", "variable", "variadic", "array", "unknown", "an_object", "bytes_type", "a_value"):
    show_script(name, globals()[name])
