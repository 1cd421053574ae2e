# torch.jit.trace of a ScriptModule gives it back or traces a call into it.
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        if bool(x.sum() > 0):
            return x + 1
        return x


x = torch.ones(2)
scripted = torch.jit.script(Net())
traced = torch.jit.trace(scripted, x)
show("type", type(traced).__name__)
show("graph", str(traced.graph), "names")
show("code", traced.code)
