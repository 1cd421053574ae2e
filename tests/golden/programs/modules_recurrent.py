# Recurrent layers: both directions, several layers, projections, one sequence alone.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x = torch.rand(5, 2, 4)
for kind in (nn.RNN, nn.LSTM, nn.GRU):
    model = Each(kind(4, 3), kind(4, 3, 2, bidirectional=True, batch_first=True), kind(4, 3, bias=False))
    show_module(torch.jit.trace(model.eval(), x), f'{kind.__name__}.eval.')
    show_module(torch.jit.trace(kind(4, 3, num_layers=2, dropout=0.5), x, check_trace=False), f'{kind.__name__}.train.')
    with torch.no_grad():
        show_module(torch.jit.trace(kind(4, 3), torch.rand(5, 4)), f'{kind.__name__}.alone.')
h = torch.rand(1, 2, 3)
show_module(torch.jit.trace(Each(nn.RNN(4, 3, nonlinearity='relu'), nn.GRU(4, 3)), (x, h)), 'state.')
show_module(torch.jit.trace(nn.LSTM(4, 3), (x, (h, torch.rand(1, 2, 3)))), 'pair.')
show_module(torch.jit.trace(nn.LSTM(4, 5, 2, proj_size=3, bidirectional=True), x), 'projection.')
