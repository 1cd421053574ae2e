# torch.jit.script_if_tracing: plain Python outside a trace, a script function inside.
import torch


@torch.jit.script_if_tracing
def clipped(x, n: int):
    if bool(x.sum() > n):
        return x * 0
    return x


def user(x):
    return clipped(x, 3) + 1


x = torch.ones(2)
show("eager", str(type(clipped).__name__) + str(clipped(x, 1).tolist()))
traced = torch.jit.trace(user, x)
show("graph", str(traced.graph), "names")
show("code", traced.code)
