"""The repr of tensors, as PyTorch prints them, and its options.

All elements that are shown share one format: integers, a fixed number of decimals, or scientific notation where
magnitudes differ by more than 1000, exceed 1e8 or fall below 1e-4. Beyond `threshold` elements only the edges show.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .. import dtype as dtypes
from .. import state
from .tensor import Tensor

__all__ = ["get_printoptions", "printoptions", "set_printoptions", "tensor_text"]


@dataclass
class PrintOptions:
    """How tensors print: decimals, when to summarize, how many edge items, line width, forced scientific mode."""

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80
    sci_mode: bool | None = None


_options = PrintOptions()
_PROFILES = {
    "default": PrintOptions(),
    "short": PrintOptions(precision=2, edgeitems=2),
    "full": PrintOptions(threshold=math.inf),
}


def set_printoptions(
    precision: int | None = None,
    threshold: float | None = None,
    edgeitems: int | None = None,
    linewidth: int | None = None,
    profile: str | None = None,
    sci_mode: bool | None = None,
) -> None:
    """Set what is given; `profile` ("default", "short", "full") sets all first. `sci_mode=None` chooses by values."""
    if profile is not None and profile in _PROFILES:
        _options.__dict__.update(asdict(_PROFILES[profile]))
    given = {"precision": precision, "threshold": threshold, "edgeitems": edgeitems, "linewidth": linewidth}
    _options.__dict__.update({name: value for name, value in given.items() if value is not None})
    _options.sci_mode = sci_mode


def get_printoptions() -> dict[str, Any]:
    """The options in force, fit for `set_printoptions(**options)`."""
    return asdict(_options)


@contextmanager
def printoptions(**options: Any) -> Iterator[None]:
    """`set_printoptions` for the time of a block."""
    before = get_printoptions()
    set_printoptions(**options)
    try:
        yield
    finally:
        set_printoptions(**before)


class _Formatter:
    """The common format of some real, integer or bool elements."""

    def __init__(self, values: np.ndarray) -> None:
        self.is_floating = values.dtype.kind == "f"
        self.integral, self.width = True, 1
        self.scientific: bool | None = False
        flat = values.reshape(-1)
        if not self.is_floating:
            self.width = max([1, *(len(f"{value}") for value in flat.tolist())])
            return
        shown = flat[np.isfinite(flat) & (flat != 0)].astype(np.float64)
        if not shown.size:
            return
        smallest, largest = float(np.abs(shown).min()), float(np.abs(shown).max())
        self.integral = bool((shown == np.ceil(shown)).all())
        self.scientific = _options.sci_mode
        if self.scientific is None:
            self.scientific = largest / smallest > 1000.0 or largest > 1.0e8 or smallest < 1.0e-4
        self.width = max(len(self._text(value)) for value in shown.tolist())

    def _text(self, value: Any) -> str:
        if not self.is_floating:
            return f"{value}"
        if self.scientific:
            return f"{value:.{_options.precision}e}"
        if self.integral:
            return f"{value:.0f}" + ("." if math.isfinite(value) else "")
        return f"{value:.{_options.precision}f}"

    def format(self, value: Any) -> str:
        """One element, aligned to the right."""
        return self._text(value).rjust(self.width)


class _ComplexFormatter:
    """Real and imaginary parts, each in a format of their own."""

    def __init__(self, values: np.ndarray) -> None:
        self.real, self.imag = _Formatter(values.real), _Formatter(values.imag)
        self.width = self.real.width + self.imag.width + 1

    def format(self, value: Any) -> str:
        real, imag = self.real.format(value.real), self.imag.format(value.imag).lstrip() + "j"
        return real + imag if imag[0] in "+-" else f"{real}+{imag}"


def _edges(values: np.ndarray) -> np.ndarray:
    """The elements that a summary shows."""
    edge = _options.edgeitems
    for dim in range(values.ndim):
        if values.shape[dim] > 2 * edge:
            keep = [*range(edge), *range(values.shape[dim] - edge, values.shape[dim])]
            values = values.take(keep, dim)
    return values


def _elements(values: np.ndarray, indent: int, summarize: bool, formatter: Any) -> str:
    edge = _options.edgeitems
    if values.ndim == 0:
        return str(formatter.format(values.item()))
    cut = summarize and len(values) > 2 * edge
    if values.ndim > 1:
        ends = [*range(edge), *range(len(values) - edge, len(values))] if cut else range(len(values))
        parts = [_elements(values[i], indent + 1, summarize, formatter) for i in ends]
        if cut:
            parts.insert(edge, "...")
        return "[" + ("," + "\n" * (values.ndim - 1) + " " * (indent + 1)).join(parts) + "]"
    if summarize and not edge:
        texts = ["..."]
    elif cut:
        texts = [formatter.format(v) for v in values[:edge].tolist()]
        texts += [" ...", *(formatter.format(v) for v in values[-edge:].tolist())]
    else:
        texts = [formatter.format(v) for v in values.tolist()]
    per_line = max(1, (_options.linewidth - indent) // (formatter.width + 2))
    lines = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
    return "[" + (",\n" + " " * (indent + 1)).join(lines) + "]"


def _contents(values: np.ndarray, indent: int) -> str:
    if not values.size:
        return "[]"
    summarize = values.size > _options.threshold
    shown = _edges(values) if summarize else values
    formatter = _ComplexFormatter(shown) if values.dtype.kind == "c" else _Formatter(shown)
    return _elements(values, indent, summarize, formatter)


def tensor_text(tensor: Tensor, contents: str | None = None) -> str:
    """The repr of a tensor; `contents` replaces its elements."""
    name = type(tensor).__name__
    prefix = "tensor(" if name in ("Tensor", "Parameter") else f"{name}("
    values, kind = tensor._values(), tensor.dtype
    suffixes = []
    if not values.size:
        if values.ndim != 1:
            suffixes.append(f"size={tuple(values.shape)}")
        if kind is not state.default_dtype():
            suffixes.append(f"dtype={kind}")
    else:
        if not _options.edgeitems:
            suffixes.append(f"size={tuple(values.shape)}")
        if kind not in (state.default_dtype(), state.default_complex_dtype(), dtypes.int64, dtypes.bool):
            suffixes.append(f"dtype={kind}")
    grad_fn = tensor.grad_fn
    if grad_fn is not None:
        suffixes.append(f"grad_fn=<{grad_fn.name()}>")
    elif tensor.requires_grad:
        suffixes.append("requires_grad=True")
    text = prefix + (_contents(values, len(prefix)) if contents is None else contents)
    return _with_suffixes(text, suffixes, len(prefix))


def _with_suffixes(text: str, suffixes: list[str], indent: int) -> str:
    """Append `, suffix` each, on a new line where the line would grow too long. (The first length is off by 2, as
    PyTorch's is.)"""
    length = len(text) - text.rfind("\n") + 1
    for suffix in suffixes:
        if length + len(suffix) + 2 > _options.linewidth:
            text += ",\n" + " " * indent + suffix
            length = indent + len(suffix)
        else:
            text += f", {suffix}"
            length += len(suffix) + 2
    return text + ")"
