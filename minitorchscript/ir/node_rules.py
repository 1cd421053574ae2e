"""What a node of a given kind must look like: one small rule per kind, in a table.

A rule yields complaints, each a sentence without its subject, such as ``"must have one output, but has 2"``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .block import Block
from .named_types import InterfaceType
from .node import Node
from .types import (
    BoolType,
    ClassType,
    ComplexType,
    DeviceObjType,
    DictType,
    FloatType,
    FunctionType,
    FutureType,
    IntType,
    ListType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from .value import Value

Rule = Callable[[Node], Iterator[str]]


def complaints(node: Node) -> Iterator[str]:
    """Everything that is wrong with a node by itself."""
    for name, (kind, value) in node._attributes.items():
        if kind not in _ATTRIBUTE_KINDS:
            yield f"has an attribute '{name}' of the unknown kind '{kind}'"
        elif not _ATTRIBUTE_KINDS[kind](value):
            yield f"has an attribute '{name}' of kind '{kind}' that holds a {type(value).__name__}: {value!r}"
    rule = RULES.get(node._kind)
    if rule is not None:
        yield from rule(node)


def _is_list(kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _is_tensor(value: Any) -> bool:
    return hasattr(value, "requires_grad")


def _is_graph(value: Any) -> bool:
    return isinstance(getattr(value, "_block", None), Block)


_ATTRIBUTE_KINDS: dict[str, Callable[[Any], bool]] = {
    "i": lambda value: isinstance(value, int),
    "is": _is_list(int),
    "f": lambda value: isinstance(value, float),
    "fs": _is_list(float),
    "c": lambda value: isinstance(value, complex),
    "cs": _is_list(complex),
    "s": lambda value: isinstance(value, str),
    "ss": _is_list(str),
    "t": _is_tensor,
    "ts": lambda value: isinstance(value, list) and all(map(_is_tensor, value)),
    "g": _is_graph,
    "gs": lambda value: isinstance(value, list) and all(map(_is_graph, value)),
    "ty": lambda value: isinstance(value, Type),
    "tys": _is_list(Type),
    "ival": lambda value: True,
}


# -- counts and types


def _counts(node: Node, inputs: int | None, outputs: int | None, blocks: int = 0) -> Iterator[str]:
    counted = (("input", node._inputs, inputs), ("output", node._outputs, outputs), ("block", node._blocks, blocks))
    for what, found, wanted in counted:
        if wanted is not None and len(found) != wanted:
            yield f"must have {wanted} {what}{'' if wanted == 1 else 's'}, but has {len(found)}"


def _is(value: Value, wanted: type | tuple[type, ...], what: str) -> Iterator[str]:
    if not isinstance(value._type, wanted):
        yield f"needs {what}, but %{value.debugName()} is a {value._type.str()}"


def _flows(source: Value | Type, target: Value | Type, where: str) -> Iterator[str]:
    """A value of one type goes where another type is promised."""
    own, promised = (each if isinstance(each, Type) else each._type for each in (source, target))
    if not agrees(own, promised):
        name = f"%{source.debugName()}" if isinstance(source, Value) else "what it holds"
        yield f"{where}: {name} is a {own.str()}, which is no {promised.str()}"


def agrees(own: Type, promised: Type) -> bool:
    """Whether a value may stand where a type is promised; facts about particular tensors are no promise."""
    if isinstance(own, TensorType) and isinstance(promised, TensorType):
        return True
    for kind in (ListType, FutureType):
        if isinstance(own, kind) and isinstance(promised, kind):
            return agrees(own.element, promised.element)
    if isinstance(own, TupleType) and isinstance(promised, TupleType):
        return len(own.members) == len(promised.members) and all(map(agrees, own.members, promised.members))
    if isinstance(own, DictType) and isinstance(promised, DictType):
        return agrees(own.key, promised.key) and agrees(own.value, promised.value)
    if isinstance(promised, OptionalType):
        if isinstance(own, NoneType):
            return True
        return agrees(own.element if isinstance(own, OptionalType) else own, promised.element)
    return own.isSubtypeOf(promised)


def _flow_all(sources: Sequence[Value], targets: Sequence[Value], where: str) -> Iterator[str]:
    if len(sources) != len(targets):
        yield f"{where}: {len(sources)} values for {len(targets)}"
        return
    for source, target in zip(sources, targets, strict=True):
        yield from _flows(source, target, where)


# -- the rules


def _constant(node: Node) -> Iterator[str]:
    yield from _counts(node, 0, 1)
    if len(node._outputs) != 1:
        return
    type_ = node._outputs[0]._type
    if isinstance(type_, FunctionType):
        if "name" not in node._attributes:
            yield "must name its function"
        return
    if "value" not in node._attributes:
        if node._attributes:
            yield "must have its value under the name 'value'"
        elif not isinstance(type_, NoneType | OptionalType | TensorType):
            yield f"has no value, so that it is None, but its type is {type_.str()}"
        return
    kind = node._attributes["value"][0]
    wanted = _CONSTANT_TYPES.get(kind)
    if kind != "ival" and (wanted is None or not isinstance(type_, wanted)):
        yield f"has a value of kind '{kind}', but its type is {type_.str()}"


_CONSTANT_TYPES: dict[str, tuple[type, ...]] = {
    "i": (IntType, BoolType, NumberType),
    "f": (FloatType, NumberType),
    "c": (ComplexType, NumberType),
    "s": (StringType, DeviceObjType),
    "t": (TensorType,),
}


def _if(node: Node) -> Iterator[str]:
    yield from _counts(node, 1, None, blocks=2)
    for value in node._inputs:
        yield from _is(value, BoolType, "a bool as its condition")
    for index, block in enumerate(node._blocks):
        if block._param._outputs:
            yield f"must have blocks without inputs, but block{index} has {len(block._param._outputs)}"
        yield from _flow_all(block._return._inputs, node._outputs, f"block{index} returns to its outputs")


def _loop(node: Node) -> Iterator[str]:
    yield from _counts(node, None, None, blocks=1)
    if len(node._inputs) < 2:
        yield f"must have a trip count and a condition as inputs, but has {len(node._inputs)} inputs"
        return
    yield from _is(node._inputs[0], IntType, "an int as its trip count")
    yield from _is(node._inputs[1], BoolType, "a bool as its condition")
    carried = node._inputs[2:]
    yield from _flow_all(carried, node._outputs, "its inputs go to its outputs")
    for block in node._blocks:
        formal, results = block._param._outputs, block._return._inputs
        if not formal or not isinstance(formal[0]._type, IntType):
            yield "must have a block whose first input is an int, the iteration"
            return
        if not results or not isinstance(results[0]._type, BoolType):
            yield "must have a block whose first output is a bool, whether to go on"
            return
        yield from _flow_all(carried, formal[1:], "its inputs go to its block")
        yield from _flow_all(results[1:], node._outputs, "its block returns to its outputs")


def _object(node: Node) -> ClassType | None:
    type_ = node._inputs[0]._type if node._inputs else None
    return type_ if isinstance(type_, ClassType) else None


def _attribute(node: Node) -> Iterator[str]:
    """``GetAttr`` and ``SetAttr``: the attribute exists, with this type (a class outside any unit may have any)."""
    reads = node._kind == "prim::GetAttr"
    yield from _counts(node, 1 if reads else 2, 1 if reads else 0)
    if "name" not in node._attributes:
        yield "must name an attribute"
        return
    class_type = _object(node)
    if class_type is None:
        for value in node._inputs[:1]:
            yield from _is(value, ClassType, "an object")
        return
    if class_type.unit is None:
        return
    name = str(node.attribute("name"))
    found = class_type.attributes.get(name)
    if found is None:
        yield f"names the attribute '{name}', which {class_type.qualified_name} does not have"
    elif reads and len(node._outputs) == 1:
        yield from _flows(found.type, node._outputs[0], f"it reads '{name}'")
    elif not reads and len(node._inputs) == 2:
        yield from _flows(node._inputs[1], found.type, f"it writes '{name}'")


def _call_method(node: Node) -> Iterator[str]:
    if "name" not in node._attributes:
        yield "must name a method"
        return
    class_type = _object(node)
    if class_type is None:
        if not node._inputs or not isinstance(node._inputs[0]._type, InterfaceType):
            yield "must have an object as its first input"
        return
    if class_type.unit is None:
        return
    name = str(node.attribute("name"))
    method = class_type.methods.get(name)
    if method is None:
        yield f"names the method '{name}', which {class_type.qualified_name} does not have"
    elif len(method.graph.inputs()) != len(node._inputs):
        yield f"gives {len(node._inputs)} inputs to '{name}', which takes {len(method.graph.inputs())}"


def _call_function(node: Node) -> Iterator[str]:
    if not node._inputs or not isinstance(node._inputs[0]._type, FunctionType):
        yield "must have a function as its first input"


def _list_construct(node: Node) -> Iterator[str]:
    yield from _counts(node, None, 1)
    for output in node._outputs:
        yield from _is(output, ListType, "a list as its output")
        if isinstance(output._type, ListType):
            for value in node._inputs:
                yield from _flows(value, output._type.element, "its inputs are the elements")


def _tuple_construct(node: Node) -> Iterator[str]:
    yield from _counts(node, None, 1)
    for output in node._outputs:
        yield from _is(output, TupleType, "a tuple as its output")
        if isinstance(output._type, TupleType):
            members = output._type.members
            if len(members) != len(node._inputs):
                yield f"has {len(node._inputs)} inputs for a tuple of {len(members)}"
                return
            for value, member in zip(node._inputs, members, strict=True):
                yield from _flows(value, member, "its inputs are the members")


def _dict_construct(node: Node) -> Iterator[str]:
    yield from _counts(node, None, 1)
    if len(node._inputs) % 2:
        yield f"must have keys and values as inputs, but has {len(node._inputs)} inputs"
    for output in node._outputs:
        yield from _is(output, DictType, "a dictionary as its output")
        if isinstance(output._type, DictType):
            for index, value in enumerate(node._inputs):
                expected = output._type.value if index % 2 else output._type.key
                yield from _flows(value, expected, "its inputs are keys and values")


def _unpack(node: Node) -> Iterator[str]:
    yield from _counts(node, 1, None)
    wanted = TupleType if node._kind == "prim::TupleUnpack" else ListType
    for value in node._inputs[:1]:
        yield from _is(value, wanted, "a tuple" if wanted is TupleType else "a list")
        if isinstance(value._type, TupleType):
            if len(value._type.members) != len(node._outputs):
                yield f"has {len(node._outputs)} outputs for a tuple of {len(value._type.members)}"
                return
            for member, output in zip(value._type.members, node._outputs, strict=True):
                yield from _flows(member, output, "the members go to its outputs")
        elif isinstance(value._type, ListType):
            for output in node._outputs:
                yield from _flows(value._type.element, output, "the elements go to its outputs")


RULES: dict[str, Rule] = {
    "prim::Constant": _constant,
    "prim::If": _if,
    "prim::Loop": _loop,
    "prim::GetAttr": _attribute,
    "prim::SetAttr": _attribute,
    "prim::CallMethod": _call_method,
    "prim::CallFunction": _call_function,
    "prim::ListConstruct": _list_construct,
    "prim::TupleConstruct": _tuple_construct,
    "prim::DictConstruct": _dict_construct,
    "prim::TupleUnpack": _unpack,
    "prim::ListUnpack": _unpack,
    "prim::Param": lambda node: _counts(node, 0, None),
    "prim::Return": lambda node: _counts(node, None, 0),
}
