"""Python expressions -> the compiler's tree; what TorchScript does not have is refused by name and place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from .ranges import Source, Span
from .reports import FrontendError, NotSupportedError, UnsupportedNodeError
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

RESERVED_PREFIX = "__jit"

#: how an error names a node, and the token it underlines
NODE_NAMES: dict[str, tuple[str, str]] = {
    "FunctionDef": ("function definitions", "def"),
    "For": ("for loops", "for"),
    "Delete": ("del statements", "del"),
    "ClassDef": ("class definitions", "class"),
    "With": ("with statements", "with"),
    "Raise": ("raise statements", "raise"),
    "Assert": ("assertions", "assert"),
    "Import": ("import statements", "import"),
    "ImportFrom": ("import statements", "from"),
    "Global": ("global variables", "global"),
    "Break": ("break statements", "break"),
    "Continue": ("continue statements", "continue"),
    "AsyncFunctionDef": ("async function definitions", "async def"),
    "AsyncFor": ("async for loops", "async for"),
    "AsyncWith": ("async with statements", "async with"),
    "Try": ("try blocks", "try"),
    "Nonlocal": ("nonlocal variables", "nonlocal"),
    "AnnAssign": ("annotated assignments", " "),
}

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Mod: "%",
    ast.FloorDiv: "//",
    ast.BitAnd: "&",
    ast.BitXor: "^",
    ast.BitOr: "|",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.MatMult: "@",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.Not: "not", ast.USub: "-", ast.Invert: "~"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.LtE: "<=",
    ast.Lt: "<",
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


def unsupported(source: Source, node: Any, reason: str = "") -> UnsupportedNodeError:
    """The error for a node that TorchScript does not have."""
    kind = type(node).__name__
    name, token = NODE_NAMES.get(kind, (kind, " "))
    place = source.span(node.lineno, node.col_offset, len(token)) if hasattr(node, "lineno") else None
    return UnsupportedNodeError(place, f"{name} {reason + ' ' if reason else ''}aren't supported")


class ExpressionParser:
    """Turns the expressions of one source into trees."""

    #: whether PyTorch's own parser reads the source, not Python's: it has ``-1`` as one constant, and all of a string
    reads_text = False

    def __init__(self, source: Source) -> None:
        self.source = source
        #: where in the source each line begins, its margin left out
        self.lines = [start + source.margin for start in source.starts]

    def span(self, node: Any, length: int) -> Span:
        start = self.lines[node.lineno - 1] + node.col_offset
        return Span(self.source, start, start + length)

    def expression(self, node: ast.expr) -> Expr:
        parse = _EXPRESSIONS.get(type(node))
        if parse is None:
            raise unsupported(self.source, node)
        return parse(self, node)

    def expressions(self, nodes: list[ast.expr]) -> list[Expr]:
        return [self.expression(node) for node in nodes]

    def name(self, node: ast.Name) -> Expr:
        name = node.id
        place = self.span(node, len(name))
        if name.startswith(RESERVED_PREFIX):
            raise NotSupportedError(
                place, f"names of variables used in JIT-ed functions can't start with {RESERVED_PREFIX}"
            )
        return Dots(place) if name == "Ellipsis" else Var(place, name)

    def constant(self, node: ast.Constant) -> Expr:
        value = node.value
        if value is None or isinstance(value, bool):
            return Literal(self.span(node, len(str(value))), value)
        if isinstance(value, int | float | complex):
            return Number(self.span(node, len(str(value))), value)
        if isinstance(value, str):
            is_one_line = self.reads_text and node.end_lineno == node.lineno
            length = (node.end_col_offset or 0) - node.col_offset if is_one_line else len(value) + 1
            return String(self.span(node, length), value)
        if value is Ellipsis:
            return Dots(self.span(node, 3))
        raise FrontendError(self.span(node, len(str(value))), "Unknown Constant expression type")

    def attribute(self, node: ast.Attribute) -> Expr:
        base = self.expression(node.value)
        data = self.source.data
        start = base.where.end + 1
        while start < len(data) and data[start : start + 1].isspace():
            start += 1
        end = start + len(node.attr)
        return Select(base.where.union(Span(self.source, start, end)), base, node.attr)

    def call(self, node: ast.Call) -> Expr:
        callee = self.expression(node.func)
        inputs = self.expressions(node.args)
        keywords = []
        for each in node.keywords:
            value = self.expression(each.value)
            if not each.arg:
                raise NotSupportedError(value.where, "keyword-arg expansion is not supported")
            keywords.append(Keyword(value.where, each.arg, value))
        return Apply(around(callee.where, [*inputs, *keywords]), callee, inputs, keywords)

    def binary(self, node: ast.BinOp) -> Expr:
        pending = [node]
        while isinstance(left := pending[-1].left, ast.BinOp):  # `a + b + …` leans to the left, as deep as it is long
            pending.append(left)
        result = self.expression(left)
        for each in reversed(pending):
            rhs = self.expression(each.right)
            result = BinOp(result.where.union(rhs.where), _BINARY[type(each.op)], result, rhs)
        return result

    def unary(self, node: ast.UnaryOp) -> Expr:
        operand = self.expression(node.operand)
        op = _UNARY.get(type(node.op))
        if self.reads_text and op == "-" and isinstance(operand, Number):
            return Number(operand.where, -operand.value)
        if op is None:
            raise NotSupportedError(self.span(node, 1), f"unsupported unary operator: {type(node.op).__name__}")
        return UnaryOp(self.span(node, len(op)).union(operand.where), op, operand)

    def boolean(self, node: ast.BoolOp) -> Expr:
        result, *rest = self.expressions(node.values)
        op = "and" if isinstance(node.op, ast.And) else "or"
        for rhs in rest:
            result = _binary(op, result, rhs)
        return result

    def compare(self, node: ast.Compare) -> Expr:
        operands = self.expressions([node.left, *node.comparators])
        result: Expr | None = None
        for lhs, op, rhs in zip(operands, node.ops, operands[1:], strict=False):
            if isinstance(op, ast.NotIn):
                inside = _binary("in", lhs, rhs)
                between = Span(self.source, lhs.where.end, rhs.where.start)
                compared: Expr = UnaryOp(between.union(inside.where), "not", inside)
            else:
                compared = _binary(_COMPARE[type(op)], lhs, rhs)
            result = compared if result is None else _binary("and", result, compared)
        assert result is not None
        return result

    def ternary(self, node: ast.IfExp) -> Expr:
        condition, true, false = self.expressions([node.test, node.body, node.orelse])
        return TernaryIf(around(condition.where, (true, false)), condition, true, false)

    def subscript(self, node: ast.Subscript) -> Expr:
        base = self.expression(node.value)
        index = node.slice
        if not isinstance(index, ast.Tuple):
            indices = [self.index(base, index)]
        elif index.elts:
            indices = [self.index(base, each) for each in index.elts]
        else:  # `Tuple[()]`
            indices = [TupleLiteral(self.source.span(node.lineno, index.col_offset, 2), [])]
        inside = around(base.where, indices)
        return Subscript(Span(self.source, inside.start, inside.end + 1), base, indices)

    def index(self, base: Expr, node: ast.expr) -> Expr:
        if not isinstance(node, ast.Slice):
            return self.expression(node)
        start, stop, step = (
            None if part is None else self.expression(part) for part in (node.lower, node.upper, node.step)
        )
        parts = [part for part in (start, stop, step) if part is not None]
        return SliceExpr(around(base.where, parts), start, stop, step)

    def list_literal(self, node: ast.List) -> Expr:
        inputs = self.expressions(node.elts)
        return ListLiteral(around(self.span(node, 1), inputs), inputs)

    def tuple_literal(self, node: ast.Tuple) -> Expr:
        inputs = self.expressions(node.elts)
        return TupleLiteral(around(self.span(node, 1), inputs), inputs)

    def dict_literal(self, node: ast.Dict) -> Expr:
        place = self.span(node, 1)
        if any(key is None for key in node.keys):
            raise NotSupportedError(place, "Dict expansion (e.g. `{**dict}`) is not supported")
        keys = self.expressions([key for key in node.keys if key is not None])
        values = self.expressions(node.values)
        return DictLiteral(around(place, [*keys, *values]), keys, values)

    def joined_string(self, node: ast.JoinedStr) -> Expr:
        pattern = ""
        inputs = []
        # Of its parts only Python 3.12 and later know the places, and errors shall not depend on that.
        place = self.span(node, 1)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                if value.conversion != -1:
                    raise NotSupportedError(place, "Don't support conversion in JoinedStr")
                if value.format_spec is not None:
                    raise NotSupportedError(place, "Don't support formatting in JoinedStr")
                pattern += "{}"
                inputs.append(self.expression(value.value))
            elif isinstance(value, ast.Constant):
                pattern += str(value.value)
            else:
                raise NotSupportedError(place, "Unsupported value in JoinedStr")
        return Apply(around(place, inputs), Select(place, String(place, pattern), "format"), inputs, [])

    def comprehension(self, node: Any) -> tuple[Span, ast.comprehension]:
        place = self.span(node, 0)
        if len(node.generators) != 1:
            raise NotSupportedError(place, "Only a single generator is currently supported")
        if node.generators[0].ifs:
            raise NotSupportedError(place, "Comprehension ifs are not supported yet")
        return place, node.generators[0]

    def list_comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Expr:
        place, generator = self.comprehension(node)
        element, target, iterable = self.expressions([node.elt, generator.target, generator.iter])
        return ListComp(around(place, (element, target, iterable)), element, target, iterable)

    def dict_comprehension(self, node: ast.DictComp) -> Expr:
        place, generator = self.comprehension(node)
        key, value, target, iterable = self.expressions([node.key, node.value, generator.target, generator.iter])
        return DictComp(around(place, (key, value, target, iterable)), key, value, target, iterable)

    def starred(self, node: ast.Starred) -> Expr:
        value = self.expression(node.value)
        return Starred(self.span(node, 1).union(value.where), value)


def _binary(op: str, lhs: Expr, rhs: Expr) -> BinOp:
    return BinOp(lhs.where.union(rhs.where), op, lhs, rhs)


_EXPRESSIONS: dict[type[ast.expr], Callable[[ExpressionParser, Any], Expr]] = {
    ast.Name: ExpressionParser.name,
    ast.Constant: ExpressionParser.constant,
    ast.Attribute: ExpressionParser.attribute,
    ast.Call: ExpressionParser.call,
    ast.BinOp: ExpressionParser.binary,
    ast.UnaryOp: ExpressionParser.unary,
    ast.BoolOp: ExpressionParser.boolean,
    ast.Compare: ExpressionParser.compare,
    ast.IfExp: ExpressionParser.ternary,
    ast.Subscript: ExpressionParser.subscript,
    ast.List: ExpressionParser.list_literal,
    ast.Tuple: ExpressionParser.tuple_literal,
    ast.Dict: ExpressionParser.dict_literal,
    ast.JoinedStr: ExpressionParser.joined_string,
    ast.ListComp: ExpressionParser.list_comprehension,
    ast.GeneratorExp: ExpressionParser.list_comprehension,
    ast.DictComp: ExpressionParser.dict_comprehension,
    ast.Starred: ExpressionParser.starred,
}
