# @torch.jit.ignore and @torch.jit.unused on functions.
import torch


@torch.jit.ignore
def python_only(x: torch.Tensor) -> torch.Tensor:
    return torch.tensor([float(each) for each in x.tolist()])


@torch.jit.unused
def never(x: torch.Tensor) -> torch.Tensor:
    return x.whatever(lambda y: y)


@torch.jit.ignore
def count(x: torch.Tensor, n: int) -> int:
    return n + 1


def calls_ignored(x):
    return python_only(x) + 1


def calls_unused(x, flag: bool):
    if flag:
        return never(x)
    return x


def calls_count(x) -> int:
    return count(x, 3)


show_script("calls_ignored", calls_ignored, (torch.ones(2),))
show_script("calls_unused", calls_unused, (torch.ones(2), False), (torch.ones(2), True))
show_script("calls_count", calls_count, (torch.ones(2),))
