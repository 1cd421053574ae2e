# Constants taken apart again, where a branch was chosen when compiling.
import torch
from typing import *
class Point(NamedTuple):
    x: int
    y: float
def f1() -> List[int]:
    h = (Point(y=1.0, x=2) if 7 >= -4 else Point(1, 3.0))
    y, value = h
    return [y, int(True)]
def f2():
    h = (Point(y=1.0, x=2) if 7 >= -4 else Point(1, 3.0))
    y, value = h
    return y
def f3():
    h = ((2, 3.0) if 7 >= -4 else (1, 3.0))
    y, value = h
    return [y]
def f4():
    h = (2, 3.0)
    if 7 >= -4:
        h = (1, 2.0)
    y, value = h
    return y
def f5():
    h = (2, 3.0)
    if 7 >= -4:
        h = (1, 2.0)
    return h[0]
def f6():
    h = Point(2, 3.0)
    if 7 >= -4:
        h = Point(1, 2.0)
    return h.x
show_script("script_f1", f1)
show_script("script_f2", f2)
show_script("script_f3", f3)
show_script("script_f4", f4)
show_script("script_f5", f5)
show_script("script_f6", f6)
import math
def g1():
    return divmod(7, 3)
def g2():
    a, b = divmod(7, 3)
    return a
def g3():
    a, b = math.modf(2.5)
    return b
def g4():
    return math.frexp(2.5)
def g5():
    h = (2, None)
    if 7 >= -4:
        h = (1, None)
    a, b = h
    return b
def g6():
    h = (2, "a", torch.float32, 1j)
    if 7 >= -4:
        h = (1, "b", torch.float64, 2j)
    a, b, c, d = h
    return a, b, c, d
def g7():
    return divmod(7, 0)
for g in (g1,g2,g3,g4,g5,g6,g7): show_script("script_"+g.__name__, g, ())
