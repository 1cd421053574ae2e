"""Functions on sets and lists of tensors that are Python in PyTorch too (`torch/functional.py`): unique, cdist, …

As in `tensor.python_api`, these frames are the user's, and their locals have PyTorch's names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ops.registry import lookup
from .bindings import make_function
from .door import public
from .functions import VF, functions
from .tensor import Tensor

__all__ = ["SET_FUNCTIONS", "SET_METHODS"]

Triple = tuple[Tensor, Tensor, Tensor]

_unique2 = functions["_unique2"]
_unique_dim = make_function("unique_dim", lookup("aten::unique_dim"))
_unique_consecutive = functions["unique_consecutive"]


def _unique_impl(
    input: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Triple:
    if dim is not None:
        output, inverse_indices, counts = _unique_dim(
            input, dim, sorted=sorted, return_inverse=return_inverse, return_counts=return_counts
        )
    else:
        output, inverse_indices, counts = _unique2(
            input, sorted=sorted, return_inverse=return_inverse, return_counts=return_counts
        )
    return output, inverse_indices, counts


def _wanted(results: Triple, return_inverse: bool, return_counts: bool) -> Any:
    """The first result, and of the others those asked for."""
    chosen = [results[0], *results[1:2] * return_inverse, *results[2:] * return_counts]
    return chosen[0] if len(chosen) == 1 else tuple(chosen)


@public
def unique(
    input: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Any:
    """The distinct elements (or slices along `dim`), in order; on request which each element is, and their counts."""
    return _wanted(_unique_impl(input, sorted, return_inverse, return_counts, dim), return_inverse, return_counts)


@public
def unique_consecutive(
    input: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Any:
    """The first of each run of equal elements (or slices along `dim`)."""
    output, inverse_indices, counts = _unique_consecutive(
        input, return_inverse=return_inverse, return_counts=return_counts, dim=dim
    )
    return _wanted((output, inverse_indices, counts), return_inverse, return_counts)


@public
def cdist(x1: Tensor, x2: Tensor, p: float = 2.0, compute_mode: str = "use_mm_for_euclid_dist_if_necessary") -> Tensor:
    """Distances in the p-norm between all rows of two (batches of) matrices."""
    modes = {
        "use_mm_for_euclid_dist_if_necessary": None,
        "use_mm_for_euclid_dist": 1,
        "donot_use_mm_for_euclid_dist": 2,
    }
    if compute_mode not in modes:
        raise ValueError(f"{compute_mode} is not a valid value for compute_mode")
    return VF.cdist(x1, x2, p, modes[compute_mode])


@public
def block_diag(*tensors: Tensor) -> Tensor:
    """Matrices along the diagonal of a matrix."""
    return VF.block_diag(tensors)


@public
def cartesian_prod(*tensors: Tensor) -> Tensor:
    """Every choice of one element from each vector, in rows."""
    return VF.cartesian_prod(tensors)


@public
def chain_matmul(*matrices: Tensor, out: Tensor | None = None) -> Tensor:
    """The product of several matrices."""
    options = {} if out is None else {"out": out}
    return VF.chain_matmul(matrices, **options)


chain_matmul.left_out = ("out",)  # type: ignore[attr-defined]

SET_FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (unique, unique_consecutive, cdist, block_diag, cartesian_prod, chain_matmul)
}
for _function in SET_FUNCTIONS.values():
    _function.__module__ = "torch.functional"


def _unique_method(
    self: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Any:
    """See `torch.unique`."""
    return unique(self, sorted=sorted, return_inverse=return_inverse, return_counts=return_counts, dim=dim)


def _unique_consecutive_method(
    self: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: Any = None
) -> Any:
    """See `torch.unique_consecutive`."""
    return unique_consecutive(self, return_inverse=return_inverse, return_counts=return_counts, dim=dim)


SET_METHODS: dict[str, Callable[..., Any]] = {
    "unique": _unique_method,
    "unique_consecutive": _unique_consecutive_method,
}
