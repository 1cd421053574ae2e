# torch.jit.is_scripting(), is_tracing() and the branches behind them.
import torch


def which(x):
    if torch.jit.is_scripting():
        return x + 1
    else:
        return x.some_python_only_thing()


def tracing(x):
    if torch.jit.is_tracing():
        return x
    return x * 2


def negated(x):
    if not torch.jit.is_scripting():
        import numpy

        return numpy.array(x)
    return x


show_script("which", which, (torch.ones(1),))
show_script("tracing", tracing, (torch.ones(1),))
show_script("negated", negated, (torch.ones(1),))
