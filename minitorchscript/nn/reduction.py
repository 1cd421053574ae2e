"""How a loss is reduced: "none", "mean" or "sum", and the two booleans that older programs give instead."""

from __future__ import annotations

import warnings


def get_enum(reduction: str) -> int:
    """The number that operators take: none 0, mean 1, sum 2. ValueError for any other word."""
    if reduction == "none":
        return 0
    if reduction == "mean":
        return 1
    if reduction == "elementwise_mean":
        warnings.warn("reduction='elementwise_mean' is deprecated. Please use reduction='mean' instead.", stacklevel=2)
        return 1
    if reduction == "sum":
        return 2
    raise ValueError(f"{reduction} is not a valid value for reduction")


def legacy_get_string(size_average: bool | None, reduce: bool | None, emit_warning: bool = True) -> str:
    """The word for `size_average` and `reduce`, each true where it is None."""
    if reduce is not None and not reduce:
        reduction = "none"
    else:
        reduction = "mean" if size_average is None or size_average else "sum"
    if emit_warning:
        warnings.warn(
            f"size_average and reduce args will be deprecated, please use reduction='{reduction}' instead.",
            stacklevel=2,
        )
    return reduction


def legacy_get_enum(size_average: bool | None, reduce: bool | None, emit_warning: bool = True) -> int:
    """`get_enum` of `legacy_get_string`."""
    return get_enum(legacy_get_string(size_average, reduce, emit_warning))


def reduction_word(size_average: bool | None, reduce: bool | None, reduction: str) -> str:
    """`reduction`, unless one of the older two is given."""
    if size_average is None and reduce is None:
        return reduction
    return legacy_get_string(size_average, reduce)


def reduction_number(size_average: bool | None, reduce: bool | None, reduction: str) -> int:
    """`get_enum` of `reduction_word`."""
    return get_enum(reduction_word(size_average, reduce, reduction))
