# Networks 70 to 74, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 70
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(3, 6, 1, dilation=2, groups=3)
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.layer = self.conv

    def forward(self, x0):
        identity = self.Head(x0)
        z = self.layer(self.conv(x0))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block0b()
        self.layer = nn.Conv2d(3, 4, 2, stride=2, padding=2)

    def forward(self, x):
        y = self.conv(x)
        out = self.layer(x)
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0a()
        self.fc = nn.ModuleList([nn.BatchNorm2d(4), nn.Conv2d(4, 2, 1, stride=2, padding=1)])
        self.act = nn.Sequential()
        self._inner2 = nn.MaxPool2d(2, stride=1)

    def forward(self, x0):
        z = self._inner(x0)
        identity = z
        for layer in self.fc:
            identity = layer(identity)
        h = self._inner2(self.act(identity))
        return h


net = Net().eval()
inputs = (torch.rand(2, 3, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "70.", digests=True)


# Network 71
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(144, 3, bias=False)
        self.act = nn.Linear(144, 8)
        self.weight_layer = nn.Linear(8, 4)

    def forward(self, x):
        out = self.layer(x)
        z = F.relu(self.weight_layer(self.act(x)))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.BatchNorm2d(3, affine=False), nn.Flatten(), Block0b())
        self.act = nn.AdaptiveAvgPool2d((2, 1))
        self.x2 = nn.Sequential(nn.Flatten(), nn.Sequential())
        self.weight_layer = nn.ModuleList([nn.Sequential(), nn.Sequential(nn.Sequential(), nn.Linear(6, 3))])

    def forward(self, x0):
        out = F.relu(self.x(x0))
        input = self.act(x0)
        h = self.x2(input)
        input = h
        for layer in self.weight_layer:
            input = layer(input)
        return input


net = Net().eval()
inputs = (torch.rand(2, 3, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "71.", digests=True)


# Network 72
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.BatchNorm2d(6)
        self.x = nn.MaxPool2d(2)

    def forward(self, x):
        y = self.weight_layer(x)
        h = self.weight_layer(x) + y
        h = torch.flatten(self.x(h), 1)
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(54, 8)
        self.x2 = nn.ModuleList([nn.Linear(8, 3, bias=False), nn.Linear(3, 8), nn.Linear(8, 2)])

    def forward(self, x0):
        x = self.x(x0)
        features = x
        for layer in self.x2:
            features = layer(features)
        return features


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0b()
        self.Head = nn.Sequential()
        self.x = Block1b()
        self.act = nn.Hardtanh()
        self.x2 = nn.Tanh()

    def forward(self, x):
        input = self.Head(self._inner(x))
        identity = self.x(input)
        z = self.x2(self.act(identity))
        return z


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.block = self.fc

    def forward(self, x):
        y = self.block(self.fc(x))
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(3, 6, 1)
        self.act = Block0a()
        self.out = nn.Sequential(nn.Linear(2, 2, bias=False), Block3b())
        self.fc = nn.SiLU()
        self.layer = self.fc

    def forward(self, x):
        out = self.out(self.act(self.Head(x)))
        input = self.layer(self.fc(out))
        return input


net = Net()
inputs = (torch.rand(2, 3, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "72.", digests=True)


# Network 73
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ModuleList([nn.BatchNorm2d(4, affine=False), nn.ReLU(inplace=True)])
        self.x = nn.Conv2d(4, 2, 2, bias=False)
        self._inner = nn.AdaptiveAvgPool2d(2)
        self.x2 = nn.Conv2d(2, 2, 2, stride=2, padding=2, groups=2)
        self.conv = nn.Conv2d(2, 3, 1, stride=2, padding=2, dilation=2, bias=False)

    def forward(self, x):
        y = x
        for layer in self.act:
            y = layer(y)
        y = self._inner(self.x(y))
        y = self.conv(self.x2(y))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0b()
        self.fc2 = nn.BatchNorm2d(3)

    def forward(self, x):
        h = self.fc(x)
        identity = self.fc2(h)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.MaxPool2d(3, stride=2)
        self.weight_layer = Block0a()

    def forward(self, x):
        z = self.weight_layer(self.act(x))
        return z


net = Net()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "73.", digests=True)


# Network 74
class Block0a(nn.Module):
    def forward(self, x):
        h = F.relu(x)
        return h


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Hardtanh()
        self.Head = nn.BatchNorm2d(9, affine=False)
        self._inner = nn.Sequential(nn.Conv2d(9, 2, 2, padding=1, dilation=2), nn.BatchNorm2d(2, eps=0.001), nn.ReLU(inplace=True))
        self.Head2 = nn.Sequential(nn.Conv2d(2, 2, 1, stride=(2, 2), padding=(2, 2), dilation=2))
        self.weight_layer = nn.ModuleList([nn.Flatten(), nn.Tanh(), nn.Linear(84, 4)])

    def forward(self, x):
        z = self.layer(self.layer(x))
        z = self.Head2(self._inner(self.Head(z)))
        input = z
        for layer in self.weight_layer:
            input = layer(input)
        return input


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(4, 4)
        self.layer = nn.Linear(4, 3, bias=False)
        self.block = nn.ModuleList([nn.Linear(4, 8), nn.Linear(8, 4), nn.Linear(4, 3, bias=False)])
        self.conv = nn.SiLU()

    def forward(self, x):
        out = self.layer(self.x(x))
        for layer in self.block:
            x = layer(x)
        z = self.conv(x)
        return z


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Linear(4, 4, bias=False)
        self.weight_layer = nn.ReLU()
        self._inner2 = nn.ModuleList([Block2b(), nn.Sigmoid()])

    def forward(self, x):
        input = self.weight_layer(self._inner(x))
        x = torch.relu(x)
        out = x
        for layer in self._inner2:
            out = layer(out)
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.BatchNorm2d(3, affine=False)
        self.Head = Block0a()
        self.conv = nn.Conv2d(3, 9, 2, padding=1, groups=3)
        self._inner = Block1a()
        self.layer = nn.SiLU()
        self.x = Block2a()
        self.x2 = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3), nn.Linear(3, 8, bias=False))
        self.weight_layer = nn.Linear(8, 3)

    def forward(self, x):
        input = self.conv(self.Head(self.act(x)))
        out = self.layer(self._inner(input))
        y = self.weight_layer(self.x2(self.x(out)))
        return y


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "74.", digests=True)
