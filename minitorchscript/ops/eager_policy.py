"""What eager mode accepts for each kind of parameter: the rules of PyTorch's Python argument parser.

Numbers pass for tensors only in a few arithmetic functions; a 0-dim tensor passes for a number, and stays a tensor in
the matched values, so that a tracer sees where the number came from. A bool is never an int.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import dtype as dtypes
from .. import state
from ..device import MEMORY_FORMATS, cpu, device, layout, memory_format, strided
from ..dtype import dtype, from_code
from .match import MISMATCH, Converter
from .schema import Argument

__all__ = ["EagerPolicy"]

# Functions whose tensor parameters take Python numbers.
NUMBERS_AS_TENSORS = frozenset(
    "add add_ sub sub_ subtract subtract_ mul mul_ multiply multiply_ div div_ divide divide_ true_divide "
    "true_divide_ floor_divide floor_divide_ to _to_copy copy_".split()
)
_PYTHON_DTYPES = {float: dtypes.float64, int: dtypes.int64, bool: dtypes.bool, complex: dtypes.complex128}
_TORCH_TYPES = frozenset({"dtype", "device", "layout", "memory_format", "Size", "Generator"})


class EagerPolicy:
    """Accepts Python values; `tensor_type` is the class of tensors, which this floor does not know.

    A tensor shows `requires_grad`, `ndim` and `dtype`.
    """

    def __init__(self, tensor_type: type) -> None:
        self.tensor_type: Any = tensor_type

    def type_name(self, value: Any) -> str:
        """The name that CPython gives PyTorch's C types in errors: "torch.dtype", but "Tensor" and "int"."""
        name = type(value).__name__
        if type(value).__module__ == "numpy":
            return f"numpy.{name}"
        return f"torch.{name}" if name in _TORCH_TYPES else name

    def converter(self, argument: Argument, function: str) -> Converter:
        kind = argument.kind
        if argument.is_list:
            return self._list_converter(argument, function)
        if kind == "Tensor":
            return self._number_or_tensor if function in NUMBERS_AS_TENSORS else self._tensor
        by_kind: dict[str, Converter] = {
            "Scalar": self._scalar,
            "float": self._float,
            "complex": self._scalar,
            "int": self._int,
            "SymInt": self._int,
            "bool": _bool,
            "str": _instance_of(str),
            "Dimname": _instance_of(str),
            "ScalarType": _dtype,
            "Device": _device,
            "Layout": _instance_of(layout),
            "MemoryFormat": _instance_of(memory_format),
            "Generator": _generator,
        }
        return by_kind.get(kind, _anything)

    def default(self, argument: Argument, is_factory: bool) -> Any:
        if is_factory and argument.name == "device":
            return cpu
        if argument.name == "pin_memory" and argument.kwarg_only:
            return False
        value = argument.default
        if isinstance(value, int):
            if argument.name == "reduction":  # the parser knows no Reduction::Mean: it reads 0, no reduction
                return 0
            if argument.kind == "ScalarType":
                return from_code(value)
            if argument.kind == "MemoryFormat":
                return next(each for each in MEMORY_FORMATS if each.code == value)
            if argument.kind == "Layout":
                return strided
        return value

    def spreads(self, argument: Argument, values: Sequence[Any]) -> bool:
        return not values or self._starts_as_ints(values)

    def _tensor(self, value: Any) -> Any:
        return value if isinstance(value, self.tensor_type) else MISMATCH

    def _number_or_tensor(self, value: Any) -> Any:
        if isinstance(value, self.tensor_type):
            return value
        return _number(value)

    def _is_scalar(self, value: Any) -> bool:
        """Whether a value is a tensor that may stand for a number."""
        return isinstance(value, self.tensor_type) and value.ndim == 0 and not value.requires_grad

    def _scalar(self, value: Any) -> Any:
        found = _number(value)
        return value if found is MISMATCH and self._is_scalar(value) else found

    def _float(self, value: Any) -> Any:
        if isinstance(value, float):
            return value if type(value) is float else float(value)
        if isinstance(value, (int, np.integer)):
            return MISMATCH if isinstance(value, bool) else float(value)
        return value if self._is_scalar(value) else MISMATCH

    def _int(self, value: Any) -> Any:
        if type(value) is int:
            return value
        if isinstance(value, self.tensor_type):
            return value if self._is_index(value) else MISMATCH
        return _index(value)

    def _is_index(self, value: Any) -> bool:
        category = value.dtype
        integral = not (category.is_floating_point or category.is_complex or category is dtypes.bool)
        return self._is_scalar(value) and integral

    def _starts_as_ints(self, values: Sequence[Any]) -> bool:
        """PyTorch only looks at the first element to tell a list of ints; under a tracer any 0-dim tensor may be."""
        first = values[0]
        if isinstance(first, self.tensor_type):
            return self._is_index(first) or (state.active_mode.get() is not None and first.ndim == 0)
        return _index(first) is not MISMATCH

    def _list_converter(self, argument: Argument, function: str) -> Converter:
        kind, name, length = argument.kind, argument.name, argument.N

        def ints(value: Any) -> Any:
            if isinstance(value, (tuple, list)):
                for element in value:
                    if type(element) is not int:
                        break
                else:
                    return list(value)
                return (
                    [self._int_element(e, i, name, function) for i, e in enumerate(value)]
                    if (self._starts_as_ints(value))
                    else MISMATCH
                )
            if length is None:
                return MISMATCH
            if isinstance(value, self.tensor_type):
                # PyTorch unpacks it on the spot: of a number repeated, a trace sees only what it was.
                return [value._python_number()] * length if self._is_index(value) else MISMATCH
            found = _index(value)
            return MISMATCH if found is MISMATCH else [found] * length

        def tensors(value: Any) -> Any:
            if not isinstance(value, (tuple, list)):
                return MISMATCH
            for i, element in enumerate(value):
                if not (isinstance(element, self.tensor_type) or (element is None and "?[" in argument.declared)):
                    position = [name].index(name)
                    raise TypeError(
                        f"expected Tensor as element {i} in argument {position}, but got {self.type_name(element)}"
                    )
            return list(value)

        def each(convert: Converter) -> Converter:
            def elements(value: Any) -> Any:
                if isinstance(value, (tuple, list)):
                    found = [convert(element) for element in value]
                    return MISMATCH if any(f is MISMATCH for f in found) else found
                found_one = convert(value) if length is not None else MISMATCH
                return MISMATCH if found_one is MISMATCH else [found_one] * (length or 1)

            return elements

        if kind in ("int", "SymInt"):
            return ints
        if kind == "Tensor":
            return tensors
        by_kind: dict[str, Converter] = {"float": self._float_element, "Scalar": self._scalar, "bool": _bool}
        return each(by_kind.get(kind, _anything))

    def _float_element(self, value: Any) -> Any:
        return MISMATCH if isinstance(value, self.tensor_type) else self._float(value)

    def _int_element(self, value: Any, i: int, name: str, function: str) -> Any:
        if isinstance(value, self.tensor_type):
            if value.ndim == 0:
                return value
        else:
            found = _index(value)
            if found is not MISMATCH:
                return found
        raise TypeError(
            f"{function}(): argument '{name}' failed to unpack the object at pos {i + 1} with error "
            f'"type must be tuple of ints,but got {self.type_name(value)}"'
        )


def _number(value: Any) -> Any:
    if isinstance(value, (int, float, complex)):
        return value.item() if isinstance(value, np.generic) else value
    return value.item() if isinstance(value, (np.number, np.bool_)) else MISMATCH


def _index(value: Any) -> Any:
    if isinstance(value, (bool, np.bool_)) or not hasattr(value, "__index__"):
        return MISMATCH
    try:
        return operator.index(value)
    except TypeError:
        return MISMATCH


def _bool(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return bool(value) if isinstance(value, np.bool_) else MISMATCH


def _dtype(value: Any) -> Any:
    if isinstance(value, dtype):
        return value
    return _PYTHON_DTYPES.get(value, MISMATCH) if isinstance(value, type) else MISMATCH


def _device(value: Any) -> Any:
    if isinstance(value, device):
        return value
    if isinstance(value, str):
        return device(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return device("cuda", value)
    return MISMATCH


def _generator(value: Any) -> Any:
    return value if hasattr(value, "manual_seed") else MISMATCH


def _anything(value: Any) -> Any:
    return value


def _instance_of(wanted: type) -> Converter:
    return lambda value: value if isinstance(value, wanted) else MISMATCH
