# Convolutions, plain and transposed, with every padding mode, and linear layers.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


one, two, three = torch.rand(2, 4, 9), torch.rand(2, 4, 8, 9), torch.rand(1, 4, 5, 6, 5)
model = Each(nn.Conv1d(4, 6, 3), nn.Conv1d(4, 6, 3, padding='same'), nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2, bias=False), nn.ConvTranspose1d(4, 6, 3, stride=2, output_padding=1), nn.Linear(9, 3), nn.Linear(9, 3, bias=False))
show_module(torch.jit.trace(model, one), '1d.')
model = Each(nn.Conv2d(4, 8, (3, 5), stride=(2, 1), padding=(1, 2), dilation=(1, 2)), nn.Conv2d(4, 8, 3, groups=4, bias=False, padding_mode='reflect', padding=1), nn.Conv2d(4, 8, 3, padding=1, padding_mode='circular'), nn.Conv2d(4, 8, 3, padding=1, padding_mode='replicate'), nn.Conv2d(4, 8, 4, padding='same'), nn.Conv2d(4, 8, 3, padding='valid'), nn.ConvTranspose2d(4, 6, 3, 2, 1, 1, 2, False, 2))
show_module(torch.jit.trace(model, two), '2d.')
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.Conv3d(4, 4, (1, 2, 3), padding=(0, 1, 1)), nn.ConvTranspose3d(4, 6, 2)), three), '3d.')
show_module(torch.jit.trace(nn.Bilinear(2, 3, 4), (torch.rand(5, 2), torch.rand(5, 3))), 'bilinear.')


class Sized(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.ConvTranspose2d(4, 2, 3, 2)

    def forward(self, x):
        return self.up(x, output_size=(18, 20))


show_module(torch.jit.trace(Sized(), two), 'sized.')
