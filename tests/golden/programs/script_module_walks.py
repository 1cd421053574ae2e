# What a module says of what it holds: named_buffers, named_children, children, named_modules, modules; ParameterDict.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.parts = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.full((1,), 2.0))])
        self.named = nn.ParameterDict({"a": nn.Parameter(torch.ones(1)), "b": nn.Parameter(torch.full((1,), 3.0))})
        self.register_buffer("first", torch.ones(1))
        self.register_buffer("second", torch.full((1,), 4.0))
        self.nested = nn.ModuleList([nn.Sequential(nn.Identity(), nn.Identity())])

    def forward(self, x):
        for part in self.parts:
            x = x + part
        x = x + self.parts[0] + self.named["b"]
        for name, buffer in self.named_buffers():
            x = x + buffer
        for name, child in self.named_children():
            print(name)
        for name, module in self.named_modules():
            print(name)
        for module in self.modules():
            x = x + 1
        for child in self.children():
            x = x + 1
        return x


show_script("net", Net(), (torch.ones(1),))
