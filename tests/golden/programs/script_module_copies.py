# deepcopy and children of scripted modules; attributes through submodules; named_parameters.
import copy

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)
        self.scale = 2

    def forward(self, x):
        return self.fc(x) * self.scale


torch.manual_seed(0)
net = torch.jit.script(Net())
twin = copy.deepcopy(net)
twin.scale = 5
show("scales", f"{net.scale} {twin.scale}")
show("parameters", str([name for name, _ in net.named_parameters()]))
show("children", str([child.original_name for child in net.children()]))
show("same", str(torch.jit.script(net) is net))
show("code", twin.code)
