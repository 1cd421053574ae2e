# What is no number keeps its sign in texts.
import math
import torch


def f0() -> float:
    return (-4) ** 0.5


def f1(x: float) -> str:
    y = x - x
    print(y, -y, math.nan)
    return str(y) + "{}".format(-y) + f"{y}"


def f2():
    return math.nan, -math.nan, float("nan"), math.inf - math.inf, 0.0 * math.inf


def f3(x: float):
    print(torch.tensor([x - x, x]), torch.tensor([[x - x, 1.0], [2.0, x]]), [x - x], (x - x, 1), {"a": x - x})
    return x % 2.0, x ** 0.5, math.fmod(x, 2.0)


show_script("script_f0", f0, ())
show_script("script_f1", f1, (math.inf,), (-math.inf,), (math.nan,))
show_script("script_f2", f2, ())
show_script("script_f3", f3, (math.inf,), (-1.0,))
