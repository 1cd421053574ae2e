"""Every family of operators: onnx's checker passes the export, and both runtimes compute what we do."""

from __future__ import annotations

from typing import Any

import pytest
from onnx_agreement import Calls, assert_agrees

import minitorchscript as torch

nn, F = torch.nn, torch.nn.functional


def numbers(*sizes: int) -> Any:
    """Distinct numbers in (-2, 2)."""
    count = 1
    for size in sizes:
        count *= size
    return ((torch.arange(count, dtype=torch.float64) * 0.6180339887498949) % 1.0 * 4.0 - 2.0).float().reshape(sizes)


def ints(*values: int) -> Any:
    return torch.tensor(values)


def bools(*values: bool) -> Any:
    return torch.tensor(values)


X = numbers(2, 3, 4)
POSITIVE = numbers(2, 3).abs() + 0.1
UNIT = numbers(2, 3) / 2.1

UNARY = {
    name: (getattr(torch, name), [POSITIVE])
    for name in (
        "abs acosh asinh atan ceil cos cosh erf erfc exp exp2 expm1 floor frac log log10 log1p log2 neg reciprocal "
        "round rsqrt sigmoid sign sin sinh sqrt square tan tanh trunc isnan isinf isfinite"
    ).split()
    if name != "acosh"
}
UNARY |= {name: (getattr(torch, name), [UNIT]) for name in ("acos", "asin", "atanh")}
UNARY |= {
    "acosh": (lambda x: torch.acosh(x + 1), [POSITIVE]),
    "exp of ints": (torch.exp, [ints(0, 1, 2)]),
    "floor of ints": (torch.floor, [ints(1, -2)]),
    "relu": (torch.relu, [X]),
    "logical_not": (torch.logical_not, [numbers(3)]),
    "bitwise_not of bools": (torch.bitwise_not, [bools(True, False)]),
}

BINARY = {
    "add": (lambda x, y: x + y, [X, numbers(4)]),
    "add with alpha": (lambda x, y: torch.add(x, y, alpha=3), [X, numbers(3, 1)]),
    "add a number": (lambda x: x + 2, [X]),
    "add float to int": (lambda x, y: x + y, [ints(1, 2, 3), numbers(3)]),
    "add float number to int": (lambda x: x + 0.5, [ints(1, 2, 3)]),
    "add bools": (lambda x, y: x + y, [bools(True, False), bools(False, False)]),
    "sub": (lambda x, y: torch.sub(x, y, alpha=2), [X, numbers(4)]),
    "rsub": (lambda x: 1 - x, [X]),
    "mul": (lambda x, y: x * y, [X, numbers(2, 1, 4)]),
    "div": (lambda x, y: x / y, [X, numbers(4)]),
    "div ints": (lambda x, y: x / y, [ints(7, -7), ints(2, 2)]),
    "div floor": (lambda x, y: torch.div(x, y, rounding_mode="floor"), [X, numbers(4)]),
    "div trunc": (lambda x, y: torch.div(x, y, rounding_mode="trunc"), [X, numbers(4)]),
    "floor_divide ints": (lambda x, y: x // y, [ints(7, -7, 7, -7, 6), ints(2, 2, -2, -2, -3)]),
    "div trunc ints": (lambda x: torch.div(x, 2, rounding_mode="trunc"), [ints(7, -7)]),
    "remainder": (lambda x: x % 0.7, [X]),
    "remainder ints": (lambda x, y: x % y, [ints(7, -7, 7, -7), ints(3, 3, -3, -3)]),
    "fmod": (lambda x: torch.fmod(x, 0.7), [X]),
    "pow": (lambda x: x**2, [X]),
    "pow of a number": (lambda x: 2.0**x, [X]),
    "pow tensors": (lambda x, y: x**y, [POSITIVE, numbers(3)]),
    "maximum": (torch.maximum, [X, numbers(4)]),
    "minimum": (torch.minimum, [X, numbers(4)]),
    "max of two": (torch.max, [X, numbers(4)]),
    "eq": (lambda x, y: x == y, [ints(1, 2, 3), ints(1, 0, 3)]),
    "ne": (lambda x: x != 2, [ints(1, 2, 3)]),
    "lt": (lambda x, y: x < y, [X, numbers(4)]),
    "le": (lambda x: x <= 0, [X]),
    "gt ints and a float": (lambda x: x > 1.5, [ints(1, 2, 3)]),
    "ge": (lambda x: x >= 0.5, [X]),
    "logical_and": (torch.logical_and, [bools(True, False), bools(True, True)]),
    "logical_or": (torch.logical_or, [bools(True, False), ints(0, 0)]),
    "logical_xor": (torch.logical_xor, [bools(True, False), bools(True, True)]),
    "bitwise_and of bools": (lambda x, y: x & y, [bools(True, False), bools(True, True)]),
    "bitwise_or of ints": (lambda x, y: x | y, [ints(5, 6), ints(3, 8)]),
}

TERNARY = {
    "where": (torch.where, [X > 0, X, numbers(4)]),
    "where with numbers": (lambda x: torch.where(x > 0, x, 0.0), [X]),
    "masked_fill": (lambda x: x.masked_fill(x > 0, -1.0), [X]),
    "clamp": (lambda x: x.clamp(-1, 0.5), [X]),
    "clamp one side": (lambda x: x.clamp(min=0.1), [X]),
    "clamp_max": (lambda x: torch.clamp_max(x, 0.1), [X]),
    "clamp by tensors": (lambda x, y: torch.clamp(x, min=y), [X, numbers(4)]),
    "lerp": (lambda x, y: torch.lerp(x, y, 0.3), [X, numbers(2, 3, 4).neg()]),
    "addcmul": (lambda x, y, z: torch.addcmul(x, y, z, value=2), [X, numbers(4), numbers(3, 1)]),
    "addcdiv": (lambda x, y: torch.addcdiv(x, x, y), [X, numbers(4)]),
}

ACTIVATIONS = {
    "leaky_relu": (lambda x: F.leaky_relu(x, 0.2), [X]),
    "relu6": (F.relu6, [X * 5]),
    "hardtanh": (lambda x: F.hardtanh(x, -0.5, 1.5), [X]),
    "elu": (lambda x: F.elu(x, 0.7), [X]),
    "celu": (lambda x: F.celu(x, 0.7), [X]),
    "selu": (F.selu, [X]),
    "silu": (F.silu, [X]),
    "mish": (F.mish, [X]),
    "gelu": (F.gelu, [X]),
    "gelu tanh": (lambda x: F.gelu(x, approximate="tanh"), [X]),
    "hardsigmoid": (F.hardsigmoid, [X * 3]),
    "hardswish": (F.hardswish, [X * 3]),
    "logsigmoid": (F.logsigmoid, [X]),
    "softplus": (F.softplus, [X]),
    "softplus with beta": (lambda x: F.softplus(x, 2, 3), [X]),
    "softsign": (F.softsign, [X]),
    "hardshrink": (F.hardshrink, [X]),
    "softshrink": (F.softshrink, [X]),
    "tanhshrink": (F.tanhshrink, [X]),
    "threshold": (lambda x: F.threshold(x, 0.1, 7.0), [X]),
    "prelu": (nn.PReLU(3).eval(), [X]),
    "prelu shared": (nn.PReLU().eval(), [X]),
    "glu": (F.glu, [X]),
    "softmax": (lambda x: F.softmax(x, 1), [X]),
    "softmax of ints": (lambda x: F.softmax(x, -1, dtype=torch.float32), [ints(1, 2, 3)]),
    "log_softmax": (lambda x: F.log_softmax(x, -1), [X]),
    "dropout": (nn.Dropout().eval(), [X]),
}

REDUCTIONS = {
    "sum": (torch.sum, [X]),
    "sum of bools": (torch.sum, [bools(True, True, False)]),
    "sum over two": (lambda x: x.sum((0, -1)), [X]),
    "sum kept": (lambda x: x.sum(1, keepdim=True), [X]),
    "sum of a 0-dim tensor": (lambda x: x.sum(0), [torch.tensor(3.0)]),
    "mean": (torch.mean, [X]),
    "mean over one": (lambda x: x.mean(-1, keepdim=True), [X]),
    "prod": (lambda x: x.prod(1), [X]),
    "amax": (lambda x: x.amax((0, 2)), [X]),
    "amin": (lambda x: x.amin(1, keepdim=True), [X]),
    "max": (torch.max, [X]),
    "max over one": (lambda x: tuple(x.max(1)), [X]),
    "min over one": (lambda x: x.min(-1, keepdim=True)[0], [X]),
    "argmax": (torch.argmax, [X]),
    "argmax over one": (lambda x: x.argmax(1, keepdim=True), [X]),
    "argmin kept": (lambda x: x.argmin(keepdim=True), [X]),
    "any": (lambda x: (x > 1.9).any(1), [X]),
    "all": (lambda x: (x > -3).all(), [X]),
    "var": (lambda x: x.var(1), [X]),
    "var of all": (lambda x: x.var(unbiased=False), [X]),
    "std": (lambda x: x.std((0, 1), keepdim=True), [X]),
    "norm": (lambda x: x.norm(3, 1), [X]),
    "norm 2": (lambda x: x.norm(), [X]),
    "logsumexp": (lambda x: torch.logsumexp(x, 1), [X]),
    "cumsum": (lambda x: x.cumsum(1), [X]),
}

VIEWS = {
    "view": (lambda x: x.view(6, -1), [X]),
    "view of size": (lambda x: x.view(x.size(0), -1), [X]),
    "reshape": (lambda x: x.reshape(4, 6), [X]),
    "reshape empty": (lambda x: x.reshape(0, 2), [numbers(2, 0)]),
    "view_as": (lambda x, y: x.view_as(y), [X, numbers(6, 4)]),
    "flatten": (lambda x: x.flatten(1), [X]),
    "flatten middle": (lambda x: x.flatten(1, 2), [numbers(2, 3, 4, 2)]),
    "flatten all": (torch.flatten, [X]),
    "unflatten": (lambda x: x.unflatten(2, (2, 2)), [X]),
    "squeeze": (lambda x: x.squeeze(), [numbers(1, 3, 1)]),
    "squeeze one": (lambda x: x.squeeze(-1), [numbers(1, 3, 1)]),
    "squeeze nothing": (lambda x: x.squeeze(1), [numbers(1, 3, 1)]),
    "unsqueeze": (lambda x: x.unsqueeze(-1), [X]),
    "expand": (lambda x: x.expand(2, -1, 4), [numbers(3, 1)]),
    "expand_as": (lambda x, y: x.expand_as(y), [numbers(3, 1), X]),
    "repeat": (lambda x: x.repeat(2, 1, 3), [numbers(3, 2)]),
    "transpose": (lambda x: x.transpose(0, -1), [X]),
    "permute": (lambda x: x.permute(2, 0, -2), [X]),
    "t": (lambda x: x.t(), [numbers(2, 3)]),
    "mT": (lambda x: x.mT, [X]),
    "movedim": (lambda x: x.movedim(0, -1), [X]),
    "select": (lambda x: x[:, -1], [X]),
    "slice": (lambda x: x[:, 1:, ::2], [X]),
    "slice from the end": (lambda x: x[..., -3:-1], [X]),
    "narrow": (lambda x: x.narrow(2, 1, 2), [X]),
    "flip": (lambda x: x.flip(0, 2), [X]),
    "split": (lambda x: x.split(3, -1), [X]),
    "split by sizes": (lambda x: x.split([1, 3], 2), [X]),
    "chunk": (lambda x: x.chunk(3, 2), [X]),
    "tensor_split": (lambda x: x.tensor_split(3, 2), [X]),
    "unbind": (lambda x: x.unbind(1), [X]),
    "cat": (lambda x, y: torch.cat([x, y], 1), [X, numbers(2, 1, 4)]),
    "cat of mixed dtypes": (lambda x, y: torch.cat([x, y]), [ints(1, 2), numbers(2)]),
    "stack": (lambda x, y: torch.stack([x, y], -1), [X, X + 1]),
    "contiguous": (lambda x: x.transpose(0, 1).contiguous().view(-1), [X]),
    "index None and ellipsis": (lambda x: x[None, ..., 0], [X]),
}

MATRICES = {
    "linear": (nn.Linear(4, 5).eval(), [numbers(3, 4)]),
    "linear of more dimensions": (nn.Linear(4, 5).eval(), [X]),
    "linear of one dimension": (nn.Linear(4, 5).eval(), [numbers(4)]),
    "linear without bias": (nn.Linear(4, 5, bias=False).eval(), [numbers(3, 4)]),
    "matmul": (lambda x, y: x @ y, [X, numbers(4, 2)]),
    "matmul vectors": (lambda x, y: x @ y, [numbers(4), numbers(4) + 1]),
    "mm": (torch.mm, [numbers(2, 3), numbers(3, 2)]),
    "bmm": (torch.bmm, [X, numbers(2, 4, 2)]),
    "mv": (torch.mv, [numbers(2, 3), numbers(3)]),
    "dot": (torch.dot, [numbers(3), numbers(3) + 1]),
    "outer": (torch.outer, [numbers(3), numbers(2)]),
    "addmm": (lambda a, x, y: torch.addmm(a, x, y, beta=0.5, alpha=2), [numbers(2), numbers(2, 3), numbers(3, 2)]),
    "baddbmm": (lambda a, x, y: torch.baddbmm(a, x, y, alpha=3), [numbers(2, 3, 2), X, numbers(2, 4, 2)]),
}

CASTS = {
    "to": (lambda x: x.to(torch.int64), [X]),
    "to the same": (lambda x: x.to(torch.float32) + 1, [X]),
    "double": (lambda x: x.double() / 3, [X]),
    "bool": (lambda x: x.bool(), [ints(0, 1, 2)]),
    "type_as": (lambda x, y: x.type_as(y), [ints(1, 2), X]),
    "clone": (lambda x: x.clone().detach(), [X]),
    "zeros_like": (lambda x: torch.zeros_like(x) + x, [X]),
    "ones of size": (lambda x: torch.ones(x.size(1), x.size(2)) * x, [X]),
    "full_like": (lambda x: torch.full_like(x, 2.5) * x, [X]),
    "arange": (lambda x: x + torch.arange(x.size(2)), [X]),
    "size as a number": (lambda x: x * x.size(1), [X]),
    "numel": (lambda x: x / x.numel(), [X]),
}

IN_PLACE = {
    "relu_": (lambda x: torch.relu_(x * 2) + x, [X]),
    "add_ with alpha": (lambda x: (x + 1).add_(x, alpha=2), [X]),
    "add_ of a number to ints": (lambda x: (x + 1).add_(2), [ints(1, 2)]),
    "mul_ then read": (lambda x: _twice(x), [X]),
    "zero_": (lambda x: (x + 1).zero_(), [X]),
    "fill_": (lambda x: (x + 1).fill_(3), [X]),
    "copy_": (lambda x, y: (x + 1).copy_(y), [X, numbers(4)]),
    "clamp_": (lambda x: (x * 3).clamp_(-1, 1), [X]),
    "view changed, base not read": (lambda x: (x + 1).view(-1).mul_(2), [X]),
}


def _twice(x: Any) -> Any:
    y = x + 1
    z = y.mul_(3)
    return y + z


FAMILIES = [UNARY, BINARY, TERNARY, ACTIVATIONS, REDUCTIONS, VIEWS, MATRICES, CASTS, IN_PLACE]
CASES = {name: case for family in FAMILIES for name, case in family.items()}
#: the functions whose ONNX form depends on the opset
BY_OPSET = {"gelu", "gelu tanh", "mean", "mean over one", "amax", "amin", "prod", "var", "any", "norm 2", "logsumexp"}


@pytest.mark.parametrize("name", CASES)
def test_operator_agrees(name: str) -> None:
    function, inputs = CASES[name]
    model = function if isinstance(function, nn.Module) else Calls(function)
    assert_agrees(model, *inputs)


@pytest.mark.parametrize("name", sorted(BY_OPSET))
def test_operator_agrees_under_the_oldest_opset(name: str) -> None:
    function, inputs = CASES[name]
    proto = assert_agrees(Calls(function), *inputs, opset_version=17)
    assert proto.opset_import[0].version == 17


def test_bitwise_operations_on_ints_need_opset_18() -> None:
    with pytest.raises(torch.onnx.errors.UnsupportedOperatorError, match="need opset_version=18"):
        assert_agrees(Calls(lambda x, y: x | y), ints(1), ints(2), opset_version=17)
