# Properties and methods of tensors that give numbers, lists and flags.
import torch


def shapes(x):
    return x.shape, x.size(), x.size(0), x.dim(), x.ndim, x.numel(), len(x)


def flags(x):
    return x.is_cuda, x.requires_grad, x.is_floating_point(), x.is_contiguous(), x.is_leaf


def about(x):
    return x.dtype, x.device, x.layout


def shape_parts(x):
    n, c = x.shape
    return x.shape[0], x.shape[-1], x.shape[:1], n * c


def listed(x):
    return x.tolist()


def typed_list(x) -> list[list[float]]:
    result: list[list[float]] = x.tolist()
    return result


def transposed(x):
    return x.T, x.mT, x.H


x = torch.arange(6.0).reshape(2, 3)
for name in ("shapes", "flags", "about", "shape_parts", "listed", "typed_list", "transposed"):
    show_script(name, globals()[name], (x,))
