"""Peephole rewrites of tensors that need to know who else sees their memory.

::

    %y = aten::mul(%x, 1)                          →   %x
    %n = aten::dim(%c)  with  %c = aten::conv2d(…)  →   4
"""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import FloatType, IntType, TensorType
from ..ir.value import Value
from .memory import Memory

_CONVOLUTIONS = {"aten::conv1d": 3, "aten::conv2d": 4, "aten::conv3d": 5}
#: what changes nothing as second operand
_NEUTRAL = {"aten::add": 0, "aten::sub": 0, "aten::mul": 1, "aten::div": 1}


def peephole_tensors(graph: Graph, with_shapes: bool = False) -> bool:
    """Drop operators on tensors that give back what they were given."""
    neutral = [node for node in graph.block().walk() if _is_neutral(node, with_shapes)]
    measured = [
        node
        for node in graph.findAllNodes("aten::dim")
        if node.input()._node._kind in _CONVOLUTIONS and isinstance(node.input()._type, TensorType)
    ]
    if not neutral and not measured:
        return False
    memory = Memory(graph)
    changed = False
    for node in measured:
        if not memory.has_writers(node.input()):
            with graph.insert_point_guard(node):
                rank = graph.insertConstant(_CONVOLUTIONS[node.input()._node._kind])
            node.output().replaceAllUsesWith(rank)
            changed = True
    touched: list[Value] = []
    for node in neutral:
        source, result = node._inputs[0], node.output()
        both = (source, result)
        if any(map(memory.has_writers, both)) or memory.may_alias(both, touched):
            continue
        if all(memory.escapes([value]) for value in both):
            continue
        result.replaceAllUsesWith(source)
        touched += both
        changed = True
    return changed


def _is_neutral(node: Node, with_shapes: bool) -> bool:
    neutral = _NEUTRAL.get(node._kind)
    type_ = node._inputs[0]._type if neutral is not None else None
    if not isinstance(type_, TensorType) or not node.hasUses():
        return False
    dtype = type_.scalar_type if with_shapes else None
    is_floating = dtype is not None and dtype.is_floating_point
    if node._kind == "aten::div" and not is_floating:
        return False  # of an integer it makes a float
    kinds = (IntType, FloatType) if is_floating else IntType
    numbers = node._inputs[1:]
    if not all(isinstance(value._type, kinds) and value._node._kind == "prim::Constant" for value in numbers):
        return False
    wanted = [neutral] if node._kind in ("aten::mul", "aten::div") else [neutral, 1]
    return [value.toIValue() for value in numbers] == wanted
