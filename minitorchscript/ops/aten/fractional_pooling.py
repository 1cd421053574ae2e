"""Fractional max pooling in three dimensions; in two it is in `folding`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..registry import operator
from .folding import _starts
from .samples import sample

Array = np.ndarray
Ints = Sequence[int]


@operator(
    "aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) "
    "-> (Tensor, Tensor)",
    variants="nn",
    differentiable=(True, False),
    grad_fn="FractionalMaxPool3DBackward0",
    refuses_grad={"random_samples": "fractional_max_pool3d"},
    samples=lambda: [
        (sample(1, 2, 5, 6, 7), [2, 2, 3], [2, 3, 4], np.array([[[0.3, 0.7, 0.2], [0.6, 0.1, 0.9]]], np.float32))
    ],
)
def fractional_max_pool3d(
    self: Array, kernel_size: Ints, output_size: Ints, random_samples: Array
) -> tuple[Array, Array]:
    """Maxima over boxes whose places random numbers in [0, 1) shift, and where they are."""
    volume = self if self.ndim == 5 else self[None]
    batch, channels, *sizes = volume.shape
    values = np.empty((batch, channels, *output_size), self.dtype)
    places = np.empty(values.shape, np.int64)
    for n, c in itertools.product(range(batch), range(channels)):
        starts = [
            list(enumerate(_starts(random_samples[n, c, i], sizes[i], output_size[i], kernel_size[i])))
            for i in range(3)
        ]
        for (i, front), (j, top), (k, left) in itertools.product(*starts):
            corner = (front, top, left)
            box = volume[n, c][tuple(slice(at, at + size) for at, size in zip(corner, kernel_size, strict=True))]
            inside: Any = np.unravel_index(box.argmax(), box.shape)
            values[n, c, i, j, k] = box[inside]
            place = [at + step for at, step in zip(corner, inside, strict=True)]
            places[n, c, i, j, k] = (place[0] * sizes[1] + place[1]) * sizes[2] + place[2]
    return (values[0], places[0]) if self.ndim == 4 else (values, places)
