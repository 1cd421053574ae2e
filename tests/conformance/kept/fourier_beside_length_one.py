import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.Conv2d(3, 3, 2, stride=2, bias=False)
        self.Head = nn.Conv2d(3, 3, 3, padding=1, dilation=2)
        self.out = nn.Conv2d(3, 3, 3, padding=1)
        self.parameter3 = nn.Parameter(torch.ones(1))
        self.fc = nn.AdaptiveAvgPool2d(1)

    def forward(self, x0, out1, y2):
        h = self.Head(self.act(y2))
        input = self.out(self.out(h))
        out = input * self.parameter3
        features = torch.fft.rfft(self.fc(h), dim=0, norm='ortho').abs()
        return features


net = Net()
inputs = (torch.rand(2, 4, 8, requires_grad=True), torch.rand(2, 3, 8, 8), torch.rand(2, 3, 6, 6),)


def show_function(name, traced):
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
    show(f"{name}.inlined_graph", str(traced.inlined_graph))


traced = torch.jit.trace(net, inputs)
show_module(traced)
show_function('lambda', torch.jit.trace(lambda x: x.contiguous(), torch.rand(3)))
