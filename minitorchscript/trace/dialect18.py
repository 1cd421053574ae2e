"""What PyTorch 1.8 recorded where today's records something else, and the operators that its dialect covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ops.registry import Operator, overload
from ..tensor.tensor import Tensor

#: recorded in 1.8 exactly as today, but for what the tables below say
COVERED = {
    *("aten::_convolution", "aten::batch_norm", "aten::linear", "aten::addmm", "aten::matmul", "aten::t"),
    *("aten::max_pool2d", "aten::avg_pool2d", "aten::adaptive_avg_pool2d", "aten::flatten", "aten::dropout"),
    *("aten::relu", "aten::relu_", "aten::leaky_relu", "aten::leaky_relu_", "aten::hardtanh", "aten::hardtanh_"),
    *("aten::sigmoid", "aten::tanh", "aten::elu", "aten::elu_", "aten::gelu", "aten::softmax", "aten::log_softmax"),
    *("aten::silu", "aten::silu_"),
    *("aten::add", "aten::add_", "aten::sub", "aten::mul", "aten::mul_", "aten::cat", "aten::view"),
    *("aten::eq", "aten::ne", "aten::gt", "aten::lt"),
}

#: operators that have gained trailing arguments since: how many they took
ARGUMENT_COUNTS = {"aten::gelu": 1}


#: records an operator (given with its values) as from a frame with certain local variables
Recording = Callable[[Operator, list[Any], dict[str, Tensor]], Any]


def linear(record: Recording, input: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """``F.linear`` was a Python function in 1.8: ``addmm`` for matrices with a bias, else ``matmul`` and ``add_``."""
    names = {"input": input, "weight": weight}
    if bias is not None:
        names["bias"] = bias
    transposed = record(overload("aten::t", ""), [weight], names)
    result: Tensor
    if input.dim() == 2 and bias is not None:
        result = record(overload("aten::addmm", ""), [bias, input, transposed, 1, 1], names)
        return result
    result = record(overload("aten::matmul", ""), [input, transposed], names)
    if bias is not None:
        record(overload("aten::add_", "Tensor"), [result, bias, 1], {**names, "output": result})
    return result


LOWERINGS: dict[str, Callable[..., Any]] = {"aten::linear": linear}
