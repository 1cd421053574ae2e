# Errors inside methods: the chain of calls through modules.
import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x):
        return helper(x)


def helper(x):
    return x + missing_name


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def step(self, x):
        return x.bad_method()

    def forward(self, x):
        return self.step(x)


class Middle(nn.Module):
    def step(self, x):
        return other_helper(x)

    def forward(self, x):
        return self.step(x)


def other_helper(x):
    return x.bad_method()


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Middle()

    def forward(self, x):
        return self.inner(x)


class Wrong(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(x, x)


show_script("method", Net())
show_script("submodule", Outer())
show_script("arguments", Wrong())
refused("no_forward", lambda: torch.jit.script(nn.Module()))
