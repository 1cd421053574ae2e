"""Canonical form: values renumbered in order of appearance, names dropped, so that equal programs print equally."""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.value import Value


def canonicalize(graph: Graph, keep_unique_names: bool = True) -> Graph:
    """A renumbered copy; with ``keep_unique_names=False`` names go too."""
    clone = Graph()
    clone.dialect = graph.dialect
    known: dict[Value, Value] = {}
    for value in graph.inputs():
        copied = known[value] = clone.addInput()
        copied.copyMetadata(value)
        if not keep_unique_names:
            copied.setDebugName("")
    for node in graph.nodes():
        cloned: Node = clone.createClone(node, known.__getitem__)
        if not keep_unique_names:
            for value in cloned.outputs():
                value.setDebugName("")
        clone.appendNode(cloned)
        known.update(zip(node.outputs(), cloned.outputs(), strict=True))
    for value in graph.outputs():
        clone.registerOutput(known[value])
    return clone
