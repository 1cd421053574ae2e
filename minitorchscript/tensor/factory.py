"""Making tensors: from Python data (`tensor`, `as_tensor`, `from_numpy`), and the factories of the registry.

While a mode is active, a tensor made of Python data is a constant that passes through the operators that PyTorch's
bindings call on it (aten::to and aten::detach, or aten::lift_fresh), so that a trace shows them.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from ..device import cpu
from ..dtype import bfloat16, from_numpy
from ..dtype import dtype as DType
from ..ops.registry import overload
from . import dispatch
from .door import builtin
from .from_data import array_from_data
from .functions import functions
from .methods import as_device, as_dtype
from .tensor import Tensor, mark_leaf, wrap

__all__ = ["as_tensor", "asarray", "from_numpy_array", "is_tensor", "new_tensor", "numel", "tensor"]

empty = functions["empty"]
empty_like = functions["empty_like"]
full = functions["full"]
ones = functions["ones"]
zeros = functions["zeros"]
rand = functions["rand"]
randn = functions["randn"]


def _options(function: str, dtype: Any, device: Any) -> DType | None:
    where = as_device(device)
    if where is not None and where.type == "cuda":
        raise AssertionError("Torch not compiled with CUDA enabled")
    if where is not None and where.type != "cpu":
        raise NotImplementedError(f"{function}(): only the CPU is supported, not {where}")
    kind = as_dtype(dtype)
    if dtype is not None and kind is None:
        raise TypeError(f"{function}(): argument 'dtype' must be torch.dtype, not {dispatch.POLICY.type_name(dtype)}")
    return kind


def _made(array: np.ndarray, kind: DType | None) -> Tensor:
    return wrap(array, bfloat16 if kind is bfloat16 else None)


def tensor(
    data: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False, pin_memory: bool = False
) -> Tensor:
    """A new tensor with a copy of `data`: numbers, nested sequences, an array or a tensor."""
    _note("tensor", data)
    if isinstance(data, Tensor):
        warnings.warn(
            "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
            "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor).",
            stacklevel=2,
        )
    return _construct("tensor", data, _options("tensor", dtype, device), requires_grad)


def _construct(what: str, data: Any, kind: DType | None, requires_grad: bool) -> Tensor:
    mode = dispatch.active_mode()
    if mode is not None and isinstance(data, Tensor):
        made = dispatch.call("aten::detach", _moved(data.detach(), kind or data.dtype, copy=True))
    elif mode is not None and isinstance(data, np.ndarray):
        lifted = _from_array(data)
        made = dispatch.call("aten::detach", _moved(lifted, kind or lifted.dtype, copy=True))
    else:
        with dispatch.no_mode():
            target = kind or (data.dtype if isinstance(data, Tensor) else None)
            made = _made(array_from_data(data, kind), target)
        if mode is not None:
            _note_floats(data, made)
            made = _moved(made, made.dtype)
            made = made if what == "as_tensor" else dispatch.call("aten::detach", made)
    return mark_leaf(made) if requires_grad else made


def _moved(made: Tensor, kind: DType, copy: bool = False) -> Tensor:
    """As every constructor moves what it made to its device and dtype, which a trace shows."""
    moved: Tensor = dispatch.execute(overload("aten::to", "device"), [made, cpu, kind, False, copy, None])
    return moved


def _note(what: str, data: Any) -> None:
    """Let a trace warn that what is made of this data is a constant to it."""
    mode = dispatch.active_mode()
    if mode is not None:
        with dispatch.no_mode():
            made = data if isinstance(data, Tensor) else _made(array_from_data(data), None)
        mode.constructor(made, what)


def new_tensor(
    self: Tensor, data: Any, *, dtype: Any = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """`tensor(data)` with this tensor's dtype."""
    kind = _options("new_tensor", dtype, device) or self.dtype
    return _construct("new_tensor", data, kind, requires_grad)


def _note_floats(data: Any, made: Tensor) -> None:
    """Tensors among the data of a floating tensor become Python floats, and a trace warns of each."""
    if isinstance(data, Tensor):
        if made.dtype.is_floating_point:
            data._note("float")
    elif isinstance(data, list | tuple):
        for element in data:
            _note_floats(element, made)


def as_tensor(data: Any, dtype: Any = None, device: Any = None) -> Tensor:
    """The tensor itself, a tensor that shares an array's memory, or a copy of other data."""
    kind = _options("as_tensor", dtype, device)
    _note("as_tensor", data)
    return _as_tensor(data, kind)


def _as_tensor(data: Any, kind: DType | None) -> Tensor:
    if isinstance(data, np.ndarray):
        data = _from_array(data)
    if isinstance(data, Tensor):
        if dispatch.active_mode() is not None:
            return _moved(data, kind or data.dtype)
        return data if kind is None or kind is data.dtype else data.to(kind)
    return _construct("as_tensor", data, kind, False)


def asarray(
    obj: Any, *, dtype: Any = None, device: Any = None, copy: bool | None = None, requires_grad: bool = False
) -> Tensor:
    """As `as_tensor`, with `copy=True` to force a copy."""
    kind = _options("asarray", dtype, device)
    if isinstance(obj, np.ndarray):
        obj = _from_array(obj)
    if isinstance(obj, Tensor):
        result = obj if kind is None or kind is obj.dtype else obj.to(kind)
    else:
        result = _construct("as_tensor", obj, kind, False)
    if copy and isinstance(obj, (Tensor, np.ndarray)):
        result = result.clone()
    return result.requires_grad_() if requires_grad else result


def from_numpy_array(ndarray: Any) -> Tensor:
    """`torch.from_numpy`: a tensor that shares the array's memory."""
    if not isinstance(ndarray, np.ndarray):
        raise TypeError(f"expected np.ndarray (got {type(ndarray).__name__})")
    mode = dispatch.active_mode()
    if mode is not None:
        mode.constructor(wrap(ndarray), "from_numpy")
    return _from_array(ndarray)


def _from_array(ndarray: np.ndarray) -> Tensor:
    from_numpy(ndarray.dtype)
    if any(step < 0 for step in ndarray.strides):
        raise ValueError(
            "At least one stride in the given numpy array is negative, and tensors with negative strides are not "
            "currently supported. (You can probably work around this by making a copy of your array  with "
            "array.copy().) "
        )
    if any(step % ndarray.itemsize for step in ndarray.strides):
        raise ValueError(
            "given numpy array strides not a multiple of the element byte size. Copy the numpy array to reallocate "
            "the memory."
        )
    made = wrap(ndarray)
    if dispatch.active_mode() is None:
        return made
    lifted: Tensor = dispatch.call("aten::lift_fresh", made)
    return lifted


def is_tensor(obj: Any) -> bool:
    """Whether `obj` is a tensor."""
    return isinstance(obj, Tensor)


@builtin
def numel(input: Tensor) -> int:
    """The number of elements."""
    count: int = input.numel()
    return count


DATA_FUNCTIONS: dict[str, Any] = {
    "tensor": tensor,
    "as_tensor": as_tensor,
    "asarray": asarray,
    "from_numpy": from_numpy_array,
    "is_tensor": is_tensor,
    "numel": numel,
}

setattr(Tensor, "new_tensor", new_tensor)  # noqa: B010  (attached like the methods of the registry)
