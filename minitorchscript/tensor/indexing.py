"""`x[index]` and `x[index] = value`, as the chain of operators that PyTorch's C++ bindings make of an index.

Integers select, slices slice, None unsqueezes, and tensors, lists and bools gather in one aten::index at the end.
Assigning copies (or fills) into the same chain of views, or ends in aten::index_put_.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import dtype as dtypes
from ..device import cpu, strided
from ..dtype import float32_to_bfloat16
from ..ops.registry import overload
from . import dispatch
from .door import hand_over
from .from_data import array_from_data
from .tensor import Tensor, wrap

__all__ = ["get_item", "set_item"]

_END = 2**63 - 1
_SELECT = ("aten::select", "int")
_SLICE = ("aten::slice", "Tensor")
_MAX_SEQUENCE_AS_TUPLE = 32


def _execute(name: tuple[str, str], *values: Any) -> Any:
    return dispatch.execute(overload(*name), list(values))


def _is_int(index: Any) -> bool:
    return isinstance(index, (int, np.integer)) and not isinstance(index, bool)


def get_item(self: Tensor, index: Any) -> Any:
    """`self[index]`: a view where the index has no tensors, lists or bools; IndexError out of range."""
    result: Tensor
    if _is_int(index):
        return _select(self, 0, index, 0)
    if isinstance(index, slice):
        return _slice(self, 0, index, keep_whole=True)
    if index is None:
        result = dispatch.call("aten::unsqueeze", self, 0)
        return result
    if (taken := hand_over(get_item, (self, index), {})) is not NotImplemented:
        return taken
    sliced, indices = _apply(self, _as_tuple(index))
    if indices:
        result = _execute(("aten::index", "Tensor"), sliced, indices)
        return result
    if sliced is self:
        sliced = dispatch.call("aten::alias", self)
    return sliced


def set_item(self: Tensor, index: Any, value: Any) -> None:
    """`self[index] = value`: a tensor is broadcast, a number converted to the tensor's dtype."""
    if hand_over(set_item, (self, index, value), {}) is not NotImplemented:
        return
    value = _value_tensor(self, value)
    if index is False:
        return
    if index is Ellipsis:
        _copy_to(self, value)
    elif index is None or index is True:
        _copy_to(dispatch.call("aten::unsqueeze", self, 0), value)
    elif _is_int(index):
        _copy_to(_select(self, 0, index, 0), value)
    elif isinstance(index, slice):
        _copy_to(_slice(self, 0, index, keep_whole=dispatch.active_mode() is not None), value)
    else:
        sliced, indices = _apply(self, _as_tuple(index))
        if indices:
            _execute(("aten::index_put_", ""), sliced, indices, _without_leading_ones(value), False)
        else:
            _copy_to(sliced, value)


def _as_tuple(index: Any) -> tuple[Any, ...]:
    """A list that holds a list, tensor, slice, None or Ellipsis is a tuple of indices; another list is one index."""
    if isinstance(index, tuple):
        return index
    if isinstance(index, list) and len(index) < _MAX_SEQUENCE_AS_TUPLE:
        for each in index:
            if each is None or each is Ellipsis or isinstance(each, (Tensor, slice, Sequence)):
                return tuple(index)
    return (index,)


def _specified(indices: Sequence[Any]) -> int:
    """How many dimensions the indices speak of."""
    count = 0
    for each in indices:
        if isinstance(each, Tensor):
            count += each._array.ndim if each.dtype in (dtypes.uint8, dtypes.bool) else 1
        elif each is not None and each is not Ellipsis and not isinstance(each, bool):
            count += 1
    return count


def _apply(self: Tensor, indices: tuple[Any, ...]) -> tuple[Tensor, list[Tensor | None]]:
    """Select, slice and unsqueeze from left to right; collect what aten::index has to do, by dimension."""
    rank, specified = self._array.ndim, _specified(indices)
    if specified > rank:
        raise IndexError(f"too many indices for tensor of dimension {rank}")
    tracing = dispatch.active_mode() is not None
    result, dim = self, 0
    gathered: list[Tensor | None] = []

    def gather(index: Tensor) -> None:
        nonlocal dim
        gathered.extend([None] * (dim - len(gathered)))
        gathered.append(index)
        dim += 1

    for position, index in enumerate(indices):
        if isinstance(index, bool):
            result = dispatch.call("aten::unsqueeze", result, dim)
            gather(_bool_index(index))
        elif _is_int(index):
            result = _select(result, dim, index, position)
        elif isinstance(index, slice):
            result = _slice(result, dim, index, keep_whole=tracing)
            dim += 1
        elif index is Ellipsis:
            dim += rank - specified
        elif index is None:
            result = dispatch.call("aten::unsqueeze", result, dim)
            dim += 1
        elif isinstance(index, Tensor):
            if index._array.ndim or index.dtype.is_floating_point or index.dtype.is_complex:
                gather(index)
            elif index.dtype in (dtypes.uint8, dtypes.bool):
                result = dispatch.call("aten::unsqueeze", result, dim)
                gather(_bool_index(bool(index._python_number())))
            else:
                result = _select(result, dim, index, position)
        elif isinstance(index, (Sequence, np.ndarray)):
            gather(_sequence_index(index))
        else:
            result = _select(result, dim, _as_int(index), position)
    return result, gathered


def _as_int(index: Any) -> int:
    try:
        return operator.index(index)
    except TypeError:
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
            f"(got {type(index).__name__})"
        ) from None


def _select(self: Tensor, dim: int, index: Any, position: int) -> Tensor:
    """One index of one dimension; `position` is where it stood, for the error."""
    number = int(index._python_number()) if isinstance(index, Tensor) else int(index)
    shape = self._array.shape
    if not shape:
        raise IndexError(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert "
            "a 0-dim tensor to a number"
        )
    if not -shape[dim] <= number < shape[dim]:
        raise IndexError(f"index {number} is out of bounds for dimension {position} with size {shape[dim]}")
    result: Tensor = _execute(_SELECT, self, dim, index if isinstance(index, Tensor) else number)
    return result


def _slice(self: Tensor, dim: int, index: slice, keep_whole: bool) -> Tensor:
    """A slice of one dimension. A slice of everything is only made where `keep_whole`."""
    shape = self._array.shape
    if not shape:
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    start, stop, step = (_bound(index.start, 0), _bound(index.stop, _END), _bound(index.step, 1))
    if index.step is not None and operator.index(index.step) == 0:
        raise ValueError("slice step cannot be zero")
    if not isinstance(step, Tensor) and step < 0:
        raise ValueError("step must be greater than zero")
    if not keep_whole and _is_int(start) and _is_int(stop) and (start, step) == (0, 1) and stop >= shape[dim]:
        if stop == shape[dim] or index.stop is None:
            return self
    result: Tensor = _execute(_SLICE, self, dim, start, stop, step)
    return result


def _bound(value: Any, default: int) -> Any:
    """A bound of a slice: an int, or a 0-dim tensor, which counts as turned into a Python index."""
    if value is None:
        return default
    number = operator.index(value)
    return value if isinstance(value, Tensor) else number


def _bool_index(value: bool) -> Tensor:
    """`x[True]` takes the one element of a new dimension, `x[False]` none."""
    size = [1] if value else []
    made: Tensor = _execute(("aten::empty", "memory_format"), size or [0], dtypes.int64, strided, cpu, None, None)
    return dispatch.call("aten::fill_", made, 0.0) if value else made


def _sequence_index(index: Any) -> Tensor:
    """A list of bools or numbers as an index tensor: of a float its whole part counts."""
    made = wrap(array_from_data(index))
    if made.is_complex():
        raise TypeError("'complex' object cannot be interpreted as an integer")
    if made.is_floating_point():
        numbers = np.asarray(index, np.float64)
        if not np.all(np.abs(numbers) < 2.0**63):
            raise RuntimeError("value cannot be converted to type int64 without overflow")
        made = wrap(numbers.astype(np.int64))
    if dispatch.active_mode() is None:
        return made
    result: Tensor = _execute(("aten::to", "device"), made, cpu, made.dtype, False, False, None)
    return result


def _value_tensor(self: Tensor, value: Any) -> Tensor:
    """What is assigned, as a tensor. (A number's tensor is no operator's result: a trace has it as a constant.)"""
    if isinstance(value, Tensor):
        return value
    if not isinstance(value, (int, float, complex, np.number, np.bool_)):
        raise TypeError(f"can't assign a {dispatch.POLICY.type_name(value)} to a torch.{self.dtype.ir_name}Tensor")
    if isinstance(value, complex) and not self.dtype.is_complex:
        if value.imag:
            raise RuntimeError(f"value cannot be converted to type {self.dtype.ir_name.lower()} without overflow")
        value = value.real
    if self._dtype is not None:
        return wrap(float32_to_bfloat16(np.asarray(value, np.float32)), self._dtype)
    with np.errstate(all="ignore"):
        return wrap(np.asarray(value).astype(self._array.dtype))


def _without_leading_ones(value: Tensor) -> Tensor:
    shape = value._array.shape
    first = next((i for i, extent in enumerate(shape) if extent != 1), len(shape))
    return dispatch.call("aten::view", value, list(shape[first:])) if first else value


def _copy_to(target: Tensor, source: Tensor) -> None:
    """Copy, where sizes differ after stripping leading dimensions of 1 and expanding; fill from a 0-dim tensor."""
    shape = target._array.shape
    if source._array.shape == shape:
        _execute(("aten::copy_", ""), target, source, False)
        return
    if source._array.ndim == 0:
        _execute(("aten::fill_", "Tensor"), target, source)
        return
    leading = source._array.shape
    first = next((i for i, extent in enumerate(leading) if extent != 1), len(leading))
    stripped: Tensor = dispatch.call("aten::view", source, list(leading[first:]))
    if stripped._array.shape != shape:
        _check_expandable(shape, stripped._array.shape)
        stripped = dispatch.call("aten::expand", stripped, list(shape))
    _execute(("aten::copy_", ""), target, stripped, False)


def _check_expandable(shape: tuple[int, ...], source: tuple[int, ...]) -> None:
    if len(source) > len(shape):
        raise RuntimeError(
            f"expand(torch.FloatTensor{{{list(source)}}}, size={list(shape)}): the number of sizes provided "
            f"({len(shape)}) must be greater or equal to the number of dimensions in the tensor ({len(source)})"
        )
    missing = len(shape) - len(source)
    for i, extent in enumerate(source):
        if extent not in (1, shape[missing + i]):
            raise RuntimeError(
                f"The expanded size of the tensor ({shape[missing + i]}) must match the existing size ({extent}) at "
                f"non-singleton dimension {missing + i}.  Target sizes: {list(shape)}.  Tensor sizes: {list(source)}"
            )


get_item.__name__, set_item.__name__ = "__getitem__", "__setitem__"
