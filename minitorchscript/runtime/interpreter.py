"""What a graph means: `run` executes it node by node on tensors and Python values.

One small function per kind of `prim` node stands in a table; every other node is an operator of the registry, called
through the dispatcher.  Blocks and calls are entered on an explicit stack, so no depth of nesting is too deep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..errors import ScriptError
from ..formatting import display_text
from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import (
    BoolType,
    DictType,
    FloatType,
    FunctionType,
    IntType,
    ListType,
    NoneType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.value import Value
from ..tensor.dispatch import execute
from ..tensor.tensor import Tensor, wrap
from .calls import call_of

Environment = dict[Value, Any]


def run(graph: Graph, inputs: Sequence[Any]) -> Any:
    """The graph's result on these inputs: one value, ``None``, or a tuple for several outputs.

    Raises ``RuntimeError`` (``NotImplementedError`` for an operator that does not exist, ``ScriptError`` for a
    ``raise`` in the program) with the program's own stack of calls in front of the message.
    """
    results: list[Any] = []
    machine = _Machine()
    machine.enter_graph(graph, inputs, results.extend)
    try:
        machine.run()
    except Exception as error:
        raise machine.explained(error) from error
    return results[0] if len(results) == 1 else tuple(results) if results else None


class _Frame:
    """A block in execution: its next node, the values computed so far, and where its results go."""

    __slots__ = ("block", "environment", "is_call", "node", "leave")

    def __init__(
        self, block: Block, environment: Environment, leave: Callable[[list[Any]], None], is_call: bool
    ) -> None:
        self.block = block
        self.node = block._param._next
        self.environment = environment
        self.leave = leave
        self.is_call = is_call


class _Machine:
    """The stack of blocks in execution."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []

    def enter_graph(self, graph: Graph, inputs: Sequence[Any], leave: Callable[[list[Any]], None]) -> None:
        formal = graph._block._param._outputs
        if len(formal) != len(inputs):
            raise RuntimeError(f"the graph takes {len(formal)} inputs, {len(inputs)} are given")
        environment = dict(zip(formal, inputs, strict=True))
        self.frames.append(_Frame(graph._block, environment, leave, True))

    def enter_block(self, block: Block, environment: Environment, leave: Callable[[list[Any]], None]) -> None:
        self.frames.append(_Frame(block, environment, leave, False))

    def run(self) -> None:
        """Until no frame is left: run the innermost one's nodes, up to its end or to one that enters another."""
        frames = self.frames
        while frames:
            frame = frames[-1]
            environment, last = frame.environment, frame.block._return
            node = frame.node
            while node is not last:
                frame.node = node
                control = _CONTROL.get(node._kind)
                if control is not None:
                    control(self, node, environment)
                    break
                values = [environment[value] for value in node._inputs]
                primitive = _PRIMITIVES.get(node._kind)
                result = primitive(node, values) if primitive is not None else _operator(node, values)
                outputs = node._outputs
                if len(outputs) == 1:
                    environment[outputs[0]] = result
                elif outputs:
                    environment.update(zip(outputs, result, strict=True))
                node = node._next
            else:
                results = [environment[value] for value in last._inputs]
                frames.pop()
                frame.leave(results)
                continue
            frame.node = node._next

    def explained(self, error: Exception) -> Exception:
        """The error, with the calls that led to it."""
        if not self.frames:
            return error
        lines = ["The following operation failed in the TorchScript interpreter.", _TRACEBACK]
        calls = [i for i, frame in enumerate(self.frames) if frame.is_call]
        for end in [*calls[1:], len(self.frames)]:
            frame = self.frames[end - 1]
            # A frame that has entered another one stands behind the node that did so.
            node = frame.node if end == len(self.frames) else frame.node._prev
            if node._range is not None and node._range.text:
                lines.append(node._range.text.rstrip("\n"))
        if isinstance(error, ScriptError):
            return ScriptError("\n".join([*lines, str(error), ""]))
        kind = NotImplementedError if isinstance(error, NotImplementedError) else RuntimeError
        return kind("\n".join([*lines, f"RuntimeError: {error}", ""]))


_TRACEBACK = "Traceback of TorchScript (most recent call last):"


def _operator(node: Node, values: list[Any]) -> Any:
    operator, conversions = call_of(node, values)
    for index, convert in conversions:
        value = values[index]
        if value is not None:
            values[index] = convert(value)
    for index, value in enumerate(values):
        # A number that a trace wrote as a tensor is still weak in type promotion.
        if isinstance(value, Tensor) and not value._array.ndim and "wrapped_number" in value.__dict__:
            values[index] = value.__dict__["wrapped_number"]
    return execute(operator, values)


# -- nodes that run other blocks or graphs


def _store(environment: Environment, node: Node) -> Callable[[list[Any]], None]:
    return lambda results: environment.update(zip(node._outputs, results, strict=True))


def _if(machine: _Machine, node: Node, environment: Environment) -> None:
    chosen = node._blocks[0 if environment[node._inputs[0]] else 1]
    machine.enter_block(chosen, environment, _store(environment, node))


def _loop(machine: _Machine, node: Node, environment: Environment) -> None:
    trips, condition, *carried = [environment[value] for value in node._inputs]
    block = node._blocks[0]
    formal = block._param._outputs

    def iterate(iteration: int, going_on: bool, state: list[Any]) -> None:
        if iteration >= trips or not going_on:
            environment.update(zip(node._outputs, state, strict=True))
            return
        environment.update(zip(formal, [iteration, *state], strict=True))
        machine.enter_block(block, environment, lambda results: iterate(iteration + 1, results[0], results[1:]))

    iterate(0, condition, carried)


def _call_method(machine: _Machine, node: Node, environment: Environment) -> None:
    values = [environment[value] for value in node._inputs]
    method = values[0].class_type.methods[node.s("name")]
    machine.enter_graph(method.graph, values, _call_results(environment, node))


def _call_function(machine: _Machine, node: Node, environment: Environment) -> None:
    function, *values = [environment[value] for value in node._inputs]
    machine.enter_graph(function.graph, values, _call_results(environment, node))


def _call_results(environment: Environment, node: Node) -> Callable[[list[Any]], None]:
    """A call is one value: several results arrive as a tuple."""

    def store(results: list[Any]) -> None:
        environment[node._outputs[0]] = results[0] if len(results) == 1 else tuple(results)

    return store


_CONTROL: dict[str, Callable[[_Machine, Node, Environment], None]] = {
    "prim::If": _if,
    "prim::Loop": _loop,
    "prim::CallMethod": _call_method,
    "prim::CallFunction": _call_function,
}


# -- nodes that compute


def _constant(node: Node, values: list[Any]) -> Any:
    output = node._outputs[0]
    type_ = output._type
    if isinstance(type_, FunctionType):
        return type_.function
    value = output.toIValue()
    if isinstance(type_, BoolType):
        return bool(value)
    # A list is made anew each time, since the program may change it.
    return list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value


def _set_attribute(node: Node, values: list[Any]) -> None:
    values[0].set_attribute(node.s("name"), values[1])


def _tuple_construct(node: Node, values: list[Any]) -> Any:
    return tuple(values)


def _tuple_index(node: Node, values: list[Any]) -> Any:
    members, index = values
    if not -len(members) <= index < len(members):
        raise RuntimeError("Tuple index out of range")
    return members[index]


def _list_unpack(node: Node, values: list[Any]) -> Any:
    if len(values[0]) != len(node._outputs):
        raise RuntimeError(f"Expected {len(node._outputs)} elements in a list but found {len(values[0])}")
    return _results(node, values[0])


def _results(node: Node, values: Sequence[Any]) -> Any:
    return values[0] if len(node._outputs) == 1 else values


def _dict_construct(node: Node, values: list[Any]) -> Any:
    return dict(zip(values[::2], values[1::2], strict=True))


def _raise(node: Node, values: list[Any]) -> Any:
    message, qualified_class = (*values, None)[:2]
    raise ScriptError(f"{qualified_class or 'RuntimeError'}: {message}")


def _print(node: Node, values: list[Any]) -> None:
    print(" ".join(map(display_text, values)))


def _isinstance(node: Node, values: list[Any]) -> bool:
    return any(is_instance(values[0], type_) for type_ in node.tys("types"))


def is_instance(value: Any, type_: Type) -> bool:
    """Whether a Python value is one of a TorchScript type."""
    if isinstance(type_, OptionalType):
        return value is None or is_instance(value, type_.element)
    if isinstance(type_, UnionType):
        return any(is_instance(value, member) for member in type_.members)
    if isinstance(type_, ListType):
        return isinstance(value, list) and all(is_instance(item, type_.element) for item in value)
    if isinstance(type_, DictType):
        return isinstance(value, dict) and all(
            is_instance(key, type_.key) and is_instance(entry, type_.value) for key, entry in value.items()
        )
    if isinstance(type_, TupleType):
        return (
            isinstance(value, tuple)
            and len(value) == len(type_.members)
            and all(map(is_instance, value, type_.members))
        )
    python_type = _PYTHON_TYPES.get(type(type_))
    if python_type is None:
        raise NotImplementedError(f"isinstance with {type_.str()} is not supported")
    return isinstance(value, python_type) and not (python_type is int and isinstance(value, bool))


_PYTHON_TYPES: dict[type[Type], type] = {
    IntType: int,
    FloatType: float,
    BoolType: bool,
    StringType: str,
    TensorType: Tensor,
    NoneType: type(None),
}


def _unwrapped(node: Node, values: list[Any]) -> Any:
    if values[0] is None:
        raise RuntimeError("Unwrapping null optional")
    return values[0]


_PRIMITIVES: dict[str, Callable[[Node, list[Any]], Any]] = {
    "prim::Constant": _constant,
    "prim::GetAttr": lambda node, values: values[0].attribute(node.s("name")),
    "prim::SetAttr": _set_attribute,
    "prim::ListConstruct": lambda node, values: values,
    "prim::TupleConstruct": _tuple_construct,
    "prim::TupleUnpack": lambda node, values: _results(node, values[0]),
    "prim::TupleIndex": _tuple_index,
    "prim::ListUnpack": _list_unpack,
    "prim::DictConstruct": _dict_construct,
    "prim::NumToTensor": lambda node, values: wrap(np.asarray(values[0])),
    "prim::Uninitialized": lambda node, values: None,
    "prim::unchecked_cast": lambda node, values: values[0],
    "prim::unchecked_unwrap_optional": lambda node, values: values[0],
    "aten::_unwrap_optional": _unwrapped,
    "prim::isinstance": _isinstance,
    "prim::RaiseException": _raise,
    "prim::Print": _print,
    "prim::dtype": lambda node, values: values[0].dtype.code,
    "prim::device": lambda node, values: values[0].device,
    "prim::layout": lambda node, values: values[0].layout.code,
    "prim::shape": lambda node, values: list(values[0]._array.shape),
    "prim::requires_grad": lambda node, values: values[0].requires_grad,
    "prim::is_cuda": lambda node, values: False,
    "prim::data": lambda node, values: values[0].data,
}
