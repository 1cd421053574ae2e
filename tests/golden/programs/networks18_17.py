# Networks 85 to 89, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 85
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Flatten()

    def forward(self, x0):
        z = self.act(torch.relu(torch.relu(x0)))
        return z


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "85.", digests=True)


# Network 86
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(6)
        self.x2 = nn.Flatten()

    def forward(self, x0):
        input = self.x2(self.x(x0))
        return input


net = Net().eval()
inputs = (torch.rand(2, 6, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "86.", digests=True)


# Network 87
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.MaxPool2d(2)

    def forward(self, x0):
        z = self.x(x0)
        return z


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.AvgPool2d(2, stride=1, padding=1)
        self.Head = nn.Linear(96, 2, bias=False)
        self.weight_layer = nn.Linear(2, 2)

    def forward(self, x0):
        features = self._inner(x0)
        identity = self.weight_layer(self.Head(torch.flatten(features, 1)))
        return identity


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ReLU6()

    def forward(self, x0):
        input = self.weight_layer(x0)
        x0 += input
        return input


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ModuleList([Block1b(), Block2b(), nn.Sequential(nn.Linear(2, 4, bias=False), nn.Linear(4, 3))])

    def forward(self, x):
        h = x
        for layer in self.fc:
            h = layer(h)
        return h


class Block4a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(3, 8, bias=False)
        self.fc = nn.Linear(8, 8)

    def forward(self, x0):
        z = self.fc(self.act(x0))
        features = torch.relu(z)
        return features


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Linear(8, 4)
        self.block = nn.Sigmoid()
        self.layer = nn.Linear(4, 8, bias=False)
        self.x = nn.ELU()
        self.block2 = self.x
        self.block3 = nn.ModuleList([nn.Tanh(), nn.Linear(8, 4, bias=False), nn.Hardtanh()])

    def forward(self, x):
        y = self.layer(self.block(self._inner(x)))
        input = self.block2(self.x(y))
        x = input
        for layer in self.block3:
            x = layer(x)
        return x


class Block5a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Sequential()
        self._inner = nn.Linear(8, 8)
        self.weight_layer2 = nn.ModuleList([Block5b(), nn.Linear(4, 2), nn.Tanh()])

    def forward(self, x):
        features = self.weight_layer(F.relu(x))
        z = self._inner(self._inner(x))
        h = z
        for layer in self.weight_layer2:
            h = layer(h)
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.BatchNorm2d(4, momentum=0.2)
        self.layer = Block0a()
        self.out = nn.Conv2d(4, 6, 1, stride=2, padding=2, groups=2, bias=False)
        self.out2 = nn.Conv2d(6, 6, 2, stride=(1, 1), padding=(0, 0), groups=2, bias=False)
        self._inner = nn.AvgPool2d(2, padding=1)
        self.block = Block1a()
        self.Head = nn.Linear(3, 3)
        self.x = Block4a()
        self.Head2 = Block5a()

    def forward(self, x):
        out = torch.relu(self.act(x))
        features = self.layer(x)
        z = self._inner(self.out2(self.out(out)))
        features = self.x(self.Head(self.block(z)))
        h = torch.relu(self.Head2(features))
        return h


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "87.", digests=True)


# Network 88
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(3, 6, 3, stride=(1, 1), padding=(2, 2), groups=3)
        self.weight_layer = nn.Conv2d(6, 2, 1, stride=2, groups=2, bias=False)
        self.fc = nn.Conv2d(2, 6, 1, stride=(1, 1), padding=(1, 1))
        self.fc2 = nn.BatchNorm2d(6, affine=False)
        self.x = nn.Conv2d(6, 2, 1, stride=(1, 1), padding=(1, 1))
        self.layer = nn.AvgPool2d(2)
        self.act = nn.ReLU()

    def forward(self, x):
        identity = self.fc(self.weight_layer(self.out(x)))
        z = self.layer(self.x(self.fc2(identity)))
        identity = self.act(x)
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = Block0b()
        self.layer = nn.BatchNorm2d(3)
        self.weight_layer = nn.Flatten()

    def forward(self, x0):
        z = self.act(torch.relu(x0))
        x0 += z
        z = self.weight_layer(self.layer(z))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0a()
        self.weight_layer = nn.Linear(144, 3)
        self.out = nn.Linear(3, 3)
        self.layer = nn.Linear(3, 3)
        self.weight_layer2 = nn.Conv2d(3, 3, 1, bias=False)
        self.fc2 = nn.MaxPool2d(2)
        self.out2 = nn.ModuleList([nn.Sequential(nn.BatchNorm2d(3), nn.Conv2d(3, 2, 1, stride=2, padding=1, dilation=2), nn.BatchNorm2d(2, affine=False)), nn.Conv2d(2, 2, 1, stride=2), nn.Sequential(nn.AvgPool2d(3, stride=1, padding=1))])

    def forward(self, x):
        z = self.fc(x)
        h = self.layer(self.out(self.weight_layer(z)))
        identity = self.fc2(self.weight_layer2(x))
        h = identity
        for layer in self.out2:
            h = layer(h)
        return h


net = Net().eval()
inputs = (torch.rand(2, 3, 6, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "88.", digests=True)


# Network 89
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(16, 16)
        self.x = nn.Linear(16, 3)
        self.layer = nn.Linear(3, 2)

    def forward(self, x):
        features = self.conv(self.conv(x))
        input = self.layer(self.x(features))
        return input


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Linear(2, 4)
        self.fc = nn.Linear(4, 3, bias=False)
        self.Head = nn.Linear(3, 4, bias=False)

    def forward(self, x0):
        x = self.Head(self.fc(self.conv(x0)))
        return x


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.Linear(3, 3)

    def forward(self, x):
        input = F.relu(self.weight_layer(x))
        return input


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.Linear(4, 4), nn.GELU())
        self._inner = nn.Linear(4, 3)
        self.layer = Block2b()
        self._inner2 = nn.Sequential()
        self.weight_layer = nn.Linear(3, 8, bias=False)

    def forward(self, x):
        x = self.layer(self._inner(self.x(x)))
        features = torch.relu(self.weight_layer(self._inner2(x)))
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ReLU()
        self._inner2 = nn.Conv2d(4, 2, 3, dilation=2)
        self.out = nn.MaxPool2d(2)
        self._inner3 = nn.AdaptiveAvgPool2d(2)
        self.weight_layer = nn.Sequential(Block0b(), Block1b())
        self._inner4 = Block2a()

    def forward(self, x0):
        h = self._inner(self._inner(x0))
        y = self.out(self._inner2(h))
        z = self.weight_layer(torch.flatten(self._inner3(x0), 1))
        y = self._inner4(z)
        return y


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "89.", digests=True)
