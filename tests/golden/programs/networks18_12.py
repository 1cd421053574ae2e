# Networks 60 to 64, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 60
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.AvgPool2d(3, stride=2)
        self.Head = nn.BatchNorm2d(6, eps=0.001)
        self.Head2 = nn.BatchNorm2d(6, momentum=0.2)
        self.layer2 = nn.Conv2d(6, 6, 3, padding=1)
        self.fc = self.layer2

    def forward(self, x):
        input = self.Head2(self.Head(self.layer(x)))
        z = self.fc(self.layer2(input))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Sequential(nn.BatchNorm2d(6, momentum=0.2), Block0b())
        self.layer = nn.Sequential()
        self.Head = nn.Conv2d(6, 2, 1, bias=False)

    def forward(self, x):
        x = self.layer(self.weight_layer(F.relu(x)))
        x = torch.flatten(self.Head(x), 1)
        return x


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "60.", digests=True)


# Network 61
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.BatchNorm2d(4, affine=False)
        self.conv = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Conv2d(4, 3, 1)

    def forward(self, x0):
        x = F.relu(self.conv(self.act(x0)))
        x += x0
        input = self.fc(x)
        return input


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.AdaptiveAvgPool2d(1)
        self.out = Block0b()
        self.x = nn.Flatten()
        self.out2 = nn.Sequential()
        self.layer = nn.Sequential(nn.BatchNorm2d(4), nn.Sigmoid(), nn.MaxPool2d(2))

    def forward(self, x):
        h = self.x(self.out(self.fc(x)))
        h = F.relu(h)
        out = self.layer(self.out2(x))
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0a()

    def forward(self, x0):
        x = self.block(x0)
        return x


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "61.", digests=True)


# Network 62
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Conv2d(2, 6, 1, stride=2, dilation=2, bias=False)
        self.x = nn.Conv2d(6, 3, 2, stride=2, padding=2, groups=3)
        self.fc = nn.Conv2d(3, 6, 1, padding=1, bias=False)
        self.x2 = nn.ReLU(inplace=True)
        self._inner = nn.Flatten()
        self.fc2 = nn.Linear(150, 4)

    def forward(self, x0):
        h = self.fc(self.x(self.block(x0)))
        x = self.x2(h)
        x = self.x2(h) + x
        identity = self.fc2(self._inner(x))
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 2, stride=2, padding=2, groups=2, bias=False)
        self.layer = nn.Conv2d(4, 2, 1, stride=2, bias=False)
        self.act = Block0b()

    def forward(self, x):
        features = self.act(self.layer(self.conv(x)))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ReLU6()
        self._inner = nn.Conv2d(2, 2, 3, padding=1)
        self.block = nn.ModuleList([Block0a(), nn.Linear(4, 3)])

    def forward(self, x):
        input = self.layer(x)
        x = self._inner(self._inner(input))
        for layer in self.block:
            input = layer(input)
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "62.", digests=True)


# Network 63
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.AvgPool2d(2, padding=1)
        self.conv = nn.Conv2d(6, 2, 1, stride=(2, 2), padding=(1, 1), groups=2)
        self.conv2 = nn.MaxPool2d(3, stride=1, padding=1)

    def forward(self, x):
        y = self.conv2(self.conv(self.fc(x)))
        return y


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.AdaptiveAvgPool2d(2)
        self.conv = nn.AdaptiveAvgPool2d((1, 1))
        self.layer = nn.Conv2d(2, 4, 2, stride=(2, 2), padding=(0, 0))

    def forward(self, x):
        input = self.conv(self.x(x))
        features = self.layer(x)
        return features


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block0b()
        self.Head2 = Block1b()

    def forward(self, x0):
        h = self.Head2(self.Head(x0))
        return h


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(6)
        self.layer = nn.Sequential(nn.Conv2d(6, 2, 2, stride=2, groups=2), nn.BatchNorm2d(2))

    def forward(self, x):
        z = self.layer(self.x(x))
        return z


class Block4a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Sequential(nn.Conv2d(2, 6, 1, bias=False))
        self.conv = nn.Sequential(nn.Conv2d(6, 4, 1, groups=2, bias=False), nn.Conv2d(4, 3, 2, stride=(2, 2), padding=(2, 2), bias=False))
        self.layer = nn.Flatten()
        self.x = nn.Sequential(nn.Linear(12, 2), nn.Linear(2, 2))

    def forward(self, x0):
        identity = self.Head(x0)
        z = self.x(self.layer(self.conv(identity)))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.AdaptiveAvgPool2d(2)
        self.layer = nn.Conv2d(3, 6, 1, stride=2, padding=1, groups=3)
        self.act = nn.BatchNorm2d(6, momentum=0.2)
        self.Head = Block0a()
        self.layer2 = Block3a()
        self.weight_layer = Block4a()
        self.weight_layer2 = nn.Linear(2, 2)

    def forward(self, x):
        z = self.layer(self.fc(x))
        input = self.Head(self.act(z))
        input = self.layer2(z)
        out = self.weight_layer(input)
        features = self.weight_layer2(out)
        return features


net = Net().eval()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "63.", digests=True)


# Network 64
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Sequential(nn.Conv2d(3, 9, 3, stride=2, padding=2, groups=3), nn.BatchNorm2d(9)), nn.Conv2d(9, 6, 2, stride=2, padding=2, groups=3, bias=False))
        self.fc = nn.Conv2d(6, 4, 1, stride=2, bias=False)
        self.weight_layer = nn.Conv2d(4, 4, 1, padding=1, groups=2, bias=False)
        self.weight_layer2 = nn.Sequential(nn.Sequential(nn.BatchNorm2d(4, eps=0.001), nn.Conv2d(4, 6, 1, groups=2)), nn.Flatten())
        self.block = nn.Sequential(nn.Sequential(nn.Linear(96, 8), nn.ELU()), nn.Sequential(nn.Linear(8, 4)))
        self.block2 = nn.SiLU()
        self.x = nn.ReLU6()
        self.x2 = nn.Linear(4, 8)
        self.x3 = nn.Linear(8, 8)
        self.block3 = nn.Linear(8, 8, bias=False)

    def forward(self, x):
        z = self.weight_layer(self.fc(self.conv(x)))
        input = self.block2(self.block(self.weight_layer2(z)))
        features = self.x(input)
        features = self.block3(self.x3(self.x2(features)))
        return features


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "64.", digests=True)
