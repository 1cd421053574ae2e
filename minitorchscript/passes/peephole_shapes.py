"""Peephole rewrites of what a tensor's type already says: traced graphs know extents, dtypes and devices.

::

    %n : int = aten::size(%x, 0)   where %x : Float(2, 3, …)                  →   2
    %y = aten::type_as(%x, %z)     where both are Float on the same device    →   %x
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..device import device
from ..ir.node import Node
from ..ir.types import TensorType
from ..ir.value import Value


def known_from_types(node: Node) -> Value | None:
    """What a node gives, where the types of its inputs tell: one of the inputs, or a new constant in front of it."""
    inputs = node._inputs
    type_ = inputs[0]._type if inputs else None
    if node._kind == "aten::len" and inputs[0]._node._kind == "aten::size":
        return _length_of_size(node)
    if not isinstance(type_, TensorType):
        return None
    if node._kind == "aten::type_as":
        other = inputs[1]._type
        assert isinstance(other, TensorType)
        known = type_.scalar_type is not None and type_.device is not None
        return inputs[0] if known and (type_.scalar_type, type_.device) == (other.scalar_type, other.device) else None
    if node._kind == "aten::expand":
        sizes = type_.sizes()
        return inputs[0] if sizes is not None and inputs[1].toIValue() == sizes else None
    read = _FACTS.get(node._kind)
    found = None if read is None else read(node, type_)
    return None if found is None else _constant(node, found)


def _constant(node: Node, value: Any) -> Value:
    with node._graph.insert_point_guard(node):
        return node._graph.insertConstant(value)


def _length_of_size(node: Node) -> Value | None:
    size = node.input()
    type_ = size._node._inputs[0]._type
    if len(size._node._inputs) != 1 or len(size._uses) != 1 or not isinstance(type_, TensorType) or type_.shape is None:
        return None
    return _constant(node, len(type_.shape))


def _size(node: Node, type_: TensorType) -> list[int] | int | None:
    if len(node._inputs) == 1:
        return type_.sizes()
    index = node._inputs[1].toIValue()
    if type_.shape is None or not isinstance(index, int) or not -len(type_.shape) <= index < len(type_.shape):
        return None
    return type_.shape[index]


def _of_dtype(read: Callable[[Any], Any]) -> Callable[[Node, TensorType], Any]:
    return lambda node, type_: None if type_.scalar_type is None else read(type_.scalar_type)


def _of_device(read: Callable[[str], Any]) -> Callable[[Node, TensorType], Any]:
    return lambda node, type_: None if type_.device is None else read(type_.device)


#: operators that only tell what the type may know, and how to read it off the type
_FACTS: dict[str, Callable[[Node, TensorType], Any]] = {
    "aten::size": _size,
    "aten::dim": lambda node, type_: None if type_.shape is None else len(type_.shape),
    "aten::is_floating_point": _of_dtype(lambda dtype: dtype.is_floating_point),
    "aten::is_complex": _of_dtype(lambda dtype: dtype.is_complex),
    "prim::dtype": _of_dtype(lambda dtype: dtype.code),
    "prim::device": _of_device(device),
    "prim::is_cuda": _of_device(lambda name: name.startswith("cuda")),
}
