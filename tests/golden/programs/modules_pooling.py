# Every pooling layer, and the way back from the largest.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


one, two, three = torch.rand(2, 3, 9), torch.rand(1, 3, 8, 7), torch.rand(1, 2, 6, 6, 6)
show_module(torch.jit.trace(Each(nn.MaxPool1d(2), nn.AvgPool1d(2), nn.LPPool1d(2, 3), nn.AdaptiveAvgPool1d(3), nn.AdaptiveMaxPool1d(3)), one), '1d.')
show_module(torch.jit.trace(Each(nn.MaxPool2d(3, 2, 1), nn.MaxPool2d((2, 3), ceil_mode=True), nn.AvgPool2d(3, 2, 1), nn.AvgPool2d((2, 3), ceil_mode=True, count_include_pad=False, divisor_override=3), nn.LPPool2d(2, (3, 2), stride=2, ceil_mode=True), nn.LPPool2d(float('inf'), 2), nn.AdaptiveAvgPool2d((1, 1)), nn.AdaptiveAvgPool2d((None, 3)), nn.AdaptiveMaxPool2d((2, None)), nn.FractionalMaxPool2d(2, output_size=(3, 2), _random_samples=torch.full((1, 3, 2), 0.3))), two), '2d.')
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.MaxPool3d(2, dilation=2), nn.AvgPool3d(2), nn.LPPool3d(1.5, 2), nn.AdaptiveAvgPool3d(2), nn.AdaptiveMaxPool3d(2), nn.FractionalMaxPool3d(2, output_size=2, _random_samples=torch.full((1, 2, 3), 0.6))), three), '3d.')
show_module(torch.jit.trace(nn.FractionalMaxPool2d(2, output_ratio=(0.5, 0.5), return_indices=True), two, check_trace=False), 'fractional.')


class Unpool(nn.Module):
    def __init__(self, pool, unpool, size):
        super().__init__()
        self.pool = pool
        self.unpool = unpool
        self.size = size

    def forward(self, x):
        y, indices = self.pool(x)
        return self.unpool(y, indices, output_size=self.size)


show_module(torch.jit.trace(Unpool(nn.MaxPool1d(2, return_indices=True), nn.MaxUnpool1d(2), [2, 3, 9]), one), 'unpool1d.')
show_module(torch.jit.trace(Unpool(nn.MaxPool2d((2, 3), return_indices=True), nn.MaxUnpool2d((2, 3)), (8, 7)), two), 'unpool2d.')
show_module(torch.jit.trace(Unpool(nn.MaxPool3d(2, return_indices=True), nn.MaxUnpool3d(2), (6, 6, 6)), three), 'unpool3d.')
