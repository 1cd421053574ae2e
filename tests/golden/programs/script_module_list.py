# ModuleList: iterated, enumerated, zipped, indexed, sliced, len.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        for i, each in enumerate(self.layers):
            x = each(x) * i
        for one, other in zip(self.layers, self.layers):
            x = one(x) + other(x)
        x = self.layers[-1](x)
        return x + len(self.layers)


torch.manual_seed(0)
class Sliced(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        for layer in self.layers[1:]:
            x = layer(x)
        return x


class Comprehension(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    def forward(self, x):
        return [layer(x) for layer in self.layers]


show_script("sliced", Sliced())
show_script("comprehension", Comprehension(), (torch.ones(1, 2),))
show_script("net", Net(), (torch.ones(1, 2),))
