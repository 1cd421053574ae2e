# Submodules of submodules; one shared; the same class twice.
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, n)

    def forward(self, x):
        return torch.relu(self.fc(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Block(2)
        self.second = Block(2)
        self.again = self.first

    def forward(self, x):
        return self.again(self.second(self.first(x)))


torch.manual_seed(0)
net = show_script("net", Net(), (torch.ones(1, 2),))
show("names", "\n".join(f"{name}: {module.original_name}" for name, module in net.named_modules()))
show("inlined", str(net.inlined_graph), "names")
