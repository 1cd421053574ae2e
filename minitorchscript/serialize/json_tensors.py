"""Tensors and the memory they share.

A file has two tables: `storages`, stretches of bytes, and `tensors`, each a view of one storage (dtype, shape, strides,
offset).  Two tensors that overlapped when they were saved are views of one storage, and so they overlap again.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import numpy as np

from ..dtype import ALL_DTYPES, bfloat16
from ..tensor.tensor import Tensor, wrap
from .fields import Malformed, entry, expect, fields, integer, integers, text

_DTYPES = {dtype.name: dtype for dtype in ALL_DTYPES}
_FIELDS = {"dtype", "shape", "strides", "offset", "storage", "requires_grad", "wrapped_number"}
_MAX_DIMENSIONS = 64


class TensorWriter:
    """Numbers tensors as they come; knows at the end which of them share memory."""

    def __init__(self) -> None:
        self._tensors: list[Tensor] = []
        self._numbers: dict[int, int] = {}

    def number(self, tensor: Tensor) -> int:
        """The place of a tensor in the table of tensors."""
        number = self._numbers.setdefault(id(tensor), len(self._tensors))
        if number == len(self._tensors):
            self._tensors.append(tensor)
        return number

    def tables(self) -> tuple[list[str], list[str]]:
        """The tables `tensors` (entries are JSON text) and `storages`.  Only bytes that a tensor sees are written."""
        places: dict[int, tuple[int | None, int]] = {}
        storages: list[str] = []
        for group in self._overlapping():
            arrays = [self._tensors[number]._array for number in group]
            memory, offsets = _written_out(arrays)
            places.update((number, (len(storages), offset)) for number, offset in zip(group, offsets, strict=True))
            storages.append(base64.b64encode(memory).decode("ascii"))
        return [self._entry(t, *places.get(i, (None, 0))) for i, t in enumerate(self._tensors)], storages

    def _overlapping(self) -> list[list[int]]:
        """The tensors that have elements, grouped by the stretch of memory that they lie in."""
        stretches = sorted(
            (*np.lib.array_utils.byte_bounds(tensor._array), number)
            for number, tensor in enumerate(self._tensors)
            if tensor._array.size
        )
        groups: list[list[int]] = []
        end = 0
        for low, high, number in stretches:
            if low >= end:
                groups.append([])
            groups[-1].append(number)
            end = max(end, high)
        return sorted(groups, key=min)

    @staticmethod
    def _entry(tensor: Tensor, storage: int | None, offset: int) -> str:
        array = tensor._array
        shape, strides = ",".join(map(str, array.shape)), ",".join(map(str, tensor._element_strides()))
        flags = ["true" if flag else "false" for flag in (tensor.requires_grad, "wrapped_number" in tensor.__dict__)]
        return (
            f'{{"dtype":"{tensor.dtype.name}","shape":[{shape}],"strides":[{strides}],"offset":{offset},'
            f'"storage":{"null" if storage is None else storage},'
            f'"requires_grad":{flags[0]},"wrapped_number":{flags[1]}}}'
        )


def _written_out(arrays: list[np.ndarray[Any, Any]]) -> tuple[bytearray, list[int]]:
    """The bytes that arrays over one stretch of memory see, and each one's offset in them, in elements."""
    bounds = [np.lib.array_utils.byte_bounds(array) for array in arrays]
    widest = max(array.itemsize for array in arrays)
    start = min(low for low, _ in bounds) // widest * widest
    memory = bytearray(-(-(max(high for _, high in bounds) - start) // widest) * widest)
    offsets = []
    for array, (low, _) in zip(arrays, bounds, strict=True):
        if (low - start) % array.itemsize:
            raise ValueError("a tensor over unaligned memory can't be saved; save tensor.clone() instead")
        offsets.append((low - start) // array.itemsize)
        little = array.dtype.newbyteorder("<")
        np.ndarray(array.shape, little, memory, low - start, array.strides)[...] = array
    return memory, offsets


class TensorReader:
    """The tables read back.  A tensor is made when it is first asked for."""

    def __init__(self, tensors: list[Any], storages: list[Any]) -> None:
        self._encoded = tensors
        self._made: dict[int, Tensor] = {}
        self._storages = [_memory(storage, f"storages[{index}]") for index, storage in enumerate(storages)]

    def tensor(self, index: Any, where: str) -> Tensor:
        """The tensor of a number in the table."""
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(self._encoded):
            raise Malformed(f"{where}: there is no tensor {index!r}")
        if index not in self._made:
            self._made[index] = self._make(self._encoded[index], f"tensors[{index}]")
        return self._made[index]

    def _make(self, encoded: Any, where: str) -> Tensor:
        fields(encoded, where, _FIELDS)
        dtype = _DTYPES.get(text(encoded, "dtype", where))
        if dtype is None:
            raise Malformed(f"{where}: unknown dtype {encoded['dtype']!r}")
        array = self._view(encoded, where, dtype.numpy)
        tensor = wrap(array, bfloat16 if dtype is bfloat16 else None)
        if entry(encoded, "requires_grad", bool, where):
            expect(dtype.is_floating_point or dtype.is_complex, f"{where}: {dtype.name} can't require grad")
            tensor.requires_grad_()
        if entry(encoded, "wrapped_number", bool, where):
            expect(array.ndim == 0, f"{where}: a number has no dimensions")
            tensor.__dict__["wrapped_number"] = array.item()
        return tensor

    def _view(self, encoded: dict[str, Any], where: str, dtype: np.dtype[Any]) -> np.ndarray[Any, Any]:
        shape = integers(encoded["shape"], where, "shape")
        strides = integers(encoded["strides"], where, "strides")
        offset = integer(encoded["offset"], where, "offset")
        number = encoded["storage"]
        expect(len(shape) == len(strides), f"{where}: shape and strides do not go together")
        expect(len(shape) <= _MAX_DIMENSIONS, f"{where}: {len(shape)} dimensions are more than {_MAX_DIMENSIONS}")
        expect(min([0, offset, *shape, *strides]) == 0, f"{where}: a negative extent, stride or offset")
        if 0 in shape:
            expect(number is None and offset == 0, f"{where}: a tensor without elements is in no storage")
            return self._array(shape, dtype, bytearray(), 0, strides, where)
        if not 0 <= integer(number, where, "storage") < len(self._storages):
            raise Malformed(f"{where}: there is no storage {number}")
        storage = self._storages[number]
        last = offset + sum((extent - 1) * stride for extent, stride in zip(shape, strides, strict=True))
        available = storage.nbytes // dtype.itemsize
        # Before the array is made: an expanded tensor may have more elements than its storage, but none beyond it.
        expect(last < available, f"{where}: element {last} lies beyond the {available} elements of storage {number}")
        if dtype == np.bool_:
            expect(bool(storage[offset : last + 1].max() <= 1), f"{where}: a byte that is neither false nor true")
        return self._array(shape, dtype, storage, offset, strides, where)

    @staticmethod
    def _array(
        shape: list[int], dtype: np.dtype[Any], memory: Any, offset: int, strides: list[int], where: str
    ) -> np.ndarray[Any, Any]:
        size, little = dtype.itemsize, dtype.newbyteorder("<")
        try:
            array: np.ndarray[Any, Any] = np.ndarray(
                tuple(shape), little, memory, offset * size, tuple(stride * size for stride in strides)
            )
        except (ValueError, OverflowError) as error:
            raise Malformed(f"{where}: {error}") from None
        return array if array.dtype.isnative else array.astype(dtype)


def _memory(encoded: Any, where: str) -> np.ndarray[Any, Any]:
    expect(isinstance(encoded, str), f"{where}: expected a string")
    try:
        return np.frombuffer(bytearray(base64.b64decode(encoded, validate=True)), np.uint8)
    except (binascii.Error, ValueError) as error:
        raise Malformed(f"{where}: not base64: {error}") from None
