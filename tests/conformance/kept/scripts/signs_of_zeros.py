# Zeros keep their signs as C computes them; hashes of ints; complex numbers scaled by real ones.
import torch
from typing import *
def m1(a: int):
    return a * 1j, (1j * a), a * (2-0j), (a+0.0)*1j
def m2(a: float):
    return a * 1j, (1j * a)
def m3():
    return -4 * 1j
def m4():
    return -4.0 * 1j
def m5(a: complex, b: complex):
    return a * b, a + b, a - b, -a, a / b
def m6():
    return -1j, 1j * -1, (-0.0) * 1j, 2j * 2j, 1j - 1j, 0j * -1
def m7(x):
    return x % 2, x % -2, 3 % x, x.remainder(2), x.fmod(2), x // 2
def m8(x: int, y: float, z: bool):
    return hash(x), hash(-1), hash(z)
def show(n, f, *c):
    s = show_script("script_"+n, f, *c)
show("m1", m1, (-4,), (4,), (0,))
show("m2", m2, (-4.0,), (4.0,), (-0.0,))
show("m3", m3, ())
show("m4", m4, ())
show("m5", m5, (1j, -1+0j), (-0.0+1j, 2j))
show("m6", m6, ())
show("m7", m7, (torch.tensor([-2.0, 2.0, -0.0, 0.0, 4.0, -4.0, 1.0, -1.0]),))
show("m8", m8, (-1, 0.5, True), (5, 0.5, False))
