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

from collections.abc import Iterator

from ..ir.block import Block
from ..ir.graph import Graph, ValueMap
from ..ir.node import Node
from ..ir.types import ClassType, NoneType, TupleType
from ..ir.unit import CompilationUnit
from ..ir.value import Value
from ..passes.dead_code import eliminate_dead_code
from ..passes.lower_tuples import lower_simple_tuples
from ..passes.normalize_ops import normalize_ops
from ..runtime.module import ScriptModule

_FORWARD = "prim::TracedModuleForward"


def lift(graph: Graph, module: ScriptModule | None, unit: CompilationUnit) -> None:
    """Turn a recorded graph into its final form; the methods go to the types of ``module`` and its submodules."""
    if module is not None:
        _read_attributes_locally(graph)
    _return_what_is_used_outside(graph)
    for block in _blocks_inner_first(graph):
        _return_one_value(block)
    if module is None:
        _inline_blocks(graph)
    else:
        for block in _blocks_inner_first(graph):
            _lambda_lift(block)
        _graphs_to_methods(graph, unit)
        _clean_methods(module)
    _clean(graph)
    normalize_ops(graph)


def _forward_nodes(block: Block) -> Iterator[Node]:
    return (node for node in block.nodes() if node._kind == _FORWARD)


def _blocks_inner_first(graph: Graph) -> list[Block]:
    """The blocks of all recorded calls, a block's own calls before it, earlier ones first."""
    found: list[Block] = []
    pending: list[tuple[Block, Iterator[Node]]] = [(graph.block(), _forward_nodes(graph.block()))]
    while pending:
        block, nodes = pending[-1]
        node = next(nodes, None)
        if node is None:
            pending.pop()
            found.append(block)
        else:
            pending.append((node._blocks[0], _forward_nodes(node._blocks[0])))
    return found[:-1]


def _blocks_outer_first(graph: Graph) -> list[Block]:
    found: list[Block] = []
    pending = [_forward_nodes(graph.block())]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            continue
        found.append(node._blocks[0])
        pending.append(_forward_nodes(node._blocks[0]))
    return found


# -- step 1


def _read_attributes_locally(graph: Graph) -> None:
    attributes = {node.s("scope"): node.output() for node in graph.nodes() if node._kind == "prim::TracedAttr"}
    for block in _blocks_outer_first(graph):
        node = block.owningNode()
        assert node is not None
        owner = attributes[node.s("scope")]
        node.addInput(owner)
        block.addInput("self").setType(owner._type)
    _replace_attributes(graph.block())
    for value in attributes.values():
        value._node.destroy()


def _replace_attributes(top: Block) -> None:
    """Walk the nodes in order, into a call's block before its own inputs: the numbering follows this order."""
    pending = [_AttributeReader(top)]
    while pending:
        reader = pending[-1]
        node = next(reader.nodes, None)
        if node is not None and node._kind == _FORWARD:
            reader.call = node
            pending.append(_AttributeReader(node._blocks[0]))
        elif node is not None:
            reader.replace_inputs(node)
        else:
            pending.pop()
            if pending:
                caller = pending[-1]
                for value in reader.outer:
                    caller.call.addInput(value)
                caller.replace_inputs(caller.call)


class _AttributeReader:
    """Replaces the attributes that the nodes of one block use by reads from the block's own ``self``."""

    call: Node

    def __init__(self, block: Block) -> None:
        self.block = block
        self.nodes = block.nodes()
        #: attributes of modules further out, which the caller passes in
        self.outer: list[Value] = []
        owner = block.owningNode()
        self.prefix = owner.s("scope") if owner is not None else "__module"
        self.own = block._param._outputs[0]
        self.local: dict[Value, Value] = {}

    def replace_inputs(self, node: Node) -> None:
        for index, value in enumerate(node._inputs):
            if value._node._kind == "prim::TracedAttr":
                node.replaceInput(index, self._local_value(value))

    def _local_value(self, value: Value) -> Value:
        known = self.local.get(value)
        if known is None:
            path = value._node.s("scope")
            inside = path == self.prefix or path.startswith(f"{self.prefix}.")
            known = self.local[value] = self._chain(path) if inside else self._argument(value)
        return known

    def _chain(self, path: str) -> Value:
        graph = self.block.owningGraph()
        found = self.own
        if path == self.prefix:
            return found  # a module that calls itself
        with graph.insert_point_guard(self.block._param._next):
            for name in path[len(self.prefix) + 1 :].split("."):
                found = graph.insertGetAttr(found, name)
        return found

    def _argument(self, value: Value) -> Value:
        """An attribute of a module further out: the caller passes it in."""
        self.outer.append(value)
        return self.block.addInputToBlock().copyMetadata(value)


# -- step 2


def _return_what_is_used_outside(graph: Graph) -> None:
    lifted: dict[Value, Value] = {}
    pending: list[Iterator[tuple[Node, Block]]] = [_with_sentinels(graph.block())]
    while pending:
        step = next(pending[-1], None)
        if step is None:
            pending.pop()
            continue
        node, block = step
        for index in range(len(node._inputs)):
            value = _outermost(lifted, node._inputs[index], graph.dialect.lifts_values_once)
            if value is not node._inputs[index]:
                node.replaceInput(index, value)
            if value._node.owningBlock() is not block:
                lifted[value] = _lift_value(value, node)
                node.replaceInput(index, lifted[value])
        if node._kind == _FORWARD:
            pending.append(_with_sentinels(node._blocks[0]))


def _outermost(lifted: dict[Value, Value], value: Value, follow: bool) -> Value:
    """What stands for a value where it has been returned to, as far out as that is (1.8: one step)."""
    found = lifted.get(value, value)
    while follow and (further := lifted.get(found, found)) is not found:
        found = further
    return found


def _with_sentinels(block: Block) -> Iterator[tuple[Node, Block]]:
    yield block._param, block
    for node in block.nodes():
        yield node, block
    yield block._return, block


def _lift_value(value: Value, user: Node) -> Value:
    """Return a value from every block between it and the block that it shares with its user."""
    common = user.findCommonAncestorBlockWith(value._node)
    block = value._node.owningBlock()
    while block is not common:
        block.registerOutput(value)
        owner = block.owningNode()
        assert owner is not None
        value = owner.addOutput().setType(value._type)
        block = owner.owningBlock()
    return value


# -- step 3


def _return_one_value(block: Block) -> None:
    graph = block.owningGraph()
    node = block.owningNode()
    assert node is not None
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


def _lambda_lift(block: Block) -> tuple[Node, Graph]:
    """Make a block a graph of its own; values from outside become its arguments, in order of use."""
    node = block.owningNode()
    assert node is not None
    lifted = Graph()
    lifted.dialect = node._graph.dialect

    def argument_for(value: Value) -> Value:
        argument = known[value] = lifted.addInput().copyMetadata(value)
        node.addInput(value)
        return argument

    known = ValueMap(argument_for)
    lifted.block().cloneFrom(block, known)
    for call in _forward_nodes(lifted.block()):
        # PyTorch copies a graph with the node that holds it, which numbers its arguments first.  Once is enough.
        inner, is_numbered = call.attribute("Subgraph")
        if not is_numbered:
            call.set_attribute("graph", "Subgraph", (inner.copy(), True))
    node.set_attribute("graph", "Subgraph", (lifted, False))
    node.eraseBlock(0)
    return node, lifted


# -- step 5


def _graphs_to_methods(graph: Graph, unit: CompilationUnit) -> None:
    pending = [graph.nodes()]
    waiting: list[Node] = []
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            if waiting:
                _to_method_call(waiting.pop(), unit)
        elif node._kind == _FORWARD:
            waiting.append(node)
            pending.append(node.attribute("Subgraph")[0].nodes())


def _to_method_call(node: Node, unit: CompilationUnit) -> None:
    graph = node.owningGraph()
    class_type = node._inputs[0]._type
    assert isinstance(class_type, ClassType)
    method = unit.create_method(class_type, _free_method_name(class_type), node.attribute("Subgraph")[0])
    call = graph.create("prim::CallMethod", node._inputs).s_("name", method.name).insertBefore(node)
    result = call.output().setType(method.signature.returns[0])
    node.output().replaceAllUsesWith(result)
    node.destroy()


def _free_method_name(class_type: ClassType) -> str:
    """``forward`` for the first call of a module, then ``forward1``, ``forward2``, …"""
    name, count = "forward", 0
    while name in class_type.methods:
        count += 1
        name = f"forward{count}"
    return name


def _clean_methods(module: ScriptModule) -> None:
    for current in reversed([*module.modules()]):
        if isinstance(current, ScriptModule):
            for method in current.class_type.methods.values():
                _clean(method.graph)


def _clean(graph: Graph) -> None:
    lower_simple_tuples(graph)
    eliminate_dead_code(graph)


# -- without a module: one flat graph


def _inline_blocks(graph: Graph) -> None:
    """A traced function has no modules to give methods to."""
    for block in _blocks_inner_first(graph):
        node, callee = _lambda_lift(block)
        with graph.insert_point_guard(node):
            results = graph.insert_graph(callee, node._inputs)
        for old, new in zip(node._outputs, results, strict=True):
            old.replaceAllUsesWith(new)
        node.destroy()
