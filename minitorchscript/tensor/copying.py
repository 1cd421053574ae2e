"""Copying tensors: `copy.deepcopy` and pickling keep class, layout and `requires_grad`."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..ops.strides import element_strides, is_non_overlapping_and_dense, strided_copy, with_strides
from .tensor import Tensor, memory_of, wrap

__all__ = ["METHODS"]


def _copied(array: np.ndarray) -> np.ndarray:
    """The elements in new memory with the same strides (gaps and sharing included)."""
    strides = element_strides(array)
    if is_non_overlapping_and_dense(array.shape, strides):
        return strided_copy(array, strides)
    memory = memory_of(array)
    offset = (array.ctypes.data - memory.ctypes.data) // array.itemsize
    flat = np.frombuffer(bytearray(memory.tobytes()), array.dtype)
    return with_strides(flat[offset:], strides, array.shape)


def rebuild(cls: type[Tensor], array: np.ndarray, kind: Any, requires_grad: bool) -> Tensor:
    """A leaf tensor of a class, around an array."""
    tensor = wrap(array, kind) if cls is Tensor else Tensor.__new__(cls)
    tensor._array, tensor._dtype, tensor._requires_grad = array, kind, requires_grad
    return tensor


def __deepcopy__(self: Tensor, memo: dict[int, Any]) -> Tensor:
    if not self.is_leaf:
        raise RuntimeError(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the "
            "moment.  If you were attempting to deepcopy a module, this may be because of a "
            "torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001"
        )
    found: Tensor | None = memo.get(id(self))
    if found is None:
        found = rebuild(type(self), _copied(self._array), self._dtype, self.requires_grad)
        memo[id(self)] = found
        for name, value in self.__dict__.items():
            found.__dict__[name] = __deepcopy__(value, memo) if isinstance(value, Tensor) else value
    return found


def __reduce_ex__(self: Tensor, protocol: Any) -> Any:
    return rebuild, (type(self), _copied(self._array), self._dtype, self.requires_grad)


METHODS = {"__deepcopy__": __deepcopy__, "__reduce_ex__": __reduce_ex__}
