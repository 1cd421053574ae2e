"""The syntax tree that the compiler works on: Python's, reduced to what TorchScript has.

Comparisons are chained with `and`, f-strings are calls of `format`, generator expressions are list comprehensions.
Every node knows its place: the span of itself and all its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .ranges import Span


@dataclass(slots=True, eq=False)
class Node:
    where: Span


class Expr(Node):
    __slots__ = ()


class Stmt(Node):
    __slots__ = ()


@dataclass(slots=True, eq=False)
class Var(Expr):
    name: str


@dataclass(slots=True, eq=False)
class Number(Expr):
    value: int | float | complex


@dataclass(slots=True, eq=False)
class String(Expr):
    text: str


@dataclass(slots=True, eq=False)
class Literal(Expr):
    """``True``, ``False`` or ``None``."""

    value: bool | None


class Dots(Expr):
    """``...``"""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Select(Expr):
    """``value.name``"""

    value: Expr
    name: str


@dataclass(slots=True, eq=False)
class Keyword(Node):
    """``name=value`` in a call."""

    name: str
    value: Expr


@dataclass(slots=True, eq=False)
class Apply(Expr):
    callee: Expr
    inputs: list[Expr]
    keywords: list[Keyword]


@dataclass(slots=True, eq=False)
class BinOp(Expr):
    op: str
    lhs: Expr
    rhs: Expr


@dataclass(slots=True, eq=False)
class UnaryOp(Expr):
    op: str
    operand: Expr


@dataclass(slots=True, eq=False)
class TernaryIf(Expr):
    condition: Expr
    true: Expr
    false: Expr


@dataclass(slots=True, eq=False)
class ListLiteral(Expr):
    inputs: list[Expr]


@dataclass(slots=True, eq=False)
class TupleLiteral(Expr):
    inputs: list[Expr]


@dataclass(slots=True, eq=False)
class DictLiteral(Expr):
    keys: list[Expr]
    values: list[Expr]


@dataclass(slots=True, eq=False)
class ListComp(Expr):
    element: Expr
    target: Expr
    iterable: Expr


@dataclass(slots=True, eq=False)
class DictComp(Expr):
    key: Expr
    value: Expr
    target: Expr
    iterable: Expr


@dataclass(slots=True, eq=False)
class Subscript(Expr):
    value: Expr
    indices: list[Expr]


@dataclass(slots=True, eq=False)
class SliceExpr(Expr):
    start: Expr | None
    stop: Expr | None
    step: Expr | None


@dataclass(slots=True, eq=False)
class Starred(Expr):
    value: Expr


@dataclass(slots=True, eq=False)
class Assign(Stmt):
    """``targets = value``, with the annotation of ``target: annotation = value``."""

    targets: list[Expr]
    value: Expr
    annotation: Expr | None = None


@dataclass(slots=True, eq=False)
class AugAssign(Stmt):
    target: Expr
    op: str
    value: Expr


@dataclass(slots=True, eq=False)
class Return(Stmt):
    value: Expr


@dataclass(slots=True, eq=False)
class Raise(Stmt):
    value: Expr


@dataclass(slots=True, eq=False)
class Assert(Stmt):
    test: Expr
    message: Expr | None


class Pass(Stmt):
    __slots__ = ()


class Break(Stmt):
    __slots__ = ()


class Continue(Stmt):
    __slots__ = ()


@dataclass(slots=True, eq=False)
class Delete(Stmt):
    targets: list[Expr]


@dataclass(slots=True, eq=False)
class If(Stmt):
    condition: Expr
    true: list[Stmt]
    false: list[Stmt]


@dataclass(slots=True, eq=False)
class While(Stmt):
    condition: Expr
    body: list[Stmt]


@dataclass(slots=True, eq=False)
class For(Stmt):
    target: Expr
    iterable: Expr
    body: list[Stmt]


@dataclass(slots=True, eq=False)
class WithItem(Node):
    value: Expr
    target: Expr | None


@dataclass(slots=True, eq=False)
class With(Stmt):
    items: list[WithItem]
    body: list[Stmt]


@dataclass(slots=True, eq=False)
class ExprStmt(Stmt):
    value: Expr


@dataclass(slots=True, eq=False)
class Parameter(Node):
    """A parameter of a function; one without an annotation takes tensors."""

    name: str
    annotation: Expr | None
    kwarg_only: bool = False
    default: Expr | None = None


@dataclass(slots=True, eq=False)
class Def(Node):
    """A function: ``declared_at`` is the span of its parameters."""

    name: str
    parameters: list[Parameter]
    returns: Expr | None
    body: list[Stmt]
    declared_at: Span


def around(first: Span, parts: Iterable[Node]) -> Span:
    """The least span that holds a node's own and those of its parts."""
    start, end = first.start, first.end
    for part in parts:
        where = part.where
        if where.start < start:
            start = where.start
        if where.end > end:
            end = where.end
    return first if start == first.start and end == first.end else Span(first.source, start, end)
