# Conversions for calls of script functions: what is converted and what is not.
import torch


def takes_float(x: float) -> float:
    return x * 2


def takes_optional(x: int | None) -> int:
    return 0 if x is None else x


def takes_list(x: list[float]) -> float:
    return x[0]


def passes_optional(n: int) -> int:
    return takes_optional(n) + takes_optional(None)


def passes_tensor(t) -> float:
    return takes_float(t)


def passes_int(n: int) -> float:
    return takes_float(n)


def passes_tuple(n: float) -> float:
    return takes_list((n, n))


show_script("passes_optional", passes_optional, (3,))
show_script("passes_tensor", passes_tensor, (torch.tensor(2.0),))
show_script("passes_int", passes_int, (3,))
show_script("passes_tuple", passes_tuple, (3.0,))
