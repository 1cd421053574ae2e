"""Element types: one `dtype` object per type, as `torch.dtype`.

Each knows its c10 `ScalarType` code (the integer that graphs show), the name the IR prints, and the numpy type
that stores it. bfloat16 has no numpy type: its elements are kept as the upper 16 bits of a float32, in uint16.
`promote_types` is PyTorch's promotion lattice: bool < integer < floating < complex, then the wider type.
"""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

__all__ = [
    "ALL_DTYPES",
    "bfloat16",
    "bfloat16_to_float32",
    "bool",
    "by_name",
    "complex64",
    "complex128",
    "double",
    "dtype",
    "float",
    "float16",
    "float32",
    "float64",
    "float32_to_bfloat16",
    "from_code",
    "from_numpy",
    "half",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "long",
    "promote_types",
    "short",
    "uint8",
]

_BOOL, _INTEGER, _FLOATING, _COMPLEX = range(4)


class dtype:  # noqa: N801  (PyTorch's name)
    """An element type. Compare with `is` or `==`; there is one object per type."""

    __slots__ = ("category", "code", "ir_name", "is_complex", "is_floating_point", "itemsize", "name", "numpy")

    def __init__(self, name: str, code: builtins.int, ir_name: str, numpy: str, category: builtins.int) -> None:
        self.name = name
        self.code = code
        self.ir_name = ir_name
        self.numpy: np.dtype[Any] = np.dtype(numpy)
        self.category = category
        self.itemsize: builtins.int = self.numpy.itemsize
        self.is_floating_point: builtins.bool = category == _FLOATING
        self.is_complex: builtins.bool = category == _COMPLEX

    @property
    def is_signed(self) -> builtins.bool:
        """Whether the type has negative numbers."""
        return self.category != _BOOL and self.name != "uint8"

    def to_real(self) -> dtype:
        """The type of the real part; a type that is not complex is its own."""
        return {complex64: float32, complex128: float64}.get(self, self)

    def to_complex(self) -> dtype:
        """The complex type whose parts have this type; RuntimeError where there is none."""
        found = {float32: complex64, float64: complex128, bfloat16: complex64}.get(self)
        if self.is_complex:
            return self
        if self is float16:
            raise NotImplementedError("torch.complex32 is not supported; use complex64")
        if found is None:
            raise RuntimeError(f"Unknown Complex ScalarType for {self.ir_name}")
        return found

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return "bool" if self.category == _BOOL else self.name


uint8 = dtype("uint8", 0, "Byte", "u1", _INTEGER)
int8 = dtype("int8", 1, "Char", "i1", _INTEGER)
int16 = dtype("int16", 2, "Short", "i2", _INTEGER)
int32 = dtype("int32", 3, "Int", "i4", _INTEGER)
int64 = dtype("int64", 4, "Long", "i8", _INTEGER)
float16 = dtype("float16", 5, "Half", "f2", _FLOATING)
float32 = dtype("float32", 6, "Float", "f4", _FLOATING)
float64 = dtype("float64", 7, "Double", "f8", _FLOATING)
complex64 = dtype("complex64", 9, "ComplexFloat", "c8", _COMPLEX)
complex128 = dtype("complex128", 10, "ComplexDouble", "c16", _COMPLEX)
bool = dtype("bool", 11, "Bool", "?", _BOOL)
bfloat16 = dtype("bfloat16", 15, "BFloat16", "u2", _FLOATING)

half, float, double = float16, float32, float64
short, int, long = int16, int32, int64

ALL_DTYPES: tuple[dtype, ...] = (
    uint8, int8, int16, int32, int64, float16, float32, float64, complex64, complex128, bool, bfloat16,
)  # fmt: skip

_BY_NAME = {each.name: each for each in ALL_DTYPES}
_BY_CODE = {each.code: each for each in ALL_DTYPES}
_BY_NUMPY = {each.numpy: each for each in ALL_DTYPES if each is not bfloat16}


def by_name(name: str) -> dtype:
    """The dtype called "float32", and so on; KeyError where there is none."""
    return _BY_NAME[name]


def from_code(code: builtins.int) -> dtype:
    """The dtype with a c10 ScalarType code, as graphs write it (6 is float32)."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise RuntimeError(f"ScalarType {code} is not supported") from None


def from_numpy(numpy: np.dtype[Any]) -> dtype:
    """The dtype of an array's elements; TypeError where PyTorch has none."""
    try:
        return _BY_NUMPY[numpy]
    except KeyError:
        native = _BY_NUMPY.get(numpy.newbyteorder("="))
    if native is not None:
        raise ValueError(
            "given numpy array has byte order different from the native byte order. "
            "Conversion between byte orders is currently not supported."
        )
    raise TypeError(
        f"can't convert np.ndarray of type {numpy.type.__module__}.{numpy.type.__name__}. "
        "The only supported types are: float64, float32, float16, complex64, complex128, "
        "int64, int32, int16, int8, uint8, and bool."
    )


def _join(a: dtype, b: dtype) -> dtype:
    if a is b:
        return a
    if a.category > b.category:
        a, b = b, a
    if b.category == _COMPLEX:
        return complex128 if float64 in (a, b) or complex128 in (a, b) else complex64
    if a.category != b.category:
        return b
    if a.itemsize == b.itemsize:  # uint8 with int8, or float16 with bfloat16: neither holds the other
        return int16 if b.category == _INTEGER else float32
    return a if a.itemsize > b.itemsize else b


_PROMOTED = {(a, b): _join(a, b) for a in ALL_DTYPES for b in ALL_DTYPES}


def promote_types(a: dtype, b: dtype) -> dtype:
    """The smallest dtype that both promote to, `torch.promote_types`."""
    return _PROMOTED[a, b]


def bfloat16_to_float32(bits: np.ndarray) -> np.ndarray:
    """Widen bfloat16 storage (uint16) to a float32 array of the same shape."""
    return np.asarray(bits.astype(np.uint32) << np.uint32(16)).view(np.float32)


def float32_to_bfloat16(values: np.ndarray) -> np.ndarray:
    """Narrow to bfloat16 storage (uint16), rounding to nearest even; every nan becomes 0x7fc0."""
    bits = np.asarray(values, dtype=np.float32).view(np.uint32)
    rounded = (bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> np.uint32(16)
    return np.where(np.isnan(values), np.uint16(0x7FC0), rounded.astype(np.uint16))
