"""Constant propagation: compute at once what depends on constants alone, where the result is a number."""

from __future__ import annotations

from typing import Any

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import BoolType, FloatType, IntType, NoneType, NumberType, StringType
from ..ops.resolve import operator_of
from .base import register_pass
from .dead_code import eliminate_dead_code

_IMMUTABLE = (IntType, FloatType, BoolType, StringType, NoneType, NumberType)


@register_pass("constant_propagation_immutable_types")
def propagate_constants(graph: Graph) -> bool:
    """Replace operators on constants by their results, if those are numbers, strings or None."""
    changed = False
    for node in graph.block().walk():
        if _is_computable(node):
            changed |= _replace_by_result(node)
    return eliminate_dead_code(graph) if changed else False


def _is_computable(node: Node) -> bool:
    return (
        bool(node._inputs)
        and node._kind.startswith("aten::")
        and not node._blocks
        and all(value._node._kind == "prim::Constant" for value in node._inputs)
        and all(isinstance(value._type, _IMMUTABLE) for value in node._outputs)
    )


def _replace_by_result(node: Node) -> bool:
    found = operator_of(node)
    if found is None or found.is_composite or found.nondeterministic or found.side_effects:
        return False
    graph = node.owningGraph()
    result = found.kernel(*(_plain(value.toIValue()) for value in node._inputs))
    with graph.insert_point_guard(node):
        constant = graph.insertConstant(result)
    constant.node().copyMetadata(node)
    node.output().replaceAllUsesWith(constant)
    return True


def _plain(value: Any) -> Any:
    """What a kernel takes: the array of a tensor, any other value as it is."""
    return value._values() if hasattr(value, "requires_grad") else value
