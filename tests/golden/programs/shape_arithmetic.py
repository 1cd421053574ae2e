# Sizes are values of the graph: size, shape, numel, arithmetic on them, and what they are handed to.
import torch


def by_size(x):
    n = x.size(0)
    return x.view(n, -1)


def by_shape(x):
    n, c, h, w = x.shape
    return x.reshape(n, c * h, w).permute(0, 2, 1)


def halves(x):
    middle = x.size(1) // 2
    return x[:, :middle], x[:, middle:]


def shuffle(x):
    n, c, h, w = x.size()
    groups = 2
    x = x.view(n, groups, c // groups, h, w)
    x = torch.transpose(x, 1, 2).contiguous()
    return x.view(n, -1, h, w)


def scaled(x):
    return x / x.shape[-1] ** 0.5 + x.numel() - x.dim()


def created(x):
    zeros = torch.zeros(x.size(0), 3)
    return zeros, torch.ones(x.shape), x.new_full((x.size(1),), 2.0), torch.arange(x.size(2))


x = torch.rand(2, 4, 3, 5)
for function in [by_size, by_shape, halves, shuffle, scaled, created]:
    traced = torch.jit.trace(function, x)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
