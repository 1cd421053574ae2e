"""Peephole rewrites of whatever is no tensor: sums of constants, tests against None, casts that change nothing.

::

    %3 = aten::add(%2, 1)  with  %2 = aten::add(%1, 1)         →   aten::add(%1, 2)
    aten::__is__(%n, None)  where %n : int                      →   False
    prim::If(%c) giving True in one block, False in the other   →   %c
"""

from __future__ import annotations

from typing import Any

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import (
    BoolType,
    DictType,
    FloatType,
    IntType,
    ListType,
    NoneType,
    OptionalType,
    Type,
    UnionType,
)
from ..ir.unit import unshaped
from ..ir.value import Value

_PLAIN = (BoolType, IntType, FloatType, NoneType)


def peephole_values(graph: Graph) -> bool:
    """Apply the rewrites once everywhere.  What they leave without use stays.

    As in PyTorch, putting the constants of sums and products second does not count as a change.
    """
    changed = False
    for node in _innermost_first(graph):
        changed |= _name_none(graph, node)
        rewrite = _REWRITES.get(node._kind)
        if rewrite is not None:
            changed |= rewrite(node)
    return changed


def _innermost_first(graph: Graph) -> list[Node]:
    """All nodes in order, but each behind those that are nested in it."""
    found: list[Node] = []
    pending: list[tuple[Node, bool]] = [(node, False) for node in graph.block().reversed_nodes()]
    while pending:
        node, is_done = pending.pop()
        if is_done or not node._blocks:
            found.append(node)
            continue
        pending.append((node, True))
        for block in reversed(node._blocks):
            pending.extend((inner, False) for inner in block.reversed_nodes())
    return found


def _name_none(graph: Graph, node: Node) -> bool:
    """A result that can only be None is the constant."""
    if node._kind == "prim::Constant":
        return False
    changed = False
    for output in node._outputs:
        if isinstance(output._type, NoneType):
            with graph.insert_point_guard(node):
                output.replaceAllUsesWith(graph.insertConstant(None))
            changed = True
    return changed


def _constant(value: Value) -> Any:
    return value.toIValue() if value._node._kind == "prim::Constant" else None


def _replace_by_constant(node: Node, value: Any) -> bool:
    with node._graph.insert_point_guard(node):
        node.output().replaceAllUsesWith(node._graph.insertConstant(value))
    return True


# -- branches


def _if(node: Node) -> bool:
    changed = False
    then, otherwise = (block._return._inputs for block in node._blocks)
    for output, one, two in zip(node._outputs, then, otherwise, strict=True):
        if isinstance(output._type, BoolType) and _constant(one) and _constant(two) in (False, 0):
            output.replaceAllUsesWith(node._inputs[0])
            changed = True
    for output, one, two in zip(node._outputs, then, otherwise, strict=True):
        if isinstance(output._type, OptionalType):
            common = _common_type(unshaped(one._type), unshaped(two._type))
            if common is not None:  # as in PyTorch, the same type again counts as a change
                output._type = common
                changed = True
    return changed


def _common_type(one: Type, two: Type) -> Type | None:
    """What both branches give, where neither's type is optional already."""
    if isinstance(one, OptionalType) or isinstance(two, OptionalType):
        return None
    if isinstance(one, NoneType) != isinstance(two, NoneType):
        return OptionalType(two if isinstance(one, NoneType) else one)
    if one.isSubtypeOf(two):
        return two
    return one if two.isSubtypeOf(one) else None


# -- None


def _cannot_be_none(value: Value) -> bool:
    type_ = value._type
    if isinstance(type_, UnionType):
        return not any(isinstance(member, NoneType) for member in type_.members)
    return not isinstance(type_, NoneType | OptionalType)


def _is(node: Node) -> bool:
    for one, other in (node._inputs, node._inputs[::-1]):
        if one.mustBeNone() and _cannot_be_none(other):
            return _replace_by_constant(node, node._kind == "aten::__isnot__")
    return False


def _unwrap(node: Node) -> bool:
    if not _cannot_be_none(node.input()):
        return False
    node.output().replaceAllUsesWith(node.input())
    return True


def _cast(node: Node) -> bool:
    if not unshaped(node.input()._type).isSubtypeOf(unshaped(node.output()._type)):
        return False
    node.output().replaceAllUsesWith(node.input())
    return True


# -- numbers


def _to_int(node: Node) -> bool:
    if len(node._inputs) != 1 or not isinstance(node._inputs[0]._type, IntType):
        return False
    node.output().replaceAllUsesWith(node._inputs[0])
    return True


def _compare(node: Node) -> bool:
    """A value equals itself, if comparing it can't raise; an unordered number does not, but PyTorch folds it too."""
    if len(node._inputs) != 2 or node._inputs[0] is not node._inputs[1]:
        return False
    type_ = node._inputs[0]._type
    inside: list[Type] = type_.containedTypes() if isinstance(type_, ListType | DictType) else [type_]
    if not all(isinstance(each, _PLAIN) for each in inside):
        return False
    return _replace_by_constant(node, node._kind == "aten::eq")


def _constant_operand(node: Node) -> int | None:
    """The constant of a sum or product of two ints; it is put second where the order does not matter."""
    if len(node._inputs) != 2 or not all(isinstance(value._type, IntType) for value in node._inputs):
        return None
    if node._kind in ("aten::mul", "aten::add") and _constant(node._inputs[0]) is not None:
        first, second = node._inputs
        node.replaceInput(0, second)
        node.replaceInput(1, first)
    found = _constant(node._inputs[1])
    return None if found is None else int(found)


def _scale(node: Node) -> bool:
    if _constant_operand(node) != 1:
        return False
    node.output().replaceAllUsesWith(node._inputs[0])
    return True


def _shift(node: Node) -> bool:
    constant = _constant_operand(node)
    if constant is None:
        return False
    if constant == 0:
        node.output().replaceAllUsesWith(node._inputs[0])
        return True
    inner = node._inputs[0]._node
    if inner._kind not in ("aten::add", "aten::sub"):
        return False
    other = _constant_operand(inner)
    if other is None:
        return False
    merged = constant + other if inner._kind == node._kind else constant - other
    if merged == 0:
        node.output().replaceAllUsesWith(inner._inputs[0])
        return True
    if not -(2**63) <= merged < 2**63:
        return False
    with node._graph.insert_point_guard(node):
        node.replaceInput(0, inner._inputs[0])
        node.replaceInput(1, node._graph.insertConstant(merged))
    return True


_REWRITES = {
    "prim::If": _if,
    "aten::__is__": _is,
    "aten::__isnot__": _is,
    "prim::unchecked_unwrap_optional": _unwrap,
    "aten::_unwrap_optional": _unwrap,
    "prim::unchecked_cast": _cast,
    "aten::Int": _to_int,
    "aten::ceil": _to_int,
    "aten::ne": _compare,
    "aten::eq": _compare,
    "aten::mul": _scale,
    "aten::floordiv": _scale,
    "aten::add": _shift,
    "aten::sub": _shift,
}
