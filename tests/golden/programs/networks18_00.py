# Networks 0 to 4, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 0
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(2, 2, 1, stride=2, padding=2, dilation=2, groups=2, bias=False)
        self.Head2 = nn.AvgPool2d(3, stride=1, padding=1)
        self.fc = nn.Conv2d(2, 4, 1, stride=(2, 2), padding=(2, 2), bias=False)
        self.act = nn.Conv2d(4, 2, 3, dilation=2)
        self.x = nn.AdaptiveAvgPool2d((1, 1))

    def forward(self, x):
        x = self.Head2(self.Head(x))
        out = self.act(self.fc(x))
        features = self.x(out)
        return features


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0b()
        self.act = nn.BatchNorm2d(2)
        self.x = self.act
        self.weight_layer = nn.BatchNorm2d(2)
        self.fc2 = nn.Hardtanh()

    def forward(self, x):
        z = self.fc(x)
        h = self.x(self.act(z))
        identity = self.fc2(self.weight_layer(h))
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = Block0a()

    def forward(self, x0):
        out = self.x(x0)
        return out


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "0.", digests=True)


# Network 1
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ModuleList([nn.AdaptiveAvgPool2d(2)])

    def forward(self, x0):
        input = x0
        for layer in self.weight_layer:
            input = layer(input)
        return input


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "1.", digests=True)


# Network 2
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(6, 9, 2, groups=3)
        self.Head = nn.Conv2d(9, 3, 1)
        self.block = nn.Conv2d(3, 4, 1)

    def forward(self, x0):
        out = self.out(x0)
        out = self.Head(torch.relu(out))
        identity = F.relu(self.block(out))
        return identity


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.ModuleList([nn.Linear(4, 4, bias=False)])
        self.conv = nn.Linear(4, 4)

    def forward(self, x):
        h = x
        for layer in self.out:
            h = layer(h)
        input = h + x
        h = self.conv(self.conv(h))
        return h


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(4, 2)
        self.Head = nn.Sequential()
        self.x = nn.Linear(2, 2)
        self.fc = nn.Linear(4, 4)
        self.out = self.fc

    def forward(self, x):
        h = self.Head(self.conv(x))
        features = self.x(h)
        features = self.x(features) + features
        identity = self.out(self.fc(x))
        return identity


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(8, 4)
        self.act = nn.ELU()
        self.out2 = nn.Linear(8, 8)
        self.x = nn.Linear(8, 2)
        self.Head = nn.SiLU()
        self.act2 = nn.ELU()

    def forward(self, x):
        y = torch.relu(self.act(self.out(x)))
        h = torch.relu(self.x(self.out2(x)))
        z = self.act2(self.Head(h))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Sequential(nn.AdaptiveAvgPool2d(2))
        self.block2 = Block0a()
        self.block3 = nn.Flatten()
        self.block4 = nn.Sequential(nn.Linear(4, 4), Block1b())
        self.act = Block2a()
        self.act2 = nn.Conv2d(4, 4, 3, padding=1)
        self.x = nn.AdaptiveAvgPool2d((1, 1))
        self.layer = nn.Sequential(nn.Sequential(), nn.Conv2d(4, 3, 1), nn.BatchNorm2d(3, affine=False))
        self.weight_layer = nn.Tanh()
        self.act3 = nn.Linear(4, 8)
        self._inner = nn.Sequential(Block3b())

    def forward(self, x):
        z = self.block2(F.relu(self.block(x)))
        h = self.act(self.block4(self.block3(z)))
        z = self.act2(self.act2(z))
        x = self.layer(F.relu(self.x(z)))
        x = self._inner(self.act3(self.weight_layer(h)))
        return x


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "2.", digests=True)


# Network 3
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Conv2d(6, 2, 3, stride=2, padding=2, bias=False)
        self.act = nn.BatchNorm2d(2)
        self.act2 = nn.Conv2d(2, 6, 3, padding=2)
        self.weight_layer = nn.Flatten()

    def forward(self, x0):
        x = self.act2(self.act(self.x(x0)))
        h = self.weight_layer(F.relu(x))
        return h


class Block1a(nn.Module):
    def forward(self, x):
        features = F.relu(x)
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(3, eps=0.001)
        self.act = nn.Conv2d(3, 6, 3, stride=(1, 1), padding=(0, 0), groups=3)
        self.out = Block0a()
        self.out2 = Block1a()
        self.out3 = nn.Linear(144, 144)

    def forward(self, x):
        identity = self.out(self.act(self.layer(x)))
        identity = torch.flatten(x, 1)
        features = self.out2(identity)
        z = self.out3(self.out3(features))
        return z


net = Net()
inputs = (torch.rand(2, 3, 6, 8),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "3.", digests=True)


# Network 4
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.BatchNorm2d(4, affine=False)
        self.conv = nn.ReLU(inplace=True)
        self.layer = nn.AdaptiveAvgPool2d(2)

    def forward(self, x0):
        identity = self.layer(self.conv(self._inner(x0)))
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Tanh()
        self.conv = self.weight_layer
        self.layer = Block0b()

    def forward(self, x0):
        features = self.conv(self.weight_layer(x0))
        features = self.layer(features)
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.AdaptiveAvgPool2d(2)
        self.layer = nn.BatchNorm2d(4)
        self.block = nn.BatchNorm2d(4, affine=False)
        self.x2 = nn.AdaptiveAvgPool2d(1)
        self.weight_layer = nn.BatchNorm2d(4)
        self.weight_layer2 = self.weight_layer
        self.x3 = Block0a()

    def forward(self, x):
        out = self.x(x)
        identity = self.x2(self.block(self.layer(out)))
        z = self.weight_layer2(self.weight_layer(identity))
        x = self.x3(z)
        return x


net = Net()
inputs = (torch.rand(2, 4, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "4.", digests=True)
