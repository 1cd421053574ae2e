# Networks 75 to 79, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 75
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.BatchNorm2d(2, momentum=0.2), nn.Sequential()])
        self.fc = nn.Conv2d(2, 4, 1, stride=2, padding=1)
        self.weight_layer = nn.ReLU6()
        self.fc2 = nn.Sequential(nn.Linear(64, 4))
        self.conv = nn.Sequential(nn.ReLU(), nn.Linear(4, 3))

    def forward(self, x0):
        features = x0
        for layer in self.block:
            features = layer(features)
        input = self.fc(features)
        features = self.weight_layer(torch.flatten(F.relu(input), 1))
        out = self.conv(self.fc2(features))
        return out


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "75.", digests=True)


# Network 76
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Conv2d(6, 4, 3, stride=2, padding=1, groups=2, bias=False)

    def forward(self, x):
        y = self.weight_layer(x)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.BatchNorm2d(6)
        self.x = self.block
        self.act = nn.AvgPool2d(2, padding=1)
        self.Head = nn.BatchNorm2d(6)
        self.x2 = nn.Conv2d(6, 6, 3, padding=1)

    def forward(self, x0):
        features = self.x(self.block(x0))
        y = self.Head(self.act(features))
        z = self.x2(x0)
        identity = self.x2(z) + z
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = Block0a()
        self.layer = nn.BatchNorm2d(4)
        self.out = nn.ModuleList([nn.MaxPool2d(2)])
        self.conv = nn.SiLU()
        self.act2 = self.conv
        self._inner = Block1a()

    def forward(self, x):
        identity = self.layer(self.act(x))
        for layer in self.out:
            x = layer(x)
        identity = self.act2(self.conv(x))
        h = self._inner(identity)
        z = h + x
        return z


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "76.", digests=True)


# Network 77
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.ModuleList([nn.Linear(256, 2), nn.Linear(2, 3), nn.ReLU()])
        self.act = nn.Linear(3, 2)
        self.Head = nn.Linear(2, 8, bias=False)

    def forward(self, x):
        features = x
        for layer in self.out:
            features = layer(features)
        input = self.Head(self.act(F.relu(features)))
        return input


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(8, 3)
        self.conv2 = nn.Linear(3, 2)
        self.x = nn.Linear(2, 4, bias=False)
        self.weight_layer = nn.Hardtanh()
        self.act = nn.Linear(8, 8)

    def forward(self, x):
        y = self.conv2(self.conv(x))
        y = self.weight_layer(self.x(torch.relu(y)))
        z = self.act(x)
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(4, 4, 3, padding=1)
        self.out = nn.ModuleList([nn.Flatten()])
        self.act = nn.Sequential(Block0b(), Block1b())
        self.block = nn.Linear(8, 8)
        self.Head = nn.LeakyReLU(0.1)

    def forward(self, x0):
        x = self.fc(x0)
        features = self.fc(x) + x
        input = features + x
        x = input
        for layer in self.out:
            x = layer(x)
        z = self.block(self.act(x))
        input = self.Head(x)
        return input


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "77.", digests=True)


# Network 78
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.BatchNorm2d(2)
        self.layer = nn.MaxPool2d(3, stride=2)
        self.weight_layer = nn.BatchNorm2d(2)
        self.block = nn.BatchNorm2d(2)

    def forward(self, x):
        x = self.conv(x)
        h = F.relu(self.weight_layer(self.layer(x)))
        y = self.block(x)
        return y


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "78.", digests=True)


# Network 79
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.Conv2d(6, 4, 2, padding=1, dilation=2, bias=False)])
        self.block2 = nn.ModuleList([nn.BatchNorm2d(4, momentum=0.2), nn.Conv2d(4, 6, 2, padding=2, bias=False)])
        self.layer = nn.AvgPool2d(2, padding=1)
        self.Head = nn.Conv2d(6, 2, 2, stride=2, padding=2, bias=False)
        self.act = nn.MaxPool2d(2)
        self.weight_layer = nn.AdaptiveAvgPool2d((1, 1))
        self.act2 = nn.Flatten(2)

    def forward(self, x):
        input = x
        for layer in self.block:
            input = layer(input)
        identity = input
        for layer in self.block2:
            identity = layer(identity)
        out = self.act(self.Head(self.layer(identity)))
        features = self.act2(self.weight_layer(out))
        return features


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "79.", digests=True)
