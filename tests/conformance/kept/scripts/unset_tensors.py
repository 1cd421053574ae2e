# A tensor by annotation and one by default are two types where a loop or branch is left early.
import torch


def f1(a: str, x) -> torch.Tensor:
    if bool(x.sum() > 1.0):
        if a != "b":
            return torch.ones(3)
        elif bool(x.sum() <= 0.1):
            x -= torch.ones(3)
        elif a == "c":
            return x + x.sum()
    return x


show_script("script_f1", f1, ("q", torch.ones(3)), ("b", torch.zeros(3)))
