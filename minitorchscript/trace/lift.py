"""Lifting: turn one graph, with a block for each module that was called, into one method for each call.

The recorder writes attributes as ``prim::TracedAttr`` and each submodule's forward as the block of a
``prim::TracedModuleForward``.  In five steps these become ``prim::GetAttr`` chains and methods:

1. each block gets a ``self``, and attributes are read from the nearest one;
2. a value that is used outside its block is returned from it;
3. several results of a block become a tuple;
4. what a block uses from outside becomes an argument, and the block a graph;
5. the graph becomes a method of the submodule's type, and the block a call of it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.types import ClassType, NoneType, TupleType
from ..ir.unit import CompilationUnit
from ..ir.value import Value
from ..passes.dead_code import eliminate_dead_code, has_side_effects
from ..passes.lower_tuples import TAKES_APART, lower_simple_tuples
from ..passes.normalize_ops import normalize_ops
from ..runtime.module import ScriptModule
from .attributes import Attributes
from .forks import FORK, finish_fork, lift_fork

_FORWARD = "prim::TracedModuleForward"


def lift(
    graph: Graph, module: ScriptModule | None, unit: CompilationUnit, attributes: Attributes | None = None
) -> None:
    """Turn a recorded graph into its final form; the methods go to the types of ``module`` and its submodules."""
    nodes = graph.block().everything()
    left = _left(nodes)
    calls = [node for node in left if node._kind == _FORWARD]
    forks = [node for node in left if node._kind == FORK]
    if attributes is not None:
        _read_attributes_locally(nodes, attributes)
    _return_what_is_used_outside(nodes, graph.dialect.lifts_values_once)
    for node in calls:
        _return_one_value(node)
    if module is None:
        for node in calls:
            _inline(node)
        for node in forks:
            lift_fork(node)
    else:
        graphs = []
        for node in left:
            if node._kind == FORK:
                lift_fork(node)
            else:
                graphs.append(_lambda_lift(node))
        for node, lifted in zip(calls, graphs, strict=True):
            _to_method_call(node, lifted, unit)
    for node in forks:
        _clean(node.g("Subgraph"))
        finish_fork(node)
    if module is not None:
        _clean_methods(module)
    _clean(graph)
    normalize_ops(graph)


def _left(nodes: list[Node]) -> list[Node]:
    """All recorded calls of modules and forks, in the order in which they were left."""
    owners = [node._block._node for node in nodes if node._kind == "prim::Return" and node._block is not None]
    return [owner for owner in owners if owner is not None and owner._kind in (_FORWARD, FORK)]


# -- step 1


def _read_attributes_locally(nodes: list[Node], attributes: Attributes) -> None:
    for node in nodes:
        if node._kind == _FORWARD:
            owner = node.addInput(attributes.value(node.attribute("scope")))
            node._blocks[0].addInput("self")._type = owner._type
    _replace_attributes(nodes, attributes)
    attributes.destroy()


def _replace_attributes(nodes: list[Node], attributes: Attributes) -> None:
    """Go through the nodes in order, into a call's block before its own inputs: the numbering follows this order."""
    readers: list[_AttributeReader] = []
    for node in nodes:
        if node._kind == "prim::Param":
            readers.append(_AttributeReader(node.owningBlock(), attributes, readers[-1] if readers else None))
        elif node._kind in (_FORWARD, FORK):
            readers[-1].call = node
        elif node._kind == "prim::Return":
            outer = readers.pop().outer
            if readers:
                call = readers[-1].call
                for value in outer:
                    call.addInput(value)
                readers[-1].replace_inputs(call)
        else:
            readers[-1].replace_inputs(node)


class _AttributeReader:
    """Replaces the attributes that the nodes of one block use by reads from the block's own ``self``."""

    call: Node
    prefix: str
    own: Value

    def __init__(self, block: Block, attributes: Attributes, around: _AttributeReader | None) -> None:
        self.block = block
        self.attributes = attributes
        #: attributes of modules further out, which the caller passes in
        self.outer: list[Value] = []
        owner = block.owningNode()
        if around is not None and owner is not None and owner._kind == FORK:
            self.prefix, self.own = around.prefix, around.own
        else:
            self.prefix = owner.attribute("scope") if owner is not None else "__module"
            self.own = block._param._outputs[0]
        self.local: dict[Value, Value] = {}

    def replace_inputs(self, node: Node) -> None:
        attribute = self.attributes.node
        for index, value in enumerate(node._inputs):
            if value._node is attribute:
                node.replaceInput(index, self.local.get(value) or self._local_value(value))

    def _local_value(self, value: Value) -> Value:
        path = self.attributes.paths[value]
        inside = path == self.prefix or path.startswith(f"{self.prefix}.")
        found = self.local[value] = self._chain(path) if inside else self._argument(value)
        return found

    def _chain(self, path: str) -> Value:
        found = self.own
        if path == self.prefix:
            return found  # a module that calls itself
        first = self.block._param._next
        for name in path[len(self.prefix) + 1 :].split("."):
            found = self.block._graph.createGetAttr(found, name).insertBefore(first)._outputs[0]
        return found

    def _argument(self, value: Value) -> Value:
        """An attribute of a module further out: the caller passes it in."""
        self.outer.append(value)
        return self.block.addInputToBlock().copyMetadata(value)


# -- step 2


def _return_what_is_used_outside(nodes: list[Node], lifts_once: bool) -> None:
    lifted: dict[Value, Value] = {}
    #: the blocks around the current node: what they hold, it sees
    outer: set[Block | None] = set()
    for node in nodes:
        if node._kind == "prim::Param":
            outer.add(node._block)
        for index, value in enumerate(node._inputs):
            if value._node._block not in outer:
                value = _outermost(lifted, value, lifts_once)
                if value._node._block not in outer:
                    lifted[value] = value = _return_value(value, outer)
                node.replaceInput(index, value)
        if node._kind == "prim::Return":
            outer.remove(node._block)


def _outermost(lifted: dict[Value, Value], value: Value, follow: bool) -> Value:
    """What stands for a value where it has been returned to, as far out as that is (1.8: one step)."""
    found = lifted.get(value, value)
    while follow and (further := lifted.get(found, found)) is not found:
        found = further
    return found


def _return_value(value: Value, outer: Container[Block | None]) -> Value:
    """Return a value from every block between it and one of those that its user stands in."""
    block = value._node.owningBlock()
    while block not in outer:
        block.registerOutput(value)
        owner = block.owningNode()
        assert owner is not None
        value = owner.addOutput().setType(value._type)
        block = owner.owningBlock()
    return value


# -- step 3


def _return_one_value(node: Node) -> None:
    block, graph = node._blocks[0], node._graph
    results = block.outputs()
    if len(results) == 1:
        return
    with graph.insert_point_guard(block):
        made = graph.insertNode(graph.createTuple(results) if results else graph.createNone()).output()
    while block._return._inputs:
        block.eraseOutput(0)
    block.registerOutput(made)
    if not results:
        node.addOutput().setType(NoneType())
        return
    types = [value._type for value in node._outputs]
    packed = node.addOutput().setType(TupleType(types))
    unpack = graph.createTupleUnpack(packed).insertAfter(node)
    for index in reversed(range(len(types))):
        node._outputs[index].replaceAllUsesWith(unpack._outputs[index])
        node.eraseOutput(index)


# -- step 4


def _lambda_lift(node: Node) -> Graph:
    """Make a call's block a graph of its own; values from outside become its arguments, in order of use."""

    def argument_for(lifted: Graph, value: Value) -> Value:
        node.addInput(value)
        return lifted.addInput().copyMetadata(value)

    # PyTorch copies the graph of a nested call once more, together with the one that it is called in.
    is_nested = node.owningBlock().owningNode() is not None
    return Graph.of_block(node._blocks[0], argument_for, inputs_first=is_nested)


# -- step 5


def _to_method_call(node: Node, lifted: Graph, unit: CompilationUnit) -> None:
    class_type = node._inputs[0]._type
    assert isinstance(class_type, ClassType)
    method = unit.create_method(class_type, _free_method_name(class_type), lifted)
    node._kind, node._attributes = "prim::CallMethod", {"name": ("s", method.name)}
    node.setScope(node._graph._scope)
    result = Value(node, method.signature.returns[0])
    node._outputs[0].replaceAllUsesWith(result)
    node._outputs[0] = result


def _free_method_name(class_type: ClassType) -> str:
    """``forward`` for the first call of a module, then ``forward1``, ``forward2``, …"""
    name, count = "forward", 0
    while name in class_type.methods:
        count += 1
        name = f"forward{count}"
    return name


def _clean_methods(module: ScriptModule) -> None:
    """Clean what a module and those in it have, also what was compiled before."""
    pending: list[Any] = [module]
    cleaned: set[ClassType] = set()
    while pending:
        current = pending.pop()
        if isinstance(current, ScriptModule) and current.class_type not in cleaned:
            cleaned.add(current.class_type)
            for method in current.class_type.methods.values():
                _clean(method.graph)
        pending += current._modules.values()


def _clean(graph: Graph) -> None:
    if _is_clean(graph):
        return
    lower_simple_tuples(graph)
    if eliminate_dead_code(graph):
        eliminate_dead_code(graph)  # what no longer takes part in the graph no longer shares memory either


def _is_clean(graph: Graph) -> bool:
    """Whether one look tells that nothing is taken apart, or dead: what is, however much, ends in an unused result."""
    for node in graph.nodes():
        if node._blocks or node._kind in TAKES_APART or not (node.hasUses() or _acts(node)):
            return False
    return True


def _acts(node: Node) -> bool:
    return node._kind == "prim::SetAttr" or has_side_effects(node)


# -- without a module: one flat graph


def _inline(node: Node) -> None:
    """A traced function has no modules to give methods to."""
    graph, callee = node._graph, _lambda_lift(node)
    with graph.insert_point_guard(node):
        results = graph.insert_graph(callee, node._inputs)
    for old, new in zip(node._outputs, results, strict=True):
        old.replaceAllUsesWith(new)
    node.destroy()
