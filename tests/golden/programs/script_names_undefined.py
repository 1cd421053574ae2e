# Names used before they are defined, or only on some paths.
import torch

def unknown(x):
    return y + 1


def some_paths(x: int) -> int:
    if x > 0:
        y = 1
    return y


def in_loop(n: int) -> int:
    for i in range(n):
        y = i
    return y


def in_while(n: int) -> int:
    while n > 0:
        z = n
        n -= 1
    return z


def suggested(value):
    return valeu + 1


for name in ("unknown", "some_paths", "in_loop", "in_while", "suggested"):
    show_script(name, globals()[name])
