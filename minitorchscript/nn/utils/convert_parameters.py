"""All parameters as one flat vector, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...tensor.tensor import Tensor
from ..builtins import VF
from ..typename import typename


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """The elements of all parameters, one after the other, in one dimension."""
    return VF.cat([param.view(-1) for param in parameters])


def vector_to_parameters(vec: Any, parameters: Iterable[Tensor]) -> None:
    """Makes each parameter a view of its part of `vec`."""
    if not isinstance(vec, Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {typename(vec)}")
    start = 0
    for param in parameters:
        end = start + param.numel()
        param.data = vec[start:end].view_as(param).data
        start = end
