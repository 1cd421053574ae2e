# Passes that articles call by their private names, on a graph with something for each to do.
import torch
from torch import nn


class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        return self.fc(x) * 2


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def forward(self, x):
        unused = x.exp() + 1
        y = self.inner(x)
        z = y.relu()
        return self.inner(z)


def dead(x):
    y = x * 2
    unused = y.exp()
    y.add_(1)
    return x - y


traced = torch.jit.trace(Net(), torch.rand(1, 3))
graph = traced.graph
show("traced", str(graph))
copy = graph.copy()
torch._C._jit_pass_inline(copy)
show("inline on a copy", str(copy))
show("the original", str(graph))
torch._C._jit_pass_dce(copy)
show("then dce", str(copy))
show("canonicalize", str(torch._C._jit_pass_canonicalize(copy)))
torch._C._jit_pass_lint(copy)
torch._C._jit_pass_inline(graph)
show("inline", str(graph))
show("code after inline", traced.code)
show("inlining again", str(traced.inlined_graph))
function = torch.jit.trace(dead, torch.rand(2))
show("function", str(function.graph))
torch._C._jit_pass_dce(function.graph)
show("function then dce", str(function.graph))
show("function code", function.code)
show("function canonical", str(torch._C._jit_pass_canonicalize(function.graph)))
