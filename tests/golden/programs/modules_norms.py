# Every normalization, in evaluation and in training mode.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x = torch.rand(4, 6, 3, 5)
def layers():
    return nn.BatchNorm2d(6), nn.BatchNorm2d(6, eps=1e-3, momentum=None), nn.BatchNorm2d(6, affine=False), nn.BatchNorm2d(6, track_running_stats=False), nn.InstanceNorm2d(6), nn.InstanceNorm2d(6, affine=True, track_running_stats=True), nn.LayerNorm(5), nn.LayerNorm((3, 5), bias=False), nn.LayerNorm([5], elementwise_affine=False), nn.GroupNorm(2, 6), nn.GroupNorm(3, 6, affine=False), nn.RMSNorm(5), nn.RMSNorm((3, 5), eps=1e-3, elementwise_affine=False), nn.LocalResponseNorm(2)


show_module(torch.jit.trace(Each(*layers()).eval(), x), 'eval.')
show_module(torch.jit.trace(Each(*layers()), x, check_trace=False), 'train.')
rows = torch.rand(4, 6, 5)
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.BatchNorm1d(6), nn.InstanceNorm1d(6), nn.LocalResponseNorm(3)).eval(), rows), '1d.')
    show_module(torch.jit.trace(Each(nn.BatchNorm3d(6), nn.InstanceNorm3d(6)).eval(), torch.rand(2, 6, 2, 3, 4)), '3d.')
show_module(torch.jit.trace(nn.InstanceNorm2d(3).eval(), torch.rand(3, 4, 4)), 'unbatched.')
