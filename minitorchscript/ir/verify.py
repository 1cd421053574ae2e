"""Whether a graph is sound: links, uses, names, order of definitions, and what each kind of node asks for.

Every pass takes a sound graph and leaves one behind; `verify` is run around each of them in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import VerificationError
from .block import Block
from .node import Node
from .node_rules import agrees, complaints
from .types import Type
from .value import Use, Value

if TYPE_CHECKING:
    from .graph import Graph

#: gives the schema of a node's operator, or ``None`` where no known operator takes the node's inputs
SchemaOf = Callable[[Node], Any]


def verify(graph: Graph, schema_of: SchemaOf | None = None) -> None:
    """Raise ``VerificationError`` unless the graph, and every graph in it, is sound.

    With ``schema_of``, every ``aten::`` node must also be a call that some operator takes.
    """
    pending = [graph]
    while pending:
        verifier = _Verifier(pending.pop(), schema_of)
        verifier.run()
        pending.extend(verifier.subgraphs)


class _Verifier:
    def __init__(self, graph: Graph, schema_of: SchemaOf | None) -> None:
        self.graph = graph
        self.schema_of = schema_of
        self.subgraphs: list[Graph] = []
        #: the nodes found so far, with the values that they define
        self.nodes: set[Node] = set()
        self.visible: set[Value] = set()
        self.names: dict[str, Value] = {}

    def run(self) -> None:
        # Each step gives the steps that come next, the first of them last.
        pending: list[tuple[Callable[[Any], Iterable[Any]], Any]] = [(self.enter, self.graph._block)]
        while pending:
            step, subject = pending.pop()
            pending.extend(step(subject))
        for node in self.nodes:
            for value in node._outputs:
                self.check_uses(value)
        for name, value in self.graph._names.items():
            if value._name != name:
                raise VerificationError(f"the name '{name}' is registered for %{value.debugName()}")

    def enter(self, block: Block) -> Iterable[Any]:
        self.meet(block._param, block)
        self.check_kind(block._param)
        self.define(block._param)
        nodes = self.chain(block)
        return [(self.leave, block), *((self.visit, node) for node in reversed(nodes))]

    def visit(self, node: Node) -> Iterable[Any]:
        self.check_inputs(node)
        self.check_kind(node)
        # A node's results are not visible in its own blocks.
        return [(self.define, node), *((self.enter, block) for block in reversed(node._blocks))]

    def define(self, node: Node) -> Iterable[Any]:
        for index, value in enumerate(node._outputs):
            if value._node is not node:
                fail(node, f"has %{value.debugName()} as output {index}, but {text(value._node)} defines it")
            if not isinstance(value._type, Type):
                fail(node, f"has the output %{value.debugName()}, whose type is no type: {value._type!r}")
            other = self.names.setdefault(value.debugName(), value)
            if other is not value:
                fail(node, f"has the output %{value.debugName()}, but {text(other._node)} defines that name too")
            if value._name and self.graph._names.get(value._name) is not value:
                fail(node, f"has the output %{value._name}, which the graph's table of names does not know")
            self.visible.add(value)
        return ()

    def leave(self, block: Block) -> Iterable[Any]:
        self.meet(block._return, block)
        self.check_inputs(block._return)
        self.check_kind(block._return)
        for node in (block._param, *block.nodes()):
            self.visible.difference_update(node._outputs)
        return ()

    def meet(self, node: Node, block: Block) -> None:
        if node in self.nodes:
            fail(node, "stands in the graph twice")
        self.nodes.add(node)
        if node._graph is not self.graph:
            fail(node, "belongs to another graph")
        if node._block is not block:
            fail(node, "does not know the block that it stands in")

    def chain(self, block: Block) -> list[Node]:
        """A block's nodes in order, with their links checked."""
        nodes: list[Node] = []
        previous = block._param
        while (node := previous._next) is not block._return:
            self.meet(node, block)
            if node._prev is not previous:
                fail(node, f"does not link back to {text(previous)}, which stands in front of it")
            nodes.append(node)
            previous = node
        if block._return._prev is not previous:
            fail(block._return, f"does not link back to {text(previous)}, which stands in front of it")
        for node in nodes:
            for nested in node._blocks:
                if nested._node is not node or nested._graph is not self.graph:
                    fail(node, "has a block that belongs to another node or graph")
        return nodes

    def check_inputs(self, node: Node) -> None:
        for offset, value in enumerate(node._inputs):
            if value._node._graph is not self.graph:
                fail(node, f"uses %{value.debugName()}, a value of another graph")
            if Use(node, offset) not in value._uses:
                fail(node, f"uses %{value.debugName()} as input {offset}, but is not in that value's list of uses")
            if value not in self.visible:
                where = "has left the graph" if not self.is_alive(value) else "is not defined before it, or not there"
                fail(node, f"uses %{value.debugName()}, which {where}: {text(value._node)}")

    def is_alive(self, value: Value) -> bool:
        return value._node._block is not None and any(value is output for output in value._node._outputs)

    def check_uses(self, value: Value) -> None:
        for user, offset in value._uses:
            if user not in self.nodes:
                fail(value._node, f"defines %{value.debugName()}, which is used outside the graph: {text(user)}")
            if offset >= len(user._inputs) or user._inputs[offset] is not value:
                fail(value._node, f"defines %{value.debugName()}, said to be input {offset} of {text(user)}")

    def check_kind(self, node: Node) -> None:
        for complaint in complaints(node):
            fail(node, complaint)
        for kind, held in node._attributes.values():
            if kind in ("g", "gs"):
                self.subgraphs.extend([held] if kind == "g" else held)
        if self.schema_of is None or not node._kind.startswith("aten::"):
            return
        schema = self.schema_of(node)
        if schema is None:
            given = ", ".join(value._type.plain_str() for value in node._inputs)
            fail(node, f"fits no known operator: no {node._kind} takes ({given})")
        if not schema.is_varret and len(schema.returns) != len(node._outputs):
            fail(node, f"has {len(node._outputs)} outputs, but {schema} returns {len(schema.returns)}")
        for value, returned in zip(node._outputs, schema.returns, strict=False):
            if returned.type.kind() in _CHECKED and not agrees(value._type, returned.type):
                fail(node, f"has the output %{value.debugName()} : {value._type.str()}, but {schema}")


#: results whose type a schema settles (a number or a type variable it leaves open)
_CHECKED = frozenset({"TensorType", "IntType", "FloatType", "BoolType", "StringType", "DeviceObjType"})


def text(node: Node) -> str:
    """One line of a node's text, which a damaged node may not have."""
    try:
        return f"`{str(node).strip().partition(chr(10))[0]}`"
    except Exception:  # noqa: BLE001  (whatever is wrong with it is reported by the caller)
        return f"a {node._kind} node"


def fail(node: Node, complaint: str) -> NoReturn:
    what = {"prim::Param": "the inputs of a block", "prim::Return": "the return of a block"}.get(node._kind)
    if what is None:
        raise VerificationError(f"{text(node)} {complaint}")
    used = ", ".join(f"%{value.debugName()}" for value in node._inputs or node._outputs)
    raise VerificationError(f"{what} ({used}): {complaint}")
