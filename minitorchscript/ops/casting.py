"""Converting arrays between dtypes, with PyTorch's rounding, wrapping and layout."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtype import dtype
from .quiet import quietly
from .strides import like

__all__ = ["cast_into", "converted", "copied"]


def cast_into(out: np.ndarray, values: Any) -> np.ndarray:
    """Store values, broadcast, in `out`, converted to its type; integers too large for it wrap around."""
    values = np.asarray(values)
    if values.dtype.kind == "c" and out.dtype.kind not in "cb":
        values = values.real
    if values.dtype.kind == "f" and out.dtype.kind in "iu" and out.itemsize < 8:
        values = quietly(values.astype, np.int64)  # through int64, as the C++ conversion goes
    quietly(np.copyto, out, values, "unsafe")
    return out


def copied(array: np.ndarray, kind: dtype) -> np.ndarray:
    """A copy in a dtype, its dimensions in the order in memory that the array's have, without gaps."""
    return cast_into(like(array, kind.numpy), array)


def converted(array: np.ndarray, kind: dtype) -> np.ndarray:
    """The array in another dtype; itself if it has that already."""
    return array if array.dtype == kind.numpy else copied(array, kind)
