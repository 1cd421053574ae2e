"""Tensor methods and functions that are Python in PyTorch too (`torch/_tensor.py`, `torch/functional.py`).

A tracer names values after the local variables of the frame that calls a C++ builtin, so these frames are the user's
(`tensor.frames` keeps this file) and their parameters have PyTorch's names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, overload

from ..annotations import _overload, annotate, move_overloads
from . import dispatch
from .door import hand_over, overloads, public
from .functions import LINALG, VF, VF_SEVERAL
from .grad_mode import no_grad
from .repr import tensor_text
from .size import Size
from .tensor import Tensor

__all__ = ["METHODS", "PYTHON_FUNCTIONS", "not_implemented_for_type_errors"]


def not_implemented_for_type_errors(f: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(f)
    def wrapped(self: Tensor, *args: Any, **kwargs: Any) -> Any:
        try:
            sargs = self, *args  # noqa: F841  (a local of PyTorch's frame)
            if any(map(overloads, args)):
                return hand_over(getattr(Tensor, f.__name__), (self, *args), kwargs)
            return f(self, *args, **kwargs)
        except TypeError:
            return NotImplemented

    return wrapped


@not_implemented_for_type_errors
def __rsub__(self: Tensor, other: Any) -> Tensor:
    return VF.rsub(self, other)


@not_implemented_for_type_errors
def __rdiv__(self: Tensor, other: Any) -> Tensor:
    return self.reciprocal() * other  # type: ignore[no-any-return]


@not_implemented_for_type_errors
def __rmod__(self: Tensor, other: Any) -> Tensor:
    return VF.remainder(other, self)


@not_implemented_for_type_errors
def __rpow__(self: Tensor, other: Any) -> Tensor:
    return VF.pow(other, self)


@not_implemented_for_type_errors
def __floordiv__(self: Tensor, other: Any) -> Tensor:
    return VF.floor_divide(self, other)


@not_implemented_for_type_errors
def __rfloordiv__(self: Tensor, other: Any) -> Tensor:
    return VF.floor_divide(other, self)


@not_implemented_for_type_errors
def __rlshift__(self: Tensor, other: Any) -> Tensor:
    return VF.bitwise_left_shift(other, self)


@not_implemented_for_type_errors
def __rrshift__(self: Tensor, other: Any) -> Tensor:
    return VF.bitwise_right_shift(other, self)


@not_implemented_for_type_errors
def __rmatmul__(self: Tensor, other: Any) -> Tensor:
    return VF.matmul(other, self)


def __len__(self: Tensor) -> Any:
    if self.dim() == 0:
        raise TypeError("len() of a 0-d tensor")
    if (mode := dispatch.active_mode()) is not None:
        mode.scalar(self, "len")
    length = self.shape[0]  # under a tracer a 0-dim tensor, about which enough has been said
    return length._python_number() if isinstance(length, Tensor) else length


def __iter__(self: Tensor) -> Iterator[Tensor]:
    if self.dim() == 0:
        raise TypeError("iteration over a 0-d tensor")
    if (mode := dispatch.active_mode()) is not None:
        mode.scalar(self, "iter")
    return iter(self.unbind(0))


def __contains__(self: Tensor, element: Any) -> bool:
    if isinstance(element, (Tensor, int, float, complex)):
        found: Tensor = element == self  # type: ignore[assignment]
        return bool(found.any().item())
    raise RuntimeError(f"Tensor.__contains__ only supports Tensor or scalar, but you passed in a {type(element)}.")


def __reversed__(self: Tensor) -> Tensor:
    return self if self.dim() == 0 else self.flip(0)


def __format__(self: Tensor, format_spec: str) -> str:
    if self.dim() == 0 and type(self) is Tensor:
        return self.detach().item().__format__(format_spec)  # type: ignore[no-any-return]
    return object.__format__(self, format_spec)


def __repr__(self: Tensor, *, tensor_contents: str | None = None) -> str:
    return tensor_text(self, tensor_contents)


def __dir__(self: Tensor) -> list[str]:
    return sorted({*dir(type(self)), *self.__dict__})


def split(self: Tensor, split_size: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """See `torch.split`."""
    if isinstance(split_size, Tensor):
        try:
            split_size = int(split_size)
        except ValueError:
            pass
    if isinstance(split_size, int):
        return VF_SEVERAL.split(self, split_size, dim)
    return VF_SEVERAL.split_with_sizes(self, split_size, dim)


def norm(self: Tensor, p: Any = "fro", dim: Any = None, keepdim: bool = False, dtype: Any = None) -> Tensor:
    """See `torch.norm`."""
    return _norm(self, p, dim, keepdim, dtype=dtype)


def unflatten(self: Tensor, dim: Any, sizes: Any) -> Tensor:
    """See `torch.unflatten`."""
    if not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    return VF.unflatten(self, dim, sizes)


@public
def _split(tensor: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Split into pieces of one size (the last may be smaller), or of given sizes, along a dimension. Views."""
    return tensor.split(split_size_or_sections, dim)  # type: ignore[no-any-return]


@public
def _norm(
    input: Tensor, p: Any = "fro", dim: Any = None, keepdim: bool = False, out: Any = None, dtype: Any = None
) -> Tensor:
    """The vector norm of order `p` over `dim` (all dimensions if None); "fro" is the 2-norm of all elements."""
    _dim = [dim] if isinstance(dim, int) else dim
    options = {} if out is None else {"out": out}
    if isinstance(p, str):
        if p == "fro" and (dim is None or isinstance(dim, int) or len(dim) <= 2):
            return LINALG.vector_norm(input, 2, _dim, keepdim, dtype=dtype, **options)
        if _dim is None:
            _dim = list(range(input.ndim))
        return LINALG.matrix_norm(input, p, _dim, keepdim, dtype=dtype, **options)
    _p = 2.0 if p is None else p
    return LINALG.vector_norm(input, _p, _dim, keepdim, dtype=dtype, **options)


@public
def broadcast_tensors(*tensors: Tensor) -> tuple[Tensor, ...]:
    """Expand the tensors to their common size."""
    return VF_SEVERAL.broadcast_tensors(tensors)


def broadcast_shapes(*shapes: Any) -> Size:
    """The size that sizes broadcast to; RuntimeError where they don't."""
    if dispatch.active_mode() is not None:  # by tensors, so that a trace keeps the dependency
        with no_grad():
            scalar = VF.zeros((), device="cpu")
            tensors: Any = [scalar.expand(shape) for shape in shapes]
            tensors = broadcast_tensors(*tensors)
            return tensors[0].shape  # type: ignore[no-any-return]
    sizes = [(shape,) if isinstance(shape, int) else tuple(shape) for shape in shapes]
    result = [1] * max((len(size) for size in sizes), default=0)
    for position, size in enumerate(sizes):
        for i in range(-1, -len(size) - 1, -1):
            extent = size[i]
            if extent < 0:
                raise RuntimeError(f"Trying to create tensor with negative dimension ({extent}): ({extent})")
            if extent in (1, result[i]):
                continue
            if result[i] != 1:
                raise RuntimeError(
                    f"Attempting to broadcast a dimension of length {extent} at {i}! Mismatching argument at index "
                    f"{position} had {size}; but expected shape should be broadcastable to {result}"
                )
            result[i] = extent
    return Size(result)


@public
def _assert(condition: Tensor | bool, message: str) -> None:
    """`assert` that a symbolic tracer can see; a traced condition is read as a Python bool."""
    assert condition, message


@public
def meshgrid(*tensors: Any, indexing: str | None = None) -> tuple[Tensor, ...]:
    """Grids of coordinates from one-dimensional tensors; `indexing` is "ij" or "xy"."""
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tensors[0]  # type: ignore[assignment]
    kwargs = {} if indexing is None else {"indexing": indexing}
    return VF_SEVERAL.meshgrid(tensors, **kwargs)


def einsum(*args: Any) -> Any:
    """Sum products of elements as an Einstein equation says: `einsum("ij,jk->ik", a, b)`."""
    if len(args) < 2:
        raise ValueError(
            "einsum(): must specify the equation string and at least one operand, or at least one operand and its "
            "subscripts list"
        )
    if isinstance(args[0], Tensor):
        equation = ",".join(_subscripts(each) for each in args[1::2])
        operands = args[:-1:2] if len(args) % 2 else args[::2]
        if len(args) % 2:
            equation += "->" + _subscripts(args[-1])
    else:
        equation, operands = args[0], args[1:]
    if len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        _operands = operands[0]
        return einsum(equation, *_operands)
    if any(map(overloads, operands)):
        return hand_over(einsum, (equation, *operands), {})
    return VF.einsum(equation, operands)


def _subscripts(numbers: Any) -> str:
    letters = []
    for n in numbers:
        if n is not Ellipsis and not 0 <= n < 52:
            raise ValueError("einsum(): subscript in subscript list is not within the valid range [0, 52)")
        letters.append("..." if n is Ellipsis else chr(ord("A") + n) if n < 26 else chr(ord("a") + n - 26))
    return "".join(letters)


@public
def atleast_1d(*tensors: Any) -> Any:
    """Give tensors at least one dimension."""
    if len(tensors) == 1:
        tensors = tensors[0]
    return VF.atleast_1d(tensors)


@public
def atleast_2d(*tensors: Any) -> Any:
    """Give tensors at least two dimensions."""
    if len(tensors) == 1:
        tensors = tensors[0]
    return VF.atleast_2d(tensors)


@public
def atleast_3d(*tensors: Any) -> Any:
    """Give tensors at least three dimensions."""
    if len(tensors) == 1:
        tensors = tensors[0]
    return VF.atleast_3d(tensors)


@overload
@_overload
def tensordot(a: Tensor, b: Tensor, dims: int = 2, out: Tensor | None = None) -> Tensor:
    pass


@overload
@_overload
def tensordot(a: Tensor, b: Tensor, dims: tuple[list[int], list[int]], out: Tensor | None = None) -> Tensor:
    pass


@overload
@_overload
def tensordot(a: Tensor, b: Tensor, dims: list[list[int]], out: Tensor | None = None) -> Tensor:
    pass


@overload
@_overload
def tensordot(a: Tensor, b: Tensor, dims: Tensor, out: Tensor | None = None) -> Tensor:
    pass


@public
def tensordot(a: Tensor, b: Tensor, dims: Any = 2, out: Tensor | None = None) -> Tensor:
    """Sum products over `dims` dimensions (a number: the last of `a` with the first of `b`; or two lists)."""
    if not isinstance(dims, (tuple, list, Tensor, int)):
        raise RuntimeError(
            "tensordot expects dims to be int or tuple[list[int], list[int]] or list[list[int]] containing two "
            f"lists, but got dims={dims}"
        )
    dims_a: list[int] = []
    dims_b: list[int] = []
    if isinstance(dims, (tuple, list)):
        dims_a, dims_b = dims
    if isinstance(dims, Tensor):
        if dims.numel() > 1:
            if dims.size()[0] != 2:
                raise AssertionError(f"dims tensor must have size 2 in first dimension, got {dims.size()[0]}")
            dims_a = annotate(list[int], dims[0].tolist())
            dims_b = annotate(list[int], dims[1].tolist())
        else:
            count = int(dims.item())
            if count < 0:
                raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
            dims_a = list(range(-count, 0))
            dims_b = list(range(count))
    if isinstance(dims, int):
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > min(a.dim(), b.dim()):
            raise RuntimeError(f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}")
        dims_a = list(range(-dims, 0))
        dims_b = list(range(dims))
    if out is None:
        return VF.tensordot(a, b, dims_a, dims_b)
    return VF.tensordot(a, b, dims_a, dims_b, out=out)


METHODS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        __rsub__, __rdiv__, __rmod__, __rpow__, __floordiv__, __rfloordiv__, __rlshift__, __rrshift__, __rmatmul__,
        __len__, __iter__, __contains__, __reversed__, __format__, __repr__, __dir__, split, norm, unflatten,
    )
} | {"__rtruediv__": __rdiv__}  # fmt: skip

PYTHON_FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        _assert, broadcast_tensors, broadcast_shapes, meshgrid, einsum, atleast_1d, atleast_2d, atleast_3d, tensordot,
    )
} | {"split": _split, "norm": _norm}  # fmt: skip

for _name, _function in PYTHON_FUNCTIONS.items():  # as PyTorch's say of themselves
    _function.__name__ = _function.__qualname__ = _name
    move_overloads(_function, "torch.functional")
    _function.__module__ = "torch" if _function is _assert else "torch.functional"
