"""Constant propagation: compute at once what depends on constants alone, where the result can't be changed.

Branches whose condition is known are replaced by the branch that is taken, loops that never run go away, and so do
outputs of branches and loops that are the same either way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..ir.block import Block
from ..ir.graph import Graph, constant_type
from ..ir.named_types import EnumType
from ..ir.node import Node
from ..ir.types import (
    AnyEnumType,
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    FunctionType,
    IntType,
    NoneType,
    NumberType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.value import Value
from ..ops.resolve import operator_of, schema_of
from .base import register_pass
from .constant_pooling import has_member
from .dead_code import eliminate_dead_code, has_side_effects
from .memory import Memory

_IMMUTABLE = (
    IntType, FloatType, BoolType, StringType, NoneType, NumberType, ComplexType, DeviceObjType, FunctionType, EnumType,
    AnyEnumType,
)  # fmt: skip
_SKIPPED = {
    "prim::If", "prim::Loop", "prim::Closure", "prim::Constant", "prim::Uninitialized",
    "prim::unchecked_unwrap_optional",
}  # fmt: skip


@register_pass("constant_propagation_immutable_types")
def propagate_constants(graph: Graph) -> bool:
    """Fold whatever has constant inputs and no mutable types, then remove what is left without use."""
    return _propagate(graph.block(), _fold_immutable) and _sweep(graph)


def propagate_all_constants(graph: Graph, compute: Callable[[Node], list[Any]]) -> bool:
    """The same for lists, dictionaries and tensors too, if nobody writes to them.

    ``compute(node)`` gives the results of a node whose inputs are constants; what it raises leaves the node alone.
    """
    memory = Memory(graph)

    def fold(node: Node) -> bool | None:
        if node._kind in _SKIPPED or not node._outputs or node._blocks or node.isNondeterministic():
            return None
        if has_side_effects(node) or any(map(memory.has_writers, (*node._inputs, *node._outputs))):
            return None
        schema = schema_of(node)
        return None if schema is not None and schema.is_vararg else _replace_by_results(node, compute)

    return _propagate(graph.block(), fold) and _sweep(graph)


def _replace_by_results(node: Node, compute: Callable[[Node], list[Any]]) -> bool:
    try:
        results = compute(node)
    except Exception:  # what fails now fails when it runs, with a better message
        return False
    changed = False
    with node._graph.insert_point_guard(node):
        for output, result in zip(node._outputs, results, strict=True):
            try:
                constant = node._graph.insertConstant(result, named=_named(output._type, result))
            except TypeError:
                continue
            if result is None or isinstance(result, list | dict | tuple):
                constant._type = _held_type(result, output._type)
            output.replaceAllUsesWith(constant)
            changed = True
    return changed


def _held_type(value: Any, declared: Type) -> Type:
    """A tuple knows the tensors in it; what else holds values is of the type that it was declared to be."""
    if isinstance(value, tuple) and isinstance(declared, TupleType):
        members = zip(value, declared.members, strict=True)
        return replace(declared, members=tuple(_held_type(each, member) for each, member in members))
    return TensorType.of(value) if isinstance(declared, TensorType) and value is not None else declared


#: folds a node with constant inputs: whether it did, or ``None`` for a node that is none of its business
Fold = Callable[[Node], "bool | None"]


def _fold_immutable(node: Node) -> bool | None:
    return _replace_by_result(node) if _is_computable(node) else None


def _sweep(graph: Graph) -> bool:
    eliminate_dead_code(graph)
    return True


def _propagate(block: Block, fold: Fold) -> bool:
    changed = False
    for node in block.nodes():
        changed |= _visit(node, fold)
    return changed


def _has_constant_inputs(node: Node) -> bool:
    for value in node._inputs:  # a loop: asked of every node
        if value._node._kind != "prim::Constant":
            return False
    return True


def _visit(node: Node, fold: Fold) -> bool:
    is_constant = _has_constant_inputs(node)
    if not (is_constant or node._blocks):
        return False
    if node._kind == "prim::If":
        if is_constant:
            _inline_branch(node, node._blocks[0 if node._inputs[0].toIValue() else 1], fold)
            return True
        changed = any([_propagate(inner, fold) for inner in node._blocks])
        return _drop_equal_outputs(node) or changed
    if node._kind == "prim::Loop":
        if _never_runs(node):
            for output, value in zip(node._outputs, node._inputs[2:], strict=True):
                output.replaceAllUsesWith(value)
            node.destroy()
            return True
        changed = any([_propagate(inner, fold) for inner in node._blocks])
        return _drop_unchanged_outputs(node) or changed
    folded = fold(node) if is_constant else None
    if folded is not None:
        return folded
    return any([_propagate(inner, fold) for inner in node._blocks])


# -- branches and loops


def _inline_branch(node: Node, chosen: Block, fold: Fold) -> None:
    _propagate(chosen, fold)
    for inner in chosen.nodes():
        inner.moveBefore(node)
    for output, value in zip(node._outputs, chosen.outputs(), strict=True):
        output.replaceAllUsesWith(value)
    node.destroy()


def _drop_equal_outputs(node: Node) -> bool:
    """Outputs that do not depend on the branch taken."""
    true, false = node._blocks
    changed = False
    index = 0
    while index < len(node._outputs):
        one, two = true.outputs()[index], false.outputs()[index]
        replacement: Value | None = None
        if one is two:
            replacement = one
        elif one._node._kind == "prim::Constant" and _equal_constants(one._node, two._node):
            with node._graph.insert_point_guard(node):
                replacement = node._graph.insertConstant(one.toIValue(), named=_named(one._type, one.toIValue()))
        if replacement is None:
            index += 1
            continue
        node._outputs[index].replaceAllUsesWith(replacement)
        node.eraseOutput(index)
        true.eraseOutput(index)
        false.eraseOutput(index)
        changed = True
    return changed


def _equal_constants(one: Node, two: Node) -> bool:
    if one._kind != two._kind or one._outputs[0]._type != two._outputs[0]._type:
        return False
    if isinstance(one._outputs[0]._type, FunctionType):
        return False
    a, b = one._outputs[0].toIValue(), two._outputs[0].toIValue()
    if hasattr(a, "requires_grad") or hasattr(b, "requires_grad"):
        return a is b
    if has_member(a):
        return False
    return type(a) is type(b) and repr(a) == repr(b)


def _never_runs(node: Node) -> bool:
    trips, condition = (value.toIValue() for value in node._inputs[:2])
    return (trips is not None and trips <= 0) or condition is False or (condition is not None and not condition)


def _drop_unchanged_outputs(node: Node) -> bool:
    """What a loop carries along and never changes."""
    body = node._blocks[0]
    changed = False
    for index in reversed(range(len(node._outputs))):
        inner = body._param._outputs[index + 1]
        if inner is not body._return._inputs[index + 1]:
            continue
        before = node._inputs[index + 2]
        node._outputs[index].replaceAllUsesWith(before)
        inner.replaceAllUsesWith(before)
        node.eraseOutput(index)
        node.removeInput(index + 2)
        body.eraseOutput(index + 1)
        body.eraseInput(index + 1)
        changed = True
    return changed


# -- operators


def _is_immutable(type_: Type) -> bool:
    if isinstance(type_, OptionalType):
        return _is_immutable(type_.element)
    if isinstance(type_, TupleType | UnionType):
        return all(map(_is_immutable, type_.members))
    return isinstance(type_, _IMMUTABLE)


def _is_computable(node: Node) -> bool:
    return (
        bool(node._outputs)
        and node._kind not in _SKIPPED
        and not node._blocks
        and all(_is_immutable(value._type) for value in (*node._inputs, *node._outputs))
        and not node.isNondeterministic()
        and not has_side_effects(node)
    )


def _replace_by_result(node: Node) -> bool:
    try:
        results = _results(node)
    except Exception:  # what fails now fails when it runs, with a better message
        return False
    graph, changed = node.owningGraph(), False
    for output, result in zip(node._outputs, results or (), strict=False):
        with graph.insert_point_guard(node):
            try:
                constant = graph.insertConstant(result, named=_named(output._type, result))
            except TypeError:
                continue
        constant._type = output._type if result is None else _type_of(result, output._type)
        output.replaceAllUsesWith(constant)
        changed = True
    return changed


def _named(type_: Type, value: Any) -> Type | None:
    """The type of a constant that its value alone does not tell: enumerations, and tuples with names."""
    if isinstance(type_, EnumType) or (isinstance(type_, TupleType) and type_.name):
        return type_
    if not isinstance(type_, TupleType) or not isinstance(value, tuple):
        return None
    members = [_named(member, each) for member, each in zip(type_.members, value, strict=True)]
    if not any(members):
        return None
    return TupleType(member or constant_type(each) for member, each in zip(members, value, strict=True))


def _type_of(value: Any, declared: Type) -> Type:
    """The type of a constant: its value's, with the names of the tuples that it was declared to be."""
    if isinstance(value, tuple) and isinstance(declared, TupleType):
        members = [_type_of(each, member) for each, member in zip(value, declared.members, strict=True)]
        return replace(declared, members=tuple(members))
    if value is None:
        return NoneType()
    if isinstance(declared, OptionalType):
        return _type_of(value, declared.element)
    return constant_type(value) if isinstance(declared, UnionType) else declared


def _results(node: Node) -> Sequence[Any] | None:
    """What a node computes from constants; ``None`` for a node that this pass leaves alone."""
    values = [value.toIValue() for value in node._inputs]
    if node._kind == "prim::TupleConstruct":
        return [tuple(values)]
    if node._kind == "prim::TupleUnpack":
        return tuple(values[0])
    if node._kind == "prim::TupleIndex":
        return [values[0][values[1]]]
    if node._kind == "prim::unchecked_cast":
        return values
    if node._kind == "prim::isinstance":
        own = NoneType() if values[0] is None else node._inputs[0]._type
        return [any(own.isSubtypeOf(each) for each in node.tys("types"))]
    found = operator_of(node)
    if found is None or found.is_composite or found.nondeterministic or found.schema.is_vararg:
        return None
    result = found.kernel(*values)
    return [result] if len(node._outputs) == 1 else tuple(result)
