# Networks 40 to 44, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 40
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x):
        h = self.block(x)
        z = self.block(h) + h
        return z


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "40.", digests=True)
show_module(torch.jit.trace(net, inputs, check_trace=False), "40.second.", digests=True)


# Network 41
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Linear(4, 4)
        self.Head = nn.Linear(4, 3)
        self.layer = nn.LeakyReLU(0.1)
        self.weight_layer = nn.Linear(3, 8)
        self.weight_layer2 = nn.ReLU(inplace=True)

    def forward(self, x0):
        features = self.layer(self.Head(self.out(x0)))
        identity = self.weight_layer2(self.weight_layer(features))
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Linear(192, 4, bias=False)
        self.Head2 = nn.Linear(4, 4)
        self.conv = nn.Linear(4, 4)
        self.block = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 4, bias=False))
        self.x = Block0b()

    def forward(self, x):
        features = self.conv(self.Head2(self.Head(x)))
        z = self.block(features)
        identity = self.x(z)
        return identity


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.SiLU()
        self.act = nn.SiLU()
        self.conv = nn.Linear(8, 4, bias=False)

    def forward(self, x):
        h = self.conv(self.act(self.Head(x)))
        return h


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Linear(2, 2)
        self.fc = nn.Linear(2, 4)

    def forward(self, x):
        features = self.fc(self._inner(x))
        return features


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block2b()
        self.weight_layer = nn.Linear(4, 8, bias=False)
        self.weight_layer2 = nn.Sequential(nn.Linear(8, 4, bias=False), nn.ReLU(inplace=True), nn.Linear(4, 4, bias=False))
        self.out = nn.Linear(4, 2)
        self.act = Block3b()

    def forward(self, x):
        identity = self.Head(x)
        h = self.weight_layer2(self.weight_layer(F.relu(identity)))
        y = self.act(F.relu(self.out(h)))
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Flatten()
        self.act = Block0a()
        self.conv = Block2a()

    def forward(self, x0):
        h = self.act(self._inner(x0))
        out = self.conv(h)
        return out


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "41.", digests=True)


# Network 42
class Block0b(nn.Module):
    def forward(self, x0):
        identity = F.relu(x0)
        identity += x0
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0b()
        self.act = nn.ModuleList([nn.Conv2d(4, 6, 2, stride=(2, 2), padding=(0, 0), groups=2)])

    def forward(self, x):
        out = self._inner(x)
        out = x
        for layer in self.act:
            out = layer(out)
        return out


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(9, 9, 3, padding=1)
        self.fc = self.act
        self.block = nn.Flatten()
        self.act2 = nn.Hardtanh()

    def forward(self, x):
        identity = self.fc(self.act(x))
        identity = self.act2(torch.relu(self.block(x)))
        return identity


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ModuleList([nn.Sequential(nn.BatchNorm2d(6, eps=0.001)), nn.Conv2d(6, 3, 2, padding=2)])
        self.act = nn.BatchNorm2d(3)
        self.Head = nn.Conv2d(3, 9, 3, stride=(2, 2), padding=(1, 1), groups=3)
        self.Head2 = nn.ModuleList([nn.Sequential(nn.Conv2d(9, 9, 1, groups=3, bias=False), nn.BatchNorm2d(9, momentum=0.2)), Block2b()])

    def forward(self, x0):
        out = x0
        for layer in self.fc:
            out = layer(out)
        features = self.Head(self.act(out))
        y = features
        for layer in self.Head2:
            y = layer(y)
        return y


class Block4a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sigmoid()

    def forward(self, x0):
        z = F.relu(x0)
        identity = z + x0
        out = self.x(self.x(identity))
        return out


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Linear(2, 8, bias=False)
        self.conv = nn.Linear(8, 8)
        self.block2 = self.conv

    def forward(self, x):
        z = self.block(F.relu(x))
        out = self.block2(self.conv(z))
        return out


class Block6b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 8)
        self.out = nn.Linear(8, 3, bias=False)
        self.block = nn.ModuleList([nn.Linear(8, 3, bias=False)])

    def forward(self, x):
        z = self.out(self.layer(x))
        identity = x
        for layer in self.block:
            identity = layer(identity)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ModuleList([nn.Conv2d(6, 4, 3, padding=2, groups=2, bias=False), Block0a(), Block2a()])
        self.block = nn.Linear(144, 2)
        self.act = nn.Hardtanh()
        self.Head = nn.Linear(2, 4)
        self.weight_layer = nn.Linear(4, 3)
        self.layer2 = nn.Linear(3, 2)
        self.x = nn.Sequential(nn.Sequential(nn.Linear(2, 2, bias=False), nn.ReLU()), nn.ReLU(inplace=True))
        self.conv = Block4a()
        self.out = nn.Sequential(Block5b(), nn.Hardtanh(), Block6b())
        self.act2 = nn.Sequential(nn.ReLU())

    def forward(self, x0):
        h = x0
        for layer in self.layer:
            h = layer(h)
        identity = self.Head(self.act(self.block(h)))
        x = self.x(self.layer2(self.weight_layer(identity)))
        z = self.conv(x)
        z = self.act2(self.out(z))
        return z


net = Net()
inputs = (torch.rand(2, 6, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "42.", digests=True)


# Network 43
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sequential(nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(2), nn.AdaptiveAvgPool2d((1, 1)))
        self.Head = nn.BatchNorm2d(4, affine=False)
        self.Head2 = nn.Conv2d(4, 6, 3)
        self.block = nn.ELU()

    def forward(self, x0):
        z = self.act(x0)
        y = self.Head2(self.Head(x0))
        y = self.block(self.block(y))
        return y


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.BatchNorm2d(4)
        self.block = nn.AdaptiveAvgPool2d((1, 1))
        self.conv = nn.ModuleList([nn.AvgPool2d(2, padding=1), nn.BatchNorm2d(4)])

    def forward(self, x):
        identity = self.block(self.act(x))
        out = identity
        for layer in self.conv:
            out = layer(out)
        return out


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(4, 2, 3, padding=1, groups=2)

    def forward(self, x0):
        y = self.out(x0)
        return y


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.ModuleList([nn.Sequential(), nn.Conv2d(2, 4, 1, padding=1, dilation=2), nn.Flatten()])

    def forward(self, x0):
        h = x0
        for layer in self.x:
            h = layer(h)
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0a()
        self.conv = nn.Sequential(nn.BatchNorm2d(4, eps=0.001), Block1b(), nn.AvgPool2d(3, stride=1, padding=1))
        self.layer = Block2a()
        self.conv2 = nn.ModuleList([nn.BatchNorm2d(2), nn.Sequential(nn.Sequential(), nn.Sequential(nn.ELU())), nn.GELU()])
        self.block = Block3a()

    def forward(self, x0):
        features = self.fc(x0)
        z = self.layer(self.conv(x0))
        out = z
        for layer in self.conv2:
            out = layer(out)
        out = out + z
        h = self.block(out)
        return h


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "43.", digests=True)


# Network 44
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Conv2d(6, 6, 3, padding=1)
        self.act = self.block
        self.conv = nn.Conv2d(6, 6, 1, padding=1)

    def forward(self, x):
        x = self.act(self.block(x))
        z = self.conv(torch.relu(x))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Sequential(nn.BatchNorm2d(2), nn.AvgPool2d(2, padding=1), nn.Conv2d(2, 6, 2, stride=2, dilation=2, groups=2, bias=False))
        self.out = Block0b()
        self.layer = nn.Conv2d(6, 6, 2, stride=2)

    def forward(self, x0):
        y = self.fc(x0)
        y = self.layer(self.out(y))
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Tanh()
        self.out = nn.Flatten()
        self.layer = Block0a()
        self._inner = nn.Sigmoid()
        self.Head = nn.Conv2d(2, 2, 1, padding=1, dilation=2)
        self._inner2 = nn.AvgPool2d(2, stride=1, padding=1)
        self.layer2 = nn.Sequential()

    def forward(self, x):
        h = self.act(x)
        y = self.out(h)
        input = F.relu(self.layer(h))
        h = self._inner2(self.Head(self._inner(x)))
        features = self.layer2(h)
        return features


net = Net().eval()
inputs = (torch.rand(2, 2, 8, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "44.", digests=True)
