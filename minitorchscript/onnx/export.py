"""`torch.onnx.export`: capture a model as a graph, lower it to ONNX, and write the file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ..atomic_file import write_atomically
from ..ir.value import Value
from ..nn.modules.module import Module
from ..version import __version__
from .assembly import IR_VERSIONS, Naming, assemble
from .capture import Captured, Model, capture, positional
from .dynamic_axes import Extents, generalize, normalized, parts_of
from .errors import DynamicAxisError
from .lowering import Lowered, Lowering
from .model import ModelProto
from .protobuf import to_bytes, to_json

DEFAULT_OPSET = 20


class TrainingMode(IntEnum):
    """In which mode a model is exported."""

    EVAL = 0
    PRESERVE = 1
    TRAINING = 2


class OperatorExportTypes(IntEnum):
    """How operators are exported; only as ONNX's own here."""

    ONNX = 0
    ONNX_ATEN = 1
    ONNX_ATEN_FALLBACK = 2
    ONNX_FALLTHROUGH = 3


_exporting: ContextVar[bool] = ContextVar("exporting", default=False)


def is_in_onnx_export() -> bool:
    """Whether a model is being exported right now."""
    return _exporting.get()


def export(
    model: Model,
    args: Any = (),
    f: str | os.PathLike[str] | BinaryIO | None = None,
    *,
    kwargs: Mapping[str, Any] | None = None,
    verbose: bool | None = None,
    input_names: Sequence[str] | None = None,
    output_names: Sequence[str] | None = None,
    opset_version: int | None = None,
    dynamo: bool = False,
    export_params: bool = True,
    keep_initializers_as_inputs: bool | None = False,
    dynamic_axes: Mapping[str, Mapping[int, str]] | Mapping[str, Sequence[int]] | None = None,
    training: TrainingMode = TrainingMode.EVAL,
    operator_export_type: OperatorExportTypes = OperatorExportTypes.ONNX,
    do_constant_folding: bool = True,
    custom_opsets: Mapping[str, int] | None = None,
) -> None:
    """Write a model as an ONNX file.

    Args:
        model: an `nn.Module`, which is traced, or a traced or compiled one.
        args: example arguments: a tensor, or a tuple, whose last element may be a dict of named ones.
        f: a path (ending in ``.json`` for ONNX's JSON form), or a file object opened for writing bytes.
        kwargs: example arguments by name.
        verbose: print the ONNX graph.
        input_names: names for the inputs, then for the parameters.
        output_names: names for the outputs.
        opset_version: 17 to 20; 20 if not given.
        export_params: put the parameters into the file; otherwise they are inputs.
        keep_initializers_as_inputs: list them among the inputs as well.
        dynamic_axes: extents that may vary, ``{"x": {0: "batch"}}`` or ``{"x": [0]}``.  The model is run at a
            second size to see that it allows it.
        training: export the model in evaluation mode (and put it back), in training mode, or as it is.
        do_constant_folding: accepted; what depends on constants alone is always computed.

    Raises `UnsupportedOperatorError`, which names every operator without ONNX form and its line;
    `DynamicAxisError` for a size that the trace has frozen; ``RuntimeError`` or ``ValueError`` for bad arguments.
    """
    if dynamo:
        raise NotImplementedError("torch.onnx.export(dynamo=True) is not supported; use dynamo=False, which traces")
    if operator_export_type != OperatorExportTypes.ONNX or custom_opsets:
        raise NotImplementedError("only operators of ONNX itself are exported: leave out custom_opsets and the like")
    opset = DEFAULT_OPSET if opset_version is None else opset_version
    if opset not in IR_VERSIONS:
        raise RuntimeError(
            f"Unsupported onnx_opset_version: {opset}; offered are {min(IR_VERSIONS)} to {max(IR_VERSIONS)}"
        )
    if f is None:
        raise ValueError("Export destination must be specified: f is a path or a file object")
    proto = build(
        model,
        positional(model, args, kwargs),
        opset,
        Labels(input_names or (), output_names or (), dynamic_axes),
        training,
        verbose=bool(verbose),
        export_params=export_params,
        initializers_as_inputs=bool(keep_initializers_as_inputs),
    )
    _write(proto, f)


class Labels(NamedTuple):
    """The names that the caller wants, as given."""

    inputs: Sequence[str]
    outputs: Sequence[str]
    dynamic_axes: Any


def build(
    model: Model,
    args: tuple[Any, ...],
    opset: int = DEFAULT_OPSET,
    labels: Labels | None = None,
    training: TrainingMode = TrainingMode.EVAL,
    *,
    verbose: bool = False,
    export_params: bool = True,
    initializers_as_inputs: bool = False,
) -> ModelProto:
    """The ONNX model that `export` writes."""
    with _exporting_in_mode(model, training):
        captured = capture(model, args)
        lowered = _lower(captured, opset)
        naming = _naming(captured, lowered, labels or Labels((), (), None))
        inputs = {key: label for key, label in naming.extents.items() if key[0] in naming.inputs}
        if inputs:
            varied = generalize(model, args, captured, naming.inputs, inputs)
            lowered = _lower(captured, opset)
            naming = replace(naming, extents=_output_extents(naming, inputs, varied))
    proto = assemble(lowered, naming, opset, __version__, export_params, initializers_as_inputs)
    if verbose:
        print(f"Exported graph: {lowered.graph}")
    return proto


def _lower(captured: Captured, opset: int) -> Lowered:
    return Lowering(captured.graph, captured.bound, opset, captured.observed).run()


@contextmanager
def _exporting_in_mode(model: Model, training: TrainingMode) -> Iterator[None]:
    """Put a model into the wanted mode, and every module of it back into its own afterwards."""
    modes = [(module, module.training) for module in model.modules()] if isinstance(model, Module) else []
    if training != TrainingMode.PRESERVE and isinstance(model, Module):
        model.train(training == TrainingMode.TRAINING)
    token = _exporting.set(True)
    try:
        yield
    finally:
        _exporting.reset(token)
        for module, mode in modes:
            module.training = mode


# -- names


def _naming(captured: Captured, lowered: Lowered, labels: Labels) -> Naming:
    """Wanted names, and for the rest those of the graph."""
    inputs = [value for value in lowered.graph.inputs() if value not in lowered.parameters]
    _check_count("input", labels.inputs, len(inputs) + len(lowered.parameters))
    names = [_input_name(value) for value in inputs]
    names[: len(labels.inputs)] = labels.inputs[: len(inputs)]
    for (value, attribute), name in zip([*lowered.parameters.items()], labels.inputs[len(inputs) :], strict=False):
        lowered.parameters[value] = replace(attribute, path=name)
    outputs = [part for value in captured.graph.outputs() for part in parts_of(value)]
    _check_count("output", labels.outputs, len(outputs))
    output_names = [*labels.outputs, *(value.debugName() for value in outputs[len(labels.outputs) :])]
    _make_unique(output_names, {*names, *(attribute.path for attribute in lowered.parameters.values())})
    return Naming(names, output_names, normalized(labels.dynamic_axes, names, output_names))


def _check_count(what: str, names: Sequence[str], count: int) -> None:
    if len(names) > count:
        raise RuntimeError(f"number of {what} names provided ({len(names)}) exceeded number of {what}s ({count})")


def _input_name(value: Value) -> str:
    """The name of an input; one that the program never named is called after the operation that takes it."""
    if value.hasDebugName() or not value.hasUses():
        return value.debugName()
    user = value.uses()[0].user.kind()
    return f"{'onnx::Identity' if user == 'prim::Return' else user}_{value.debugName()}"


def _make_unique(names: list[str], taken: set[str]) -> None:
    """Number the names that are taken already, as for a model that returns one tensor twice."""
    for position, name in enumerate(names):
        count = 0
        while name in taken:
            count += 1
            name = f"{names[position]}.{count}"
        names[position] = name
        taken.add(name)


def _output_extents(naming: Naming, inputs: Extents, varied: Mapping[tuple[int, int], str | None]) -> Extents:
    """The names of all extents that may vary.  Raises `DynamicAxisError` for an output's that does not."""
    extents = dict(inputs)
    for (output, axis), label in varied.items():
        if label is not None:
            extents[naming.outputs[output], axis] = label
    for (name, axis), label in naming.extents.items():
        if name not in naming.outputs:
            continue
        if (naming.outputs.index(name), axis) not in varied:
            raise DynamicAxisError(
                f"dynamic axis '{label}' (axis {axis} of '{name}'): it stays the same whatever the inputs' axes are"
            )
        extents[name, axis] = label
    return extents


# -- files


def _write(proto: ModelProto, f: Any) -> None:
    if not isinstance(f, str | os.PathLike):
        f.write(to_bytes(proto))
        return
    path = Path(f)
    write_atomically(path, to_json(proto).encode() if path.suffix == ".json" else to_bytes(proto))
