# Networks 20 to 24, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 20
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(3, 9, 2, stride=2, groups=3, bias=False)
        self.act = nn.AvgPool2d(2)

    def forward(self, x):
        y = self.act(self.out(x))
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0a()

    def forward(self, x):
        features = self._inner(x)
        return features


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "20.", digests=True)


# Network 21
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Hardtanh()

    def forward(self, x):
        out = self.conv(x)
        x = self.conv(out) + out
        return x


net = Net()
inputs = (torch.rand(2, 2, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "21.", digests=True)


# Network 22
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.BatchNorm2d(2)
        self.layer = nn.Conv2d(2, 4, 3, stride=2)
        self.out = nn.Conv2d(4, 4, 1, stride=2, padding=1, bias=False)

    def forward(self, x):
        y = self.out(self.layer(self._inner(x)))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Block0b()
        self.act = nn.Conv2d(4, 4, 1, stride=2, padding=1)
        self.layer2 = nn.Conv2d(4, 4, 3, padding=1)
        self.conv = self.layer2

    def forward(self, x0):
        features = self.act(self.layer(x0))
        input = self.conv(self.layer2(features))
        return input


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Linear(84, 2)
        self.out = nn.Tanh()
        self.act = nn.Linear(2, 4, bias=False)
        self._inner2 = nn.Linear(4, 3)
        self.act2 = nn.Linear(3, 8, bias=False)

    def forward(self, x0):
        y = self.act(self.out(self._inner(x0)))
        z = self._inner2(y)
        out = self.act2(z)
        return out


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.BatchNorm2d(2)
        self.act = nn.Sigmoid()
        self.layer = Block2b()

    def forward(self, x):
        z = self.block(x)
        out = self.block(x) + z
        out = F.relu(self.act(torch.flatten(out, 1)))
        features = self.layer(out)
        return features


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = Block0a()
        self.conv = Block2a()
        self.conv2 = nn.Linear(8, 8)

    def forward(self, x):
        identity = self.fc(x)
        z = self.conv(x)
        features = self.conv2(z)
        return features


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "22.", digests=True)


# Network 23
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Tanh()
        self.Head = nn.ModuleList([nn.Flatten(), nn.Linear(168, 8)])

    def forward(self, x0):
        input = self.fc(x0)
        input += x0
        features = input
        for layer in self.Head:
            features = layer(features)
        return features


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "23.", digests=True)


# Network 24
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Conv2d(3, 3, 3, padding=1)
        self.block2 = nn.Flatten()
        self._inner = nn.Sequential()
        self._inner2 = nn.Linear(126, 4, bias=False)
        self.x = nn.Linear(4, 3, bias=False)
        self.conv = nn.Linear(3, 2)

    def forward(self, x0):
        h = self.block(self.block(x0))
        identity = self._inner2(self._inner(self.block2(h)))
        out = self.conv(self.x(identity))
        return out


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "24.", digests=True)
