"""Tensor methods whose binding in PyTorch does more than call one operator: `to`, casts, `size`, properties.

They choose the overload that PyTorch's C++ bindings choose, since a trace shows it. `attach` puts these methods, those
of the registry and the Python ones on `Tensor`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from .. import dtype as dtypes
from ..device import device, memory_format, strided
from ..dtype import dtype
from ..ops.registry import overload
from . import copying
from .bindings import make_method, operator_method, python_names
from .dispatch import POLICY, active_mode, call, execute
from .door import hand_over, overloads
from .functions import functions
from .indexing import get_item, set_item
from .manual_bindings import nonzero_method
from .python_api import METHODS, not_implemented_for_type_errors
from .python_sets import SET_METHODS
from .tensor import Tensor

__all__ = ["attach"]

Method = Callable[..., Any]


def to(self: Tensor, *args: Any, **kwargs: Any) -> Any:
    """`to(dtype)`, `to(device, dtype)` or `to(other)`; options `non_blocking`, `copy`, `memory_format`."""
    try:
        where, kind, tail = _to_arguments(args, kwargs)
    except TypeError:
        taken = hand_over(Tensor.to, (self, *args), kwargs)  # type: ignore[attr-defined]
        if taken is NotImplemented:
            raise
        return taken
    _, copy, memory_format = tail
    if where is not None and kind is not None:
        return _to("device", self, where, kind, *tail)
    if kind is not None:
        return _to("dtype", self, kind, *tail)
    if where is None and not copy and memory_format is None:
        return self
    return _to("dtype_layout", self, self.dtype, strided, where or self.device, None, *tail)


def _to_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[device | None, dtype | None, list[Any]]:
    """Device, dtype, and the three options."""
    names = ["device", "dtype", "non_blocking", "copy"]
    given, options = list(args), dict(kwargs)
    if given and isinstance(given[0], Tensor):
        other = given.pop(0)
        given = [other.device, other.dtype, *given]
    elif "other" in options:
        other = options.pop("other")
        given = [other.device, other.dtype, *given]
    elif given and as_dtype(given[0]) is not None:
        given.insert(0, None)
    if len(given) > 4:
        raise TypeError(f"to() takes from 0 to 4 positional arguments but {len(given)} were given")
    chosen = {"device": None, "dtype": None, "non_blocking": False, "copy": False, "memory_format": None}
    chosen.update(zip(names, given, strict=False))
    for name, value in options.items():
        if name not in chosen:
            raise TypeError(f"to() got an unexpected keyword argument '{name}'")
        chosen[name] = value
    where, kind = as_device(chosen["device"]), as_dtype(chosen["dtype"])
    if chosen["dtype"] is not None and kind is None:
        raise TypeError(f"to(): argument 'dtype' must be torch.dtype, not {POLICY.type_name(chosen['dtype'])}")
    if where is not None and where.type != "cpu":
        raise NotImplementedError(f"to({str(where)!r}): only the CPU is supported")
    return where, kind, [chosen["non_blocking"], chosen["copy"], chosen["memory_format"]]


def _to(which: str, *values: Any) -> Tensor:
    result: Tensor = execute(overload("aten::to", which), list(values))
    return result


def as_dtype(value: Any) -> dtype | None:
    if isinstance(value, dtype):
        return value
    python = {float: dtypes.float64, int: dtypes.int64, bool: dtypes.bool, complex: dtypes.complex128}
    return python.get(value) if isinstance(value, type) else None


def as_device(value: Any) -> device | None:
    if value is None or isinstance(value, device):
        return value
    if isinstance(value, str):
        return device(value)
    raise TypeError(
        f"to() received an invalid combination of arguments - got ({POLICY.type_name(value)}), but expected one of:\n"
        " * (torch.device device = None, torch.dtype dtype = None, bool non_blocking = False, bool copy = False, *, "
        "torch.memory_format memory_format = None)\n"
        " * (torch.dtype dtype, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = "
        "None)\n * (Tensor tensor, bool non_blocking = False, bool copy = False, *, torch.memory_format "
        "memory_format = None)\n"
    )


def _cast(name: str, target: dtype) -> Method:
    def cast(self: Tensor, memory_format: memory_format | None = None) -> Tensor:
        return _to("dtype", self, target, False, False, memory_format)

    cast.__name__ = cast.__qualname__ = name
    cast.__doc__ = f"`to({target})`."
    return cast


_CASTS = {
    "float": dtypes.float32, "double": dtypes.float64, "half": dtypes.float16, "bfloat16": dtypes.bfloat16,
    "int": dtypes.int32, "long": dtypes.int64, "short": dtypes.int16, "char": dtypes.int8, "byte": dtypes.uint8,
    "bool": dtypes.bool, "cfloat": dtypes.complex64, "cdouble": dtypes.complex128,
}  # fmt: skip


def type_(self: Tensor, dtype: Any = None, non_blocking: bool = False) -> Any:
    """Without an argument the legacy type's name ("torch.FloatTensor"), else `to(dtype)`."""
    if dtype is None:
        return f"torch.{self.dtype.ir_name}Tensor"
    kind = as_dtype(dtype)
    if kind is None:
        names = {f"torch.{each.ir_name}Tensor": each for each in dtypes.ALL_DTYPES}
        if dtype not in names:
            raise ValueError(f"invalid type: '{dtype}'")
        kind = names[dtype]
    return _to("dtype", self, kind, non_blocking, False, None)


def cpu(self: Tensor, memory_format: memory_format | None = None) -> Tensor:
    """`to("cpu")`."""
    return _to("dtype_layout", self, self.dtype, strided, device("cpu"), None, False, False, memory_format)


def cuda(self: Tensor, *args: Any, **kwargs: Any) -> NoReturn:
    """Refused: there is only the CPU."""
    raise AssertionError("Torch not compiled with CUDA enabled")


def size(self: Tensor, dim: Any = None) -> Any:
    """All extents, or the one of `dim`."""
    if dim is None:
        return self.shape
    wanted = POLICY._int(dim)
    if not isinstance(wanted, (int, Tensor)):
        raise TypeError(f"size(): argument 'dim' (position 1) must be int, not {POLICY.type_name(dim)}")
    wanted = int(wanted)
    _check_dim(wanted, self._array.ndim)
    mode = active_mode()
    return self._array.shape[wanted] if mode is None else mode.size(self, wanted)


def stride(self: Tensor, dim: int | None = None) -> Any:
    """The step in elements along each dimension, or along `dim`."""
    strides = self._element_strides()
    if dim is None:
        return strides
    _check_dim(dim, len(strides))
    return strides[dim]


def _check_dim(dim: int, rank: int) -> None:
    bound = max(rank, 1)
    if rank == 0:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    if not -bound <= dim < bound:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-bound}, {bound - 1}], but got {dim})")


def tolist(self: Tensor) -> Any:
    """The elements as nested lists of Python numbers; a number for a 0-dim tensor."""
    mode = active_mode()
    if mode is not None:
        mode.scalar(self, "tolist")
        self = call("aten::resolve_neg", call("aten::resolve_conj", self))
    return self._values().tolist()


def is_floating_point(self: Tensor) -> bool:
    """Whether the dtype is floating."""
    return self.dtype.is_floating_point


def is_complex(self: Tensor) -> bool:
    """Whether the dtype is complex."""
    return self.dtype.is_complex


def is_signed(self: Tensor) -> bool:
    """Whether the dtype has negative numbers."""
    return self.dtype.is_signed


def detach_(self: Tensor) -> Tensor:
    """Cut the tensor from its history, in place. A view can't be."""
    if self._is_view():
        raise RuntimeError(
            "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for "
            "training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence "
            "detach_() cannot be called on these gradients. To fix this error, please refer to the "
            "Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution."
        )
    call("aten::detach_", self)
    self._requires_grad, self._grad_fn = False, None
    return self


def as_subclass(self: Tensor, cls: type[Tensor]) -> Tensor:
    """The same memory as a tensor of another class."""
    made = Tensor.__new__(cls)
    made._array, made._dtype, made._requires_grad = self._array, self._dtype, self._requires_grad
    made._grad_fn, made._base = self._grad_fn, self._base
    return made


def nonzero(self: Tensor, *, as_tuple: bool = False) -> Any:
    """The coordinates of the elements that are not zero, in rows; `as_tuple`: one tensor per dimension."""
    return tuple(call("aten::nonzero_numpy", self)) if as_tuple else call("aten::nonzero", self)


def retain_grad(self: Tensor) -> None:
    """Nothing to retain: there is no backward."""
    if not self.requires_grad:
        raise RuntimeError("can't retain_grad on Tensor that has requires_grad=False")


def _property(name: str) -> property:
    return property(lambda self: call(f"aten::{name}", self), doc=f"The operator aten::{name}.")


_SPECIAL: dict[str, Any] = {
    **{name: _cast(name, target) for name, target in _CASTS.items()},
    **{f.__name__: f for f in (to, cpu, cuda, size, stride, tolist, is_floating_point, is_complex, is_signed)},
    **{f.__name__: f for f in (detach_, nonzero, retain_grad, as_subclass)},
    "type": type_,
    "nonzero": nonzero_method,
    "__getitem__": get_item,
    "__setitem__": set_item,
    **{shown: _property(name) for shown, name in (("T", "numpy_T"), ("mT", "mT"), ("H", "matrix_H"), ("mH", "mH"))},
    "real": _property("real"),
    "imag": _property("imag"),
}

_PYTHON = METHODS | SET_METHODS

# dunder: operator, overload for tensors, overload for numbers, further values
_ARITHMETIC: dict[str, tuple[str, str, str, tuple[Any, ...]]] = {
    **{name: ("aten::add", "Tensor", "Tensor", (1,)) for name in ("__add__", "__radd__")},
    **{name: ("aten::mul", "Tensor", "Tensor", ()) for name in ("__mul__", "__rmul__")},
    "__sub__": ("aten::sub", "Tensor", "Tensor", (1,)),
    "__truediv__": ("aten::div", "Tensor", "Tensor", ()),
    "__mod__": ("aten::remainder", "Tensor", "Scalar", ()),
    "__iadd__": ("aten::add_", "Tensor", "Tensor", (1,)),
    "__isub__": ("aten::sub_", "Tensor", "Tensor", (1,)),
    "__imul__": ("aten::mul_", "Tensor", "Tensor", ()),
    "__itruediv__": ("aten::div_", "Tensor", "Tensor", ()),
    "__imod__": ("aten::remainder_", "Tensor", "Scalar", ()),
    "__ifloordiv__": ("aten::floor_divide_", "Tensor", "Tensor", ()),
    **{f"__{name}__": (f"aten::{name}", "Tensor", "Scalar", ()) for name in ("eq", "ne", "lt", "le", "gt", "ge")},
    **{f"__{name}__": (f"aten::__{name}__", "Tensor", "Scalar", ()) for name in ("and", "or", "xor")},
    **{f"__i{name}__": (f"aten::__i{name}__", "Tensor", "Scalar", ()) for name in ("and", "or", "xor")},
    **{f"__{name}__": (f"aten::__{name}__", "Tensor", "Scalar", ()) for name in ("lshift", "rshift")},
    **{f"__r{n}__": (f"aten::bitwise_{n}", "Tensor", "Scalar_Tensor", ()) for n in ("and", "or", "xor")},
}


def _reflected(name: str) -> Method:
    """`True & mask`: the number comes first."""
    with_number = overload(name, "Scalar_Tensor")
    with_tensor = overload(name, "Tensor")

    def method(self: Tensor, other: Any) -> Any:
        if isinstance(other, Tensor):
            return execute(with_tensor, [other, self])
        return execute(with_number, [other, self]) if isinstance(other, (bool, int)) else NotImplemented

    return method


def _matmul(self: Tensor, other: Any) -> Any:
    if overloads(other):
        return hand_over(Tensor.matmul, (self, other), {})  # type: ignore[attr-defined]
    return functions["matmul"](self, other) if isinstance(other, Tensor) else NotImplemented


def attach() -> None:
    """Give `Tensor` its methods: the registry's, then those that replace them."""
    methods: dict[str, Any] = {name: make_method(name, found) for name, found in python_names("method").items()}
    methods |= _SPECIAL | _PYTHON | copying.METHODS | {"__matmul__": _matmul}
    for dunder, (name, tensor, scalar, extra) in _ARITHMETIC.items():
        if dunder.startswith("__r") and "bitwise" in name:
            methods[dunder] = _reflected(name)
        else:
            methods[dunder] = operator_method(dunder, name, *extra, tensor=tensor, scalar=scalar)
    methods["__pow__"] = not_implemented_for_type_errors(methods["pow"])
    methods["__ipow__"] = not_implemented_for_type_errors(methods["pow_"])
    methods |= {"__neg__": methods["neg"], "__pos__": methods["positive"], "__abs__": methods["abs"]}
    methods["__invert__"] = methods["bitwise_not"]
    for name, method in methods.items():
        if name not in Tensor.__dict__ or name in _SPECIAL or name in _PYTHON or name.startswith("__"):
            setattr(Tensor, name, method)


attach()
