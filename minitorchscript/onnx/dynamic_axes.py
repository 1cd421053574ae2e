"""Dynamic axes: extents of inputs that may differ from the example's.

A trace writes down sizes only where the program asks for them as tensors; what passed through Python is frozen.  So
the model is captured again with each axis twice as long, and the two graphs are compared: a constant that differs
was frozen, and an extent that differs is dynamic.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from ..errors import TracerWarning
from ..ir.node import Node
from ..ir.types import TensorType
from ..ir.value import Value
from ..tensor.tensor import Tensor, wrap
from .capture import Captured, Model, capture, tensors_in, values_of, with_tensors
from .errors import DynamicAxisError
from .lowering import place_of

#: names of extents, by the name of the input or output and the axis
Extents = dict[tuple[str, int], str]


def normalized(dynamic_axes: Any, inputs: Sequence[str], outputs: Sequence[str]) -> Extents:
    """``{"x": {0: "batch"}}`` or ``{"x": [0]}`` as names by input and axis; a list's axes get names of their own."""
    found: Extents = {}
    for name, axes in (dynamic_axes or {}).items():
        if name not in inputs and name not in outputs:
            warnings.warn(f"Provided key {name} for dynamic axes is not a valid input/output name", stacklevel=4)
            continue
        if isinstance(axes, Mapping):
            named = dict(axes)
        else:
            named = {axis: f"{name}_dynamic_axes_{position + 1}" for position, axis in enumerate(axes)}
        for axis, label in named.items():
            if not isinstance(axis, int) or isinstance(axis, bool):
                raise ValueError(f"dynamic axes of '{name}': {axis!r} is not the number of an axis")
            found[name, axis] = str(label)
    return found


def generalize(
    model: Model, args: tuple[Any, ...], captured: Captured, names: Sequence[str], extents: Extents
) -> dict[tuple[int, int], str | None]:
    """Find out which extents of a captured graph are dynamic, and note them as unknown in ``captured.observed``.

    ``extents`` names axes of inputs.  Returns outputs' dynamic axes, as (output, axis), with the name of the axis
    that each is as long as (None where it follows in another way).  Raises `DynamicAxisError` for what the graph
    has frozen, or when the model can't run at another size.
    """
    tensors = tensors_in(args)
    _check_axes(tensors, names, extents)
    labels = list(dict.fromkeys(extents.values()))
    attempts: dict[tuple[str, ...], Captured | Exception] = {
        (label,): _twice(model, args, tensors, names, extents, (label,)) for label in labels
    }
    if len(labels) > 1 and any(isinstance(other, Exception) for other in attempts.values()):
        # Axes that go together (two inputs' batches) may have been given different names.
        together = _twice(model, args, tensors, names, extents, labels)
        if not isinstance(together, Exception):
            attempts = {tuple(labels): together}
    lengths = {label: tensors[names.index(name)].size(axis) for (name, axis), label in extents.items()}
    varied: dict[tuple[int, int], str | None] = {}
    base = {value: captured.type_of(value) for value in values_of(captured.graph)}
    for grown, other in attempts.items():
        what = _described(grown, extents)
        if isinstance(other, Exception):
            raise DynamicAxisError(f"{what}: the model does not run at twice the size: {other}") from other
        _compare(captured, other, what)
        for key, sizes in _note_dynamic(captured, other, base).items():
            length = lengths[grown[0]]
            follows = len(grown) == 1 and sizes == (length, 2 * length) and key not in varied
            varied[key] = grown[0] if follows else None
    return varied


def _check_axes(tensors: Sequence[Tensor], names: Sequence[str], extents: Extents) -> None:
    ranks = {name: tensor.ndim for name, tensor in zip(names, tensors, strict=True)}
    for (name, axis), label in extents.items():
        if not 0 <= axis < ranks[name]:
            raise ValueError(f"dynamic axis '{label}': input '{name}' has {ranks[name]} axes, none numbered {axis}")


def _described(labels: Iterable[str], extents: Extents) -> str:
    places = [f"'{label}' (axis {axis} of '{name}')" for (name, axis), label in extents.items() if label in labels]
    return f"dynamic axis {', '.join(places)}"


# -- at another size


def _twice(
    model: Model,
    args: tuple[Any, ...],
    tensors: Sequence[Tensor],
    names: Sequence[str],
    extents: Extents,
    labels: Sequence[str],
) -> Captured | Exception:
    """The model captured with the named axes twice as long, or what it raised."""
    grown = []
    for name, tensor in zip(names, tensors, strict=True):
        array = tensor._array
        for (owner, axis), label in extents.items():
            if owner == name and label in labels:
                array = np.concatenate([array, array], axis)
        grown.append(wrap(array, tensor.dtype if tensor._dtype is not None else None))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TracerWarning)  # the first capture has given them
        try:
            return capture(model, with_tensors(args, grown))
        except Exception as error:
            return error


def _compare(first: Captured, second: Captured, what: str) -> None:
    """Hold two captures against each other; what differs beyond extents is an error."""
    for own, other in zip_longest(first.graph.nodes(), second.graph.nodes()):
        if own is None or other is None or own.kind() != other.kind() or own.outputsSize() != other.outputsSize():
            found = own or other
            raise DynamicAxisError(
                f"{what}: the program does something else at twice the size, from {found.kind()} at "
                f"{place_of(found)} on; a trace can only say one thing{_frozen_at(first, second)}"
            )
        if own.kind() == "prim::Constant" and not _equal(own.output().toIValue(), other.output().toIValue()):
            user = _operator_that_uses(own)
            raise DynamicAxisError(
                f"{what}: {user.kind()} at {place_of(user)} was frozen to {_shown(own)}, and is {_shown(other)} at "
                f"twice the size; keep the size a tensor on its way there{_frozen_at(first, second)}"
            )
        for value, varied in zip(own.outputs(), other.outputs(), strict=True):
            if len(first.type_of(value).shape or ()) != len(second.type_of(varied).shape or ()):
                raise DynamicAxisError(
                    f"{what}: {own.kind()} at {place_of(own)} has another number of dimensions at twice the size"
                )


def _frozen_at(first: Captured, second: Captured) -> str:
    """Where the program turned a size into a Python value."""
    for own, other in zip(first.frozen, second.frozen, strict=False):
        if own.value != other.value:
            return f" (frozen by {own.what}() at {own.filename}:{own.line})"
    return ""


def _equal(first: Any, second: Any) -> bool:
    if isinstance(first, Tensor) and isinstance(second, Tensor):
        same = first.dtype is second.dtype and first._array.shape == second._array.shape
        return same and first._array.tobytes() == second._array.tobytes()
    return type(first) is type(second) and bool(first == second or first != first)


def _shown(constant: Node) -> str:
    value = constant.output().toIValue()
    return f"a tensor of shape {list(value._array.shape)}" if isinstance(value, Tensor) and value.ndim else str(value)


def _operator_that_uses(node: Node) -> Node:
    """The operator at the end of a chain of list constructions; the node itself if nothing uses it."""
    found = node
    while found.kind().startswith("prim::") and found.hasUses():
        found = found.outputs()[0].uses()[0].user
        if found.kind() == "prim::Return":
            return node
    return found


# -- extents


def _note_dynamic(
    first: Captured, second: Captured, base: Mapping[Value, TensorType]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Forget the extents that differ; returns those of outputs: both sizes by output and axis."""
    dynamic: dict[Value, dict[int, Any]] = {}
    for value, other in zip(values_of(first.graph), values_of(second.graph), strict=True):
        both = zip(base[value].shape or (), second.type_of(other).shape or (), strict=False)
        axes = {axis: sizes for axis, sizes in enumerate(both) if sizes[0] != sizes[1]}
        if axes:
            dynamic[value] = axes
            noted = first.type_of(value)
            shape = (None if axis in axes else size for axis, size in enumerate(noted.shape or ()))
            first.observed[value] = TensorType(noted.scalar_type, tuple(shape))
    outputs = [output for value in first.graph.outputs() for output in parts_of(value)]
    return {
        (index, axis): sizes for index, value in enumerate(outputs) for axis, sizes in dynamic.get(value, {}).items()
    }


def parts_of(value: Value) -> list[Value]:
    """The tensors that a tuple, list or dict is made of, in order."""
    node = value.node()
    if node.kind() in {"prim::TupleConstruct", "prim::ListConstruct"}:
        return [part for each in node.inputs() for part in parts_of(each)]
    if node.kind() == "prim::DictConstruct":
        return [part for each in node.inputs()[1::2] for part in parts_of(each)]
    return [] if value.mustBeNone() else [value]
