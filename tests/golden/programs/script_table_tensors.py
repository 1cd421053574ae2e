# Expressions of tensors: what they compile to, what they give, which are refused.
import copy
from typing import List, Optional

import torch


def table(arguments, call, expressions):
    """Each expression as the result of a function of these arguments, and what it gives for a call."""
    for expression in expressions:
        source = f"def f({arguments}):\n    return {expression}\n"
        name = f"{expression} of {arguments}"
        compiled = refused(name, lambda source=source: torch.jit.CompilationUnit(source).f, accepted=False)
        if compiled is not None:
            show_script(name, compiled, copy.deepcopy(call))


table(
    "x",
    (torch.tensor([[1.0, 2.0], [3.0, 4.0]]),),
    [
        "torch.zeros(2, 3), torch.ones([2]), torch.full((2,), 1.5), "
        "torch.arange(3), torch.eye(2), torch.linspace(0, 1, 3)",
        "torch.tensor(1), torch.tensor([1.0, 2.0]), torch.tensor([[1], [2]]), "
        "torch.tensor(True), torch.tensor([]), torch.tensor(1, dtype=torch.float64)",
        "torch.tensor([x, x])",
        'torch.tensor("a")',
        "torch.tensor([[1, 2], [3]])",
        "torch.zeros_like(x), torch.ones_like(x, dtype=torch.long), "
        "x.new_zeros(2), x.new_ones([1]), x.new_full((1,), 2.0)",
        "torch.as_tensor([1, 2]), torch.as_tensor(x), torch.as_tensor(3.5)",
        "x.size(), x.size(0), x.shape[0], x.dim(), x.ndim, x.numel(), "
        "len(x), x.dtype, x.device, x.is_cuda, x.requires_grad, x.layout",
        "x.view(-1), x.reshape([4]), x.permute(1, 0), x.transpose(0, 1), x.t(), x.T, x.mT, x.unsqueeze(0), x.flatten()",
        "torch.cat([x, x]), torch.stack((x, x), 1), torch.where(x > 1, x, -x)",
        "torch.split(x, 1), x.chunk(2), torch.unbind(x), torch.where(x > 1)",
        "x.max(1), x.max(), torch.sort(x, 1, True), torch.topk(x, 1)",
        "x.max(1).values, x.max(1).indices, x.max(1)[0]",
        'x.to(torch.float64), x.to("cpu"), x.double(), x.int(), x.type_as(x), x.to(x), x.half().float()',
        "x.nothing()",
        "torch.nothing(x)",
        "torch.add(x, x, alpha=2), torch.add(x, 1), torch.add(1, x), torch.mul(x, True), torch.sub(x, 1.5)",
        'torch.add(x, "a")',
        "torch.add(x)",
        "torch.add(x, x, x)",
        "torch.add(x, x, beta=1)",
        "x.add_(1), x.mul_(2), x.zero_(), x.fill_(3)",
        "x[0, 0].item(), int(x[0, 0]), float(x[0, 0]), bool(x[0, 0])",
        "int(x)",
        "x ** 2, 2 ** x, x ** x, x // 2, x % 2, 2 / x, -x, ~(x > 1), x @ x, abs(x), pow(x, 2)",
        "round(x)",
        "torch.pow(x, 2), torch.pow(2, x), x.pow(0.5), x.pow(-1)",
        "x + 1j, x * 2j",
        "torch.nn.functional.relu(x), torch.relu(x), torch.nn.functional.softmax(x, dim=-1)",
        "torch.sum(x), x.sum(0), x.sum([0, 1]), x.sum(dim=1, keepdim=True), "
        "x.mean(), x.prod(), x.any(), x.all(), x.argmax(1), x.cumsum(0)",
        "x.real",
        "x.imag",
        "x.numpy()",
        "torch.is_tensor(x), torch.is_floating_point(x), x.is_complex(), torch.is_grad_enabled()",
        'torch.matmul(x, x), x.mm(x), torch.einsum("ij,jk->ik", x, x), '
        "torch.dot(x[0], x[0]), torch.bmm(x[None], x[None])",
        "torch.bmm(x, x)",
        "torch.clamp(x, 0, 2), x.clamp(min=1), x.clamp(max=2.5), torch.minimum(x, x), torch.max(x, x)",
        'torch.device("cpu"), torch.device("cuda:1").index, '
        'torch.device("cpu").type, x.device == torch.device("cpu"), str(x.device)',
        "x.dtype == torch.float32, x.dtype is torch.float",
        "torch.jit.annotate(List[int], []), torch.jit.annotate(Optional[int], None)",
        "torch.ones(2, dtype=torch.int), torch.ones(2).to(dtype=torch.int), torch.ones((1, 2), device=x.device)",
        'torch.ones("a")',
        "torch.ones(1.5)",
        "torch.ones(x.shape), torch.ones(x.size(0), x.size(1)), torch.zeros(x.shape[0] + 1, 2)",
        "x[1:, ..., None], x[0], x[-1:], x[:, ::2], x[None], x[..., 0], x[True]",
        "x[[0, 1]], x[[0], [1]], x[x > 1], x[torch.tensor([1])]",
        "x[::-1]",
        'x["a"]',
        "x[5]",
        "x[0, 0, 0]",
        "len(x[0]), [y for y in x], [y.sum() for y in x.unbind(0)]",
        "list(x)",
        "x in [x]",
        "x == x, x != 1, x < 2.5",
        "x and x",
        "not x",
        "x is x, x is None",
        "hash(x) == hash(x)",
        'str(x.sum()), f"{x[0, 0]}"',
        "(x > 1) & (x < 4), (x > 1) | (x < 0), (x > 1) ^ (x > 2)",
        "max(x[0, 0], x[0, 1])",
        "sum([x, x])",
        "isinstance(x, torch.Tensor), isinstance(x, int)",
        "torch.Size([1, 2]), x.shape + [1], list(x.shape)",
    ],
)
