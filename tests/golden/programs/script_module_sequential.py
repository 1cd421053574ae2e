# nn.Sequential: called, indexed, iterated, nested.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Sequential(nn.Linear(2, 2), nn.Tanh()))

    def forward(self, x):
        x = self.layers(x)
        for layer in self.layers:
            x = layer(x)
        return self.layers[0](x), len(self.layers)


torch.manual_seed(0)
show_script("net", Net(), (torch.ones(1, 2),))
show_script("bare", nn.Sequential(nn.ReLU(), nn.Flatten()), (torch.ones(1, 2, 2),))
