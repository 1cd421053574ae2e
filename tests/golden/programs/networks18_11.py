# Networks 55 to 59, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 55
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.AvgPool2d(3, stride=2, padding=1)
        self.layer2 = nn.Conv2d(6, 2, 1, stride=(1, 1), padding=(0, 0), bias=False)

    def forward(self, x):
        features = self.layer2(self.layer(x))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(3, 2, 3, padding=2, dilation=2)
        self._inner = nn.Conv2d(2, 6, 3, stride=2, padding=1, bias=False)
        self.weight_layer = Block0a()

    def forward(self, x0):
        input = self.fc(x0)
        identity = self._inner(input)
        x = torch.relu(self.weight_layer(identity))
        return x


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "55.", digests=True)


# Network 56
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.BatchNorm2d(2)
        self.conv2 = nn.AdaptiveAvgPool2d((1, 1))
        self.weight_layer = nn.Conv2d(2, 3, 1, bias=False)
        self.Head = nn.MaxPool2d(2)
        self.act = nn.Flatten()
        self.x = nn.ModuleList([nn.Conv2d(3, 9, 1, groups=3, bias=False)])

    def forward(self, x):
        identity = self.weight_layer(self.conv2(self.conv(x)))
        input = self.act(self.Head(x))
        out = identity
        for layer in self.x:
            out = layer(out)
        return out


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = Block0b()

    def forward(self, x0):
        identity = self.act(x0)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(6, 2, 2)
        self.conv2 = Block0a()
        self.out = nn.Sequential()
        self.fc = nn.Sequential(nn.BatchNorm2d(9, momentum=0.2), nn.Flatten(), nn.Sequential(nn.Linear(9, 3), nn.Linear(3, 4, bias=False), nn.Linear(4, 2, bias=False)))

    def forward(self, x0):
        identity = self.conv(x0)
        input = self.conv2(identity)
        out = self.fc(self.out(input))
        return out


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "56.", digests=True)


# Network 57
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(4, 4, 3, padding=1)
        self.act = nn.AdaptiveAvgPool2d(1)

    def forward(self, x):
        out = self.fc(x)
        y = self.fc(x) + out
        h = self.act(y)
        return h


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.LeakyReLU(0.1)
        self.out = nn.Linear(8, 4)
        self.conv = nn.Linear(4, 2)
        self.act = nn.Sequential(nn.Linear(2, 3, bias=False), nn.Linear(3, 8))
        self.Head2 = nn.ModuleList([nn.Sequential(nn.Linear(8, 2), nn.Linear(2, 8, bias=False))])

    def forward(self, x):
        h = self.Head(x)
        identity = self.act(self.conv(self.out(h)))
        features = identity
        for layer in self.Head2:
            features = layer(features)
        return features


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sigmoid()
        self._inner = nn.Sequential(nn.Linear(8, 4), nn.ELU())
        self.conv = nn.Linear(4, 4, bias=False)

    def forward(self, x):
        x = torch.relu(x)
        h = self.x(torch.relu(F.relu(x)))
        out = self.conv(self._inner(h))
        return out


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.BatchNorm2d(4, eps=0.001)
        self.Head = nn.BatchNorm2d(4)
        self.x = nn.Conv2d(4, 4, 2, padding=1, groups=2)
        self._inner = nn.AvgPool2d(2, stride=1)
        self.x2 = nn.AvgPool2d(2)

    def forward(self, x):
        features = self.block(self.block(x))
        z = self._inner(self.x(self.Head(features)))
        features = self.x2(z)
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0a()
        self.conv = nn.Conv2d(4, 4, 1)
        self.Head = nn.Sequential(nn.Sequential(nn.Linear(4, 4)), nn.SiLU(), nn.Linear(4, 8))
        self._inner = Block1a()
        self.conv2 = nn.Sequential()
        self.act = Block2a()
        self.layer = nn.Sequential(Block3b(), nn.Conv2d(4, 2, 1, padding=1, dilation=2, groups=2, bias=False))
        self.layer2 = nn.BatchNorm2d(2, momentum=0.2)

    def forward(self, x0):
        z = self.block(x0)
        x = self.conv(z)
        z = self.Head(torch.flatten(x, 1))
        h = self.act(self.conv2(self._inner(z)))
        z = self.layer2(self.layer(x0))
        return z


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "57.", digests=True)


# Network 58
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 1, stride=2, padding=2, groups=2, bias=False)
        self.fc = nn.Conv2d(4, 6, 1, stride=2, padding=2)
        self.Head = nn.Conv2d(6, 2, 2, stride=2, padding=2)
        self.x = nn.Linear(32, 2)
        self._inner = nn.BatchNorm2d(4, eps=0.001)
        self.x2 = nn.BatchNorm2d(4, eps=0.001)

    def forward(self, x):
        h = self.fc(self.conv(F.relu(x)))
        identity = self.x(torch.flatten(self.Head(h), 1))
        z = self.x2(self._inner(x))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0b()

    def forward(self, x):
        identity = self.block(x)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(4, eps=0.001)
        self.fc = nn.BatchNorm2d(4, momentum=0.2)
        self.block = Block0a()
        self.fc2 = nn.Sequential()
        self.fc3 = nn.BatchNorm2d(4)

    def forward(self, x):
        x = self.fc(self.x(x))
        out = self.fc3(self.fc2(self.block(x)))
        return out


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 6),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "58.", digests=True)


# Network 59
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ReLU(inplace=True)

    def forward(self, x0):
        y = self.weight_layer(x0)
        input = self.weight_layer(x0) + y
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Block0a()

    def forward(self, x0):
        h = self.out(x0)
        return h


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "59.", digests=True)
