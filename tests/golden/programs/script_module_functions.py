# A function and a builtin as attributes of a module; lambda refused.
import torch
import torch.nn.functional as F
from torch import nn


def own(x):
    return x + 1


class Net(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


show_script("own", Net(own), (torch.ones(1),))
show_script("functional", Net(F.relu), (torch.ones(1),))
show_script("builtin", Net(torch.relu), (torch.ones(1),))
show_script("scripted", Net(torch.jit.script(own)), (torch.ones(1),))
show_script("lambda", Net(lambda x: x + 1))
