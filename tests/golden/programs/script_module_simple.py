# A module with parameters and submodules.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.weight = nn.Parameter(torch.ones(2))
        self.register_buffer("offset", torch.zeros(2))

    def forward(self, x):
        x = self.fc(x)
        return torch.relu(x) * self.weight + self.offset


torch.manual_seed(0)
net = show_script("net", Net(), (torch.ones(1, 3),))
show("repr", repr(net))
show("inlined", str(net.inlined_graph), "names")
show("state", str(list(net.state_dict())))
show("kind", f"{type(net).__name__} {net.original_name} {net.training}")
