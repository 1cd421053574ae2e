import torch
import torch.nn.functional as F
from torch import nn


def show_function(name, traced):
    show(f"{name}.name", traced.qualified_name if hasattr(traced, "qualified_name") else traced.name)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


last = torch.channels_last
for name, shape in (("one", (1, 2, 1, 1)), ("channel", (2, 1, 4, 4)), ("image", (2, 3, 4, 4))):
    show_function(f"{name}.to", torch.jit.trace(lambda x: x.to(memory_format=last) + 1, torch.rand(shape)))
    show_function(f"{name}.softmax", torch.jit.trace(lambda x: x.to(memory_format=last).softmax(1), torch.rand(shape)))
    norm = nn.BatchNorm2d(shape[1]).eval()
    show_module(torch.jit.trace(norm, torch.rand(shape).to(memory_format=last)), f"{name}.norm.")
show_function("unique", torch.jit.trace(lambda x: torch.unique(x, return_counts=True), torch.ones(2, 3)))
