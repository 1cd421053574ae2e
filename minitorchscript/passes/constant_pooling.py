"""Constant pooling: move constants to the front of the graph and merge equal ones."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import Type
from .base import register_pass

#: most constants; others are looked at more closely
_COMPARABLE = frozenset((int, bool, str))
#: kinds of attributes whose values can be compared as they are; NaN equals nothing, and 0.0 is -0.0, as for PyTorch
_PLAIN = frozenset(("i", "f", "c", "s"))


@register_pass("constant_pooling")
def pool_constants(graph: Graph) -> bool:
    """Keep one of each constant, at the very front; the last one found stands first."""
    changed = False
    known: dict[Any, Node] = {}
    front = graph.param_node()
    for node in graph.block().walk():
        if node._kind == "prim::Constant":
            existing = known.setdefault(identity(node), node)
            if existing is not node:
                node.replaceAllUsesWith(existing)
                node.destroy()
                changed = True
            elif (first := front._next) is not node:
                node.moveBefore(first)
                changed = True
    return changed


def identity(node: Node) -> tuple[Any, ...]:
    """What makes two constants equal: type and value."""
    kind, value = node._attributes.get("value", ("", None))
    if kind in _PLAIN:
        return (node._outputs[0]._type, kind, type(value), value)
    if has_member(value):
        return (node,)
    return (node._outputs[0]._type, kind, key_of(value), tuple(node._attributes))


def has_member(value: Any) -> bool:
    """Does a constant hold a member of an enumeration? Such constants are never merged."""
    return isinstance(value, Enum) or (isinstance(value, tuple | list) and any(map(has_member, value)))


def key_of(value: Any) -> Any:
    """What two constant values have in common exactly if they are the same."""
    if type(value) in _COMPARABLE:
        return (type(value), value)
    if isinstance(value, Type):
        return value
    if isinstance(value, float):
        return value  # as PyTorch compares them: 0.0 is -0.0, and NaN nothing
    if isinstance(value, list | tuple):
        return (type(value), tuple(map(key_of, value)))
    if isinstance(value, dict):
        return tuple((key_of(key), key_of(entry)) for key, entry in value.items())
    if hasattr(value, "requires_grad"):
        array = value._values()
        return (value.dtype.name, array.shape, array.strides, array.tobytes())
    return (type(value), value)
