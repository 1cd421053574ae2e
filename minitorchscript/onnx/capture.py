"""From a model and example arguments to one flat graph, with the parameters known by name.

A Python module is recorded here as a trace is, but not lifted into methods: nothing is compiled, and no type names
are used up.  A compiled module has its graph already.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from ..dialect import DIALECTS, using
from ..ir.graph import Graph
from ..ir.printer import is_number
from ..ir.types import TensorType
from ..ir.unit import current_unit
from ..ir.value import Value
from ..nn.modules.module import Module
from ..passes.inline import inline
from ..passes.inline_forks import inline_forks
from ..passes.lower_tuples import lower_simple_tuples
from ..runtime import interpreter
from ..runtime.function import ScriptFunction
from ..runtime.module import ScriptModule
from ..tensor.dispatch import no_mode, push_mode
from ..tensor.frames import python_stack
from ..tensor.tensor import Tensor
from ..trace.frozen import FrozenValue
from ..trace.lift import lift
from ..trace.names import local_name
from ..trace.record import Recorder
from .errors import OnnxExporterError
from .lowering import Attribute, number_type

Model = Module | ScriptFunction


@dataclass
class Captured:
    """A flat graph, the attributes that some of its inputs are, and what was seen of its values."""

    graph: Graph
    bound: dict[Value, Attribute]
    observed: dict[Value, TensorType]
    frozen: list[FrozenValue]

    def type_of(self, value: Value) -> TensorType:
        """What was seen of a value, or else what its type in the graph says."""
        return self.observed.get(value) or number_type(value.type())


def positional(model: Model, args: Any, kwargs: Mapping[str, Any] | None) -> tuple[Any, ...]:
    """The arguments of a call in the order of the signature; a dict at the end of ``args`` holds named ones."""
    given = args if isinstance(args, tuple) else (args,)
    named = dict(kwargs or {})
    if given and isinstance(given[-1], dict):
        named, given = {**given[-1], **named}, given[:-1]
    if not named:
        return given
    if isinstance(model, ScriptModule | ScriptFunction):
        formal = (model.forward if isinstance(model, ScriptModule) else model).schema.arguments
        names = [argument.name for argument in formal if argument.name != "self"]
    else:
        names = list(inspect.signature(model.forward).parameters)
    unknown = next((name for name in named if name not in names[len(given) :]), None)
    if unknown is not None:
        raise TypeError(f"forward() got an unexpected keyword argument '{unknown}'")
    rest = names[len(given) :]
    while rest and rest[-1] not in named:
        rest.pop()
    missing = next((name for name in rest if name not in named), None)
    if missing is not None:
        raise OnnxExporterError(f"argument '{missing}' has to be given too: the arguments of a graph have no gaps")
    return (*given, *(named[name] for name in rest))


def tensors_in(content: Any) -> list[Tensor]:
    """The tensors in nested tuples, lists and dicts, in order."""
    if isinstance(content, Tensor):
        return [content]
    if isinstance(content, dict):
        content = content.values()
    elif not isinstance(content, list | tuple):
        return []
    return [tensor for each in content for tensor in tensors_in(each)]


def with_tensors(content: Any, tensors: Sequence[Tensor]) -> Any:
    """The same nested content around other tensors, given in order."""
    return _rebuilt(content, iter(tensors))


def _rebuilt(content: Any, tensors: Any) -> Any:
    if isinstance(content, Tensor):
        return next(tensors)
    if isinstance(content, dict):
        return {key: _rebuilt(each, tensors) for key, each in content.items()}
    if isinstance(content, list | tuple):
        parts = [_rebuilt(each, tensors) for each in content]
        return parts if isinstance(content, list) else _as_tuple(content, parts)
    return content


def _as_tuple(like: tuple[Any, ...], parts: list[Any]) -> tuple[Any, ...]:
    return type(like)(*parts) if hasattr(like, "_fields") else tuple(parts)


class OuterNames(Recorder):
    """A recorder that names values as PyTorch's exporter does: after the locals of the frame one further out."""

    def value_of(self, tensor: Tensor, frame: FrameType | None = None) -> Value:
        value = self.known(tensor)
        if value is None:
            return super().value_of(tensor, frame)
        if not value.hasDebugName():
            frames = python_stack(frame or sys._getframe(1))
            next(frames, None)
            outer = next(frames, None)
            value.setDebugName(local_name(tensor, outer.f_locals) if outer else "")
        return value


def capture(model: Model, args: tuple[Any, ...]) -> Captured:
    """The graph of a model, for these arguments."""
    if isinstance(model, ScriptModule | ScriptFunction):
        return _compiled(model, args)
    return _recorded(model, args)


def _recorded(model: Module, args: tuple[Any, ...]) -> Captured:
    with using(DIALECTS["2.x"]):  # of the two, the one that covers every operator
        return _traced(model, args)


def _traced(model: Module, args: tuple[Any, ...]) -> Captured:
    recorder = OuterNames(strict=False)
    graph = recorder.graph
    bound: dict[Value, Attribute] = {}
    with no_mode():
        given = [recorder.add_input(tensor, graph.addInput()) for tensor in tensors_in(args)]
        for path, tensor in (*model.named_parameters(), *model.named_buffers()):
            value = graph.addInput("" if is_number(path) else path).inferTypeFrom(tensor)
            recorder.remember(tensor, value)
            bound[value] = Attribute(path, tensor)
    recorder.add_scopes(model)
    with push_mode(recorder):
        result = model(*with_tensors(args, given))
        graph.registerOutput(recorder.output_of(result))
    lift(graph, None, current_unit())
    inline_forks(graph)
    if graph.findNode("prim::CallFunction") is None:
        return Captured(graph, bound, {}, recorder.frozen)
    inline(graph)
    lower_simple_tuples(graph)
    content = [*tensors_in(args), *(attribute.content for attribute in bound.values())]
    return Captured(graph, bound, _observed(graph, content), recorder.frozen)


def _compiled(model: ScriptModule | ScriptFunction, args: tuple[Any, ...]) -> Captured:
    method = model.forward if isinstance(model, ScriptModule) else model
    graph = method.inlined_graph
    if inline_forks(graph):
        inline(graph)  # what was called in them
    lower_simple_tuples(graph)
    inputs = graph.inputs()
    given: list[Any] = [model, *args] if isinstance(model, ScriptModule) else [*args]
    if len(given) != len(inputs):
        surplus = len(given) - len(args)
        raise OnnxExporterError(f"the model takes {len(inputs) - surplus} arguments, {len(args)} are given")
    bound = {inputs[0]: Attribute("", model)} if isinstance(model, ScriptModule) else {}
    return Captured(graph, bound, _observed(graph, given), [])


def _observed(graph: Graph, given: list[Any]) -> dict[Value, TensorType]:
    """What is seen of a graph's values when it runs: a copy of it returns them all."""
    watched = graph.copy()
    while watched.outputs():
        watched.eraseOutput(0)
    pairs = [
        (value, copied)
        for value, copied in zip(values_of(graph), values_of(watched), strict=True)
        if isinstance(value.type(), TensorType)
    ]
    for _, copied in pairs:
        watched.registerOutput(copied)
    results = interpreter.run(watched, given)
    seen = results if len(pairs) != 1 else (results,)
    return {
        value: TensorType.of(result)
        for (value, _), result in zip(pairs, seen or (), strict=True)
        if isinstance(result, Tensor)
    }


def values_of(graph: Graph) -> list[Value]:
    """The inputs and what the nodes compute, in order, without nested blocks."""
    return [*graph.inputs(), *(value for node in graph.nodes() for value in node.outputs())]
