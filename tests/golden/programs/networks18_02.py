# Networks 10 to 14, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 10
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ModuleList([nn.Flatten(), nn.Linear(112, 8), nn.Sequential(nn.Linear(8, 4), nn.ReLU())])

    def forward(self, x):
        h = x
        for layer in self.act:
            h = layer(h)
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(2, 6, 1, stride=2, bias=False)
        self.x = nn.Sigmoid()
        self.Head2 = nn.BatchNorm2d(6, eps=0.001)

    def forward(self, x):
        identity = self.x(self.Head(F.relu(x)))
        identity = self.Head2(identity)
        h = self.Head2(identity) + identity
        return h


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block1b()
        self.conv = nn.BatchNorm2d(2)

    def forward(self, x):
        features = self.Head(x)
        out = self.conv(self.conv(x))
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0a()
        self.Head = nn.ModuleList([nn.Flatten(), nn.Tanh()])
        self.out = Block1a()
        self.x = nn.Sequential()
        self.out2 = nn.ModuleList([nn.Sequential(), nn.BatchNorm2d(2, affine=False)])
        self.out3 = nn.SiLU()
        self.Head2 = nn.Conv2d(2, 2, 2, padding=2, groups=2)

    def forward(self, x0):
        h = self._inner(x0)
        features = x0
        for layer in self.Head:
            features = layer(features)
        out = self.x(self.out(x0))
        h = out
        for layer in self.out2:
            h = layer(h)
        features = self.Head2(self.out3(h))
        return features


net = Net()
inputs = (torch.rand(2, 2, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "10.", digests=True)


# Network 11
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Flatten()

    def forward(self, x0):
        h = self.conv(x0)
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Linear(192, 2, bias=False)
        self.conv = nn.Linear(2, 2, bias=False)
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        y = self.Head(x)
        y = torch.relu(self.fc(self.conv(y)))
        return y


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Linear(8, 8)

    def forward(self, x0):
        features = self.Head(x0)
        y = self.Head(features) + features
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Sequential(nn.Hardtanh(), Block0b(), Block1b())
        self.x = nn.Linear(2, 8, bias=False)
        self.Head = nn.Linear(8, 4)
        self._inner2 = nn.Linear(4, 3)
        self.fc = nn.Sequential(nn.GELU(), nn.Linear(3, 8))
        self.block = Block2a()

    def forward(self, x):
        h = self._inner(x)
        z = self._inner2(self.Head(self.x(h)))
        h = self.fc(torch.relu(z))
        y = self.block(h)
        return y


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "11.", digests=True)


# Network 12
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(168, 4)
        self.fc = nn.Linear(4, 4, bias=False)
        self.block = nn.Linear(4, 2)
        self._inner = nn.ELU()

    def forward(self, x):
        out = F.relu(self.x(F.relu(x)))
        z = self._inner(self.block(self.fc(out)))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ModuleList([nn.BatchNorm2d(4, eps=0.001), nn.Flatten(), nn.Sequential()])
        self.layer = nn.BatchNorm2d(4, momentum=0.2)
        self.Head = nn.ModuleList([nn.Sequential(Block0b(), nn.ReLU(), nn.Linear(2, 2)), nn.Sequential(nn.Linear(2, 3, bias=False), nn.Tanh())])
        self.conv = nn.Linear(3, 2, bias=False)

    def forward(self, x):
        features = x
        for layer in self.act:
            features = layer(features)
        x = self.layer(x)
        identity = features
        for layer in self.Head:
            identity = layer(identity)
        identity = self.conv(identity)
        return identity


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "12.", digests=True)
show_module(torch.jit.trace(net, inputs), "12.second.", digests=True)


# Network 13
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(4, 4, 2, stride=(1, 1), padding=(2, 2), bias=False)
        self._inner = nn.AvgPool2d(2, stride=1)
        self.act = nn.Conv2d(4, 2, 2, stride=2, padding=2, groups=2)
        self.out = nn.MaxPool2d(2)
        self.weight_layer = nn.BatchNorm2d(2)
        self.conv = nn.AdaptiveAvgPool2d(2)
        self.fc = nn.BatchNorm2d(2, momentum=0.2)
        self.layer2 = nn.Conv2d(2, 2, 2, padding=2)

    def forward(self, x0):
        features = self.act(self._inner(self.layer(x0)))
        x = self.weight_layer(self.out(features))
        x = self.layer2(self.fc(self.conv(features)))
        return x


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0b()

    def forward(self, x0):
        y = self._inner(x0)
        return y


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.GELU()
        self.x = nn.Linear(256, 8, bias=False)
        self.block2 = nn.Linear(256, 2)

    def forward(self, x):
        y = self.x(self.block(x))
        z = self.block2(F.relu(x))
        return z


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sigmoid()

    def forward(self, x0):
        x = self.act(torch.relu(x0))
        return x


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = Block2b()
        self.conv = nn.Linear(2, 3, bias=False)
        self.layer = Block3b()
        self.layer2 = nn.Hardtanh()
        self.layer3 = nn.Sequential(nn.Linear(3, 3, bias=False))

    def forward(self, x0):
        x = self.conv(self.x(torch.flatten(x0, 1)))
        x = self.layer2(self.layer(x))
        y = self.layer3(x)
        return y


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Conv2d(6, 6, 1, stride=2, groups=3)
        self.fc = nn.AvgPool2d(3, stride=1)
        self.weight_layer = nn.BatchNorm2d(6, momentum=0.2)

    def forward(self, x):
        out = torch.flatten(x, 1)
        out = self.weight_layer(self.fc(self.Head(x)))
        return out


class Block5a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ModuleList([nn.BatchNorm2d(2, momentum=0.2), nn.Conv2d(2, 6, 2, padding=1, groups=2, bias=False), Block5b()])
        self.act = nn.ModuleList([nn.Conv2d(6, 4, 1, bias=False)])
        self.Head = nn.ModuleList([nn.Conv2d(4, 6, 3, stride=2, padding=2, groups=2, bias=False), nn.Flatten()])

    def forward(self, x0):
        input = x0
        for layer in self.layer:
            input = layer(input)
        h = input
        for layer in self.act:
            h = layer(h)
        z = h
        for layer in self.Head:
            z = layer(z)
        return z


class Block7a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(24, 4, bias=False)
        self.out = nn.Linear(4, 3, bias=False)
        self.out2 = nn.Sequential(nn.Linear(3, 2, bias=False), nn.Linear(2, 4, bias=False))
        self._inner = nn.Linear(4, 4)
        self._inner2 = nn.Sequential(nn.Hardtanh(), nn.Linear(4, 8, bias=False))
        self._inner3 = nn.Linear(8, 3, bias=False)

    def forward(self, x):
        features = self.out2(self.out(self.layer(x)))
        h = self._inner2(self._inner(features))
        identity = self._inner3(torch.relu(h))
        return identity


class Block8a(nn.Module):
    def forward(self, x):
        input = torch.relu(x)
        return input


class Block9b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.SiLU()
        self.conv = nn.Linear(4, 3)
        self.block = nn.ReLU()

    def forward(self, x):
        input = self.layer(x)
        x = self.layer(input) + input
        identity = self.block(self.conv(x))
        return identity


class Block9a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Sequential(nn.ReLU(inplace=True), nn.Hardtanh())
        self.fc = Block9b()

    def forward(self, x0):
        features = self._inner(x0)
        z = F.relu(torch.relu(features))
        x = self.fc(x0)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU(inplace=True)
        self.conv = Block0a()
        self._inner = nn.ELU()
        self.fc = Block2a()
        self._inner2 = Block5a()
        self.block = Block7a()
        self.conv2 = nn.Linear(3, 4, bias=False)
        self.weight_layer = Block8a()
        self._inner3 = Block9a()

    def forward(self, x0):
        y = self.conv(self.act(x0))
        out = self.fc(self._inner(x0))
        identity = self.block(self._inner2(F.relu(y)))
        y = self.weight_layer(self.conv2(identity))
        x = self._inner3(y)
        return x


net = Net().eval()
inputs = (torch.rand(2, 4, 8, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "13.", digests=True)
show_module(torch.jit.trace(net, inputs), "13.second.", digests=True)


# Network 14
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential()

    def forward(self, x):
        input = self.x(x)
        return input


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(4, 2, 2, dilation=2)
        self.Head = nn.ELU()
        self._inner = nn.Linear(32, 3)

    def forward(self, x):
        y = self.Head(self.act(x))
        out = self._inner(torch.relu(torch.flatten(y, 1)))
        return out


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Tanh()
        self._inner = nn.Linear(3, 8)
        self.weight_layer = nn.Linear(8, 4)

    def forward(self, x0):
        x = self.weight_layer(self._inner(self.layer(x0)))
        return x


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.Conv2d(4, 2, 2, padding=1), nn.Flatten()])
        self.act = nn.Linear(98, 4, bias=False)
        self.x = nn.Linear(4, 4)

    def forward(self, x0):
        features = x0
        for layer in self.block:
            features = layer(features)
        y = self.x(self.act(features))
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.AvgPool2d(3, stride=1, padding=1)
        self.weight_layer = nn.AdaptiveAvgPool2d(2)
        self.out = Block1b()
        self.weight_layer2 = Block2b()
        self.conv = Block3b()

    def forward(self, x0):
        out = self.weight_layer(self.fc(x0))
        x = self.weight_layer2(self.out(x0))
        out = self.conv(x0)
        return out


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.SiLU()
        self.layer = nn.Sigmoid()
        self.conv = nn.Linear(3, 2)

    def forward(self, x):
        input = self.block(torch.relu(x))
        z = self.layer(torch.relu(input))
        out = self.conv(z)
        return out


class Block6a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.BatchNorm2d(6)
        self.weight_layer = nn.SiLU()
        self.layer = nn.ModuleList([nn.AdaptiveAvgPool2d((2, 1)), nn.Sequential(nn.Conv2d(6, 6, 1)), nn.Sequential(nn.AdaptiveAvgPool2d(2))])

    def forward(self, x):
        y = self.weight_layer(self.x(x))
        identity = y
        for layer in self.layer:
            identity = layer(identity)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0a()
        self.out = nn.Conv2d(2, 4, 3, stride=2)
        self.weight_layer = nn.Sequential(nn.Conv2d(4, 6, 2, stride=(1, 1), padding=(2, 2)))
        self.out2 = nn.Conv2d(6, 6, 1, stride=2, padding=1, dilation=2, groups=3)
        self.act = nn.ModuleList([nn.Sequential(nn.Conv2d(6, 4, 1, padding=1, dilation=2, groups=2, bias=False)), Block1a(), nn.Sequential(nn.Linear(4, 3), Block5b())])
        self.block2 = nn.ModuleList([Block6a(), nn.Conv2d(6, 4, 2, stride=2, padding=1)])

    def forward(self, x):
        z = self.weight_layer(self.out(self.block(x)))
        x = self.out2(z)
        input = x
        for layer in self.act:
            input = layer(input)
        input = x
        for layer in self.block2:
            input = layer(input)
        return input


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "14.", digests=True)
