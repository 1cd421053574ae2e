"""What all parts of the emitter share: the graph being written, the frames of variables, constants, helpers.

The emitter goes through a function's tree and writes nodes.  It is one class in several files, each of which adds an
idea: `emit_conditions`, `emit_loops`, `emit_containers`, `emit_subscripts`, `emit_calls`, `emit_expressions`,
`emit_assignments`, `emit_statements`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum

from ..ir.block import Block
from ..ir.node import Node as IrNode
from ..ir.types import AnyType, Type
from ..ir.value import Value
from .environment import Environment
from .matching import emit_builtin
from .ranges import Span
from .reports import current_compilation
from .straight import StraightPart
from .sugared import Method, NamedValue, Resolver, SugaredValue
from .tree import Expr, Node, Starred, Stmt
from .types import TypeReader


class LoopStatus(Enum):
    """Whether ``break`` and ``continue`` mean something here."""

    OUTSIDE = 0
    INSIDE = 1
    UNROLLED = 2


class Returns:
    """What a function returns: the type that it declares, and the type that its returns so far have in common."""

    __slots__ = ("declared", "merged")

    def __init__(self) -> None:
        self.declared: Type | None = None
        self.merged: Type | None = None


class EmitterBase:
    """The state of one function's compilation."""

    def __init__(self, method: Method, resolver: Resolver, straight: StraightPart | None = None) -> None:
        self.method = method
        self.graph = method.graph
        #: for the chain of calls that an error shows
        self.progress = current_compilation()
        self.resolver = resolver
        self.types = TypeReader(resolver)
        self.environment = Environment(method, resolver, self.graph.block(), None, straight)
        self.returns = Returns()
        self.loop_status = LoopStatus.OUTSIDE
        #: blocks that end in a return or a raise, whatever happens
        self.exit_blocks: set[Block] = set()
        self._constants: dict[tuple[type, object], Value] = {}
        self._next_name = 0

    # -- what other parts of the emitter do

    def sugared(self, expr: Expr, n_binders: int = 1, type_hint: Type | None = None) -> SugaredValue:
        """What an expression stands for."""
        raise NotImplementedError

    def statements(self, statements: Sequence[Stmt]) -> None:
        raise NotImplementedError

    def assign_all(self, targets: Sequence[Expr], values: Sequence[SugaredValue], where: Span, n_binders: int) -> None:
        """Assign several meanings to several targets."""
        raise NotImplementedError

    # -- frames

    @contextmanager
    def frame(self, block: Block) -> Iterator[Environment]:
        """A frame of variables for a block, into which nodes go for the length of a ``with`` block."""
        former = self.environment
        self.environment = inner = Environment(self.method, self.resolver, block, former)
        try:
            with self.graph.insert_point_guard(block):
                yield inner
        finally:
            self.environment = former

    @contextmanager
    def loop(self, status: LoopStatus) -> Iterator[None]:
        former, self.loop_status = self.loop_status, status
        try:
            yield
        finally:
            self.loop_status = former

    def temporary(self, prefix: str) -> str:
        """A name for a variable of the compiler's own."""
        self._next_name += 1
        return f"{prefix}{self._next_name - 1}"

    # -- nodes

    def create(self, kind: str, where: Span, outputs: int = 1) -> IrNode:
        """A new node, inserted."""
        node = self.graph.create(kind, (), outputs)
        node._range = where
        return self.graph.insertNode(node)

    def constant(self, value: int | float | complex, where: Span) -> Value:
        """A number that the program writes: one constant for each, at the very front."""
        key = (type(value), value)
        found = self._constants.get(key)
        if found is None:
            first = next(self.graph.nodes(), self.graph.return_node())
            with self.graph.insert_point_guard(first):
                found = self._constants[key] = self.graph.insertConstant(value, where)
        return found

    def cast_unchecked(self, value: Value, type_: Type) -> Value:
        """The value, taken to be of a type."""
        node = self.graph.create("prim::unchecked_cast", [value])
        node._outputs[0]._type = type_
        return self.graph.insertNode(node)._outputs[0]

    def builtin(
        self,
        where: Span | None,
        kind: str,
        args: Sequence[Value | NamedValue],
        kwargs: Sequence[NamedValue] = (),
        own: NamedValue | None = None,
    ) -> Value:
        """A call of an operator."""
        named = [each if isinstance(each, NamedValue) else NamedValue(None, each) for each in args]
        return emit_builtin(where, self.graph, kind, named, kwargs, own)

    # -- expressions as values

    def expression(self, expr: Expr, type_hint: Type | None = None) -> Value:
        """An expression's value."""
        where = self.progress.place = expr.where
        value = self.sugared(expr, 1, type_hint).as_value(where, self.method)
        if isinstance(type_hint, AnyType) and not isinstance(value._type, AnyType):
            return self.cast_unchecked(value, type_hint)
        return value

    def named_values(self, exprs: Sequence[Expr], unpack: bool = False) -> list[NamedValue]:
        """Expressions as the arguments of a call; with ``unpack`` those with a star are spread out."""
        found = []
        for expr in exprs:
            if unpack and isinstance(expr, Starred):
                for each in self.sugared(expr.value).as_tuple(expr.where, self.method):
                    found.append(NamedValue(None, each.as_value(expr.where, self.method), expr.where))
            else:
                found.append(NamedValue(None, self.expression(expr), expr.where))
        return found

    def values(self, exprs: Sequence[Expr], unpack: bool = False) -> list[Value]:
        return [each.value(self.graph) for each in self.named_values(exprs, unpack)]


#: writes nodes that compute a value
Producer = Callable[[], Value]


def span_of(nodes: Sequence[Node], fallback: Span) -> Span:
    """The span of several nodes."""
    result = fallback
    for node in nodes:
        result = result.union(node.where)
    return result
