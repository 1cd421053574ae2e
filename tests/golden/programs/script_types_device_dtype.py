# torch.device, torch.dtype, torch.layout in signatures and as constants.
import torch


def where(x: torch.Tensor) -> torch.device:
    return x.device


def cast(x: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    return x.to(dtype)


def made(n: int, device: torch.device) -> torch.Tensor:
    return torch.zeros([n, 2], dtype=torch.float64, device=device)


def kinds(x: torch.Tensor) -> bool:
    return x.dtype == torch.float32 and x.layout == torch.strided


def cpu() -> torch.device:
    return torch.device("cpu")


x = torch.ones(2)
show_script("where", where, (x,))
show_script("cast", cast, (x, torch.int64))
show_script("made", made, (2, torch.device("cpu")))
show_script("kinds", kinds, (x,))
show_script("cpu", cpu, ())
