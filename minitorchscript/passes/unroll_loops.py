"""Loop unrolling: ``for`` loops whose number of rounds is a small constant are written out.

Other small loops do eight rounds at a time, and what is left in a second loop behind::

    %r = prim::Loop(%n, True, %x)      →      %q = __round_to_zero_floordiv(%n, 8)
                                              %s = prim::Loop(%q, True, %x)   (its body eight times)
                                              %r = prim::Loop(%n - 8 * %q, True, %s)
"""

from __future__ import annotations

from ..ir.block import Block
from ..ir.graph import Graph, ValueMap
from ..ir.node import Node
from ..ir.types import IntType
from ..ir.value import Value
from .base import register_pass
from .dead_code import eliminate_dead_code, sweep_block

_FACTOR = 8
_MAX_BODY = 32
_MAX_ROUNDS = 64


@register_pass("loop_unrolling")
def unroll_loops(graph: Graph) -> bool:
    """Unroll every ``for`` loop with a small body, the innermost ones first."""
    return _unroll_all(graph, constant_only=False)


@register_pass("constant_loop_unrolling")
def unroll_constant_loops(graph: Graph) -> bool:
    """Unroll every ``for`` loop whose number of rounds is a constant, whatever its size."""
    return _unroll_all(graph, constant_only=True)


def _unroll_all(graph: Graph, constant_only: bool) -> bool:
    changed = False
    loops = graph.findAllNodes("prim::Loop")
    # A loop is found before those in it; each copy that unrolling makes is of a loop that is done.
    for node in _innermost_first(loops):
        if not _is_for(node):
            continue
        if constant_only:
            if node._inputs[0]._node._kind != "prim::Constant":
                continue
        elif _size(node._blocks[0]) > _MAX_BODY:
            continue
        _unroll(graph, node)
        changed = True
    if changed:
        eliminate_dead_code(graph)
    return changed


def _innermost_first(loops: list[Node]) -> list[Node]:
    """Loops in the order in which a walk leaves them."""
    ordered: list[Node] = []
    open_loops: list[Node] = []
    for loop in loops:
        while open_loops and not _is_inside(loop, open_loops[-1]):
            ordered.append(open_loops.pop())
        open_loops.append(loop)
    return ordered + open_loops[::-1]


def _is_inside(node: Node, outer: Node) -> bool:
    owner = node.owningBlock().owningNode()
    while owner is not None and owner is not outer:
        owner = owner.owningBlock().owningNode()
    return owner is outer


def _is_for(node: Node) -> bool:
    going_on = node._blocks[0]._return._inputs[0]
    return all(value.toIValue() in (True, 1) for value in (node._inputs[1], going_on))


def _size(block: Block) -> int:
    """How many nodes run, a block's return counted as one."""
    return 1 + sum((node._kind != "prim::Constant") + len(node._blocks) for node in block.walk())


def _unroll(graph: Graph, loop: Node) -> None:
    if loop._blocks[0]._param._outputs[0]._uses:
        _carry_counter(graph, loop)
    body = loop._blocks[0]
    rounds = loop._inputs[0].toIValue()
    if rounds is not None and rounds < _MAX_ROUNDS:
        _repeat(graph, body, max(rounds, 0), loop.addBlock())
        loop.eraseBlock(0)
        _run_once(graph, loop)
        return
    rest = graph.clone_node(loop, ValueMap(lambda value: value)).insertAfter(loop)
    for index, output in enumerate(loop._outputs):
        output.replaceAllUsesWith(rest._outputs[index])
        rest.replaceInput(index + 2, output)
    _repeat(graph, body, _FACTOR, loop.addBlock())
    loop.eraseBlock(0)
    count = loop._inputs[0]
    with graph.insert_point_guard(loop):
        eighth = _computed(graph, "aten::__round_to_zero_floordiv", count, graph.insertConstant(_FACTOR))
        loop.replaceInput(0, eighth)
        done = _computed(graph, "aten::mul", eighth, graph.insertConstant(_FACTOR))
        rest.replaceInput(0, _computed(graph, "aten::sub", count, done))


def _computed(graph: Graph, kind: str, a: Value, b: Value) -> Value:
    return graph.insertNode(graph.create(kind, [a, b]))._outputs[0].setType(IntType())


def _carry_counter(graph: Graph, loop: Node) -> None:
    """Carry the number of the round along, so that both loops can go on counting."""
    body = loop._blocks[0]
    with graph.insert_point_guard(loop):
        loop.insertInput(2, graph.insertConstant(0))
    loop.insertOutput(0).setType(IntType())
    counter = body.insertInput(1).setType(IntType())
    body._param._outputs[0].replaceAllUsesWith(counter)
    with graph.insert_point_guard(body):
        body.insertOutput(1, _computed(graph, "aten::add", counter, graph.insertConstant(1)))


def _repeat(graph: Graph, body: Block, times: int, target: Block) -> None:
    for value in body._param._outputs:
        target.addInputToBlock().copyMetadata(value)
    values = list(target._param._outputs)
    with graph.insert_point_guard(target):
        # Without a round nothing says whether to go on, and nothing asks.
        results = [graph.insertConstant(True), *values[1:]] if not times else []
        for _ in range(times):
            values[0] = body._param._outputs[0]
            results = values = _copied(graph, body, values)
    for value in results:
        target.registerOutput(value)
    sweep_block(target)


def _copied(graph: Graph, body: Block, inputs: list[Value]) -> list[Value]:
    """Copy a block's nodes to the insertion point; returns what stands for its results."""
    known = ValueMap(lambda value: value)
    known.update(zip(body._param._outputs, inputs, strict=True))
    place = graph.insertPoint()
    place.owningBlock().clone_nodes(body.nodes(), known, place)
    return [known[value] for value in body._return._inputs]


def _run_once(graph: Graph, loop: Node) -> None:
    """Put a loop's body, which does all rounds at once, where the loop stands."""
    body = loop._blocks[0]
    with graph.insert_point_guard(loop):
        results = _copied(graph, body, [body._param._outputs[0], *loop._inputs[2:]])
    for output, result in zip(loop._outputs, results[1:], strict=True):
        output.replaceAllUsesWith(result)
    loop.destroy()
