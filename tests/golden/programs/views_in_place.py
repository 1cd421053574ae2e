# Indexing, views and in-place operators, assignment through a slice among them.
import torch


def views(x):
    a = x[:, 0]
    b = x[..., 1:]
    c = x[None, 0, ::2]
    d = x[-1]
    e = x.transpose(0, 1).reshape(-1)
    f = x.permute(2, 0, 1).contiguous()
    g, h = x.chunk(2, dim=2)
    first, second, third = x.split(1, dim=1)
    i = x.unsqueeze(0).squeeze(0).expand(2, 3, 4)
    return a, b, c, d, e, f, g, h, first, second, third, i, x.flatten(1)


def in_place(x):
    y = x.clone()
    y += 1
    y.mul_(2).relu_()
    y[0] = 3
    y[:, 1] = x[:, 0]
    z = y.view(-1)
    z[0:2] = 0.5
    z.zero_()
    return y, z


def joins(x, y):
    both = torch.cat([x, y], dim=1)
    piled = torch.stack((x, y))
    return both, piled, torch.cat((both, both), -1)


for name, function, inputs in [("views", views, (torch.rand(2, 3, 4),)), ("in_place", in_place, (torch.rand(3, 4),)), ("joins", joins, (torch.rand(2, 3), torch.rand(2, 3)))]:
    traced = torch.jit.trace(function, inputs)
    show(f"{name}.graph", str(traced.graph))
    show(f"{name}.code", traced.code)
