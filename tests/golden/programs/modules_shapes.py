# Layers that move values: flatten, fold, shuffles, and every mode of upsampling.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


image = torch.rand(1, 4, 4, 6)
show_module(torch.jit.trace(Each(nn.Flatten(), nn.Flatten(0, 1), nn.Unflatten(1, (2, 2)), nn.PixelShuffle(2), nn.PixelUnshuffle(2), nn.ChannelShuffle(2), nn.Unfold(2), nn.Unfold((2, 3), dilation=(1, 2), padding=1, stride=2)), image), 'moves.')
show_module(torch.jit.trace(nn.Fold((4, 5), (2, 2)), torch.rand(1, 12, 12)), 'fold.')
show_module(torch.jit.trace(Each(nn.Upsample(scale_factor=2), nn.Upsample(size=(5, 4)), nn.Upsample(scale_factor=(1.5, 2.0), mode='bilinear'), nn.Upsample(scale_factor=1.5, mode='bilinear', recompute_scale_factor=True), nn.Upsample(size=(5, 6), mode='bicubic', align_corners=True), nn.Upsample(scale_factor=2, mode='bicubic'), nn.Upsample(scale_factor=2, mode='nearest-exact'), nn.Upsample(size=2, mode='area'), nn.UpsamplingNearest2d(scale_factor=2), nn.UpsamplingBilinear2d(size=(4, 6))), image), 'upsample2d.')
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.Upsample(scale_factor=2), nn.Upsample(size=5), nn.Upsample(scale_factor=1.7, mode='linear', recompute_scale_factor=True), nn.Upsample(size=4, mode='linear'), nn.Upsample(size=5, mode='nearest-exact'), nn.Upsample(size=2, mode='area')), torch.rand(1, 2, 5)), 'upsample1d.')
    show_module(torch.jit.trace(Each(nn.Upsample(size=4, mode='trilinear', align_corners=True), nn.Upsample(scale_factor=2), nn.Upsample(size=2, mode='area')), torch.rand(1, 1, 2, 3, 2)), 'upsample3d.')
