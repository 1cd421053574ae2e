import torch
import torch.nn.functional as F
from torch import nn


def show_function(name, traced):
    show(f"{name}.name", traced.qualified_name if hasattr(traced, "qualified_name") else traced.name)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


x, image = torch.ones(2, 3), torch.ones(2, 3, 8, 6)
# several numbers of one call: the last argument's is converted first
show_function("eye", torch.jit.trace(lambda x: torch.eye(x.size(0), x.size(1)), x))
show_function("fill", torch.jit.trace(lambda x: torch.full((x.size(0), x.size(1)), x.size(1)), x))
show_function("slice", torch.jit.trace(lambda x: x[x.size(0) - 2 : x.size(0), x.size(1) - 2 : x.size(1)], x))
# a number that is repeated, is a float, or goes to what is not recorded is a constant
show_function("pool", torch.jit.trace(lambda x: F.max_pool2d(x, x.size(1)), image))
show_function("dropout", torch.jit.trace(lambda x: F.dropout(x, 1 / x.size(0), False), image))
show_function("conv", torch.jit.trace(lambda x: F.conv2d(x, torch.ones(3, 1, 2, 2), groups=x.size(1)), image))
# an overload that takes a tensor goes first
show_function("narrow", torch.jit.trace(lambda x: x.narrow(1, x.size(0) - 2, x.size(1) - 1), x))
show_function("repeat", torch.jit.trace(lambda x: x.repeat_interleave(x.size(0), x.size(1) - 2), x))
show_function("count", torch.jit.trace(lambda x: x + x.shape.numel(), x))
show_function("line", torch.jit.trace(lambda x: torch.linspace(0, x.size(1), x.size(0)), x))
