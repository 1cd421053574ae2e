"""Tensors of a file: each a place in a storage, made when first asked for."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import numpy as np

from ..dtype import ALL_DTYPES, bfloat16
from ..tensor.tensor import Tensor, wrap
from .fields import Malformed, entry, expect, fields, integers, text

_DTYPES = {dtype.name: dtype for dtype in ALL_DTYPES}
_FIELDS = ("dtype", "shape", "strides", "offset", "storage", "requires_grad", "wrapped_number")
MAX_DIMENSIONS = 64


class TensorReader:
    """The table of tensors.  Tensors of one storage share memory, as they did when they were saved."""

    def __init__(self, tensors: list[Any], storages: list[Any]) -> None:
        self._encoded = tensors
        self._made: dict[int, Tensor] = {}
        self._storages = [self._bytes(storage, index) for index, storage in enumerate(storages)]

    @staticmethod
    def _bytes(encoded: Any, index: int) -> bytearray:
        if not isinstance(encoded, str):
            raise Malformed(f"storages[{index}]: expected a string")
        try:
            return bytearray(base64.b64decode(encoded, validate=True))
        except (binascii.Error, ValueError) as error:
            raise Malformed(f"storages[{index}]: not base64: {error}") from None

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
        shape = integers(encoded["shape"], f"{where}.shape")
        strides = integers(encoded["strides"], f"{where}.strides")
        offset = entry(encoded, "offset", int, where)
        number = entry(encoded, "storage", int, where)
        expect(0 <= number < len(self._storages), f"{where}: there is no storage {number}")
        expect(len(shape) == len(strides) <= MAX_DIMENSIONS, f"{where}: shape and strides do not go together")
        expect(min([0, offset, *shape, *strides]) == 0, f"{where}: a negative extent, stride or offset")
        storage = self._storages[number]
        expect(len(storage) % dtype.itemsize == 0, f"{where}: storage {number} is no whole number of {dtype.name}")
        last = offset + sum((extent - 1) * stride for extent, stride in zip(shape, strides, strict=True))
        empty = 0 in shape
        available = len(storage) // dtype.itemsize
        expect(
            empty or last < available,
            f"{where}: element {last} lies beyond the {available} elements of storage {number}",
        )
        # An expanded tensor may have more elements than its storage, but no more than memory can address.
        expect(max(shape, default=0) < 2**62, f"{where}: an extent is too large")
        try:
            array: np.ndarray[Any, Any] = np.ndarray(
                tuple(shape),
                dtype.numpy.newbyteorder("<"),
                bytearray(0) if empty and not available else storage,
                0 if empty else offset * dtype.itemsize,
                tuple(stride * dtype.itemsize for stride in strides),
            )
        except (ValueError, OverflowError) as error:
            raise Malformed(f"{where}: {error}") from None
        if not array.dtype.isnative:
            array = array.astype(array.dtype.newbyteorder("="))
        tensor = wrap(array, bfloat16 if dtype is bfloat16 else None)
        if entry(encoded, "requires_grad", bool, where):
            expect(dtype.is_floating_point or dtype.is_complex, f"{where}: {dtype.name} can't require grad")
            tensor.requires_grad_()
        if entry(encoded, "wrapped_number", bool, where):
            expect(array.size == 1, f"{where}: a number has one element")
            tensor.__dict__["wrapped_number"] = array.item()
        return tensor
