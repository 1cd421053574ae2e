"""Small arrays for the operators' samples: the same numbers in every process, no two alike."""

from __future__ import annotations

import numpy as np

__all__ = ["sample", "sample_ints"]


def sample(*sizes: int) -> np.ndarray:
    """A float32 array with elements spread over (-2, 2) in no particular order."""
    count = int(np.prod(sizes))
    values = (np.arange(count, dtype=np.float64) * 0.6180339887498949) % 1.0 * 4.0 - 2.0
    return values.astype(np.float32).reshape(sizes)


def sample_ints(*values: int) -> np.ndarray:
    """A one-dimensional int64 array."""
    return np.array(values, dtype=np.int64)
