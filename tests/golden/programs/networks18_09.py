# Networks 45 to 49, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 45
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Flatten()
        self.out = nn.Linear(243, 3)
        self.conv = nn.AvgPool2d(3, stride=2, padding=1)

    def forward(self, x):
        identity = self.out(self.Head(x))
        out = self.conv(x)
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.Sequential(nn.Conv2d(4, 3, 2, padding=2), Block0b(), nn.AdaptiveAvgPool2d(2))])
        self.fc = nn.Conv2d(3, 3, 1)

    def forward(self, x):
        z = x
        for layer in self._inner:
            z = layer(z)
        h = F.relu(self.fc(z))
        return h


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "45.", digests=True)


# Network 46
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 2, stride=(1, 1), padding=(2, 2), bias=False)

    def forward(self, x):
        identity = self.conv(x)
        return identity


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 3, 1, stride=2, bias=False)
        self.block = nn.Conv2d(3, 9, 3, stride=2, groups=3, bias=False)
        self.Head = nn.ReLU()
        self.fc = nn.Conv2d(4, 4, 1, stride=2, padding=2, dilation=2, groups=2)
        self._inner = nn.BatchNorm2d(4)
        self.fc2 = nn.BatchNorm2d(4, eps=0.001)

    def forward(self, x):
        out = self.Head(self.block(self.conv(x)))
        features = self.fc2(self._inner(self.fc(x)))
        return features


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.MaxPool2d(3, stride=2, padding=1)
        self._inner2 = nn.Conv2d(4, 6, 2, padding=2)

    def forward(self, x):
        out = self._inner2(self._inner(x))
        return out


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.BatchNorm2d(4, affine=False)
        self.layer = Block1b()
        self.x = Block2b()

    def forward(self, x):
        z = self.out(x)
        z = self.layer(z)
        x = self.x(z)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sigmoid()
        self.act = nn.Conv2d(4, 4, 3, padding=2)
        self.layer = Block0a()
        self.layer2 = nn.Conv2d(4, 2, 1, stride=(2, 2), padding=(2, 2))
        self._inner = nn.Conv2d(2, 4, 3, stride=(1, 1), padding=(2, 2), dilation=2)
        self.weight_layer = nn.Conv2d(4, 4, 1, stride=(1, 1), padding=(1, 1), dilation=2)
        self.conv2 = Block1a()

    def forward(self, x0):
        y = self.act(self.conv(x0))
        out = self.layer2(self.layer(y))
        out = self.conv2(self.weight_layer(self._inner(out)))
        return out


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "46.", digests=True)


# Network 47
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Sequential(nn.Conv2d(2, 2, 3, stride=2, padding=2))
        self.fc = nn.Sequential()
        self.conv = nn.Sequential(nn.Conv2d(2, 2, 3, padding=2), nn.Flatten())
        self.fc2 = nn.ModuleList([nn.Linear(32, 4), nn.Linear(4, 4)])

    def forward(self, x0):
        features = self.fc(self.out(x0))
        h = self.conv(features)
        features = h
        for layer in self.fc2:
            features = layer(features)
        return features


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.ModuleList([nn.Linear(8, 2)])

    def forward(self, x):
        z = x
        for layer in self.conv:
            z = layer(z)
        return z


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(8, 8)
        self.x = Block1b()

    def forward(self, x0):
        z = self.x(self.act(x0))
        return z


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Linear(2, 4)

    def forward(self, x):
        features = self.block(x)
        h = torch.relu(features)
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Sequential(nn.Conv2d(4, 2, 3, stride=2, padding=1), nn.AdaptiveAvgPool2d(2))
        self.conv = Block0a()
        self.out = nn.Linear(4, 8)
        self.block = Block1a()
        self.weight_layer = nn.Sequential(nn.Linear(2, 3, bias=False))
        self.weight_layer2 = nn.Linear(3, 3, bias=False)
        self.out2 = nn.Linear(3, 2)
        self.weight_layer3 = Block3a()
        self.out3 = nn.Linear(4, 3)

    def forward(self, x):
        input = F.relu(torch.relu(self.Head(x)))
        h = self.out(self.conv(input))
        identity = self.block(h)
        x = self.weight_layer2(self.weight_layer(identity))
        features = self.out3(self.weight_layer3(self.out2(x)))
        return features


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "47.", digests=True)


# Network 48
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(96, 8)
        self.fc = nn.Linear(8, 2)
        self._inner = nn.ReLU6()

    def forward(self, x):
        h = torch.flatten(x, 1)
        features = self._inner(self.fc(self.act(h)))
        return features


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "48.", digests=True)


# Network 49
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Hardtanh()
        self.block = nn.Conv2d(3, 6, 1, stride=(1, 1), padding=(1, 1), groups=3)
        self.Head = nn.Flatten()
        self.out = nn.Linear(96, 2)
        self.out2 = nn.Linear(2, 3)

    def forward(self, x0):
        y = self.block(self.weight_layer(x0))
        input = self.out2(self.out(self.Head(y)))
        return input


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(2, 2)
        self._inner = nn.ModuleList([nn.Linear(2, 2)])
        self.weight_layer = nn.Linear(2, 8)
        self.Head = nn.Linear(8, 8, bias=False)

    def forward(self, x):
        out = self.act(self.act(x))
        h = out
        for layer in self._inner:
            h = layer(h)
        y = self.Head(self.weight_layer(h))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = Block0b()
        self.act = nn.Linear(3, 2, bias=False)
        self.x = Block1b()
        self.conv = nn.Linear(8, 8)
        self.block = self.conv

    def forward(self, x):
        out = self.out(x)
        h = self.x(self.act(torch.relu(out)))
        h = self.block(self.conv(h))
        return h


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.AdaptiveAvgPool2d((1, 1))
        self.weight_layer = nn.BatchNorm2d(4, affine=False)
        self.weight_layer2 = nn.Hardtanh()
        self.act = nn.Conv2d(4, 4, 1, padding=1, bias=False)
        self._inner2 = nn.BatchNorm2d(4)
        self.conv = nn.AdaptiveAvgPool2d(2)
        self.Head = nn.Conv2d(4, 6, 1, bias=False)

    def forward(self, x0):
        out = self.weight_layer2(self.weight_layer(self._inner(x0)))
        identity = self.conv(self._inner2(self.act(out)))
        out = self.Head(x0)
        return out


class Block4b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.BatchNorm2d(6)

    def forward(self, x0):
        h = self._inner(x0)
        return h


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.AdaptiveAvgPool2d((1, 1))
        self.Head = nn.ModuleList([nn.AdaptiveAvgPool2d((2, 1))])
        self.Head2 = Block3b()
        self.out = Block4b()
        self.x = nn.Flatten()

    def forward(self, x):
        out = self.act(x)
        h = out
        for layer in self.Head:
            h = layer(h)
        input = self.x(self.out(self.Head2(h)))
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(4, 2, 2, stride=2, padding=2, bias=False)
        self.block = nn.Conv2d(2, 4, 2, stride=2, padding=2, groups=2)
        self.conv = nn.ModuleList([nn.Conv2d(4, 3, 2, stride=2, padding=1)])
        self.x = nn.ModuleList([nn.MaxPool2d(2, stride=1), Block0a()])
        self.conv2 = Block3a()

    def forward(self, x0):
        out = self.block(self.Head(x0))
        y = out
        for layer in self.conv:
            y = layer(y)
        x = y
        for layer in self.x:
            x = layer(x)
        y = self.conv2(x0)
        return y


net = Net()
inputs = (torch.rand(2, 4, 8, 6),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "49.", digests=True)
