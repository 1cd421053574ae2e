# A traced function and module calling scripted ones.
import torch
from torch import nn


@torch.jit.script
def chosen(x, y):
    if bool(x.mean() > y.mean()):
        return x
    return y


class Inner(nn.Module):
    def forward(self, x):
        if bool(x.sum() > 0):
            return x + 1
        return x - 1


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = torch.jit.script(Inner())

    def forward(self, x):
        return chosen(self.inner(x), x)


x = torch.ones(2)
traced = torch.jit.trace(lambda x, y: chosen(x, y) + 1, (x, x))
show("function.graph", str(traced.graph), "names")
show("function.code", traced.code)
traced = torch.jit.trace(Net(), x)
show("module.graph", str(traced.graph), "names")
show("module.code", traced.code)
show("module.inner", traced.inner.code)
show("results", f"{traced(x).tolist()} {traced(-x).tolist()}")
