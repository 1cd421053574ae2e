"""Calls of compiled code inside a trace: one node each, for what happens inside is compiled already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..ir.graph import Graph
from ..ir.source import SourceRange
from ..ir.types import DictType, FunctionType, TensorType, TupleType, Type
from ..ir.unit import Function
from ..ir.value import Value
from ..runtime.module import ScriptModule
from ..runtime.objects import ScriptObject
from ..script.matching import match_one
from ..script.sugared import NamedValue
from ..tensor.tensor import Tensor


class Trace(Protocol):
    """What a call needs of the recorder."""

    graph: Graph

    def known(self, content: Any) -> Value | None: ...

    def value_of(self, tensor: Tensor) -> Value: ...

    def remember(self, tensor: Any, value: Value) -> None: ...

    def here(self) -> SourceRange: ...


def record_call(trace: Trace, function: Function, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
    """Write down a call and make it; returns its result, whose tensors the trace then knows."""
    graph = trace.graph
    formal = function.signature.arguments
    arguments = [
        NamedValue(None, _value_in(trace, value, argument.type)) for value, argument in zip(values, formal, strict=True)
    ]
    match = match_one(function.signature, None, graph, arguments)
    if is_method:
        node = graph.create("prim::CallMethod", match.inputs).s_("name", function.name)
    else:
        constant = graph.insertNode(graph.create("prim::Constant")).s_("name", function.name)
        constant.output().setType(FunctionType(function))
        node = graph.create("prim::CallFunction", [constant.output(), *match.inputs])
    output = graph.insertNode(node).output().setType(match.returns[0])
    result = run()
    remember_parts(trace, result, output)
    return result


def _value_in(trace: Trace, content: Any, type_: Type) -> Value:
    """The value of an argument: a tensor, a compiled module, a container of them, or a constant."""
    graph = trace.graph
    if isinstance(content, Tensor):
        return trace.value_of(content)
    if isinstance(content, ScriptModule | ScriptObject):
        known = trace.known(content)
        if known is None:
            raise RuntimeError(
                f"Tried to trace <{content.class_type} object at {id(content):#x}> but it is not part of the active"
                " trace. Modules that are called during a trace must be registered as submodules of the thing being"
                " traced."
            )
        return known
    if isinstance(content, list) and content and all(isinstance(item, Tensor) for item in content):
        values = [trace.value_of(item) for item in content]
        return graph.insertNode(graph.createList(TensorType.get(), values)).output()
    if isinstance(content, tuple) and isinstance(type_, TupleType):
        members = [_value_in(trace, item, member) for item, member in zip(content, type_.members, strict=True)]
        return graph.insertNode(graph.createTuple(members)).output()
    if isinstance(content, dict) and isinstance(type_, DictType):
        entries = [
            (_value_in(trace, key, type_.key), _value_in(trace, entry, type_.value)) for key, entry in content.items()
        ]
        keys, values = [key for key, _ in entries], [value for _, value in entries]
        return graph.insertNode(graph.createDict(type_.key, type_.value, keys, values)).output()
    return graph.insertConstant(content, trace.here())


def remember_parts(trace: Trace, content: Any, value: Value) -> None:
    """Let a value stand for what a call returned, and others for the tensors in it."""
    graph = trace.graph
    if isinstance(content, Tensor):
        trace.remember(content, value.inferTypeFrom(content))
    elif isinstance(content, tuple | list):
        create = graph.createTupleUnpack(value) if isinstance(content, tuple) else None
        node = graph.insertNode(create or graph.createListUnpack(value, len(content)))
        for part, output in zip(content, node.outputs(), strict=True):
            remember_parts(trace, part, output)
    elif isinstance(content, dict):
        type_ = value.type()
        assert isinstance(type_, DictType)
        for key, entry in content.items():
            node = graph.insertNode(graph.create("aten::__getitem__", [value, graph.insertConstant(key)]))
            remember_parts(trace, entry, node.output().setType(type_.value))
    elif isinstance(content, ScriptModule | ScriptObject):
        trace.remember(content, value)
    else:
        raise RuntimeError(
            f"Tracer cannot set value trace for type {_TAGS.get(type(content), type(content).__name__)}. Supported"
            " types are tensor, tensor list, and tuple of tensors."
        )


_TAGS = {int: "Int", float: "Double", bool: "Bool", str: "String", type(None): "None", complex: "ComplexDouble"}
