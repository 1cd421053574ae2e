# Networks 90 to 94, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 90
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ModuleList([nn.Sequential(nn.Conv2d(4, 4, 1, padding=2, groups=2), nn.Hardtanh(), nn.Conv2d(4, 6, 3, stride=2, padding=2, groups=2, bias=False)), nn.Sequential(nn.Sequential(nn.AvgPool2d(2, stride=1), nn.Conv2d(6, 6, 1, dilation=2)), nn.Flatten())])
        self.layer = nn.Conv2d(4, 4, 3, padding=1)
        self.x = self.layer

    def forward(self, x0):
        input = x0
        for layer in self.weight_layer:
            input = layer(input)
        z = self.x(self.layer(x0))
        return z


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "90.", digests=True)


# Network 91
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self._inner = nn.BatchNorm2d(4, momentum=0.2)
        self.out = nn.BatchNorm2d(4, momentum=0.2)

    def forward(self, x0):
        z = self.out(self._inner(x0))
        return z


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 3, 1, stride=2, padding=2, dilation=2, bias=False)
        self._inner = nn.Conv2d(4, 4, 1, padding=1, groups=2)
        self.out = nn.Flatten(2)

    def forward(self, x):
        identity = self.conv(x)
        z = self.out(self._inner(x))
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = Block0b()
        self.out = Block1b()

    def forward(self, x0):
        x = self.weight_layer(x0)
        input = torch.relu(self.out(x0))
        return input


class Block3a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Flatten()

    def forward(self, x):
        z = self.block(x)
        return z


class Block4b(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Tanh()

    def forward(self, x0):
        identity = torch.relu(self.act(x0))
        return identity


class Block5b(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = nn.Linear(4, 2, bias=False)
        self.out = nn.Tanh()
        self._inner = self.out

    def forward(self, x0):
        z = self.Head(x0)
        y = self._inner(self.out(z))
        return y


class Block4a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.GELU()
        self.conv = nn.Sequential(nn.Linear(4, 2), nn.Linear(2, 8, bias=False), nn.Linear(8, 8, bias=False))
        self.act = Block4b()
        self.layer = Block5b()

    def forward(self, x):
        z = self.conv(self.x(x))
        out = self.layer(self.act(x))
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Sequential(nn.Conv2d(6, 3, 3, stride=(1, 1), padding=(2, 2), bias=False))
        self.Head = nn.Sequential(nn.Conv2d(3, 2, 1, bias=False), nn.Conv2d(2, 4, 1, padding=1, bias=False))
        self.layer = nn.Conv2d(4, 4, 2, stride=2, padding=1)
        self.Head2 = Block0a()
        self.out = Block3a()
        self.conv = nn.Linear(288, 4)
        self.x = Block4a()

    def forward(self, x0):
        h = self.layer(self.Head(self.act(x0)))
        identity = self.out(self.Head2(h))
        h = self.conv(identity)
        identity = self.x(h)
        return identity


net = Net().eval()
inputs = (torch.rand(2, 6, 8, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "91.", digests=True)
show_module(torch.jit.trace(net, inputs), "91.second.", digests=True)


# Network 92
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Conv2d(4, 2, 1, groups=2)
        self.Head = nn.Conv2d(2, 4, 1, stride=2, padding=2)
        self.block = nn.ReLU(inplace=True)
        self.fc2 = nn.Conv2d(4, 2, 1)

    def forward(self, x):
        z = torch.relu(self.Head(self.fc(x)))
        z = torch.flatten(self.fc2(self.block(z)), 1)
        return z


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.AdaptiveAvgPool2d(1)
        self.act = nn.Conv2d(4, 4, 3, padding=1)
        self.out = self.act
        self.layer = Block0b()

    def forward(self, x0):
        input = self.block(x0)
        z = self.out(self.act(input))
        out = self.layer(x0)
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.SiLU()
        self.x = nn.Sequential(nn.BatchNorm2d(4, momentum=0.2), nn.BatchNorm2d(4))
        self.layer = nn.Sequential(nn.BatchNorm2d(4, affine=False), nn.AvgPool2d(2))
        self.fc = Block0a()
        self.x2 = nn.Sequential(nn.Conv2d(4, 4, 1, stride=2, padding=1, bias=False), nn.BatchNorm2d(4, eps=0.001))
        self.layer2 = nn.BatchNorm2d(4, momentum=0.2)

    def forward(self, x):
        input = self.conv(self.conv(x))
        identity = self.layer(self.x(input))
        y = self.fc(identity)
        y = self.layer2(self.x2(identity))
        return y


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 8),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "92.", digests=True)


# Network 93
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.LeakyReLU(0.1)
        self.out = nn.Sigmoid()

    def forward(self, x):
        input = self.out(self.block(torch.flatten(x, 1)))
        x = torch.relu(input)
        return x


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block0a()

    def forward(self, x0):
        input = F.relu(x0)
        h = self.block(input)
        return h


net = Net()
inputs = (torch.rand(2, 6, 8, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "93.", digests=True)


# Network 94
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.BatchNorm2d(2)
        self.layer2 = nn.Conv2d(2, 2, 3, padding=1)
        self.fc = nn.BatchNorm2d(2, eps=0.001)
        self.layer3 = nn.Conv2d(2, 2, 1, stride=2)

    def forward(self, x0):
        input = self.layer(x0)
        out = self.layer2(self.layer2(x0))
        x = self.layer3(self.fc(out))
        return x


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.x = nn.Sigmoid()
        self.x2 = Block0b()

    def forward(self, x0):
        identity = self.x(x0)
        out = self.x(x0) + identity
        out = self.x2(out)
        return out


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ELU()
        self.act = nn.Conv2d(6, 3, 2, stride=2, padding=2)

    def forward(self, x0):
        x = self.layer(x0)
        h = self.act(x0)
        return h


class Block3b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Sigmoid()
        self.Head = nn.BatchNorm2d(3)
        self.x = nn.BatchNorm2d(3)
        self.fc2 = nn.Conv2d(3, 6, 3, stride=2, padding=2, dilation=2, groups=3)
        self.block = nn.MaxPool2d(2, stride=1, padding=1)
        self.layer = nn.Conv2d(6, 2, 3, stride=2, padding=2)

    def forward(self, x0):
        x = self.x(self.Head(self.fc(x0)))
        z = self.layer(self.block(self.fc2(x)))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = Block0a()
        self.layer = nn.Conv2d(2, 4, 1, stride=(2, 2), padding=(2, 2), groups=2, bias=False)
        self.act = nn.Conv2d(4, 6, 1, stride=(1, 1), padding=(0, 0), dilation=2, bias=False)
        self.x = nn.Sequential(nn.Sequential(nn.BatchNorm2d(6)), Block2b(), Block3b())

    def forward(self, x):
        features = self.conv(x)
        features = self.act(self.layer(x))
        x = self.x(features)
        return x


net = Net()
inputs = (torch.rand(2, 2, 6, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "94.", digests=True)
