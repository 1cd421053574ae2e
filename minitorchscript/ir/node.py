"""Values, nodes and blocks: the pieces of a graph.

A `Node` computes `Value`s from `Value`s; a `Block` is a doubly linked list of nodes between a parameter node
(whose outputs are the block's inputs) and a return node (whose inputs are the block's outputs).  Every value
knows its uses, and every mutator keeps them right.  Names and behaviour are those of PyTorch's bindings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..device import device
from . import printer
from .types import DeviceObjType, FunctionType, NoneType, OptionalType, TensorType, Type

if TYPE_CHECKING:
    from .graph import Graph


class SourceRange:
    """Where a node comes from: printed as ``# file:line:column``."""

    __slots__ = ("_text", "column", "filename", "line")

    def __init__(self, filename: str, line: int, column: int = 0, text: str | Callable[[], str] = "") -> None:
        self.filename = filename
        self.line = line
        self.column = column
        self._text = text

    @property
    def text(self) -> str:
        """What an error message quotes: source code, or the Python stack of a trace (written when first asked for)."""
        if not isinstance(self._text, str):
            self._text = self._text()
        return self._text

    def __str__(self) -> str:
        return f"{self.filename}:{self.line}:{self.column}"


class Scope(NamedTuple):
    """The modules under which a traced node was recorded, innermost last."""

    names: tuple[str, ...] = ()

    def push(self, name: str) -> Scope:
        return Scope((*self.names, name))

    def __str__(self) -> str:
        return "/".join(self.names)


ROOT_SCOPE = Scope()


class Use(NamedTuple):
    """One use of a value: the node, and the position among its inputs."""

    user: Node
    offset: int


class Value:
    """What a node computes or a block receives."""

    __slots__ = ("_name", "_node", "_type", "_unique", "_uses")

    def __init__(self, node: Node, type_: Type) -> None:
        self._node = node
        self._type = type_
        self._unique = node._graph._take_unique()
        self._name = ""
        self._uses: dict[Use, None] = {}

    def node(self) -> Node:
        """The node that computes it (a block's parameter node for the block's inputs)."""
        return self._node

    def type(self) -> Type:
        return self._type

    def setType(self, type_: Type) -> Value:
        self._type = type_
        return self

    def inferTypeFrom(self, tensor: Any) -> Value:
        """Take on everything that a tensor shows: dtype, extents, strides, device, requires_grad."""
        self._type = TensorType.of(tensor)
        return self

    def unique(self) -> int:
        return self._unique

    def offset(self) -> int:
        """Its position among its node's outputs."""
        return next(i for i, value in enumerate(self._node._outputs) if value is self)

    def uses(self) -> list[Use]:
        return list(self._uses)

    def hasUses(self) -> bool:
        return bool(self._uses)

    def hasDebugName(self) -> bool:
        return bool(self._name)

    def debugName(self) -> str:
        return self._name or str(self._unique)

    def debugNameBase(self) -> str:
        """The name without its numeric suffix: ``input`` for ``input.3``."""
        return printer.name_base(self.debugName())[0]

    def setDebugName(self, name: str) -> Value:
        """Give it a name; a value that already had the name is renamed ``name.N``.  "" takes the name away.

        Raises ``RuntimeError`` for a name that is a number.
        """
        self._node._graph._set_name(self, name)
        return self

    def copyMetadata(self, other: Value) -> Value:
        """Take over another value's type and name."""
        self._type = other._type
        if other._name:
            self._node._graph._set_name(self, other._name)
        return self

    def replaceAllUsesWith(self, other: Value) -> None:
        """::

            given  %3 = f(%1)        after %1.replaceAllUsesWith(%2)  %3 = f(%2)
        """
        for use in self._uses:
            use.user._inputs[use.offset] = other
            other._uses[use] = None
        self._uses = {}

    def replaceAllUsesAfterNodeWith(self, node: Node, other: Value) -> None:
        """As `replaceAllUsesWith`, for the users that stand after ``node``."""
        for use in [use for use in self._uses if use.user.isAfter(node)]:
            del self._uses[use]
            use.user._inputs[use.offset] = other
            other._uses[use] = None

    def mustBeNone(self) -> bool:
        return self._node.mustBeNone() or isinstance(self._type, NoneType)

    def isCompleteTensor(self) -> bool:
        kind = self._type
        return isinstance(kind, TensorType) and None not in (kind.scalar_type, kind.sizes(), kind.stride, kind.device)

    def requires_grad(self) -> bool:
        """Whether it is known to require grad."""
        return isinstance(self._type, TensorType) and bool(self._type.requires_grad)

    requiresGrad = requires_grad

    def toIValue(self) -> Any:
        """The Python value of a constant; ``None`` for any other value."""
        node = self._node
        if node._kind != "prim::Constant" or "value" not in node._attributes:
            return None
        value = node.attribute("value")
        return device(value) if isinstance(self._type, DeviceObjType) else value

    def __repr__(self) -> str:
        return f"{self.debugName()} defined in ({self._node})"


class Node:
    """One operation: kind, attributes, inputs, outputs and nested blocks."""

    __slots__ = (
        "_attributes",
        "_block",
        "_blocks",
        "_graph",
        "_inputs",
        "_kind",
        "_next",
        "_outputs",
        "_position",
        "_prev",
        "_range",
        "_scope",
    )

    def __init__(self, graph: Graph, kind: str) -> None:
        self._graph = graph
        self._kind = kind
        self._attributes: dict[str, tuple[str, Any]] = {}
        self._inputs: list[Value] = []
        self._outputs: list[Value] = []
        self._blocks: list[Block] = []
        self._scope = graph._scope
        self._range: SourceRange | None = None
        self._block: Block | None = None
        self._prev: Node = self
        self._next: Node = self
        self._position = -1

    # -- what it is

    def kind(self) -> str:
        return self._kind

    def owningBlock(self) -> Block:
        assert self._block is not None, f"the {self._kind} node is not in a graph"
        return self._block

    def owningGraph(self) -> Graph:
        return self._graph

    def scopeName(self) -> str:
        return str(self._scope)

    def setScope(self, scope: Scope) -> Node:
        self._scope = scope
        return self

    def source_range(self) -> SourceRange | None:
        return self._range

    def set_source_range(self, source_range: SourceRange | None) -> Node:
        self._range = source_range
        return self

    def sourceRange(self) -> str:
        """The source text that an error message would quote."""
        return self._range.text if self._range else ""

    def mustBeNone(self) -> bool:
        """Whether it is the constant ``None`` (or produces an undefined tensor)."""
        return self._kind == "prim::Constant" and not self._attributes and not isinstance(
            self._outputs[0]._type, FunctionType
        )

    def isNondeterministic(self) -> bool:
        """Whether two runs on equal inputs may differ."""
        return self._kind in {"aten::dropout", "aten::rand", "aten::randn", "aten::bernoulli"}

    # -- attributes

    def attributeNames(self) -> list[str]:
        return list(self._attributes)

    def hasAttribute(self, name: str) -> bool:
        return name in self._attributes

    def kindOf(self, name: str) -> str:
        """The attribute's kind: ``i f s t g ty ival c``, and with an ``s`` behind it for lists."""
        return self._lookup(name)[0]

    def attribute(self, name: str) -> Any:
        """An attribute's value, whatever its kind."""
        return self._lookup(name)[1]

    def set_attribute(self, kind: str, name: str, value: Any) -> Node:
        self._attributes[name] = (kind, value)
        return self

    def removeAttribute(self, name: str) -> Node:
        self._lookup(name)
        del self._attributes[name]
        return self

    def copyAttributes(self, other: Node) -> Node:
        """Take over all attributes; graphs among them are copied."""
        self._attributes = dict(other._attributes)
        for name, (kind, value) in other._attributes.items():
            if kind == "g":
                self._attributes[name] = (kind, value.copy())
        return self

    def _lookup(self, name: str) -> tuple[str, Any]:
        try:
            return self._attributes[name]
        except KeyError:
            raise RuntimeError(f"required keyword attribute '{name}' is undefined") from None

    def _typed(self, kind: str, name: str) -> Any:
        found, value = self._lookup(name)
        if found != kind:
            raise RuntimeError(f"attribute '{name}' of {self._kind} is of kind {found}, not {kind}")
        return value

    def i(self, name: str) -> int:
        return int(self._typed("i", name))

    def i_(self, name: str, value: int) -> Node:
        return self.set_attribute("i", name, value)

    def is_(self, name: str, value: list[int]) -> Node:
        return self.set_attribute("is", name, value)

    def f(self, name: str) -> float:
        return float(self._typed("f", name))

    def f_(self, name: str, value: float) -> Node:
        return self.set_attribute("f", name, value)

    def fs(self, name: str) -> list[float]:
        return list(self._typed("fs", name))

    def fs_(self, name: str, value: list[float]) -> Node:
        return self.set_attribute("fs", name, value)

    def ss(self, name: str) -> list[str]:
        return list(self._typed("ss", name))

    def ss_(self, name: str, value: list[str]) -> Node:
        return self.set_attribute("ss", name, value)

    def s(self, name: str) -> str:
        return str(self._typed("s", name))

    def s_(self, name: str, value: str) -> Node:
        return self.set_attribute("s", name, value)

    def t(self, name: str) -> Any:
        return self._typed("t", name)

    def t_(self, name: str, value: Any) -> Node:
        return self.set_attribute("t", name, value)

    def g(self, name: str) -> Graph:
        graph: Graph = self._typed("g", name)
        return graph

    def g_(self, name: str, value: Graph) -> Node:
        return self.set_attribute("g", name, value)

    def ty(self, name: str) -> Type:
        found: Type = self._typed("ty", name)
        return found

    def ty_(self, name: str, value: Type) -> Node:
        return self.set_attribute("ty", name, value)

    def tys(self, name: str) -> list[Type]:
        return list(self._typed("tys", name))

    def tys_(self, name: str, value: list[Type]) -> Node:
        return self.set_attribute("tys", name, value)

    def ival(self, name: str) -> Any:
        return self._typed("ival", name)

    def ival_(self, name: str, value: Any) -> Node:
        return self.set_attribute("ival", name, value)

    # -- inputs

    def inputs(self) -> list[Value]:
        return list(self._inputs)

    def inputsSize(self) -> int:
        return len(self._inputs)

    def inputsAt(self, index: int) -> Value:
        return self._inputs[index]

    def input(self) -> Value:
        if len(self._inputs) != 1:
            raise RuntimeError(f"{self._kind} has {len(self._inputs)} inputs, not one")
        return self._inputs[0]

    def addInput(self, value: Value) -> Value:
        if value._node._graph is not self._graph:
            raise RuntimeError(f"%{value.debugName()} belongs to another graph than the {self._kind} node")
        value._uses[Use(self, len(self._inputs))] = None
        self._inputs.append(value)
        return value

    def insertInput(self, index: int, value: Value) -> Value:
        self._renumber_uses(index, 1)
        self._inputs.insert(index, value)
        value._uses[Use(self, index)] = None
        return value

    def replaceInput(self, index: int, value: Value) -> Value:
        """Use ``value`` at this position; returns the value that was used."""
        old = self._inputs[index]
        use = Use(self, index)
        del old._uses[use]
        self._inputs[index] = value
        value._uses[use] = None
        return old

    def replaceInputWith(self, old: Value, new: Value) -> None:
        for index, value in enumerate(self._inputs):
            if value is old:
                self.replaceInput(index, new)

    def removeInput(self, index: int) -> None:
        value = self._inputs[index]
        del value._uses[Use(self, index)]
        self._renumber_uses(index + 1, -1)
        del self._inputs[index]

    def removeAllInputs(self) -> None:
        self._drop_inputs(0)

    def _renumber_uses(self, start: int, step: int) -> None:
        """Inputs from ``start`` on are about to move; their uses keep their order."""
        for value in set(self._inputs[start:]):
            value._uses = {
                Use(self, use.offset + step) if use.user is self and use.offset >= start else use: None
                for use in value._uses
            }

    def _drop_inputs(self, start: int) -> None:
        for offset in range(start, len(self._inputs)):
            del self._inputs[offset]._uses[Use(self, offset)]
        del self._inputs[start:]

    # -- outputs

    def outputs(self) -> list[Value]:
        return list(self._outputs)

    def outputsSize(self) -> int:
        return len(self._outputs)

    def hasMultipleOutputs(self) -> bool:
        return len(self._outputs) > 1

    def outputsAt(self, index: int) -> Value:
        return self._outputs[index]

    def output(self) -> Value:
        if len(self._outputs) != 1:
            raise RuntimeError(f"{self._kind} has {len(self._outputs)} outputs, not one")
        return self._outputs[0]

    def addOutput(self) -> Value:
        value = Value(self, TensorType.get())
        self._outputs.append(value)
        return value

    def insertOutput(self, index: int) -> Value:
        value = Value(self, TensorType.get())
        self._outputs.insert(index, value)
        return value

    def eraseOutput(self, index: int) -> None:
        value = self._outputs[index]
        if value._uses:
            raise RuntimeError(f"can't erase %{value.debugName()}: {next(iter(value._uses)).user._kind} uses it")
        self._graph._set_name(value, "")
        del self._outputs[index]

    def hasUses(self) -> bool:
        return any(value._uses for value in self._outputs)

    def replaceAllUsesWith(self, other: Node) -> None:
        for own, new in zip(self._outputs, other._outputs, strict=True):
            own.replaceAllUsesWith(new)

    # -- nested blocks

    def blocks(self) -> list[Block]:
        return list(self._blocks)

    def addBlock(self) -> Block:
        block = Block(self._graph, self)
        self._blocks.append(block)
        return block

    def eraseBlock(self, index: int) -> None:
        self._blocks[index].destroy()
        del self._blocks[index]

    def findNode(self, kind: str, recurse: bool = True) -> Node | None:
        return next((node for block in self._blocks for node in block._find(kind, recurse)), None)

    def findAllNodes(self, kind: str, recurse: bool = True) -> list[Node]:
        return [node for block in self._blocks for node in block._find(kind, recurse)]

    # -- place

    def next(self) -> Node:
        return self._next

    def prev(self) -> Node:
        return self._prev

    def insertBefore(self, other: Node) -> Node:
        """Put a new node in front of one that is in a graph.

        ::

            given  %3 = g(%1)        after f.insertBefore(g)  %2 = f(%1)
                                                              %3 = g(%1)
        """
        return self.insertAfter(other._prev)

    def insertAfter(self, other: Node) -> Node:
        if self._block is not None:
            raise RuntimeError(f"the {self._kind} node is in a graph already; move it instead")
        block = other.owningBlock()
        if other is block._return:
            raise RuntimeError("nothing can stand behind a block's return")
        self._block = block
        self._prev, self._next = other, other._next
        other._next._prev = self
        other._next = self
        block._ordered = False
        return self

    def moveBefore(self, other: Node) -> Node:
        self._unlink()
        return self.insertBefore(other)

    def moveAfter(self, other: Node) -> Node:
        self._unlink()
        return self.insertAfter(other)

    def _unlink(self) -> None:
        self._prev._next = self._next
        self._next._prev = self._prev
        self._block = None

    def isBefore(self, other: Node) -> bool:
        """Whether it runs before another node (nodes in nested blocks count as their owner does)."""
        block = self.findCommonAncestorBlockWith(other)
        own, their = self._ancestor_in(block), other._ancestor_in(block)
        block._order()
        return own._position < their._position

    def isAfter(self, other: Node) -> bool:
        return self is not other and not self.isBefore(other)

    def _ancestor_in(self, block: Block) -> Node:
        node = self
        while node._block is not block:
            owner = node.owningBlock().owningNode()
            assert owner is not None
            node = owner
        return node

    def findCommonAncestorBlockWith(self, other: Node) -> Block:
        """The innermost block that holds both nodes, directly or nested."""
        own: Block | None = self.owningBlock()
        outer = set()
        while own is not None:
            outer.add(own)
            own = own.owningNode().owningBlock() if own._node is not None else None  # type: ignore[union-attr]
        block = other.owningBlock()
        while block not in outer:
            owner = block.owningNode()
            assert owner is not None, "the nodes belong to different graphs"
            block = owner.owningBlock()
        return block

    def destroy(self) -> None:
        """Take it out of the graph.  Raises ``RuntimeError`` when an output is still used."""
        while self._outputs:
            self.eraseOutput(len(self._outputs) - 1)
        while self._blocks:
            self.eraseBlock(len(self._blocks) - 1)
        self._drop_inputs(0)
        if self._block is not None:
            self._unlink()

    def copy_from(self, other: Node) -> None:
        """Take over kind-independent facts of the node that this one is a clone of."""
        self._range = other._range
        if other._scope.names:
            self._scope = other._scope
        self.copyAttributes(other)

    def copyMetadata(self, other: Node) -> Node:
        self._range = other._range
        self._scope = other._scope
        return self

    def replaceWithNewSymbol(self, kind: str) -> Node:
        """Insert the same node under another kind behind this one, and let every user use it."""
        new = self._graph.create(kind, self._inputs, len(self._outputs)).insertAfter(self)
        new.copy_from(self)
        for own, replacement in zip(self._outputs, new._outputs, strict=True):
            replacement.copyMetadata(own)
            own.replaceAllUsesWith(replacement)
        return new

    def __str__(self) -> str:
        return printer.node_text(self)

    def __repr__(self) -> str:
        return printer.node_text(self)


class Block:
    """A list of nodes with inputs and outputs, nested in a node or the whole of a graph."""

    __slots__ = ("_graph", "_node", "_ordered", "_param", "_return")

    def __init__(self, graph: Graph, node: Node | None) -> None:
        self._graph = graph
        self._node = node
        self._ordered = False
        self._param = Node(graph, "prim::Param")
        self._return = Node(graph, "prim::Return")
        for sentinel, other in ((self._param, self._return), (self._return, self._param)):
            sentinel._block = self
            sentinel._next = sentinel._prev = other

    def owningNode(self) -> Node | None:
        """The node it is nested in; ``None`` for a graph's own block."""
        return self._node

    def owningGraph(self) -> Graph:
        return self._graph

    def paramNode(self) -> Node:
        return self._param

    def returnNode(self) -> Node:
        return self._return

    def nodes(self) -> Iterator[Node]:
        """The nodes in order.  The current one may be moved or destroyed on the way."""
        node = self._param._next
        while node is not self._return:
            following = node._next
            yield node
            node = following

    def reversed_nodes(self) -> Iterator[Node]:
        """The nodes from last to first.  The current one may be moved or destroyed on the way."""
        node = self._return._prev
        while node is not self._param:
            preceding = node._prev
            yield node
            node = preceding

    def inputs(self) -> list[Value]:
        return list(self._param._outputs)

    def outputs(self) -> list[Value]:
        return list(self._return._inputs)

    def addInputToBlock(self) -> Value:
        return self._param.addOutput()

    def addInput(self, name: str = "") -> Value:
        return self._param.addOutput().setDebugName(name)

    def insertInput(self, index: int, name: str = "") -> Value:
        return self._param.insertOutput(index).setDebugName(name)

    def eraseInput(self, index: int) -> None:
        self._param.eraseOutput(index)

    def registerOutput(self, value: Value) -> int:
        self._return.addInput(value)
        return len(self._return._inputs) - 1

    def insertOutput(self, index: int, value: Value) -> None:
        self._return.insertInput(index, value)

    def eraseOutput(self, index: int) -> None:
        self._return.removeInput(index)

    def replaceOutput(self, index: int, value: Value) -> None:
        self._return.replaceInput(index, value)

    def addNode(self, kind: str, inputs: list[Value]) -> Node:
        return self.appendNode(self._graph.create(kind, inputs))

    def appendNode(self, node: Node) -> Node:
        return node.insertBefore(self._return)

    def prependNode(self, node: Node) -> Node:
        return node.insertAfter(self._param)

    def cloneFrom(self, source: Block, value_map: Callable[[Value], Value]) -> None:
        """Append a copy of another block (of any graph); ``value_map`` gives what stands for values from outside."""
        known: dict[Value, Value] = {}

        def lookup(value: Value) -> Value:
            found = known.get(value)
            return value_map(value) if found is None else found

        for value in source._param._outputs:
            known[value] = self._param.addOutput().copyMetadata(value)
        for node in source.nodes():
            clone = self.appendNode(self._graph.createClone(node, lookup))
            known.update(zip(node._outputs, clone._outputs, strict=True))
        for value in source._return._inputs:
            self.registerOutput(lookup(value))

    def destroy(self) -> None:
        """Destroy every node, from last to first."""
        self._return.removeAllInputs()
        for node in self.reversed_nodes():
            node.destroy()
        while self._param._outputs:
            self._param.eraseOutput(len(self._param._outputs) - 1)

    def _find(self, kind: str, recurse: bool) -> Iterator[Node]:
        pending = [self.nodes()]
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                continue
            if node._kind == kind:
                yield node
            if recurse:
                pending.extend(block.nodes() for block in reversed(node._blocks))

    def findNode(self, kind: str, recurse: bool = True) -> Node | None:
        return next(self._find(kind, recurse), None)

    def findAllNodes(self, kind: str, recurse: bool = True) -> list[Node]:
        return list(self._find(kind, recurse))

    def _order(self) -> None:
        if not self._ordered:
            self._param._position = -1
            position = 0
            for position, node in enumerate(self.nodes()):
                node._position = position
            self._return._position = position + 1
            self._ordered = True
