# Networks 35 to 39, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 35
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.AdaptiveAvgPool2d((2, 1))
        self.act = nn.Conv2d(4, 3, 2, stride=2, padding=1)
        self.layer = nn.ReLU(inplace=True)
        self.Head2 = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x):
        features = self.Head(x)
        y = self.layer(self.act(features))
        x = self.Head2(self.Head2(y))
        return x


net = Net()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "35.", digests=True)


# Network 36
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Sequential(nn.Linear(3, 8, bias=False), nn.Linear(8, 8), nn.Linear(8, 3))
        self.layer = nn.ReLU(inplace=True)

    def forward(self, x0):
        features = self.layer(self.block(x0))
        return features


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(2, 2)
        self.out = nn.Sequential()

    def forward(self, x):
        input = self.out(self.act(x))
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(336, 3)
        self.x = Block0a()
        self.act2 = nn.Linear(3, 4)
        self.act3 = nn.Linear(4, 3)
        self.weight_layer = nn.ReLU()
        self.act4 = nn.Linear(3, 2)
        self.block = Block1a()

    def forward(self, x0):
        h = self.act(torch.flatten(x0, 1))
        input = self.act3(self.act2(self.x(h)))
        input = self.weight_layer(input)
        y = self.block(self.act4(h))
        return y


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "36.", digests=True)


# Network 37
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(4, 4, 3, stride=(1, 1), padding=(2, 2))
        self.weight_layer = nn.Sequential(nn.BatchNorm2d(4, affine=False), nn.ReLU6())
        self.act2 = nn.ReLU()

    def forward(self, x):
        x = self.weight_layer(self.act(x))
        out = self.act2(x)
        return out


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Flatten()
        self.x = nn.Linear(400, 2)
        self.act2 = nn.Linear(2, 2, bias=False)
        self.Head = nn.SiLU()
        self.act3 = nn.Linear(2, 8)
        self.act4 = nn.LeakyReLU(0.1)

    def forward(self, x):
        h = self.x(F.relu(self.act(x)))
        out = self.act2(torch.relu(h))
        out = self.act4(self.act3(self.Head(out)))
        return out


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Linear(8, 4)
        self.act = nn.Linear(8, 4)
        self.fc = nn.Linear(4, 8, bias=False)
        self.block2 = nn.Linear(4, 4)
        self.block3 = self.block2

    def forward(self, x0):
        h = self.block(x0)
        z = self.fc(F.relu(self.act(x0)))
        x = self.block3(self.block2(h))
        return x


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block1b()
        self.x = Block2b()

    def forward(self, x0):
        input = self._inner(x0)
        h = self.x(input)
        z = F.relu(h)
        return z


class Block4a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(4, 4)
        self.weight_layer = self.act

    def forward(self, x):
        input = self.weight_layer(self.act(x))
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Conv2d(4, 4, 3, padding=1)
        self.layer = Block0a()
        self.layer2 = nn.ModuleList([nn.Sigmoid(), Block1a(), Block4a()])

    def forward(self, x0):
        h = self._inner(x0)
        x = self._inner(x0) + h
        out = self.layer(x)
        for layer in self.layer2:
            out = layer(out)
        return out


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "37.", digests=True)


# Network 38
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(6, 8)

    def forward(self, x0):
        features = self.x(x0)
        return features


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0b()

    def forward(self, x):
        z = self.fc(torch.relu(x))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Sequential(nn.Sequential(nn.Conv2d(6, 6, 1, stride=(1, 1), padding=(2, 2), bias=False)))
        self.layer = nn.AdaptiveAvgPool2d((2, 1))
        self.weight_layer = nn.AdaptiveAvgPool2d((1, 1))
        self.Head2 = nn.Conv2d(6, 6, 3, stride=2, padding=2, dilation=2, groups=3, bias=False)
        self.weight_layer2 = nn.Sequential(nn.Sequential(nn.Flatten(2)), nn.Flatten())
        self.layer2 = nn.Sequential()
        self.weight_layer3 = Block0a()

    def forward(self, x0):
        out = self.Head(x0)
        input = self.Head2(self.weight_layer(self.layer(x0)))
        identity = self.weight_layer3(self.layer2(self.weight_layer2(input)))
        return identity


net = Net().eval()
inputs = (torch.rand(2, 6, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "38.", digests=True)


# Network 39
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(6, 2, 3, stride=2, padding=2, bias=False)
        self.Head = nn.GELU()
        self.Head2 = nn.Conv2d(2, 2, 2)
        self.x = nn.Conv2d(2, 2, 3, stride=2, groups=2)
        self.layer = nn.Conv2d(2, 2, 1, stride=(1, 1), padding=(0, 0), groups=2, bias=False)

    def forward(self, x0):
        y = self.Head2(self.Head(self.conv(x0)))
        z = self.layer(self.x(y))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.ModuleList([Block0b(), nn.Sequential()])
        self.conv2 = nn.Flatten()
        self.x = nn.Sequential(nn.Linear(2, 4, bias=False))
        self.out = nn.Linear(4, 8)

    def forward(self, x):
        y = x
        for layer in self.conv:
            y = layer(y)
        h = self.conv2(y)
        x = self.out(self.x(h))
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0a()

    def forward(self, x):
        y = self.fc(x)
        return y


net = Net()
inputs = (torch.rand(2, 6, 6, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "39.", digests=True)
