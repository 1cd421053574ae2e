# dtype, device, layout and memory format constants in operators.
import torch


def made(n: int):
    a = torch.zeros(n, dtype=torch.float64)
    b = torch.ones([n, 2], dtype=torch.int32, device="cpu")
    c = torch.full([n], 3.5, dtype=torch.float)
    return a, b, c


def moved(x):
    return x.to(torch.float64), x.to("cpu"), x.to(device="cpu", dtype=torch.int64), x.type_as(x), x.half()


def compared(x) -> bool:
    return x.dtype == torch.float32 or x.dtype in [torch.int64, torch.bool]


def formats(x):
    return x.contiguous(memory_format=torch.contiguous_format), torch.empty_like(x).layout == torch.strided


def random(n: int):
    torch.manual_seed(0)
    return torch.rand(n).shape, torch.randn(n, n).size(1)


show_script("made", made, (2,))
show_script("moved", moved, (torch.ones(1),))
show_script("compared", compared, (torch.ones(1),), (torch.ones(1, dtype=torch.int32),))
show_script("formats", formats, (torch.ones(2, 2),))
show_script("random", random, (2,))
