# The printed requires_grad: inputs that ask for it, no_grad, detach, integer results, frozen parameters.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3, 3)
        self.fc2 = nn.Linear(3, 3)
        for parameter in self.fc1.parameters():
            parameter.requires_grad_(False)

    def forward(self, x, y):
        a = self.fc1(x)
        b = self.fc2(a.detach())
        with torch.no_grad():
            c = self.fc2(y)
        return a, b, c * y, b.argmax(1), (b > 0), b.detach() + 1


x = torch.rand(2, 3)
show_module(torch.jit.trace(Net(), (x, x)), "plain.")
show_module(torch.jit.trace(Net(), (x, torch.rand(2, 3, requires_grad=True))), "asking.")
with torch.no_grad():
    show_module(torch.jit.trace(Net(), (x, x)), "no_grad.")
