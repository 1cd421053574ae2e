# Methods that call each other; keyword and default arguments; called before they are defined.
import torch
from torch import nn


class Net(nn.Module):
    def helper(self, x, n: int = 2):
        return x * n

    def forward(self, x):
        return self.helper(x) + self.helper(x, n=3) + self.later(x)

    def later(self, x):
        return self.helper(x, 5)

    def never_called(self, x):
        return x.nonsense


net = show_script("net", Net(), (torch.ones(1),), methods=("helper", "forward", "later"))
show("has", f"{hasattr(net, 'never_called')}")
