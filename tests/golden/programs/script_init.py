# Functions of torch.nn.init in compiled code: what they write, and the calls that stand for them.
import torch
from torch.nn import init


def constant(a, value: float):
    return init.constant_(a, value)


def ones(a):
    return init.ones_(a)


def zeros(a):
    return init.zeros_(a)


def uniform(a):
    return init.uniform_(a)


def normal(a):
    return init.normal_(a, 1.0, 2.0)


def xavier(a):
    return init.xavier_uniform_(a), init.xavier_normal_(a, gain=2.0)


for each in (constant, ones, zeros, uniform, normal, xavier):
    scripted = torch.jit.script(each)
    show(f"{each.__name__}.graph", str(scripted.graph), "names")
    show(f"{each.__name__}.schema", str(scripted.schema))
    torch.manual_seed(0)
    given = (torch.ones(2, 2), 2.5) if each is constant else (torch.ones(2, 2),)
    result = scripted(*given)
    show(f"{each.__name__}.result", str(result if each is not xavier else result[1]))
