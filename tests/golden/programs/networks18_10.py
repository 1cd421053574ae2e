# Networks 50 to 54, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 50
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.ReLU(inplace=True)
        self.out2 = nn.Linear(384, 8)
        self.Head = nn.ModuleList([nn.Linear(8, 8)])

    def forward(self, x0):
        features = self.out(torch.flatten(x0, 1))
        x = self.out2(features)
        identity = x
        for layer in self.Head:
            identity = layer(identity)
        return identity


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Linear(8, 3, bias=False)
        self.conv = nn.Linear(3, 8)
        self.act = nn.Linear(8, 3)
        self.conv2 = nn.Linear(3, 2, bias=False)
        self._inner = nn.Linear(2, 2)

    def forward(self, x):
        h = self.conv(self.x(x))
        identity = F.relu(h)
        out = self._inner(self.conv2(self.act(identity)))
        return out


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(6, 3, 2, stride=(2, 2), padding=(2, 2))
        self.conv = nn.BatchNorm2d(6, affine=False)
        self.Head = nn.AdaptiveAvgPool2d((1, 1))
        self.conv2 = Block0b()
        self.out2 = Block1b()
        self.layer = nn.Linear(2, 2)

    def forward(self, x):
        out = self.out(x)
        features = self.Head(self.conv(x))
        input = self.layer(self.out2(self.conv2(x)))
        return input


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([Block0a(), nn.SiLU()])

    def forward(self, x0):
        h = x0
        for layer in self.block:
            h = layer(h)
        return h


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "50.", digests=True)


# Network 51
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ReLU(inplace=True)
        self.out = self.block
        self.weight_layer = nn.Conv2d(3, 4, 2, stride=2)
        self.block2 = nn.Conv2d(4, 6, 3, stride=(2, 2), padding=(1, 1), bias=False)

    def forward(self, x):
        h = self.out(self.block(x))
        z = self.block2(self.weight_layer(h))
        return z


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "51.", digests=True)


# Network 52
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Sequential(nn.AvgPool2d(3, stride=2, padding=1), nn.Sequential())

    def forward(self, x):
        features = self.out(x)
        return features


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "52.", digests=True)


# Network 53
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.ModuleList([nn.GELU()])
        self.block = nn.SiLU()
        self.Head = nn.Conv2d(2, 4, 1, padding=2, bias=False)
        self.Head2 = nn.BatchNorm2d(4, affine=False)
        self.out = nn.Conv2d(4, 2, 1, stride=2, dilation=2)

    def forward(self, x):
        h = x
        for layer in self.x:
            h = layer(h)
        input = self.Head(self.block(h))
        h = self.out(self.Head2(input))
        return h


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block0b()

    def forward(self, x0):
        identity = self.layer(x0)
        return identity


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ModuleList([nn.ReLU(), nn.Conv2d(2, 4, 2, stride=2, bias=False), nn.BatchNorm2d(4, eps=0.001)])
        self.fc2 = nn.LeakyReLU(0.1)
        self.layer = nn.Flatten(2)
        self.weight_layer = nn.Flatten()

    def forward(self, x):
        identity = x
        for layer in self.fc:
            identity = layer(identity)
        y = self.weight_layer(self.layer(self.fc2(identity)))
        return y


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.ModuleList([nn.Linear(16, 8), nn.Linear(8, 2, bias=False)])
        self.layer = nn.Linear(2, 2)

    def forward(self, x0):
        identity = x0
        for layer in self.out:
            identity = layer(identity)
        h = self.layer(self.layer(identity))
        return h


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block3b()
        self.out = nn.Linear(2, 2)

    def forward(self, x0):
        out = self.conv(x0)
        x = self.out(self.out(out))
        return x


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ReLU6()
        self.conv = self.layer
        self.x = nn.Linear(8, 2, bias=False)
        self._inner = nn.Linear(2, 2)
        self.conv2 = nn.Linear(2, 4, bias=False)
        self._inner2 = nn.Linear(4, 4)
        self.block = nn.LeakyReLU(0.1)
        self.block2 = nn.SiLU()

    def forward(self, x):
        input = self.conv(self.layer(x))
        x = self.conv2(self._inner(self.x(input)))
        features = self.block2(self.block(self._inner2(x)))
        return features


class Block5a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.ModuleList([nn.Sequential(nn.LeakyReLU(0.1)), nn.Linear(3, 8, bias=False)])
        self.conv = nn.SiLU()
        self._inner = Block5b()

    def forward(self, x0):
        out = x0
        for layer in self.x:
            out = layer(out)
        x = self._inner(self.conv(out))
        h = torch.relu(F.relu(x))
        return h


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block0a()
        self.layer = nn.MaxPool2d(2, stride=1)
        self.layer2 = nn.Sequential(Block2b(), nn.ELU(), nn.ELU())
        self.x = nn.Sequential()
        self.fc = Block3a()
        self.x2 = nn.ReLU6()
        self.weight_layer = nn.Linear(2, 3, bias=False)
        self.block = Block5a()
        self.weight_layer2 = nn.Linear(4, 3)

    def forward(self, x):
        y = self.Head(x)
        z = self.layer2(self.layer(F.relu(y)))
        h = self.x2(self.fc(self.x(z)))
        y = self.weight_layer2(self.block(self.weight_layer(h)))
        return y


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "53.", digests=True)


# Network 54
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.SiLU()

    def forward(self, x):
        out = F.relu(torch.flatten(x, 1))
        identity = self.layer(out)
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.AdaptiveAvgPool2d(1)
        self.block = nn.MaxPool2d(2, padding=1)
        self.x = Block0b()
        self.fc = nn.Linear(6, 8, bias=False)
        self._inner = nn.Linear(8, 8)

    def forward(self, x0):
        h = self.block(self.conv(x0))
        h = torch.relu(self.fc(self.x(h)))
        x = self._inner(h)
        x = self._inner(h) + x
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block0a()

    def forward(self, x0):
        features = self.weight_layer(x0)
        return features


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "54.", digests=True)
