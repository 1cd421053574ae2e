# Every padding layer.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


one, two, three = torch.rand(2, 3, 4), torch.rand(2, 3, 4, 4), torch.rand(1, 2, 4, 4, 4)
show_module(torch.jit.trace(Each(nn.ZeroPad1d(2), nn.ConstantPad1d((1, 2), 3.5), nn.ReflectionPad1d(2), nn.ReplicationPad1d(2), nn.CircularPad1d(2)), one), '1d.')
show_module(torch.jit.trace(Each(nn.ZeroPad2d((1, 2, 0, 3)), nn.ConstantPad2d(2, 3), nn.ReflectionPad2d((1, 2, 0, 3)), nn.ReplicationPad2d(1), nn.CircularPad2d((1, 1, 2, 0))), two), '2d.')
show_module(torch.jit.trace(Each(nn.ZeroPad3d(1), nn.ConstantPad3d(1, 0.5), nn.ReflectionPad3d(1), nn.ReplicationPad3d(1), nn.CircularPad3d(1)), three), '3d.')
