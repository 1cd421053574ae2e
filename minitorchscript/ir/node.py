"""Nodes: each computes values from values, and stands in a doubly linked list, its block.

Every mutator keeps the uses of the values right.  Names and behaviour are those of PyTorch's bindings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NoReturn

from . import printer
from .attributes import Attributes
from .items import Items
from .source import ROOT_SCOPE, Call, Scope, SourceRange
from .types import FunctionType, TensorType, Type
from .value import Value

if TYPE_CHECKING:
    from .block import Block
    from .graph import Graph

_TENSOR = TensorType.get()


#: what a check of a trace reports where results differ: those that draw from the generator
NONDETERMINISTIC = {
    f"aten::{name}"
    for name in (
        *("dropout", "dropout_", "feature_dropout", "feature_dropout_", "alpha_dropout", "alpha_dropout_"),
        *("feature_alpha_dropout", "feature_alpha_dropout_", "rrelu", "rrelu_", "rrelu_with_noise", "multinomial"),
        *("bernoulli", "bernoulli_", "normal", "normal_", "uniform_", "exponential_", "cauchy_", "geometric_"),
        *("log_normal_", "random_", "rand", "rand_like", "randn", "randn_like", "randint", "randint_like", "randperm"),
        *("poisson", "binomial", "lstm", "gru", "rnn_tanh", "rnn_relu", "scaled_dot_product_attention"),
    )
}


#: what the operators' own floor knows of a node: the text of its "schema", whether it "matches" one
OPERATORS: dict[str, Callable[..., Any]] = {}


class Node(Attributes):
    """One operation: kind, attributes, inputs, outputs and nested blocks."""

    __slots__ = (
        "_block",
        "_blocks",
        "_call",
        "_graph",
        "_inputs",
        "_next",
        "_outputs",
        "_position",
        "_prev",
        "_range",
        "_scope",
    )

    #: where it stands in its block, while the block is `_ordered`
    _position: int

    def __init__(self, graph: Graph, kind: str) -> None:
        self._graph = graph
        self._kind = kind
        self._attributes = {}
        self._inputs: list[Value] = []
        self._outputs: list[Value] = []
        self._blocks: tuple[Block, ...] = ()
        self._scope = graph._scope
        self._range: SourceRange | None = None
        #: the outermost of the inlined calls that brought it here
        self._call: Call | None = None
        self._block: Block | None = None
        self._prev: Node = self
        self._next: Node = self

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
        return (
            self._kind == "prim::Constant"
            and not self._attributes
            and not isinstance(self._outputs[0]._type, FunctionType)
        )

    def isNondeterministic(self) -> bool:
        """Whether two runs on equal inputs may differ."""
        if self._kind == "aten::dropout" and self._inputs[2].toIValue() is False:
            return False  # not in training
        return self._kind in NONDETERMINISTIC

    # -- inputs

    def inputs(self) -> Items[Value]:
        return Items(self._inputs)

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
        inputs = self._inputs
        value._uses[self, len(inputs)] = None
        inputs.append(value)
        return value

    def insertInput(self, index: int, value: Value) -> Value:
        self._renumber_uses(index, 1)
        self._inputs.insert(index, value)
        value._uses[self, index] = None
        return value

    def replaceInput(self, index: int, value: Value) -> Value:
        """Use ``value`` at this position; returns the value that was used."""
        old = self._inputs[index]
        use = (self, index)
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
        del value._uses[self, index]
        self._renumber_uses(index + 1, -1)
        del self._inputs[index]

    def remove_inputs(self, indexes: Collection[int]) -> None:
        """Remove several inputs at once; the uses of each value are renumbered once."""
        places = {old: new for new, old in enumerate(i for i in range(len(self._inputs)) if i not in indexes)}
        for value in set(self._inputs[min(indexes) :]):
            value._uses = {
                (user, places[offset] if user is self else offset): None
                for user, offset in value._uses
                if user is not self or offset in places
            }
        self._inputs = [self._inputs[old] for old in places]

    def removeAllInputs(self) -> None:
        self._drop_inputs()

    def _renumber_uses(self, start: int, step: int) -> None:
        """Inputs from ``start`` on are about to move; their uses keep their order."""
        for value in set(self._inputs[start:]):
            value._uses = {
                (user, offset + step) if user is self and offset >= start else (user, offset): None
                for user, offset in value._uses
            }

    def _drop_inputs(self) -> None:
        for offset, value in enumerate(self._inputs):
            del value._uses[self, offset]
        self._inputs.clear()

    # -- outputs

    def outputs(self) -> Items[Value]:
        return Items(self._outputs)

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

    def addOutput(self, type_: Type = _TENSOR) -> Value:
        value = Value(self, type_)
        self._outputs.append(value)
        return value

    def insertOutput(self, index: int) -> Value:
        value = Value(self, _TENSOR)
        self._outputs.insert(index, value)
        return value

    def eraseOutput(self, index: int) -> None:
        value = self._outputs[index]
        if value._uses:
            self._refuse_to_erase(value)
        if value._name:
            self._graph.release_name(value)
        del self._outputs[index]

    @staticmethod
    def _refuse_to_erase(value: Value) -> NoReturn:
        raise RuntimeError(f"can't erase %{value.debugName()}: {next(iter(value._uses))[0]._kind} uses it")

    def hasUses(self) -> bool:
        for value in self._outputs:  # a loop: asked of every node by every sweep
            if value._uses:
                return True
        return False

    def replaceAllUsesWith(self, other: Node) -> None:
        for own, new in zip(self._outputs, other._outputs, strict=True):
            own.replaceAllUsesWith(new)

    # -- nested blocks

    def blocks(self) -> Items[Block]:
        return Items(self._blocks)

    def addBlock(self) -> Block:
        block = self._graph.create_block(self)
        self._blocks += (block,)
        return block

    def eraseBlock(self, index: int) -> None:
        self._blocks[index].destroy()
        self._blocks = (*self._blocks[:index], *self._blocks[index + 1 :])

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
        block = other._block or other.owningBlock()
        if other is block._return:
            raise RuntimeError("nothing can stand behind a block's return")
        following = other._next
        self._block = block
        self._prev = other
        self._next = following
        following._prev = self
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

    def schema(self) -> str:
        """The signature of its operator as text, ``(no schema)`` for a node that calls none."""
        text: str = OPERATORS["schema"](self)
        return text

    def matches(self, schema: str) -> bool:
        """Whether it is a call of the operator of this signature.  Raises ``ValueError`` for a text that is none."""
        found: bool = OPERATORS["matches"](self, schema)
        return found

    def isBefore(self, other: Node) -> bool:
        """Whether it runs before another node (nodes in nested blocks count as their owner does)."""
        block = self.findCommonAncestorBlockWith(other)
        own, their = self._ancestor_in(block), other._ancestor_in(block)
        if own is their:  # one node holds the other, or both in blocks of its own
            return own is self or (their is not other and self._block_in(own) < other._block_in(own))
        block._order()
        return own._position < their._position

    def isAfter(self, other: Node) -> bool:
        return self is not other and not self.isBefore(other)

    def _block_in(self, owner: Node) -> int:
        """In which of a node's blocks it is."""
        node = self
        while (above := node.owningBlock().owningNode()) is not owner:
            assert above is not None
            node = above
        return owner._blocks.index(node.owningBlock())

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
        for value in self._outputs:
            if value._uses:
                self._refuse_to_erase(value)
            if value._name:
                self._graph.release_name(value)
        self._outputs.clear()
        while self._blocks:
            self.eraseBlock(len(self._blocks) - 1)
        self._drop_inputs()
        if self._block is not None:
            self._unlink()

    def copy_from(self, other: Node) -> None:
        """Take over kind-independent facts of the node that this one is a clone of."""
        self._range = other._range
        self._call = other._call
        if other._scope is not ROOT_SCOPE:
            self._scope = other._scope
        if other._attributes:
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
