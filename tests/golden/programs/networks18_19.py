# Networks 95 to 99, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 95
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Tanh()

    def forward(self, x):
        input = self.conv(self.conv(x))
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "95.", digests=True)


# Network 96
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.AdaptiveAvgPool2d(2)
        self.conv = nn.AdaptiveAvgPool2d(1)
        self.layer = nn.BatchNorm2d(3, eps=0.001)
        self._inner = nn.MaxPool2d(3, stride=2, padding=1)

    def forward(self, x):
        out = self.layer(self.conv(self.x(x)))
        input = self._inner(torch.relu(F.relu(x)))
        return input


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ModuleList([nn.GELU(), nn.BatchNorm2d(3, momentum=0.2), nn.BatchNorm2d(3, affine=False)])
        self.block = nn.AdaptiveAvgPool2d(1)
        self.block2 = nn.MaxPool2d(3, stride=2, padding=1)

    def forward(self, x):
        h = x
        for layer in self.act:
            h = layer(h)
        h = self.block2(self.block(h))
        return h


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0b()
        self._inner = nn.Flatten()
        self.act = nn.Linear(48, 2, bias=False)
        self.x = Block1b()

    def forward(self, x0):
        input = self._inner(self.block(x0))
        identity = self.act(input)
        input = self.x(x0)
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0a()
        self.Head = nn.Sequential()
        self.conv = nn.Sequential(nn.Linear(3, 4, bias=False), nn.Linear(4, 2, bias=False))
        self.block = nn.Linear(2, 3, bias=False)
        self._inner2 = nn.Linear(3, 4, bias=False)
        self.conv2 = nn.Linear(4, 8, bias=False)
        self.fc = nn.ModuleList([nn.Sequential(nn.Hardtanh())])

    def forward(self, x):
        h = self._inner(x)
        h = self.conv(self.Head(torch.flatten(h, 1)))
        identity = self._inner2(self.block(h))
        input = self.conv2(identity)
        z = input
        for layer in self.fc:
            z = layer(z)
        return z


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "96.", digests=True)


# Network 97
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.BatchNorm2d(6, momentum=0.2)
        self._inner = nn.Flatten()
        self.Head = nn.Linear(6, 4)
        self.Head2 = nn.Linear(4, 2, bias=False)
        self.layer = nn.Linear(2, 4)

    def forward(self, x):
        h = self.fc(x)
        z = self.Head2(self.Head(self._inner(h)))
        z = F.relu(self.layer(z))
        return z


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Linear(4, 3)
        self._inner = nn.Linear(4, 4)
        self.x = nn.Linear(4, 4, bias=False)
        self.conv = nn.ModuleList([nn.SiLU(), nn.Linear(4, 2)])

    def forward(self, x0):
        x = self.weight_layer(x0)
        out = self.x(self._inner(x0))
        y = out
        for layer in self.conv:
            y = layer(y)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block1b()
        self.x = nn.Linear(2, 8)
        self.x2 = nn.Linear(8, 2, bias=False)

    def forward(self, x0):
        z = torch.relu(F.relu(x0))
        features = self.x2(self.x(self.Head(z)))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Tanh()
        self.conv = nn.MaxPool2d(3, stride=2)
        self._inner = nn.Sequential(nn.MaxPool2d(2, padding=1), nn.BatchNorm2d(6, affine=False))
        self._inner2 = nn.Sequential(nn.Sequential(nn.BatchNorm2d(6, eps=0.001)), nn.AdaptiveAvgPool2d((1, 1)), Block0b())
        self.out = Block1a()
        self.fc = nn.Linear(2, 3, bias=False)
        self.fc2 = nn.Linear(3, 2)
        self.block = nn.Linear(2, 2)

    def forward(self, x):
        z = self._inner(self.conv(self.Head(x)))
        x = self.out(self._inner2(x))
        y = self.block(self.fc2(self.fc(x)))
        return y


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "97.", digests=True)


# Network 98
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Sequential(nn.Conv2d(2, 3, 3, stride=2, padding=1, bias=False), nn.Flatten(), nn.Linear(27, 2, bias=False))
        self._inner = nn.Linear(2, 8, bias=False)
        self.act = nn.Linear(8, 4)
        self.out = nn.Linear(4, 3)

    def forward(self, x):
        input = self._inner(self.weight_layer(x))
        h = self.out(self.act(input))
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 4)])

    def forward(self, x0):
        h = x0
        for layer in self._inner:
            h = layer(h)
        return h


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Linear(8, 4, bias=False)
        self.block = nn.Linear(4, 4)
        self.weight_layer = nn.Linear(4, 4)
        self.block2 = nn.Linear(4, 3)
        self.x = nn.Linear(3, 2)

    def forward(self, x0):
        input = self.weight_layer(self.block(self.Head(x0)))
        out = self.x(self.block2(F.relu(input)))
        h = torch.relu(out)
        return h


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2, bias=False)

    def forward(self, x):
        z = self.layer(x)
        return z


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(3, 2)
        self.layer = Block3b()

    def forward(self, x):
        features = self.layer(self.x(x))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block0a()
        self.out = nn.Linear(3, 3, bias=False)
        self.block = nn.Linear(3, 2, bias=False)
        self.Head = nn.Linear(2, 2)
        self._inner = nn.Sequential(Block1b(), nn.Linear(4, 8), Block2b())
        self.Head2 = nn.LeakyReLU(0.1)
        self.layer = Block3a()

    def forward(self, x0):
        out = torch.relu(self.weight_layer(x0))
        input = self.block(self.out(out))
        y = self._inner(self.Head(input))
        z = self.Head2(self.Head2(out))
        out = self.layer(z)
        return out


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "98.", digests=True)
show_module(torch.jit.trace(net, inputs), "98.second.", digests=True)


# Network 99
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.MaxPool2d(2, padding=1)

    def forward(self, x0):
        identity = self.out(x0)
        return identity


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.AvgPool2d(3, stride=1, padding=1)
        self.conv = nn.Conv2d(4, 6, 1, bias=False)
        self.layer2 = nn.Conv2d(6, 4, 1, groups=2)
        self.Head = nn.AdaptiveAvgPool2d((2, 1))
        self.out = nn.Conv2d(4, 6, 2, padding=1)

    def forward(self, x):
        h = self.layer2(self.conv(self.layer(x)))
        y = self.out(self.Head(F.relu(h)))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(6, 4, 1, bias=False)
        self.act = nn.AdaptiveAvgPool2d((2, 1))
        self.out = nn.BatchNorm2d(4)
        self.out2 = Block0b()
        self.out3 = nn.Sequential(nn.AvgPool2d(3, stride=1, padding=1), nn.AdaptiveAvgPool2d((1, 1)))
        self._inner = Block1b()

    def forward(self, x):
        input = self.out(self.act(self.layer(x)))
        z = self.out2(input)
        features = self._inner(self.out3(z))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.AdaptiveAvgPool2d((2, 1))
        self.out = nn.Conv2d(6, 9, 1, stride=2, padding=2, dilation=2, groups=3)
        self.layer = nn.AdaptiveAvgPool2d(2)
        self.layer2 = Block0a()
        self.out2 = nn.BatchNorm2d(6)

    def forward(self, x0):
        features = F.relu(x0)
        h = self.out(self.weight_layer(x0))
        z = self.layer2(F.relu(self.layer(features)))
        y = self.out2(features)
        y += features
        return y


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "99.", digests=True)
