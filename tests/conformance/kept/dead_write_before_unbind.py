import torch
import torch.nn.functional as F
from torch import nn


class Named0(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, a, b=None, scale=2):
        b = a if b is None else self.fc(b)
        return (a - b, scale)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Named0()

    def forward(self, x0):
        z = F.relu(torch.matmul(x0, x0.transpose(-1, -2)))
        z *= 0.5
        z, identity = z.unbind(1)
        identity, out = torch.chunk(x0, 2, 3)
        features = self.layer(b=out + 1, a=out)[0]
        return (features,)


net = Net().eval()
inputs = (torch.rand(2, 2, 7, 6),)
with torch.no_grad():
    traced = torch.jit.trace(net, inputs, check_trace=False)
show_module(traced)
