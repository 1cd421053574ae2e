# Networks 15 to 19, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 15
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ReLU(inplace=True)
        self.act = nn.Sequential(nn.Linear(288, 4, bias=False))
        self.layer = nn.Linear(288, 3)
        self.x = nn.Linear(3, 8, bias=False)

    def forward(self, x):
        z = self.act(self.block(x))
        y = self.x(self.layer(x))
        return y


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(8, 8)
        self.fc = nn.SiLU()
        self.weight_layer = self.fc
        self.fc2 = nn.Linear(8, 2)

    def forward(self, x0):
        out = self.x(self.x(x0))
        h = self.weight_layer(self.fc(out))
        x = self.fc2(h)
        return x


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block1b()
        self.out = nn.ReLU(inplace=True)

    def forward(self, x):
        identity = self.out(self.conv(x))
        return identity


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Linear(2, 3, bias=False)
        self.Head = nn.Linear(3, 3)
        self.fc = self.Head
        self.layer = nn.Linear(3, 8, bias=False)

    def forward(self, x0):
        identity = self.weight_layer(F.relu(x0))
        identity = self.fc(self.Head(identity))
        x = self.layer(identity)
        return x


class Block4b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(8, 4, bias=False)
        self.conv2 = nn.Linear(4, 8, bias=False)
        self.block = nn.Linear(8, 2)

    def forward(self, x):
        out = self.conv(x)
        z = self.block(self.conv2(out))
        return z


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block3b()
        self.x = Block4b()
        self.x2 = nn.Linear(2, 2)

    def forward(self, x):
        identity = self.block(x)
        out = self.x(identity)
        z = self.x2(out)
        x = self.x2(x) + z
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block0a()
        self.Head2 = Block1a()
        self.fc = Block3a()
        self.out = nn.Sequential(nn.Sequential(nn.SiLU(), nn.Linear(2, 8), nn.Linear(8, 8)))

    def forward(self, x0):
        h = self.Head(torch.flatten(x0, 1))
        identity = self.out(self.fc(self.Head2(h)))
        return identity


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "15.", digests=True)
show_module(torch.jit.trace(net, inputs), "15.second.", digests=True)


# Network 16
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Sequential()
        self.block = nn.MaxPool2d(3, stride=1)
        self.fc2 = nn.BatchNorm2d(4, momentum=0.2)
        self.weight_layer = nn.BatchNorm2d(4, momentum=0.2)
        self.act = nn.MaxPool2d(2, padding=1)
        self.block2 = nn.Flatten()

    def forward(self, x):
        out = self.block(self.fc(x))
        y = self.fc2(out)
        features = self.act(self.weight_layer(out))
        input = self.block2(features)
        return input


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "16.", digests=True)


# Network 17
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, stride=2, bias=False)
        self.out = nn.AdaptiveAvgPool2d(1)
        self.weight_layer = nn.Sequential(nn.Sequential(), nn.Sequential())

    def forward(self, x):
        x = self.weight_layer(self.out(self.conv(x)))
        return x


net = Net()
inputs = (torch.rand(2, 3, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "17.", digests=True)


# Network 18
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(2, 2, 3, stride=2, padding=1, dilation=2, groups=2)
        self.out = nn.BatchNorm2d(2)
        self._inner = nn.AdaptiveAvgPool2d((1, 1))
        self.layer2 = nn.AvgPool2d(3, stride=2, padding=1)

    def forward(self, x):
        x = self.layer(x)
        z = self.out(x)
        z = self.layer2(self._inner(z))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0b()

    def forward(self, x0):
        features = self.fc(x0)
        return features


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Sequential(nn.AdaptiveAvgPool2d(1))

    def forward(self, x0):
        features = self.Head(x0)
        return features


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Linear(2, 2)
        self.layer = nn.ModuleList([nn.Linear(2, 4, bias=False), nn.LeakyReLU(0.1)])

    def forward(self, x):
        h = self.block(torch.flatten(x, 1))
        for layer in self.layer:
            h = layer(h)
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.BatchNorm2d(2, eps=0.001)
        self.weight_layer = Block0a()
        self.block = nn.Sigmoid()
        self._inner = Block2a()
        self.fc = nn.Sequential(Block3b(), nn.Linear(4, 4, bias=False), nn.Sequential())
        self.Head = nn.Linear(4, 3)
        self.act = nn.LeakyReLU(0.1)

    def forward(self, x):
        z = self.weight_layer(self.conv(x))
        features = self._inner(self.block(z))
        x = self.act(self.Head(self.fc(features)))
        return x


net = Net()
inputs = (torch.rand(2, 2, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "18.", digests=True)


# Network 19
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.ELU()])
        self.block = nn.ModuleList([nn.Conv2d(6, 6, 3, padding=1, dilation=2)])

    def forward(self, x0):
        features = x0
        for layer in self._inner:
            features = layer(features)
        x = features
        for layer in self.block:
            x = layer(x)
        return x


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ModuleList([Block0b()])

    def forward(self, x0):
        input = x0
        for layer in self.fc:
            input = layer(input)
        return input


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.BatchNorm2d(6)
        self.conv = nn.ModuleList([nn.BatchNorm2d(6)])

    def forward(self, x):
        x = self.act(x)
        y = x
        for layer in self.conv:
            y = layer(y)
        return y


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(6, 4, 1, stride=(2, 2), padding=(1, 1), groups=2)
        self.layer = nn.Conv2d(4, 4, 3, stride=2, padding=2, groups=2, bias=False)

    def forward(self, x):
        h = self.layer(self.act(x))
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0a()
        self.Head = Block2a()
        self.act = Block3a()

    def forward(self, x0):
        out = self.act(self.Head(self.block(x0)))
        return out


net = Net()
inputs = (torch.rand(2, 6, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "19.", digests=True)
