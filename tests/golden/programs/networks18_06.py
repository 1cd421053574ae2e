# Networks 30 to 34, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 30
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(4, 4, 1, padding=1, groups=2, bias=False)
        self.weight_layer = nn.MaxPool2d(3, stride=1, padding=1)
        self.fc2 = nn.Sequential(nn.ReLU(inplace=True), nn.BatchNorm2d(4, eps=0.001), nn.Conv2d(4, 2, 2, stride=(1, 1), padding=(2, 2), bias=False))
        self.fc3 = nn.AdaptiveAvgPool2d((2, 1))

    def forward(self, x0):
        y = torch.relu(self.weight_layer(self.fc(x0)))
        features = self.fc3(self.fc2(y))
        return features


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(2, 2, 1, padding=1, groups=2)
        self.Head = nn.MaxPool2d(2)
        self.fc = nn.ReLU()

    def forward(self, x0):
        x = self.Head(self.act(x0))
        x = self.fc(x0)
        h = x + x0
        return h


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.BatchNorm2d(2), nn.Conv2d(2, 4, 1, stride=(1, 1), padding=(0, 0), dilation=2, groups=2, bias=False)])
        self.layer = nn.Conv2d(4, 6, 1, stride=(1, 1), padding=(0, 0), bias=False)
        self.act = nn.SiLU()
        self.weight_layer = nn.AdaptiveAvgPool2d((1, 1))

    def forward(self, x0):
        features = x0
        for layer in self._inner:
            features = layer(features)
        y = self.weight_layer(self.act(self.layer(features)))
        return y


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Conv2d(6, 3, 3, padding=2)

    def forward(self, x0):
        identity = self._inner(torch.relu(x0))
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block0a()
        self.conv2 = Block1a()
        self.out = nn.AdaptiveAvgPool2d(2)
        self.Head = nn.BatchNorm2d(2, affine=False)
        self.layer = nn.Sequential(Block2b(), Block3b())
        self.block = nn.Hardtanh()

    def forward(self, x):
        features = self.conv(x)
        features = self.conv2(features)
        out = self.out(torch.relu(torch.relu(features)))
        features = self.layer(self.Head(features))
        y = self.block(features)
        return y


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "30.", digests=True)


# Network 31
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Conv2d(2, 2, 3, padding=1)
        self.conv = self._inner

    def forward(self, x):
        features = self.conv(self._inner(x))
        return features


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.ReLU(inplace=True)
        self.out = nn.Linear(384, 4)

    def forward(self, x):
        z = self.out(self.Head(torch.flatten(x, 1)))
        return z


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ModuleList([nn.Linear(4, 3, bias=False)])

    def forward(self, x):
        identity = x
        for layer in self.weight_layer:
            identity = layer(identity)
        return identity


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block1b()
        self.Head = Block2b()
        self.act = nn.Linear(3, 3)

    def forward(self, x):
        h = self.fc(x)
        out = self.Head(h)
        input = self.act(out)
        out = self.act(out) + input
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Block0a()
        self.out2 = nn.Conv2d(2, 6, 3, padding=2, bias=False)
        self.out3 = Block1a()

    def forward(self, x0):
        input = self.out3(self.out2(self.out(x0)))
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "31.", digests=True)


# Network 32
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.ELU(), nn.BatchNorm2d(2, eps=0.001)])

    def forward(self, x0):
        input = x0
        for layer in self._inner:
            input = layer(input)
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "32.", digests=True)


# Network 33
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)
        self.weight_layer = nn.Linear(8, 3)

    def forward(self, x):
        out = self.weight_layer(self.fc(x))
        return out


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sigmoid()
        self.out = self.act

    def forward(self, x):
        z = self.out(self.act(x))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.AvgPool2d(2, stride=1, padding=1)
        self.x = nn.ModuleList([nn.Conv2d(2, 4, 1, stride=2, padding=2, dilation=2)])
        self._inner2 = nn.ModuleList([nn.AdaptiveAvgPool2d((2, 1)), nn.Flatten()])
        self.block = nn.Sequential(Block0b(), nn.Linear(3, 4), Block1b())
        self.block2 = nn.Linear(4, 2)
        self.weight_layer = nn.Tanh()
        self.out = nn.Linear(2, 8)

    def forward(self, x):
        out = self._inner(x)
        z = out
        for layer in self.x:
            z = layer(z)
        identity = z
        for layer in self._inner2:
            identity = layer(identity)
        identity = self.weight_layer(self.block2(self.block(identity)))
        input = self.out(identity)
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "33.", digests=True)
show_module(torch.jit.trace(net, inputs, check_trace=False), "33.second.", digests=True)


# Network 34
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(128, 2)

    def forward(self, x):
        z = self.layer(torch.relu(x))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.ModuleList([nn.Linear(128, 8), nn.Linear(8, 4), nn.Sequential(nn.Linear(4, 3), nn.Sigmoid(), nn.Linear(3, 8))])
        self.act = nn.ModuleList([Block0b()])

    def forward(self, x):
        features = x
        for layer in self.x:
            features = layer(features)
        identity = x
        for layer in self.act:
            identity = layer(identity)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ModuleList([nn.Flatten(), Block0a(), nn.Linear(2, 3)])

    def forward(self, x):
        for layer in self.layer:
            x = layer(x)
        identity = torch.relu(x)
        return identity


net = Net().eval()
inputs = (torch.rand(2, 2, 8, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "34.", digests=True)
