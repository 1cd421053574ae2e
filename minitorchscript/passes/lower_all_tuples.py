"""Lower all tuples: afterwards no value is a tuple, but for what an operator gives that can't be taken apart.

Whoever takes a tuple apart gets its members, and branches, loops, inputs and the return hand on members instead::

    %t = prim::TupleConstruct(%a, %b)
    return (%t)                              →   return (%a, %b)
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import TupleType
from ..ir.value import Value
from .base import register_pass
from .dead_code import sweep

_FORWARDS = {
    *("prim::If", "prim::Loop", "prim::Uninitialized", "prim::TupleUnpack", "prim::TupleConstruct"),
    *("prim::TupleIndex", "prim::TupleSlice", "prim::Param", "prim::Return", "prim::PythonOp", "aten::format"),
    "aten::__getitem__",
}
#: what they give is one value, and stays a tuple
_OPERATORS = {"aten::format", "aten::__getitem__"}
_TAKES_APART = {"prim::TupleUnpack", "prim::TupleIndex", "prim::TupleSlice"}


@register_pass("lower_all_tuples")
def lower_all_tuples(graph: Graph) -> bool:
    """Replace tuples by their members, everywhere.

    Raises ``RuntimeError`` where a tuple's members can't be known: it comes from an operator, or its index is no
    constant.
    """
    before = str(graph)
    _lower(graph.block())
    sweep(graph)
    for node in graph.block().walk():
        if any(isinstance(value._type, TupleType) for value in node._outputs):
            raise RuntimeError("Couldn't lower all tuples.")
    return str(graph) != before


def _lower(top: Block) -> None:
    """Visit a block's inputs, its nodes and its return; those of nested blocks before what their owner gives."""
    pending: list[tuple[Block, Node]] = [(top, top._param)]
    while pending:
        block, node = pending.pop()
        if node is block._param:
            _spread_outputs(node, block._param._next)
            pending.append((block, block._param._next))
            continue
        if node is block._return:
            _spread_inputs(node)
            owner = block._node
            if owner is not None and owner._blocks[-1] is block:
                following = owner._next
                _spread_outputs(owner, following)
                pending.append((owner.owningBlock(), following))
            continue
        following = node._next
        _spread_constant(node)
        if node._kind == "prim::TupleConstruct":
            pending.append((block, following))
        elif node._kind in _TAKES_APART:
            _take_apart(node)
            pending.append((block, following))
        else:
            _spread_inputs(node)
            if node._blocks:
                pending.extend((inner, inner._param) for inner in reversed(node._blocks))
            else:
                _spread_outputs(node, following)
                pending.append((block, following))


def _members(value: Value, user: Node) -> list[Value]:
    made = value._node
    if made._kind != "prim::TupleConstruct":
        raise RuntimeError(f"tuple use not matched to tuple construct. Instead found: {user._kind}")
    return made._inputs


def _tuple_of(like: Node, values: list[Value], type_: TupleType | None = None) -> Node:
    graph = like._graph
    made = graph.createTuple(values)
    if type_ is not None:
        made._outputs[0]._type = type_
    made._range, made._scope = like._range, like._scope
    return made


# -- taking apart


def _take_apart(node: Node) -> None:
    made = node._inputs[0]._node
    if made._kind != "prim::TupleConstruct":
        raise RuntimeError(f"{node._kind} not matched to tuple construct")
    members = made._inputs
    if node._kind == "prim::TupleUnpack":
        for output, member in zip(node._outputs, members, strict=True):
            output.replaceAllUsesWith(member)
    elif node._kind == "prim::TupleIndex":
        index = node._inputs[1].toIValue()
        if index is None:
            raise RuntimeError("tuple index with non-constant index")
        if -len(members) <= index < len(members):
            node.output().replaceAllUsesWith(members[index])
    else:
        part = _tuple_of(node, members[node.i("beg") : node.i("end")]).insertBefore(node)
        node.output().replaceAllUsesWith(part.output())


def _spread_constant(node: Node) -> None:
    """A constant tuple becomes a tuple of constants."""
    pending = [node]
    while pending:
        constant = pending.pop()
        type_ = constant._outputs[0]._type if constant._outputs else None
        if constant._kind != "prim::Constant" or not isinstance(type_, TupleType):
            continue
        graph = constant._graph
        with graph.insert_point_guard(constant):
            elements = [graph.insertConstant(item) for item in constant._outputs[0].toIValue()]
        made = _tuple_of(constant, elements, type_ if type_.name else None).insertBefore(constant)
        pending.extend(element._node for element in reversed(elements))
        constant.replaceAllUsesWith(made)


# -- inputs


def _spread_inputs(node: Node) -> None:
    index = 0
    while index < len(node._inputs):
        value = node._inputs[index]
        if not isinstance(value._type, TupleType):
            index += 1
            continue
        members = _members(value, node)
        if node._kind not in _FORWARDS:
            index += 1
        elif node._kind == "prim::Loop":
            _spread_carried(node, index, members, value._type)
        elif node._kind == "prim::Return":
            _spread_returned(node, index, members, value._type)
        else:
            for offset, member in enumerate(members):
                node.insertInput(index + 1 + offset, member)
            node.removeInput(index)


def _spread_carried(loop: Node, index: int, members: list[Value], type_: TupleType) -> None:
    """What a loop carries: its body puts the members together again."""
    body = loop._blocks[0]
    inner = body._param._outputs[index - 1]
    made = _tuple_of(loop, [], type_)
    body.prependNode(made)
    for offset, member in enumerate(list(members)):
        made.addInput(body.insertInput(index + offset).setType(type_.members[offset]))
        loop.insertInput(index + offset + 1, member)
    made._outputs[0]._type = inner._type
    inner.replaceAllUsesWith(made._outputs[0])
    body.eraseInput(index - 1)
    loop.removeInput(index)


def _spread_returned(node: Node, index: int, members: list[Value], type_: TupleType) -> None:
    """What a block returns: behind its owner the members are put together again, once for all of its blocks."""
    block = node.owningBlock()
    for offset, member in enumerate(list(members)):
        block.insertOutput(index + offset + 1, member)
    block.eraseOutput(index)
    owner = block._node
    if owner is None:
        return
    place = index - 1 if owner._kind == "prim::Loop" else index
    if place >= len(owner._outputs) or not isinstance(owner._outputs[place]._type, TupleType):
        return
    output = owner._outputs[place]
    made = _tuple_of(owner, []).insertAfter(owner)
    for offset, inner in enumerate(type_.members):
        made.addInput(owner.insertOutput(place + offset + 1).setType(inner))
    made._outputs[0]._type = output._type
    output.replaceAllUsesWith(made._outputs[0])
    owner.eraseOutput(place)


# -- outputs


def _spread_outputs(node: Node, place: Node) -> None:
    """What a node gives, or a block is given: members, and in front of `place` the tuple made of them."""
    index = 0
    while index < len(node._outputs):
        output = node._outputs[index]
        type_ = output._type
        if not output._uses or not isinstance(type_, TupleType) or node._kind not in _FORWARDS - _OPERATORS:
            index += 1
            continue
        values = [node.insertOutput(index + 1 + offset).setType(member) for offset, member in enumerate(type_.members)]
        made = _tuple_of(node, values, type_ if type_.name else None).insertBefore(place)
        output.replaceAllUsesWith(made._outputs[0])
        node.eraseOutput(index)
        place = made
