# Recurrent cells, with and without a state, and unrolled by hand.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x, h = torch.rand(2, 4), torch.rand(2, 3)
show_module(torch.jit.trace(Each(nn.RNNCell(4, 3), nn.RNNCell(4, 3, nonlinearity='relu', bias=False), nn.GRUCell(4, 3), nn.LSTMCell(4, 3), nn.LSTMCell(4, 3, bias=False)), x), 'zeros.')
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.RNNCell(4, 3), nn.GRUCell(4, 3)), (x, h)), 'state.')
    show_module(torch.jit.trace(nn.LSTMCell(4, 3), (x, (h, torch.rand(2, 3)))), 'pair.')
    show_module(torch.jit.trace(Each(nn.RNNCell(4, 3), nn.GRUCell(4, 3), nn.LSTMCell(4, 3)), torch.rand(4)), 'alone.')


class Unrolled(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.LSTMCell(4, 3)

    def forward(self, steps):
        state = None
        for step in steps:
            state = self.cell(step, state)
        return state[0]


show_module(torch.jit.trace(Unrolled(), torch.rand(3, 2, 4)), 'unrolled.')
