# What stands in the place of a type and is none, and how PyTorch names it.
import torch
from typing import *
def m1(x: int):
    return torch.jit.annotate(Optional[x()], x)
def m2(x: int):
    return torch.jit.annotate(x(), x)
def m3(x: int):
    return torch.jit.annotate(x().y, x)
def m4(x: int):
    return torch.jit.annotate(-x, x)
def m5(x: int):
    return torch.jit.annotate(not x, x)
def m6(x: int):
    return torch.jit.annotate(x + x, x)
def m7(x: int):
    return torch.jit.annotate(x ** x, x)
def m8(x: int):
    return torch.jit.annotate(x // x, x)
def m9(x: int):
    return torch.jit.annotate(x == x, x)
def m10(x: int):
    return torch.jit.annotate(x is x, x)
def m11(x: int):
    return torch.jit.annotate(x and x, x)
def m12(x: int):
    return torch.jit.annotate(3, x)
def m13(x: int):
    return torch.jit.annotate(True, x)
def m14(x: int):
    return torch.jit.annotate("a b", x)
def m15(x: int):
    return torch.jit.annotate(..., x)
def m16(x: int):
    return torch.jit.annotate([x for x in [1]], x)
def m17(x: int):
    return torch.jit.annotate({x: x for x in [1]}, x)
def m18(x: int):
    return torch.jit.annotate({}, x)
def m19(x: int):
    return torch.jit.annotate(x if x else x, x)
def m20(x: int):
    return torch.jit.annotate((x, x), x)
def m21(x: int):
    return torch.jit.annotate(x[0], x)
def m22(x: int):
    return torch.jit.annotate(x[0].y, x)
def m23(x: int):
    return torch.jit.annotate(f"a", x)
def m24(x: int):
    return torch.jit.annotate(x < x, x)
def m25(x: int):
    return torch.jit.annotate(~x, x)
def m26(x: int):
    return torch.jit.annotate(x not in [x], x)
def m27(x: int):
    return torch.jit.annotate(x in [x], x)
def m28(x: int):
    return torch.jit.annotate(x is not x, x)
def m29(x: int):
    return torch.jit.annotate(x != x, x)
def m30(x: int):
    return torch.jit.annotate(x >= x, x)
def m31(x: int):
    return torch.jit.annotate(x << x, x)
def m32(x: int):
    return torch.jit.annotate(x | x, x)
def m33(x: int):
    return torch.jit.annotate(Optional[...], x)
def m34(x: int):
    return torch.jit.annotate(Optional[1:2], x)
def m35(x: int):
    return torch.jit.annotate(Dict[x], x)
def m36(x: int):
    return torch.jit.annotate(x.y.z, x)
def m37(x: int):
    return torch.jit.annotate("List[int]", [x])
def m38(x: int):
    return torch.jit.annotate(Optional[x, x], x)
def m39(x: int):
    return torch.jit.annotate(List[int, int], x)
def m40(x: int):
    return torch.jit.annotate(None, x)
def m41(x: int):
    return torch.jit.annotate(torch.int, x)
def m42(x: int):
    return torch.jit.annotate((x, x).y, x)
def m43(x: int):
    return torch.jit.annotate("a".y, x)
def m44(x: int):
    return torch.jit.annotate((1).y, x)
def m45(x: int):
    return torch.jit.annotate(True.y, x)
def m46(x: int):
    return torch.jit.annotate((-x).y, x)
def m47(x: int):
    return torch.jit.annotate(x @ x, x)
def n1(x: int):
    return torch.jit.annotate(str, x)
def n2(x: int):
    return torch.jit.annotate(List[int], x + 1)
def n3(x: int):
    return torch.jit.annotate(List[int],
        [x]   ).append(torch.jit.annotate(Optional[
           str], (x)  ))
def n4(x: int):
    return torch.jit.annotate(str, 3)
def n5(x: int):
    return torch.jit.annotate(None, (x))
for name in list(globals()):
    if name[0] in "mn" and name[1:].isdigit():
        show_script("script_" + name, globals()[name])
