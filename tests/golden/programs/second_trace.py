# The names that traces use up: the same class again, without its check, and after a trace that failed.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3, 3)
        self.fc2 = nn.Linear(3, 3)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


class Fails(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        raise ValueError("no such luck")


x = torch.rand(1, 3)
model = Net()
show("first", str(torch.jit.trace(model, x).inlined_graph))
show("same object", str(torch.jit.trace(model, x).inlined_graph))
show("another object", str(torch.jit.trace(Net(), x).inlined_graph))
show("unchecked", str(torch.jit.trace(model, x, check_trace=False).inlined_graph))
show("after unchecked", str(torch.jit.trace(model, x, check_trace=False).inlined_graph))
try:
    torch.jit.trace(Fails(), x)
except ValueError as error:
    show("failed", str(error))
show("after a failure", str(torch.jit.trace(Net(), x).inlined_graph))
with torch.no_grad():
    show("no_grad", str(torch.jit.trace(Net(), x, check_trace=False).inlined_graph))
show_module(torch.jit.trace(Net(), x), "last.")
