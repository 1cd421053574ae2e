# Random Python values given for arguments of many types: which are taken, as what, and how the others are refused.
from collections import namedtuple
from enum import Enum
from random import Random
from typing import Any, Dict, List, NamedTuple, Optional, Tuple, Union

import torch


class Color(Enum):
    RED = 1


class Point:
    def __init__(self):
        self.x = 1


class Pair(NamedTuple):
    a: int
    b: str


Plain = namedtuple("Plain", ["a", "b"])


def of_int(x: int): return x
def of_float(x: float): return x
def of_bool(x: bool): return x
def of_str(x: str): return x
def of_ints(x: List[int]): return x
def of_floats(x: List[float]): return x
def of_bools(x: List[bool]): return x
def of_tensors(x: List[torch.Tensor]): return x
def of_strings(x: List[str]): return x
def of_lists(x: List[List[int]]): return x
def of_maybe_ints(x: List[Optional[int]]): return x
def of_anythings(x: List[Any]): return x
def of_dict(x: Dict[str, int]): return x
def of_lists_by_int(x: Dict[int, List[str]]): return x
def of_tuple(x: Tuple[int, float]): return x
def of_nested(x: Tuple[int, Tuple[str, float]]): return x
def of_optional(x: Optional[int]): return x
def of_optional_ints(x: Optional[List[int]]): return x
def of_union(x: Union[int, str]): return x
def of_wide_union(x: Union[List[int], Dict[str, int], float]): return x
def of_any(x: Any): return x
def of_enum(x: Color): return x
def of_point(x: Point): return x
def of_pair(x: Pair): return x
def of_complex(x: complex): return x
def of_device(x: torch.device): return x
def of_tensor(x): return x


functions = [torch.jit.script(each) for name, each in list(globals().items()) if name.startswith("of_")]
leaves = [1, 2.5, True, "a", None, torch.tensor(3), torch.ones(2), 1j, torch.float32, torch.device("cpu"), Color.RED]
leaves += [Point(), object(), b"x", Pair(1, "a"), Plain(1, "b"), range(3), 2**63, "cpu"]
random = Random(7)


def drawn(depth):
    kind = random.random()
    if depth == 0 or kind < 0.35:
        return random.choice(leaves)
    if kind < 0.5:
        return [drawn(depth - 1) for _ in range(random.randrange(4))]
    if kind < 0.65:
        return [drawn(depth - 1)] * random.randrange(4)
    if kind < 0.82:
        return tuple(drawn(depth - 1) for _ in range(2))
    return {random.choice([1, "a", 2.5, "b", 3]): drawn(depth - 1) for _ in range(random.randrange(4))}


def told(value):
    return repr(value).split(" object at")[0]


lines = []
for number in range(600):
    function, value = random.choice(functions), drawn(2)
    if value is None and "dict" in function.name:
        continue
    try:
        lines.append(f"{number} {function.name} {told(function(value))}")
    except Exception as error:
        line = str(error).strip().split("\n")[0].split(" object at")[0]
        lines.append(f"{number} {function.name} {type(error).__name__} {line.split(' (of Python')[0]}")
show("arguments", "\n".join(lines))
