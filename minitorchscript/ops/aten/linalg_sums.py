"""In-place forms of the products that are added to a tensor (addmm_, baddbmm_, …), and sums of outer products."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..pointwise import compute, write_into
from ..promotion import result_type
from ..registry import operator
from .linalg import addbmm, addmm, addmv, baddbmm
from .samples import sample
from .sizes import expanded, size_text

Array = np.ndarray
Scalar = int | float | complex


def _register(
    name: str, others: str, kernel: Callable[..., Array], shape: tuple[int, ...], rest: tuple[Any, ...]
) -> None:
    def kernel_(self: Array, *arguments: Any) -> Array:
        result = kernel(self, *arguments)
        if result.shape != self.shape:
            raise RuntimeError(
                f"Bad in-place call: input tensor size {size_text(self.shape)} and output tensor size "
                f"{size_text(result.shape)} should match"
            )
        return write_into(self, result)

    operator(
        f"aten::{name}_(Tensor(a!) self, {others}, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)",
        variants="function method" if name == "addmv" else "method",
        samples=lambda: [(sample(*shape), *rest), (sample(*shape), *rest, {"beta": 0.5, "alpha": 2})],
    )(kernel_)


_register("addmm", "Tensor mat1, Tensor mat2", addmm, (2, 4), (sample(2, 3), sample(3, 4)))
_register("addmv", "Tensor mat, Tensor vec", addmv, (2,), (sample(2, 3), sample(3)))
_register("addbmm", "Tensor batch1, Tensor batch2", addbmm, (2, 4), (sample(3, 2, 3), sample(3, 3, 4)))
_register("baddbmm", "Tensor batch1, Tensor batch2", baddbmm, (2, 2, 4), (sample(2, 2, 3), sample(2, 3, 4)))


@operator(
    "aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor",
    samples=lambda: [
        (sample(2, 3), sample(2), sample(3)),
        (sample(3), sample(2), sample(3), {"beta": 0.5, "alpha": 2}),
    ],
)
def addr(self: Array, vec1: Array, vec2: Array, beta: Scalar, alpha: Scalar) -> Array:
    """beta * self + alpha * (vec1 times vec2, outer)."""
    if vec1.ndim != 1 or vec2.ndim != 1:
        which, found = ("vec1", vec1) if vec1.ndim != 1 else ("vec2", vec2)
        raise RuntimeError(f"addr: Expected 1-D argument {which}, but got {found.ndim}-D")
    wide = expanded(self, [len(vec1), len(vec2)])
    kind = result_type(self, vec1, vec2)

    def function(x: Array, a: Array, b: Array) -> Any:
        product = a * b * a.dtype.type(alpha)
        return product if beta == 0 else x * x.dtype.type(beta) + product

    return compute(function, (wide, vec1[:, None], vec2[None, :]), kind)


_register("addr", "Tensor vec1, Tensor vec2", addr, (2, 3), (sample(2), sample(3)))
