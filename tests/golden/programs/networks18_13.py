# Networks 65 to 69, drawn by draw_networks.py.
import torch
import torch.nn.functional as F
from torch import nn


# Network 65
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ReLU(inplace=True)
        self.fc = nn.Linear(126, 8)
        self.layer = nn.ReLU6()
        self._inner = nn.ReLU6()
        self.weight_layer2 = nn.Sequential(nn.GELU(), nn.Sigmoid(), nn.Linear(8, 2))

    def forward(self, x):
        x = self.fc(torch.relu(self.weight_layer(x)))
        y = self.layer(x)
        h = self.weight_layer2(self._inner(F.relu(y)))
        return h


class Block1b(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = nn.Linear(2, 2)
        self._inner = nn.ReLU()
        self.weight_layer = nn.Linear(2, 3, bias=False)

    def forward(self, x):
        features = self.block(self.block(x))
        features = self.weight_layer(self._inner(x))
        return features


class Block2b(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.block = nn.ModuleList([nn.Tanh(), nn.GELU(), nn.SiLU()])

    def forward(self, x):
        x = self.fc(x)
        for layer in self.block:
            x = layer(x)
        return x


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Sequential(nn.Linear(2, 2))
        self.fc = nn.Sequential()
        self.Head = Block2b()
        self._inner = nn.Linear(2, 2)

    def forward(self, x):
        z = self.Head(self.fc(self.layer(x)))
        identity = self._inner(z)
        return identity


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.ModuleList([nn.Flatten(), Block0a()])
        self._inner = nn.Flatten()
        self.fc2 = nn.Linear(126, 2, bias=False)
        self.layer = nn.Sequential(Block1b(), nn.Linear(3, 8, bias=False), nn.Linear(8, 3))
        self.block = nn.Linear(2, 8)
        self.x = nn.Linear(8, 4, bias=False)
        self.block2 = nn.Sequential(nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 2), nn.Linear(2, 3)), nn.Linear(3, 2, bias=False))
        self.Head = Block2a()

    def forward(self, x):
        h = x
        for layer in self.fc:
            h = layer(h)
        out = self.layer(self.fc2(self._inner(x)))
        features = self.block2(self.x(self.block(h)))
        y = self.Head(features)
        return y


net = Net().eval()
inputs = (torch.rand(2, 3, 7, 6),)
traced = torch.jit.trace(net, inputs)
show_module(traced, "65.", digests=True)


# Network 66
class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.AvgPool2d(3, stride=2)
        self.act = nn.GELU()

    def forward(self, x):
        z = self.act(self.fc(x))
        return z


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight_layer = nn.ModuleList([nn.Flatten()])
        self.block = nn.Conv2d(4, 4, 1, padding=2, groups=2)
        self.x = nn.BatchNorm2d(4, eps=0.001)
        self.out = Block0a()

    def forward(self, x):
        input = x
        for layer in self.weight_layer:
            input = layer(input)
        out = self.x(self.block(x))
        input = torch.flatten(self.out(out), 1)
        return input


net = Net().eval()
inputs = (torch.rand(2, 4, 6, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs)
show_module(traced, "66.", digests=True)
show_module(torch.jit.trace(net, inputs), "66.second.", digests=True)


# Network 67
class Block0b(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Tanh()
        self.fc = nn.Linear(8, 8)
        self.weight_layer = nn.Linear(8, 8, bias=False)

    def forward(self, x):
        identity = self.weight_layer(self.fc(self.conv(x)))
        return identity


class Block0a(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Flatten()
        self._inner = nn.Linear(288, 2, bias=False)
        self.Head = nn.Linear(2, 8, bias=False)
        self.Head2 = Block0b()

    def forward(self, x):
        features = self.conv(F.relu(x))
        out = F.relu(features)
        z = self.Head2(self.Head(self._inner(out)))
        return z


class Block2a(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 4, bias=False)
        self.fc = nn.Linear(4, 4)
        self._inner = self.fc

    def forward(self, x):
        features = self.layer(x)
        out = self._inner(self.fc(features))
        return out


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.Head = Block0a()
        self.x = Block2a()
        self.act = nn.ModuleList([nn.BatchNorm2d(6)])

    def forward(self, x0):
        x = self.x(self.Head(x0))
        input = x0
        for layer in self.act:
            input = layer(input)
        return input


net = Net()
inputs = (torch.rand(2, 6, 6, 8),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "67.", digests=True)


# Network 68
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(2, 4, 3, stride=(2, 2), padding=(1, 1), groups=2)
        self.weight_layer = nn.BatchNorm2d(4, eps=0.001)
        self.weight_layer2 = nn.BatchNorm2d(2)
        self.x = self.weight_layer2

    def forward(self, x):
        input = self.weight_layer(self.act(x))
        z = self.x(self.weight_layer2(x))
        return z


net = Net().eval()
inputs = (torch.rand(2, 2, 8, 6),)
traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "68.", digests=True)


# Network 69
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Conv2d(4, 3, 1, padding=2, bias=False)
        self.conv = nn.Sequential(nn.Sequential(nn.AvgPool2d(3, stride=2), nn.Conv2d(3, 6, 3, stride=2, padding=2)), nn.Sequential(nn.AdaptiveAvgPool2d(2)))

    def forward(self, x):
        z = self.conv(self.out(x))
        return z


net = Net().eval()
inputs = (torch.rand(2, 4, 7, 8),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced, "69.", digests=True)
