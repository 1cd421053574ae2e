"""Between tensors and Python values: tensors made of numbers and lists, and what a program asks of a tensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import state
from ..dtype import dtype
from .registry import operator

_TENSOR = np.array([2.5, 1.0], np.float32)
_NUMBERS: dict[str, Any] = {"bool": True, "float": 2.5, "int": 3, "complex": 1j}
_OPTIONS = "*, ScalarType? dtype=None, Device? device=None"


def _define(schema: str, function: Callable[..., Any], *sample: Any) -> None:
    operator(schema, variants="", samples=lambda: [sample], differentiable=False)(function)


# -- tensors made of values


def made(data: Any, kind: dtype | None) -> np.ndarray:
    """An array of numbers; floats are of the default dtype unless one is asked for.

    Raises ``RuntimeError`` where the rows of nested lists are not equally long.
    """
    _check_rows(data, 1)
    array = np.asarray(data)
    if kind is None and (array.dtype.kind == "f" or not array.size):
        kind = state.default_dtype()
    elif kind is None and array.dtype.kind == "c":
        kind = state.default_complex_dtype()
    return array if kind is None else array.astype(kind.numpy)


def _check_rows(data: Any, depth: int) -> None:
    rows = [row for row in data if isinstance(row, list)] if isinstance(data, list) else []
    for row in rows:
        if len(row) != len(rows[0]):
            raise RuntimeError(f"Expected sequence of length {len(rows[0])} at dim {depth} (got {len(row)})")
        _check_rows(row, depth + 1)


def _tensor(data: Any, dtype: dtype | None, device: Any, requires_grad: bool) -> np.ndarray:
    return made(data, dtype)


def _as_tensor(data: Any, dtype: dtype | None, device: Any) -> np.ndarray:
    if isinstance(data, np.ndarray):
        return data if dtype is None else data.astype(dtype.numpy, copy=False)
    return made(data, dtype)


for _type, _sample in _NUMBERS.items():
    _schema = f"aten::tensor.{_type}({_type} t, {_OPTIONS}, bool requires_grad=False) -> Tensor"
    _define(_schema, _tensor, _sample, None, None, False)
    _define(f"aten::as_tensor.{_type}({_type} t, {_OPTIONS}) -> Tensor", _as_tensor, _sample, None, None)
_define(f"aten::tensor(t[] data, {_OPTIONS}, bool requires_grad=False) -> Tensor", _tensor, [[1, 2]], None, None, False)
_define(f"aten::as_tensor(Tensor(a) data, {_OPTIONS}) -> Tensor(b|a)", _as_tensor, _TENSOR, None, None)
_define(f"aten::as_tensor.list(t[] data, {_OPTIONS}) -> Tensor", _as_tensor, [1.5], None, None)
_define("prim::NumToTensor.Scalar(Scalar a) -> Tensor", np.asarray, 3)
_define("prim::NumToTensor.bool(bool a) -> Tensor", np.asarray, True)

# -- what a program asks of a tensor


def _item(array: np.ndarray) -> Any:
    if array.size != 1:
        raise RuntimeError(f"a Tensor with {array.size} elements cannot be converted to Scalar")
    return array.item()


def _length(array: np.ndarray) -> int:
    if not array.ndim:
        raise RuntimeError("len() of a 0-d tensor")
    return int(array.shape[0])


_define("aten::item(Tensor self) -> Scalar", _item, np.array(2.5))
_define("aten::len.Tensor(Tensor t) -> int", _length, _TENSOR)
_define("prim::itemsize(Tensor a) -> int", lambda a: a.itemsize, _TENSOR)
_define("prim::nbytes(Tensor a) -> int", lambda a: a.nbytes, _TENSOR)
for _name, _holds in (
    ("is_cuda", False), ("is_cpu", True), ("is_xla", False), ("is_mkldnn", False), ("is_sparse", False),
    ("is_quantized", False), ("is_meta", False), ("is_mps", False), ("is_nested", False),
):  # fmt: skip
    _define(f"prim::{_name}(Tensor a) -> bool", lambda a, holds=_holds: holds, _TENSOR)
