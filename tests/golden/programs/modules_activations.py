# Every activation layer, in evaluation mode.
import torch
from torch import nn


class Each(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, *inputs):
        return tuple(layer(*inputs) for layer in self.layers)


x = torch.rand(3, 4, 2, 2) - 0.5
layers = [nn.Threshold(0.1, 20.0), nn.ReLU(), nn.RReLU(0.1, 0.3), nn.Hardtanh(-2.0, 3.0), nn.ReLU6(), nn.Sigmoid(), nn.Hardsigmoid(), nn.Tanh(), nn.SiLU(), nn.Mish(), nn.Hardswish(), nn.ELU(0.5), nn.CELU(0.5), nn.SELU(), nn.GLU(1), nn.GELU(), nn.GELU('tanh'), nn.Hardshrink(), nn.LeakyReLU(0.2), nn.LogSigmoid(), nn.Softplus(2.0, 5.0), nn.Softshrink(0.25), nn.PReLU(), nn.PReLU(4), nn.Softsign(), nn.Tanhshrink(), nn.Softmin(1), nn.Softmax(dim=1), nn.Softmax2d(), nn.LogSoftmax(-1), nn.Identity()]
show_module(torch.jit.trace(Each(*layers).eval(), x))
with torch.no_grad():
    show_module(torch.jit.trace(Each(nn.PReLU(4), nn.RReLU()).eval(), x), 'no_grad.')
show_module(torch.jit.trace(Each(nn.RReLU(), nn.PReLU()), x, check_trace=False), 'train.')
