# 0.0 and -0.0 are one constant.
import torch


def f0(x: float) -> float:
    a = -0.0 * 1.0
    b = abs(a)
    return a + b + x


show_script("script_f0", f0, (1.0,))
