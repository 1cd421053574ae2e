"""What elementwise kernels share: promotion, broadcasting, TensorIterator's strides, in-place forms.

`compute` applies a numpy function to promoted operands. `pointwise` registers a kernel under its schemas
and, where asked, under the in-place schemas that follow from them by rule (`aten::add.Tensor` gives
`aten::add_.Tensor`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

import numpy as np

from .. import state
from ..dtype import dtype, float16, from_numpy
from .aten.sizes import broadcast_sizes, size_text
from .casting import cast_into, converted
from .onnx.context import Mapping
from .promotion import check_can_cast, number_dtype
from .quiet import quietly
from .registry import operator
from .strides import tensor_iterator_like

__all__ = [
    "check_writable",
    "compute",
    "dtype_of",
    "fill_value",
    "floating",
    "inplace",
    "number_as",
    "pointwise",
    "require",
    "write_into",
]

Array = np.ndarray
Kernel = Callable[..., Any]

_C_NAMES = {
    "uint8": "uint8_t", "int8": "int8_t", "int16": "int16_t", "int32": "int", "int64": "int64_t",
    "float16": "at::Half", "float32": "float", "float64": "double",
}  # fmt: skip


def dtype_of(value: Any) -> dtype:
    """The dtype of an array, or of a number as an operand."""
    return from_numpy(value.dtype) if isinstance(value, np.ndarray) else number_dtype(value)


def floating(kind: dtype) -> dtype:
    """The dtype of fractional results: `kind` itself, or the default dtype for integers and bool."""
    return kind if kind.is_floating_point or kind.is_complex else state.default_dtype()


def require(supported: bool, name: str, kind: dtype) -> None:
    """NotImplementedError, worded as PyTorch's kernel `name` words it, unless the dtype is supported."""
    if not supported:
        raise NotImplementedError(f"\"{name}\" not implemented for '{kind.ir_name}'")


def fill_value(value: Any, kind: dtype) -> Any:
    """The number as an element of `kind`; RuntimeError where the type cannot hold it.

    Negative numbers wrap around in unsigned types, as C++ converts them.
    """
    if kind.is_complex or kind.name == "bool":
        return kind.numpy.type(value)
    overflow = isinstance(value, complex) and value.imag != 0
    value = value.real
    if not overflow and np.isfinite(value):
        limits: Any = np.finfo(kind.numpy) if kind.is_floating_point else np.iinfo(kind.numpy)
        overflow = not (-limits.max if kind.name == "uint8" else limits.min) <= value <= limits.max
    elif not kind.is_floating_point:
        overflow = True
    if overflow:
        raise RuntimeError(f"value cannot be converted to type {_C_NAMES[kind.name]} without overflow")
    return number_as(value, kind.numpy)


def number_as(value: Any, numpy: np.dtype[Any]) -> Any:
    """A number as an element of a numpy type; an integer too large for it wraps around."""
    is_exact = type(value) is float or (type(value) is int and abs(value) < 2**53)
    if is_exact and numpy.kind == "f" and numpy.itemsize > 2:
        return numpy.type(value)  # the same, and faster
    return np.asarray(value).astype(numpy)[()]


def compute(function: Kernel, operands: Sequence[Any], kind: dtype, result: dtype | None = None) -> Array:
    """Apply `function` to operands converted to `kind` and broadcast; `result` is the dtype to give out.

    Half precision is computed in float32 and rounded once, as PyTorch's kernels do. The result has the
    strides that TensorIterator gives it.
    """
    numpy = kind.numpy
    first = operands[0]
    if isinstance(first, np.ndarray) and kind is not float16:
        shape: Any = first.shape
        in_order = True
        values: list[Any] = []
        for each in operands:
            if not isinstance(each, np.ndarray):
                values.append(quietly(number_as, each, numpy))
            elif each.dtype == numpy and each.shape == shape:
                values.append(each)
                in_order = in_order and each.flags.c_contiguous
            else:
                break
        else:  # nothing to convert or to broadcast
            out = _evaluated(function, values, (result or kind).numpy)
            if out.shape != shape:
                out = np.broadcast_to(out, shape)
            elif in_order and out.flags.c_contiguous and out.size and 1 not in shape:
                return out  # here numpy and TensorIterator agree
            return tensor_iterator_like(out, *operands)
    shape = None
    for each in operands:
        if isinstance(each, np.ndarray) and each.shape != shape:
            shape = each.shape if shape is None else broadcast_sizes(shape, each.shape)
    inputs = [converted(each, kind) if isinstance(each, np.ndarray) else each for each in operands]
    if kind is float16:
        numpy = np.dtype(np.float32)
    values = [
        each.astype(numpy, copy=False) if isinstance(each, np.ndarray) else quietly(number_as, each, numpy)
        for each in inputs
    ]
    out = _evaluated(function, values, (result or kind).numpy)
    if shape is not None and out.shape != shape:
        out = np.broadcast_to(out, shape)
    return tensor_iterator_like(out, *inputs)


def _evaluated(function: Kernel, operands: Sequence[Any], numpy: np.dtype[Any]) -> Array:
    out = quietly(function, *operands)
    if isinstance(out, np.ndarray) and out.dtype == numpy:
        return out
    return quietly(np.asarray, out, numpy)  # type: ignore[no-any-return]


def check_writable(self: Array) -> None:
    """RuntimeError where elements of the tensor to write to share memory."""
    if 0 not in self.strides or not self.size:
        return
    if any(stride == 0 and n > 1 for n, stride in zip(self.shape, self.strides, strict=True)):
        raise RuntimeError(
            "unsupported operation: more than one element of the written-to tensor refers to a single memory "
            "location. Please clone() the tensor before performing the operation."
        )


def _check_shape(self: Array, shape: Sequence[int]) -> None:
    if tuple(shape) != self.shape:
        raise RuntimeError(
            f"output with shape {size_text(self.shape)} doesn't match the broadcast shape {size_text(shape)}"
        )


def write_into(self: Array, result: Array) -> Array:
    """Store an operator's result in the tensor it works on in place, or raise as PyTorch does."""
    check_writable(self)
    _check_shape(self, result.shape)
    if result.dtype == self.dtype:
        np.copyto(self, result)
        return self
    check_can_cast(from_numpy(result.dtype), from_numpy(self.dtype))
    return cast_into(self, result)


def inplace(kernel: Kernel) -> Kernel:
    """The in-place form of a functional kernel: what it returns goes into its first argument."""

    @wraps(kernel)
    def kernel_(self: Array, *args: Any) -> Array:
        check_writable(self)
        shape = self.shape
        for each in args:
            if isinstance(each, np.ndarray):
                shape = broadcast_sizes(shape, each.shape)
        _check_shape(self, shape)
        return write_into(self, kernel(self, *args))

    return kernel_


def _inplace_schema(schema: str) -> str:
    schema = re.sub(r"^(aten::\w+)", r"\1_", schema)
    return schema.replace("(Tensor self", "(Tensor(a!) self", 1).replace("-> Tensor", "-> Tensor(a!)")


def _inplace_samples(samples: Callable[[], Sequence[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    """The samples whose result fits into their first argument."""
    fitting = []
    for sample in samples():
        arrays = [each for each in sample if isinstance(each, np.ndarray)]
        if not isinstance(sample[0], np.ndarray):
            continue
        same_kind = all(each.dtype == arrays[0].dtype for each in arrays)
        shape = np.broadcast_shapes(*[each.shape for each in arrays])
        if shape == sample[0].shape and (sample[0].dtype.kind == "f" or same_kind):
            fitting.append(sample)
    return fitting


def pointwise(
    *schemas: str,
    samples: Callable[[], Sequence[tuple[Any, ...]]],
    variants: str = "function method",
    inplace_variants: str | None = None,
    inplace_samples: Callable[[], Sequence[tuple[Any, ...]]] | None = None,
    differentiable: bool = True,
    grad_fn: str | Sequence[str] | None = None,
    onnx: Mapping | None = None,
) -> Callable[[Kernel], Kernel]:
    """Register a kernel under its schemas, in order, and with `inplace_variants` their in-place forms too.

    A sample belongs to every schema whose arguments it fits in kind. `grad_fn` may be one name for each
    schema.
    """

    def register(kernel: Kernel) -> Kernel:
        names = [grad_fn] * len(schemas) if grad_fn is None or isinstance(grad_fn, str) else grad_fn
        for schema, grad_fn_name in zip(schemas, names, strict=True):
            operator(
                schema,
                variants=variants,
                samples=partial(_fitting, schema, samples),
                differentiable=differentiable,
                grad_fn=grad_fn_name,
                onnx=onnx,
            )(kernel)
            if inplace_variants is not None and "(Tensor self" in schema:
                operator(
                    _inplace_schema(schema),
                    variants=inplace_variants,
                    samples=partial(_fitting, schema, inplace_samples or partial(_inplace_samples, samples)),
                    differentiable=differentiable,
                    grad_fn=grad_fn_name,
                )(inplace(kernel))
        return kernel

    return register


def _fitting(schema: str, samples: Callable[[], Sequence[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    return [each for each in samples() if _fits(schema, each)]


def _fits(schema: str, sample: tuple[Any, ...]) -> bool:
    """Whether the sample has arrays where the schema has tensors, and numbers where it has scalars."""
    arguments = schema[schema.index("(") + 1 :].split(", ")
    for text, value in zip(arguments, sample, strict=False):
        takes_tensor = text.startswith("Tensor")
        if takes_tensor if isinstance(value, int | float | complex) else isinstance(value, np.ndarray) > takes_tensor:
            return False
    return True
