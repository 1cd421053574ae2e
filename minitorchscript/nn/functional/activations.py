"""Activation functions."""

from __future__ import annotations

import warnings

from ... import device
from ...dtype import dtype as DType
from ...tensor.door import public
from ...tensor.tensor import Tensor
from ..builtins import NN, VF


@public
def _threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor:
    """x where x > threshold, else `value`."""
    if inplace:
        result = VF.threshold_(input, threshold, value)
    else:
        result = VF.threshold(input, threshold, value)
    return result


threshold = _threshold


@public
def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """max(0, x)."""
    if inplace:
        result = VF.relu_(input)
    else:
        result = VF.relu(input)
    return result


@public
def glu(input: Tensor, dim: int = -1) -> Tensor:
    """a * sigmoid(b) of the two halves a, b of `dim`."""
    if input.dim() == 0:
        raise RuntimeError("glu does not support scalars because halving size must be even")
    return NN.glu(input, dim)


@public
def hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Tensor:
    """x clipped to [min_val, max_val]."""
    if min_val > max_val:
        raise ValueError("min_val cannot be greater than max_val")
    if inplace:
        result = NN.hardtanh_(input, min_val, max_val)
    else:
        result = NN.hardtanh(input, min_val, max_val)
    return result


@public
def relu6(input: Tensor, inplace: bool = False) -> Tensor:
    """x clipped to [0, 6]."""
    if inplace:
        result = NN.relu6_(input)
    else:
        result = NN.relu6(input)
    return result


@public
def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """x where x > 0, else alpha * (exp(x) - 1)."""
    if inplace:
        result = NN.elu_(input, alpha)
    else:
        result = NN.elu(input, alpha)
    return result


@public
def selu(input: Tensor, inplace: bool = False) -> Tensor:
    """ELU with the two constants that make activations self-normalizing (Klambauer et al. 2017)."""
    if inplace:
        result = VF.selu_(input)
    else:
        result = VF.selu(input)
    return result


@public
def celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1))."""
    if inplace:
        result = VF.celu_(input, alpha)
    else:
        result = VF.celu(input, alpha)
    return result


@public
def leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    """x where x > 0, else negative_slope * x."""
    if inplace:
        result = NN.leaky_relu_(input, negative_slope)
    else:
        result = NN.leaky_relu(input, negative_slope)
    return result


@public
def rrelu(
    input: Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False, inplace: bool = False
) -> Tensor:
    """Leaky ReLU whose slope is drawn from U(lower, upper) in training, and their mean otherwise."""
    if inplace:
        result = VF.rrelu_(input, lower, upper, training)
    else:
        result = VF.rrelu(input, lower, upper, training)
    return result


@public
def hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """x / 6 + 1 / 2 clipped to [0, 1]."""
    if inplace:
        return NN.hardsigmoid_(input)
    return NN.hardsigmoid(input)


@public
def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """x * sigmoid(x)."""
    if inplace:
        return NN.silu_(input)
    return NN.silu(input)


@public
def mish(input: Tensor, inplace: bool = False) -> Tensor:
    """x * tanh(softplus(x))."""
    if inplace:
        return NN.mish_(input)
    return NN.mish(input)


@public
def hardswish(input: Tensor, inplace: bool = False) -> Tensor:
    """x * hardsigmoid(x)."""
    if inplace:
        return NN.hardswish_(input)
    return NN.hardswish(input)


@public
def tanhshrink(input: Tensor) -> Tensor:
    """x - tanh(x)."""
    return input - input.tanh()  # type: ignore[no-any-return]


@public
def softsign(input: Tensor) -> Tensor:
    """x / (1 + |x|)."""
    return input / (input.abs() + 1)  # type: ignore[no-any-return]


def tanh(input: Tensor) -> Tensor:
    """Hyperbolic tangent."""
    return input.tanh()  # type: ignore[no-any-return]


def sigmoid(input: Tensor) -> Tensor:
    """1 / (1 + exp(-x))."""
    return input.sigmoid()  # type: ignore[no-any-return]


prelu = VF.prelu
logsigmoid = NN.log_sigmoid
gelu = NN.gelu
hardshrink = VF.hardshrink
softshrink = NN.softshrink
softplus = NN.softplus
threshold_ = VF.threshold_
relu_ = VF.relu_
hardtanh_ = NN.hardtanh_
elu_ = NN.elu_
selu_ = VF.selu_
celu_ = VF.celu_
leaky_relu_ = NN.leaky_relu_
rrelu_ = VF.rrelu_


# softmax


def _get_softmax_dim(name: str, ndim: int, stacklevel: int) -> int:
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include dim=X as an argument.",
        stacklevel=stacklevel,
    )
    if ndim == 0 or ndim == 1 or ndim == 3:  # noqa: PLR1714  (compiled code shows the three comparisons)
        ret = 0
    else:
        ret = 1
    return ret


@public
def softmax(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: DType | None = None) -> Tensor:
    """exp(x) over its sum along `dim`."""
    if dim is None:
        dim = _get_softmax_dim("softmax", input.dim(), _stacklevel)
    if dtype is None:
        ret: Tensor = input.softmax(dim)
    else:
        ret = input.softmax(dim, dtype=dtype)
    return ret


@public
def softmin(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: DType | None = None) -> Tensor:
    """softmax(-x)."""
    if dim is None:
        dim = _get_softmax_dim("softmin", input.dim(), _stacklevel)
    if dtype is None:
        ret: Tensor = (-input).softmax(dim)
    else:
        ret = (-input).softmax(dim, dtype=dtype)
    return ret


@public
def gumbel_softmax(logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1) -> Tensor:
    """A draw from the Gumbel-softmax distribution along `dim`, at temperature `tau`; `hard` gives one-hot vectors."""
    if eps != 1e-10:
        warnings.warn("`eps` parameter is deprecated and has no effect.", stacklevel=2)
    gumbels = -VF.empty_like(logits, memory_format=device.contiguous_format).exponential_().log()
    gumbels = (logits + gumbels) / tau
    y_soft = gumbels.softmax(dim)
    if hard:
        index = y_soft.max(dim, keepdim=True)[1]
        y_hard = VF.zeros_like(logits, memory_format=device.contiguous_format).scatter_(dim, index, 1.0)
        ret = y_hard - y_soft.detach() + y_soft
    else:
        ret = y_soft
    return ret  # type: ignore[no-any-return]


@public
def log_softmax(input: Tensor, dim: int | None = None, _stacklevel: int = 3, dtype: DType | None = None) -> Tensor:
    """log(softmax(x)), computed without overflow."""
    if dim is None:
        dim = _get_softmax_dim("log_softmax", input.dim(), _stacklevel)
    if dtype is None:
        ret: Tensor = input.log_softmax(dim)
    else:
        ret = input.log_softmax(dim, dtype=dtype)
    return ret
