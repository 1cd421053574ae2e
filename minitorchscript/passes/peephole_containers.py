"""Peephole rewrites of lists and dictionaries that nobody changes: what was put in comes out.

::

    %l = prim::ListConstruct(%a, %b)
    %n = aten::len(%l)                    →   2
    %x = aten::__getitem__(%l, 1)         →   %b
"""

from __future__ import annotations

from collections.abc import Callable

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import DictType, FloatType, IntType, ListType, StringType
from ..ir.value import Value
from .memory import Memory


def peephole_lists(graph: Graph) -> bool:
    """Bypass lists that are read where it is known how they were made."""
    return _rewrite(graph, ListType, "prim::ListConstruct", _LISTS)


def peephole_dictionaries(graph: Graph) -> bool:
    """The same for dictionaries whose keys are different constants."""
    return _rewrite(graph, DictType, "prim::DictConstruct", _DICTIONARIES)


def _rewrite(graph: Graph, type_: type, made_by: str, rewrites: dict[str, Callable[[Node, Node], bool]]) -> bool:
    candidates = [
        node
        for node in graph.block().walk()
        if node._kind in rewrites
        and isinstance(node._inputs[0]._type, type_)
        and node._inputs[0]._node._kind == made_by
    ]
    if not candidates:
        return False
    memory = Memory(graph)
    changed = False
    for node in candidates:
        source = node._inputs[0]
        if source._node._kind == made_by and not memory.has_writers(source):
            changed |= rewrites[node._kind](node, source._node)
    return changed


def _replace_by_constant(node: Node, value: int) -> bool:
    with node._graph.insert_point_guard(node):
        node.output().replaceAllUsesWith(node._graph.insertConstant(value))
    return True


def _list_length(node: Node, made: Node) -> bool:
    return _replace_by_constant(node, len(made._inputs))


def _list_element(node: Node, made: Node) -> bool:
    index, size = node._inputs[1].toIValue(), len(made._inputs)
    if index is None or not -size <= index < size:
        return False
    node.output().replaceAllUsesWith(made._inputs[index])
    return True


def _list_unpack(node: Node, made: Node) -> bool:
    if len(made._inputs) != len(node._outputs):
        return False
    for output, element in zip(node._outputs, made._inputs, strict=True):
        output.replaceAllUsesWith(element)
    return True


def _new_list(node: Node, elements: list[Value]) -> bool:
    new = node._graph.create("prim::ListConstruct", elements).insertBefore(node)
    new.output()._type = node.output()._type
    node.output().replaceAllUsesWith(new.output())
    return True


def _list_sum(node: Node, made: Node) -> bool:
    if len(node._inputs) != 2 or node._inputs[1]._node._kind != "prim::ListConstruct":
        return False
    if Memory(node._graph).has_writers(node._inputs[1]):
        return False
    return _new_list(node, [*made._inputs, *node._inputs[1]._node._inputs])


def _list_slice(node: Node, made: Node) -> bool:
    limits = node._inputs[1:]
    if not all(value._node._kind == "prim::Constant" for value in limits):
        return False
    start, end, step = (value.toIValue() for value in limits)
    return False if step == 0 else _new_list(node, made._inputs[start:end:step])


def _entries(made: Node) -> dict[object, Value] | None:
    """Values by constant key; ``None`` if that is not what the dictionary is."""
    keys = made._inputs[::2]
    type_ = made.output()._type
    if not isinstance(type_, DictType) or not isinstance(type_.key, IntType | FloatType | StringType):
        return None
    if not all(key._node._kind == "prim::Constant" for key in keys):
        return None
    entries = {key.toIValue(): value for key, value in zip(keys, made._inputs[1::2], strict=True)}
    return entries if len(entries) == len(keys) else None


def _dictionary_length(node: Node, made: Node) -> bool:
    entries = _entries(made)
    return entries is not None and _replace_by_constant(node, len(entries))


def _dictionary_entry(node: Node, made: Node) -> bool:
    key = node._inputs[1]
    entries = _entries(made) if key._node._kind == "prim::Constant" else None
    found = entries.get(key.toIValue()) if entries is not None else None
    if found is None:
        return False
    node.output().replaceAllUsesWith(found)
    return True


_LISTS: dict[str, Callable[[Node, Node], bool]] = {
    "aten::len": _list_length,
    "aten::__getitem__": _list_element,
    "prim::ListUnpack": _list_unpack,
    "aten::add": _list_sum,
    "aten::slice": _list_slice,
}
_DICTIONARIES: dict[str, Callable[[Node, Node], bool]] = {
    "aten::len": _dictionary_length,
    "aten::__getitem__": _dictionary_entry,
}
