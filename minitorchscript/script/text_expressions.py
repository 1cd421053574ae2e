"""TorchScript's source text -> expressions of the compiler's tree.

Binary operators are read by precedence climbing; the span of a node is that of its own token and all its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .ranges import Source, Span
from .reports import report
from .text_tokens import Lexer, number_value, string_value
from .tree import (
    Apply,
    BinOp,
    DictComp,
    DictLiteral,
    Dots,
    Expr,
    Keyword,
    ListComp,
    ListLiteral,
    Literal,
    Number,
    Select,
    SliceExpr,
    Starred,
    String,
    Subscript,
    TernaryIf,
    TupleLiteral,
    UnaryOp,
    Var,
    around,
)

_T = TypeVar("_T")

#: how tightly operators bind; targets of assignments bind tighter than comparisons
_BINARY = {
    **dict.fromkeys(("if", "for"), 1),
    **dict.fromkeys(("and", "or"), 2),
    **dict.fromkeys(("in", "not in", "<", ">", "is", "is not", "==", "<=", ">=", "!="), 4),
    **{"|": 5, "^": 6, "&": 7, "<<": 8, ">>": 8, "+": 9, "-": 9},
    **dict.fromkeys(("*", "/", "//", "%", "@"), 10),
    "**": 11,
}
_UNARY = {"not": 3, "~": 3, "-": 10, "*": 10}
_RIGHT_ASSOCIATIVE = {"**", "if"}
_TARGET = 4
_LITERALS = {"True": True, "False": False, "None": None}
AUGMENTED = {f"{op}=": op for op in ("+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", "**")}
_AFTER_TUPLE = {*AUGMENTED, "newline", "=", ")"}


class TextExpressions:
    """Reads the expressions of one source."""

    def __init__(self, source: Source) -> None:
        self.lexer = Lexer(source)

    def sequence(self, separator: str, end: str | None, parse: Callable[[], _T]) -> list[_T]:
        """Elements up to an end; a separator may stand before it too."""
        found: list[_T] = []
        while self.lexer.current.kind != end:
            found.append(parse())
            if not self.lexer.take_if(separator):
                break
        if end is not None:
            self.lexer.expect(end)
        return found

    def enclosed(self, begin: str, end: str, parse: Callable[[], _T]) -> list[_T]:
        self.lexer.expect(begin)
        return self.sequence(",", end, parse)

    def expression(self, precedence: int = 0) -> Expr:
        """The longest expression whose operators bind tighter than ``precedence``."""
        lexer = self.lexer
        op = lexer.current.kind
        result = self.unary(op) if op in _UNARY else self.base()
        while (binding := _BINARY.get(lexer.current.kind, 0)) > precedence:
            op, place = lexer.current.kind, lexer.take().where
            right = binding - 1 if op in _RIGHT_ASSOCIATIVE else binding
            if op == "if":
                condition = self.expression()
                lexer.expect("else")
                false = self.expression(right)
                result = TernaryIf(around(place, (condition, result, false)), condition, result, false)
            elif op == "for":
                target = self.expression(_TARGET)
                lexer.expect("in")
                iterable = self.expression()
                result = ListComp(around(place, (result, target, iterable)), result, target, iterable)
            else:
                rhs = self.expression(right)
                whole = around(place, (result, rhs))
                if op == "not in":
                    result = UnaryOp(whole, "not", BinOp(whole, "in", result, rhs))
                else:
                    result = BinOp(whole, op, result, rhs)
        return result

    def target(self) -> Expr:
        return self.expression(_TARGET)

    def unary(self, op: str) -> Expr:
        place = self.lexer.take().where
        operand = self.expression(_UNARY[op])
        if op == "-" and isinstance(operand, Number):
            return Number(operand.where, -operand.value)  # one constant, so that a default may be negative
        whole = around(place, [operand])
        return Starred(whole, operand) if op == "*" else UnaryOp(whole, op, operand)

    def tuple_or_expression(self) -> Expr:
        first = self.expression()
        if self.lexer.current.kind != ",":
            return first
        parts = [first]
        while self.lexer.take_if(","):
            if self.lexer.current.kind in _AFTER_TUPLE:
                break
            parts.append(self.expression())
        return TupleLiteral(around(first.where, parts), parts)

    def base(self) -> Expr:
        """A name, a literal or something in brackets, with what is selected from it, called or subscripted."""
        result = self.atom()
        lexer = self.lexer
        while True:
            kind = lexer.current.kind
            if kind == ".":
                lexer.take()
                name = lexer.expect("ident")
                result = Select(around(name.where, [result]), result, name.where.excerpt())
            elif kind == "(":
                result = self.call(result)
            elif kind == "[":
                start = lexer.current.where.start
                indices = self.enclosed("[", "]", self.index)
                place = Span(lexer.source, start, lexer.end)
                result = Subscript(around(place, [result, *indices]), result, indices)
            else:
                return result

    def atom(self) -> Expr:
        lexer = self.lexer
        kind, place = lexer.current.kind, lexer.current.where
        if kind == "(":
            lexer.take()
            if lexer.take_if(")"):
                return TupleLiteral(lexer.current.where, [])
            inside = self.tuple_or_expression()
            lexer.expect(")")
            return inside
        if kind == "[":
            return self.bracketed(place)
        if kind == "{":
            return self.braced(place)
        if kind == "string_literal":
            text = ""
            while lexer.current.kind == "string_literal":
                text += string_value(lexer.take())
            return String(place, text)
        if kind == "number":
            lexer.take()
            return Number(place, number_value(place.excerpt()))
        if kind in _LITERALS:
            lexer.take()
            return Literal(place, _LITERALS[kind])
        if kind in ("...", "Ellipsis"):
            lexer.take()
            return Dots(place)
        name = lexer.take() if kind == "NoneType" else lexer.expect("ident")
        return Var(name.where, name.where.excerpt())

    def bracketed(self, place: Span) -> Expr:
        parts = self.enclosed("[", "]", self.expression)
        if len(parts) == 1 and isinstance(parts[0], ListComp):
            return parts[0]
        whole = around(place, parts)
        if any(isinstance(each, ListComp) for each in parts):
            raise RuntimeError(report(whole, " expected a single list comprehension within '[' , ']'"))
        return ListLiteral(whole, parts)

    def braced(self, place: Span) -> Expr:
        def item() -> tuple[Expr, Expr]:
            key = self.expression()
            self.lexer.expect(":")
            return key, self.expression()

        items = self.enclosed("{", "}", item)
        keys, values = [key for key, _ in items], [value for _, value in items]
        whole = around(place, [*keys, *values])
        if len(values) == 1 and isinstance(comprehension := values[0], ListComp):
            return DictComp(whole, keys[0], comprehension.element, comprehension.target, comprehension.iterable)
        return DictLiteral(whole, keys, values)

    def call(self, callee: Expr) -> Expr:
        place = self.lexer.current.where
        inputs: list[Expr] = []
        keywords: list[Keyword] = []

        def argument() -> None:
            if self.lexer.current.kind == "ident" and self.lexer.ahead.kind == "=":
                name = self.lexer.take().where
                self.lexer.expect("=")
                value = self.expression()
                keywords.append(Keyword(around(name, [value]), name.excerpt(), value))
            else:
                inputs.append(self.expression())

        self.enclosed("(", ")", argument)
        return Apply(around(place, [callee, *inputs, *keywords]), callee, inputs, keywords)

    def index(self) -> Expr:
        lexer = self.lexer
        place = lexer.current.where
        parts: list[Expr | None] = [None, None, None]
        if lexer.current.kind != ":":
            first = parts[0] = self.expression()
            if lexer.current.kind != ":":
                return first
        for number in (1, 2):
            if lexer.take_if(":") and lexer.current.kind not in (",", "]", ":"):
                parts[number] = self.expression()
        return SliceExpr(around(place, [part for part in parts if part is not None]), *parts)
