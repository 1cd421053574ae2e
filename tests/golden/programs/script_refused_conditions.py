# What a condition may be: numbers and tensors yes, others no.
import torch

def integer(a: int) -> int:
    if a:
        return 1
    return 0


def floating(a: float) -> int:
    while a:
        a = 0.0
    return 0


def tensor(a) -> int:
    return 1 if a else 0


def none(a: int) -> int:
    if None:
        return 1
    return 0


def a_function(a: int) -> int:
    if integer:
        return 1
    return 0


for name in ("integer", "floating"):
    show_script(name, globals()[name], (1,), (0,))
show_script("tensor", tensor, (torch.ones(1),), (torch.zeros(1),))
for name in ("none", "a_function"):
    show_script(name, globals()[name])
