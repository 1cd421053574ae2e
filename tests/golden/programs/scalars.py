# Python numbers beside tensors, reflected operators, promotion, and constants that are tensors.
import torch

constant = torch.tensor([1.0, 2.0])


def arithmetic(x):
    y = 1 - x
    y = 2 * y + 0.5
    y = y / 3
    z = 1 / (y + 4)
    z = z**2 - y // 2
    return -z % 3, 2**y


def compare(x):
    mask = (x > 0.5) & (x <= 1)
    return torch.where(mask, x, -x), (x == 0).float(), ~mask


def promote(x):
    count = torch.ones(2, dtype=torch.int64)
    return x + count, count / 2, count * True, (x.double() + x).to(torch.float16)


def constants(x):
    return x + constant, x * torch.tensor(3), x.add(1, alpha=2), torch.add(x, x, alpha=0.5)


def literal(x):
    return x.sum().item() * x, x.clamp(min=0.1), x.clamp(0, 1)


for function in [arithmetic, compare, promote, constants, literal]:
    traced = torch.jit.trace(function, torch.tensor([0.25, 0.75]), check_trace=False)
    show(f"{function.__name__}.graph", str(traced.graph))
    show(f"{function.__name__}.code", traced.code)
    if hasattr(traced, "code_with_constants"):
        code, held = traced.code_with_constants
        show(f"{function.__name__}.constants", code + "\n" + "\n".join(f"{name}: {held[name]}" for name in sorted(held.const_mapping)))
