# ModuleDict: by key, items, keys, values, in, len.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict({"relu": nn.ReLU(), "tanh": nn.Tanh()})

    def forward(self, x):
        x = self.layers["relu"](x)
        for name, layer in self.layers.items():
            x = layer(x)
            if name == "tanh":
                x = x + 1
        for layer in self.layers.values():
            x = layer(x)
        for name in self.layers.keys():
            print(name)
        for name in self.layers:
            print(name)
        if "relu" in self.layers:
            x = x * len(self.layers)
        return x


class Missing(Net):
    def forward(self, x):
        return self.layers["gelu"](x)


show_script("net", Net(), (torch.ones(1),))
show_script("missing", Missing())
