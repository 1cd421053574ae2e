# Functions calling functions: compiled on first use; calls stay calls.
import torch


def leaf(x):
    return x + 1


def middle(x):
    return leaf(x) * leaf(x)


def top(x, n: int):
    for _ in range(n):
        x = middle(x)
    return leaf(x)


scripted = show_script("top", top, (torch.ones(2), 2))
show("inlined", str(scripted.inlined_graph), "names")
show("leaf", torch.jit.script(leaf).code)
