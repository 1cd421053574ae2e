# Networks 5 to 9, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 5
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.BatchNorm2d(2), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, x0):
        y = self.x(x0)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(2, 6, 2, stride=(1, 1), padding=(0, 0), groups=2)
        self.fc = nn.MaxPool2d(3, stride=1, padding=1)

    def forward(self, x):
        identity = self.act(x)
        x = self.fc(identity)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block0a()
        self.fc = nn.Conv2d(2, 2, 3, padding=1)
        self.fc2 = Block1a()
        self.out = nn.Conv2d(6, 6, 3, padding=1)

    def forward(self, x):
        input = self._inner(x)
        z = self.fc(self.fc(input))
        out = torch.relu(z)
        features = self.fc2(x)
        out = self.out(features)
        h = self.out(out) + out
        return h


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "5.", digests=True)


# Network 6
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Flatten()

    def forward(self, x):
        h = self.fc(x)
        return h


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "6.", digests=True)


# Network 7
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(2, 2, 1, stride=2, groups=2, bias=False)

    def forward(self, x):
        y = self.fc(x)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 2, 1, groups=2, bias=False)

    def forward(self, x0):
        y = torch.relu(torch.flatten(self.conv(x0), 1))
        return y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.ModuleList([nn.MaxPool2d(3, stride=2, padding=1)])
        self.act = Block0a()
        self.layer = nn.Conv2d(2, 2, 3, padding=1, bias=False)
        self.conv = Block1a()

    def forward(self, x0):
        input = x0
        for layer in self._inner:
            input = layer(input)
        y = self.layer(self.act(input))
        input = self.conv(y)
        return input


net = Net()
inputs = (torch.rand(2, 2, 8, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "7.", digests=True)


# Network 8
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sequential(nn.Conv2d(6, 6, 1, stride=(1, 1), padding=(1, 1)))
        self.block = nn.Conv2d(6, 6, 1)
        self.x2 = nn.BatchNorm2d(6, affine=False)

    def forward(self, x0):
        x = self.block(self.x(x0))
        h = self.x2(self.x2(x))
        features = torch.flatten(x0, 1)
        return features


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.LeakyReLU(0.1)
        self.x2 = nn.Linear(8, 2)
        self.x3 = nn.Linear(2, 4, bias=False)
        self.block = nn.Linear(4, 8)

    def forward(self, x):
        z = self.x(x)
        features = self.x3(self.x2(z))
        y = self.block(torch.relu(F.relu(features)))
        return y


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Linear(2, 4)

    def forward(self, x0):
        y = self.act(x0)
        return y


class Block1a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = Block1b()
        self.act = nn.SiLU()
        self.Head = nn.ModuleList([nn.Linear(8, 3, bias=False), nn.Linear(3, 2, bias=False), Block2b()])

    def forward(self, x):
        features = self._inner(x)
        features = self.act(features)
        for layer in self.Head:
            x = layer(x)
        return x


class Block4a(nn.Module):
    def forward(self, x):
        z = torch.relu(x)
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = Block0a()
        self.layer = nn.Linear(252, 8)
        self.act2 = Block1a()
        self.block = nn.Sequential(nn.Linear(4, 8), nn.Sequential())
        self.conv = Block4a()

    def forward(self, x):
        input = self.act(x)
        h = F.relu(self.layer(input))
        x = self.act2(h)
        x = self.conv(self.block(x))
        return x


net = Net().eval()
inputs = (torch.rand(2, 6, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "8.", digests=True)


# Network 9
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(2)

    def forward(self, x):
        h = torch.relu(self.layer(x))
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3, stride=(2, 2), padding=(2, 2), groups=2)
        self.out = nn.Conv2d(4, 3, 3, stride=2, padding=2)

    def forward(self, x):
        y = self.out(self.conv(x))
        return y


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block0b()
        self._inner = nn.AvgPool2d(2, padding=1)
        self.act = Block1b()

    def forward(self, x):
        y = self._inner(self.Head(x))
        z = self.act(x)
        return z


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.Flatten()
        self.Head = nn.Linear(72, 4, bias=False)
        self.out = nn.Linear(4, 2)
        self.x = nn.Linear(2, 4)
        self.act = nn.ReLU6()

    def forward(self, x):
        features = self.out(self.Head(self._inner(x)))
        x = self.act(self.x(features))
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.ModuleList([nn.BatchNorm2d(2, momentum=0.2), Block0a(), nn.Conv2d(3, 6, 3, stride=2, padding=1, dilation=2)])
        self.out = nn.Sequential()
        self.conv = Block3a()

    def forward(self, x):
        out = x
        for layer in self.block:
            out = layer(out)
        out = self.conv(self.out(x))
        return out


net = Net().eval()
inputs = (torch.rand(2, 2, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "9.", digests=True)
