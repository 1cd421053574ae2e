# torch.jit._get_trace_graph: one flat graph, whose inputs are the arguments, then parameters and buffers.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.register_buffer("shift", torch.zeros(2))
        self.unused = nn.Parameter(torch.ones(1))

    def forward(self, x, scale=None):
        y = self.linear(x) + self.shift
        return y if scale is None else (y * scale[0], [scale[1], y])


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = self.two = nn.Parameter(torch.ones(2, 2))

    def forward(self, x):
        return x * self.one + self.two


def writes(x, y):
    x = x.clone()
    x[0] = y[0]
    return x, [y]


def shown(name, result):
    show(f"{name}.graph", str(result[0]))
    show(f"{name}.result", str([type(result[1]).__name__, len(result)]))


x = torch.ones(1, 2)
shown("net", torch.jit._get_trace_graph(Net(), (x,)))
shown("nested arguments", torch.jit._get_trace_graph(Net(), (x, (x * 2, x * 3))))
shown("shared", torch.jit._get_trace_graph(Shared(), torch.ones(2, 2)))
shown("function", torch.jit._get_trace_graph(writes, (torch.ones(2), torch.ones(2))))
shown("sequential", torch.jit._get_trace_graph(nn.Sequential(nn.Linear(2, 3), nn.ReLU()), x))
graph, result, inputs = torch.jit._get_trace_graph(nn.Conv2d(1, 2, 3), torch.ones(1, 1, 4, 4), return_inputs=True)
show("convolution", str(graph))
show("inputs", str([list(each.shape) for each in inputs]))
linear, _ = torch.jit._get_trace_graph(nn.Linear(2, 2), x)
run = torch._C._create_function_from_graph("forward", linear)
show("runs", str(run(x, torch.ones(2, 2), torch.zeros(2)).tolist()))
