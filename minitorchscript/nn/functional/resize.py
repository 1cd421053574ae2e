"""Changing resolution."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...dtype import float32
from ...tensor import dispatch
from ...tensor.door import public
from ...tensor.factory import tensor
from ...tensor.tensor import Tensor
from ..builtins import NN, VF
from .pools import adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d

# Rank of the input that each mode wants; the others take 3, 4 and 5 dimensions.
RANK = {"linear": 3, "bilinear": 4, "trilinear": 5}


@public
def interpolate(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Tensor:
    """Resizes the dimensions of (N, C, *) after the second, to `size` or by `scale_factor`.

    Modes: nearest, nearest-exact, linear (3D), bilinear and bicubic (4D), trilinear (5D), area; `antialias` for the
    4D ones. `recompute_scale_factor` computes with the
    factor that the rounded output size gives instead of the one asked for.
    """
    if mode in ("nearest", "area", "nearest-exact"):
        if align_corners is not None:
            raise ValueError(
                "align_corners option can only be set with the "
                "interpolating modes: linear | bilinear | bicubic | trilinear"
            )
    elif align_corners is None:
        align_corners = False
    dim = input.dim() - 2
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    scale_factors: Any = None
    output_size: Any = None
    if size is not None:
        output_size = _per_dimension(input, size, dim, "output size of", "output size", "(o1, o2, ...,oK)")
        if isinstance(size, (list, tuple)) and not all(_is_integer(x) for x in size):
            raise TypeError(
                "expected size to be one of int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int], "
                f"but got size with types {[type(x) for x in size]}"
            )
    elif scale_factor is not None:
        scale_factors = _per_dimension(
            input, scale_factor, dim, "scale_factor of shape", "scale_factor", "(s1, s2, ...,sK)"
        )
    else:
        raise ValueError("either size or scale_factor should be defined")
    if recompute_scale_factor and size is not None:
        raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
    if mode == "area" and output_size is None:
        recompute_scale_factor = True
    if recompute_scale_factor:
        if dispatch.active_mode() is not None:  # tensor arithmetic, so that a trace keeps the dependency
            output_size = [
                VF.floor((input.size(i + 2).float() * tensor(scale_factors[i], dtype=float32)).float())
                for i in range(dim)
            ]
        else:
            output_size = [int(input.size(i + 2) * scale_factors[i]) for i in range(dim)]
        scale_factors = None
    if antialias and not (mode in ("bilinear", "bicubic", "lanczos") and input.ndim == 4):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input"
        )

    if input.dim() == 3 and mode == "nearest":
        return NN.upsample_nearest1d(input, output_size, scale_factors)
    if input.dim() == 4 and mode == "nearest":
        return NN.upsample_nearest2d(input, output_size, scale_factors)
    if input.dim() == 5 and mode == "nearest":
        return NN.upsample_nearest3d(input, output_size, scale_factors)
    if input.dim() == 3 and mode == "nearest-exact":
        return NN._upsample_nearest_exact1d(input, output_size, scale_factors)
    if input.dim() == 4 and mode == "nearest-exact":
        return NN._upsample_nearest_exact2d(input, output_size, scale_factors)
    if input.dim() == 5 and mode == "nearest-exact":
        return NN._upsample_nearest_exact3d(input, output_size, scale_factors)
    if input.dim() == 3 and mode == "area":
        return adaptive_avg_pool1d(input, output_size)
    if input.dim() == 4 and mode == "area":
        return adaptive_avg_pool2d(input, output_size)
    if input.dim() == 5 and mode == "area":
        return adaptive_avg_pool3d(input, output_size)
    if input.dim() == 3 and mode == "linear":
        return NN.upsample_linear1d(input, output_size, align_corners, scale_factors)
    if input.dim() == 4 and mode == "bilinear":
        if antialias:
            return NN._upsample_bilinear2d_aa(input, output_size, align_corners, scale_factors)
        return NN.upsample_bilinear2d(input, output_size, align_corners, scale_factors)
    if input.dim() == 5 and mode == "trilinear":
        return NN.upsample_trilinear3d(input, output_size, align_corners, scale_factors)
    if input.dim() == 4 and mode == "bicubic":
        if antialias:
            return NN._upsample_bicubic2d_aa(input, output_size, align_corners, scale_factors)
        return NN.upsample_bicubic2d(input, output_size, align_corners, scale_factors)
    if input.dim() == 4 and mode == "lanczos":
        if align_corners:
            raise ValueError("Lanczos mode does not support align_corners=True")
        if not antialias:
            raise ValueError("Lanczos mode requires antialias=True")
        return NN._upsample_lanczos2d_aa(input, output_size, align_corners, scale_factors)
    if mode in RANK and input.dim() in (3, 4, 5):
        raise NotImplementedError(f"Got {input.dim()}D input, but {mode} mode needs {RANK[mode]}D input")
    raise NotImplementedError(
        f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {input.dim()}D) for the modes: nearest | "
        f"linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got {mode})"
    )


def _per_dimension(input: Tensor, given: Any, dim: int, got: str, what: str, format: str) -> Sequence[Any]:
    """One value for all spatial dimensions as one for each; a sequence must have as many."""
    if not isinstance(given, (list, tuple)):
        return [given for _ in range(dim)]
    if len(given) != dim:
        first = "output" if what == "output size" else "scale_factor"
        raise ValueError(
            f"Input and {first} must have the same number of spatial dimensions, but got input with spatial "
            f"dimensions of {list(input.shape[2:])} and {got} {given}. Please provide input tensor in "
            f"(N, C, d1, d2, ...,dK) format and {what} in {format} format."
        )
    return given


def _is_integer(x: Any) -> bool:
    if isinstance(x, Tensor):
        return not x.is_floating_point()
    return isinstance(x, (int, np.integer))


def upsample(
    input: Tensor, size: Any = None, scale_factor: Any = None, mode: str = "nearest", align_corners: bool | None = None
) -> Tensor:
    """`interpolate` under its old name."""
    warnings.warn("`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """`interpolate` with mode "nearest" under its old name."""
    warnings.warn(
        "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """`interpolate` with mode "bilinear" and aligned corners under its old name."""
    warnings.warn(
        "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2
    )
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)
