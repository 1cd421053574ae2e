# Networks 80 to 84, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 80
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.Conv2d(6, 2, 3, stride=2, padding=2, groups=2), nn.AdaptiveAvgPool2d(2), nn.Sequential(nn.Conv2d(2, 2, 1, stride=(1, 1), padding=(2, 2), bias=False))])
        self.Head = nn.Conv2d(2, 2, 3, stride=2)
        self.layer = nn.Conv2d(2, 3, 2, stride=(2, 2), padding=(2, 2), bias=False)
        self.conv = nn.Conv2d(3, 4, 3, padding=1, bias=False)

    def forward(self, x0):
        identity = x0
        for layer in self.block:
            identity = layer(identity)
        identity = self.layer(torch.relu(self.Head(identity)))
        y = self.conv(identity)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Flatten()

    def forward(self, x0):
        identity = self.act(x0)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = Block0a()
        self.Head = nn.Conv2d(4, 4, 3, padding=1)
        self.layer = Block1a()

    def forward(self, x0):
        input = self.act(x0)
        y = self.Head(input)
        y = self.Head(input) + y
        y = self.layer(input)
        return y


net = Net()
inputs = (torch.rand(2, 6, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "80.", digests=True)


# Network 81
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(96, 4)
        self.x = nn.ELU()
        self.weight_layer = nn.Linear(4, 4)

    def forward(self, x0):
        identity = self.layer(x0)
        y = F.relu(self.weight_layer(self.x(identity)))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Conv2d(2, 4, 3, padding=1, dilation=2, bias=False)
        self.x2 = nn.Flatten()
        self.fc = Block0b()

    def forward(self, x):
        z = self.fc(self.x2(self.x(x)))
        return z


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(4, 2)

    def forward(self, x):
        y = self.conv(x)
        return y


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(4, 8)

    def forward(self, x):
        out = self.conv(x)
        return out


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Hardtanh()
        self.fc = Block2b()
        self.out = nn.Linear(2, 4, bias=False)
        self._inner = Block3b()
        self.weight_layer = nn.Linear(8, 4)
        self.act2 = nn.Linear(4, 4)
        self.out2 = nn.Linear(4, 3, bias=False)

    def forward(self, x):
        input = self.out(self.fc(self.act(x)))
        y = self._inner(input)
        features = self.out2(self.act2(self.weight_layer(y)))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block0a()
        self._inner = Block2a()
        self.act = nn.AvgPool2d(3, stride=1)
        self._inner2 = nn.Flatten()
        self.x = nn.ReLU()
        self._inner3 = nn.ModuleList([nn.Sequential(nn.Hardtanh(), nn.Sequential(), nn.Linear(48, 8)), nn.Sequential(nn.Sequential(), nn.Linear(8, 4), nn.Linear(4, 2, bias=False)), nn.Linear(2, 2)])

    def forward(self, x):
        h = self.weight_layer(x)
        features = self._inner(h)
        y = self.x(self._inner2(self.act(x)))
        identity = y
        for layer in self._inner3:
            identity = layer(identity)
        return identity


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "81.", digests=True)


# Network 82
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(4, 3, 2, padding=2)

    def forward(self, x):
        y = self.layer(x)
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.AvgPool2d(3, stride=1), nn.Conv2d(4, 4, 3, padding=1, dilation=2, groups=2), nn.Sequential(Block0b(), nn.Conv2d(3, 3, 1, stride=2, padding=2, groups=3))])

    def forward(self, x0):
        out = x0
        for layer in self._inner:
            out = layer(out)
        return out


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "82.", digests=True)


# Network 83
class Block0a(nn.Module):
    def forward(self, x):
        x = torch.relu(x)
        return x


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.BatchNorm2d(6)
        self.block = nn.ModuleList([nn.BatchNorm2d(6, momentum=0.2), nn.AdaptiveAvgPool2d(1)])

    def forward(self, x):
        x = F.relu(torch.relu(self.conv(x)))
        y = x
        for layer in self.block:
            y = layer(y)
        return y


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(6, 2, 1, stride=2, padding=2, dilation=2, groups=2)
        self.conv = nn.BatchNorm2d(2)
        self.act = nn.BatchNorm2d(2, momentum=0.2)
        self.act2 = nn.Conv2d(2, 3, 1, padding=1, dilation=2, bias=False)

    def forward(self, x0):
        x = self.conv(self.layer(x0))
        features = self.act2(self.act(x))
        return features


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.AdaptiveAvgPool2d((2, 1))
        self.block = nn.Conv2d(3, 3, 1, stride=(1, 1), padding=(0, 0), groups=3, bias=False)

    def forward(self, x):
        input = self.block(self.layer(x))
        return input


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sequential(nn.Conv2d(3, 3, 3, stride=2, padding=2, dilation=2), nn.BatchNorm2d(3, eps=0.001), nn.MaxPool2d(2))
        self._inner = Block3b()
        self.block = nn.Conv2d(3, 2, 1)
        self.weight_layer = nn.Conv2d(2, 6, 3, padding=2, dilation=2, groups=2)
        self.out = nn.AdaptiveAvgPool2d(2)

    def forward(self, x):
        out = self._inner(self.act(x))
        out = self.out(self.weight_layer(self.block(out)))
        return out


class Block5a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.BatchNorm2d(3, eps=0.001)

    def forward(self, x):
        identity = self.weight_layer(self.weight_layer(x))
        return identity


class Block6b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(3, 9, 2, stride=(2, 2), padding=(0, 0), groups=3)

    def forward(self, x0):
        x = self.Head(torch.relu(x0))
        return x


class Block6a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.BatchNorm2d(3)])
        self.conv = Block6b()
        self.conv2 = nn.ModuleList([nn.Conv2d(3, 6, 1, padding=1, groups=3, bias=False), nn.ReLU(), nn.Conv2d(6, 9, 1, stride=(2, 2), padding=(0, 0), groups=3)])

    def forward(self, x):
        features = x
        for layer in self._inner:
            features = layer(features)
        input = self.conv(features)
        for layer in self.conv2:
            x = layer(x)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Sequential()
        self.Head = Block0a()
        self.weight_layer = Block1a()
        self.Head2 = Block2a()
        self.x = nn.Sigmoid()
        self.layer = Block3a()
        self.Head3 = nn.Sequential(nn.Sequential(nn.AdaptiveAvgPool2d((1, 1)), nn.Conv2d(6, 6, 2, stride=2, padding=1, groups=2)), nn.Conv2d(6, 3, 1, stride=2, padding=2, groups=3, bias=False))
        self.weight_layer2 = Block5a()
        self.out2 = Block6a()

    def forward(self, x):
        identity = self.Head(self.out(x))
        out = self.x(self.Head2(self.weight_layer(identity)))
        z = self.layer(out)
        x = self.out2(self.weight_layer2(self.Head3(identity)))
        return x


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "83.", digests=True)


# Network 84
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ModuleList([nn.AvgPool2d(2), nn.BatchNorm2d(4)])

    def forward(self, x):
        for layer in self.weight_layer:
            x = layer(x)
        z = torch.relu(x)
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Block0a()

    def forward(self, x0):
        x = self.out(x0)
        return x


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 8),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "84.", digests=True)
