# Networks 25 to 29, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 25
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Sequential()
        self.out = nn.Conv2d(3, 3, 3, stride=2, padding=2, groups=3)

    def forward(self, x0):
        y = self.out(self.layer(x0))
        return y


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "25.", digests=True)


# Network 26
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(2, 2, 1, bias=False)
        self.act = nn.Conv2d(2, 6, 1, dilation=2, bias=False)
        self.out = nn.Conv2d(6, 2, 1, stride=(2, 2), padding=(1, 1))
        self.x = nn.Conv2d(2, 6, 2, padding=2)
        self.fc2 = nn.ReLU()

    def forward(self, x):
        out = self.fc(x)
        identity = self.act(out)
        out = self.fc2(self.x(self.out(identity)))
        return out


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.LeakyReLU(0.1)
        self.block = nn.Conv2d(6, 6, 2, padding=1, dilation=2, groups=3, bias=False)
        self.out = nn.Conv2d(6, 4, 1, stride=2, padding=1, dilation=2, groups=2)
        self.act = nn.ModuleList([nn.ReLU6(), nn.Conv2d(4, 6, 2, stride=2, padding=1, dilation=2, groups=2), nn.Conv2d(6, 6, 2, stride=(1, 1), padding=(1, 1), dilation=2, bias=False)])

    def forward(self, x):
        input = self.conv(x)
        z = self.out(self.block(input))
        y = z
        for layer in self.act:
            y = layer(y)
        return y


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.MaxPool2d(3, stride=2, padding=1)
        self.act = nn.Conv2d(3, 6, 1, stride=(2, 2), padding=(2, 2), groups=3, bias=False)
        self.act2 = nn.SiLU()

    def forward(self, x):
        features = self._inner(x)
        h = self.act(features)
        out = self.act2(h)
        return out


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ELU()
        self.layer = self.act
        self.weight_layer = Block2b()

    def forward(self, x):
        input = self.layer(self.act(x))
        identity = self.weight_layer(input)
        identity = torch.flatten(x, 1)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.MaxPool2d(3, stride=2, padding=1)
        self._inner = nn.Sequential()
        self.block2 = nn.Sequential(nn.Conv2d(3, 2, 2, padding=2, bias=False), nn.AvgPool2d(3, stride=2), nn.Sequential())
        self.fc = nn.Sequential(Block0b(), Block1b(), nn.BatchNorm2d(6))
        self.fc2 = nn.Conv2d(6, 9, 1, groups=3)
        self.x = Block2a()

    def forward(self, x):
        features = self.block(x)
        features = self._inner(features)
        z = torch.relu(self.block2(features))
        input = self.fc2(self.fc(z))
        z = torch.relu(self.x(x))
        return z


net = Net().eval()
inputs = (torch.rand(2, 3, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "26.", digests=True)
show_module(torch.jit.trace(net, inputs, check_trace=False), "26.second.", digests=True)


# Network 27
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.Conv2d(6, 6, 1), nn.LeakyReLU(0.1)])

    def forward(self, x0):
        identity = x0
        for layer in self._inner:
            identity = layer(identity)
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.BatchNorm2d(6, affine=False)
        self.x = Block0b()

    def forward(self, x):
        z = self.x(self._inner(x))
        y = z + x
        return y


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(3)
        self.Head = nn.MaxPool2d(3, stride=1, padding=1)
        self.fc = nn.BatchNorm2d(3)
        self.conv = nn.ELU()
        self.Head2 = nn.AdaptiveAvgPool2d((1, 1))

    def forward(self, x0):
        x = self.fc(self.Head(self.x(x0)))
        y = self.Head2(self.conv(x0))
        y += x0
        return y


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Block2b()

    def forward(self, x0):
        out = self.out(x0)
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.AdaptiveAvgPool2d(2)
        self.out = nn.Conv2d(2, 6, 2, stride=2, padding=1, groups=2)
        self.block = Block0a()
        self.x = nn.Conv2d(6, 3, 2, stride=(2, 2), padding=(1, 1), dilation=2, bias=False)
        self.block2 = Block2a()
        self.weight_layer = nn.AdaptiveAvgPool2d((1, 1))

    def forward(self, x):
        input = self.block(self.out(self.conv(x)))
        x = self.x(input)
        h = self.weight_layer(self.block2(x))
        return h


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "27.", digests=True)


# Network 28
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Sequential(nn.BatchNorm2d(3, eps=0.001), nn.Conv2d(3, 6, 3, stride=(2, 2), padding=(0, 0), bias=False), nn.Conv2d(6, 6, 1, stride=2, padding=1, groups=2))
        self.weight_layer = nn.ReLU()
        self.layer = nn.ELU()
        self.out = nn.BatchNorm2d(6, affine=False)

    def forward(self, x0):
        out = self.layer(self.weight_layer(self.block(x0)))
        input = self.out(out)
        features = self.out(input) + input
        return features


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Flatten()
        self._inner = nn.Tanh()
        self.act = nn.Linear(36, 8)
        self.conv = nn.Linear(8, 4, bias=False)
        self.out = nn.SiLU()
        self.conv2 = nn.Linear(4, 4, bias=False)

    def forward(self, x0):
        h = self.Head(x0)
        features = self.conv(self.act(self._inner(h)))
        y = self.conv2(self.out(features))
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block1b()

    def forward(self, x0):
        out = self.weight_layer(x0)
        return out


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.SiLU()
        self.x = nn.Linear(4, 3, bias=False)

    def forward(self, x):
        out = self.layer(x)
        y = self.x(x)
        return y


class Block4b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ReLU6()
        self.block = nn.Linear(3, 3, bias=False)
        self.x = nn.ModuleList([nn.Linear(3, 3), nn.Tanh()])
        self.act = nn.Linear(3, 3)
        self.fc = nn.Linear(3, 8)

    def forward(self, x):
        input = self.block(self.weight_layer(x))
        h = input
        for layer in self.x:
            h = layer(h)
        features = self.fc(self.act(h))
        return features


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block3b()
        self.weight_layer = Block4b()
        self.layer2 = nn.Linear(8, 3)

    def forward(self, x0):
        h = self.layer(x0)
        out = self.layer2(torch.relu(self.weight_layer(h)))
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.SiLU()
        self.out = Block0a()
        self.layer2 = nn.ModuleList([Block1a(), Block3a()])

    def forward(self, x):
        out = self.layer(x)
        out = self.out(x)
        features = out
        for layer in self.layer2:
            features = layer(features)
        return features


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "28.", digests=True)


# Network 29
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ReLU(inplace=True)
        self.out = nn.ELU()
        self.out2 = self.out

    def forward(self, x):
        features = self._inner(self._inner(x))
        z = self.out2(self.out(x))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = Block0a()

    def forward(self, x):
        z = self.x(x)
        return z


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "29.", digests=True)
