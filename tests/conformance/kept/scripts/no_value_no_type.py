# What programs name that is no value, no type or no function; arguments that are not of their type.
import math, typing, types
import torch
from enum import Enum
from torch import nn
import torch.nn.functional as F
from typing import *

class Point(NamedTuple):
    x: int
    y: float
class Color(Enum):
    RED = 1
def m1(x):
    return math(x)
def m2(x):
    return torch(x)
def m3(x):
    return typing(x)
def m4(x):
    return nn(x)
class C: pass
c = C()
def m5(x):
    return c(x)
lam = lambda x: x
def m6(x):
    return lam(x)
n5 = 5
def m7(x):
    return n5(x)
def m8(x):
    return F.relu.x
def m9(x):
    return int
def m10(x):
    return int.x
def m11(x):
    return torch.relu
def m12(x):
    return torch.relu.x
def m13(x):
    return Point
def m14(x):
    return Point.x
def m15(x):
    return Color
def m16(x):
    return List.x
def m17(x):
    return Union.y
def m18(x):
    return Optional.y
def m19(x):
    return Optional
def m20(x: int):
    return torch.jit.annotate(Optional[int], x, y=x)
def m21(x: int):
    return torch.jit.annotate(Optional[int], x, x)
def m22(x: int):
    return torch.jit.annotate(Optional[int])
def m23(x: torch):
    return x
def m24(x: List[torch]):
    return x
def m25(x: Tuple[torch, int]):
    return x
def m26(x: Dict[str, torch]):
    return x
def m27(x: Optional[torch]):
    return x
def m29(x: torch.arange):
    return x
def m30(x: "[int]"):
    return x
def m31(x):
    y: [int] = [x]
    return y
def m32(x):
    y: {int} = [x]
    return y
def m33(x):
    y: (int, int) = [x]
    return y
def m34(x):
    y: 3 = [x]
    return y
def m35(x):
    while True:
        pass
    return x
def m36(x):
    k = 0
    while True:
        k += 1
    return x
def m37(x: List[int], y: Dict[str, int]):
    return x, y
def m38(x):
    return torch.tensor([1.0, 2, True])
def m39(x: bool):
    return torch.tensor([-2.0, x, 0.5])
def m40(x: float):
    return torch.tensor([1.0, 1, x])
def m41(x):
    return List[int]
def m42(x):
    return torch.max(x, x, x)
def m43(x):
    return torch.max(x, nothing=x)
def m44(x: List[int]):
    return torch.max(x)
def m45(x):
    return torch.max(input=x, dim=0, x=3)
def m46(x):
    return torch.tensor([1, 2, True])
for name in list(globals()):
    if name[0] == "m" and name[1:].isdigit():
        calls = [(torch.ones(2),)]
        if name == "m37":
            calls = [([1], 5), ([1], "a"), ([1], 2.5), ([1], True), ([1], [1]), ([1], "ab"), ([1], ["ab"]), ([1], ()), ([1], torch.ones(2)), (5, {}), ("a", {}), (None, {}), ({}, {}), ((1,), {}), (torch.ones(2), {}), (["a"], {}), ({1,2}, {}), ([1], [("a", 1)]), ([1], [("a", "b")]), ([1], {1: 2})]
        if name in ("m35", "m36"): calls = []
        if name in ("m39",): calls = [(True,)]
        if name in ("m40",): calls = [(2.0,)]
        show_script("script_" + name, globals()[name], *calls)
