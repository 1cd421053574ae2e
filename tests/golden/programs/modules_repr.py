# repr of the layers, and of tensors as a reader meets them.
import torch
from torch import nn

layers = [
    nn.Linear(3, 4),
    nn.Linear(3, 4, bias=False),
    nn.Conv2d(3, 6, 3),
    nn.Conv2d(4, 8, (3, 5), stride=2, padding=(1, 2), dilation=2, groups=4, bias=False),
    nn.BatchNorm2d(5),
    nn.BatchNorm2d(5, eps=1e-3, momentum=None, affine=False, track_running_stats=False),
    nn.LayerNorm(7),
    nn.LayerNorm((2, 3), elementwise_affine=False),
    nn.MaxPool2d(2),
    nn.MaxPool2d((3, 2), stride=2, padding=1, ceil_mode=True),
    nn.AvgPool2d(3, stride=1, padding=1),
    nn.AdaptiveAvgPool2d((1, None)),
    nn.ReLU(),
    nn.ReLU(inplace=True),
    nn.LeakyReLU(0.2),
    nn.Sigmoid(),
    nn.Tanh(),
    nn.GELU(),
    nn.Softmax(dim=1),
    nn.Dropout(0.3),
    nn.Flatten(),
    nn.Identity(),
    nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.ReLU())),
    nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU()]),
    nn.ModuleDict({"left": nn.ReLU(), "right": nn.Linear(1, 1)}),
]
show("layers", "\n".join(repr(layer) for layer in layers))
show("parameter", repr(nn.Parameter(torch.ones(2))))
show("tensors", "\n".join(repr(t) for t in [torch.tensor(1.5), torch.arange(6).view(2, 3), torch.ones(2, 2) / 3, torch.tensor([1e10, 1.0]), torch.tensor([True]), torch.zeros(0), torch.rand(1, requires_grad=True) > 2]))
