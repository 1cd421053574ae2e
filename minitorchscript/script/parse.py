"""Python functions -> the compiler's tree: find the source, parse it, and keep the user's file, line and column.

`definition_of` is the way in for a function object, `definitions_in` for source text.
"""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

from ..collector import paused_collector
from .depth import deep
from .parse_expressions import ExpressionParser, unsupported
from .ranges import Source, Span
from .reports import NotSupportedError, call_chain
from .text_parser import first_function_in, functions_in, signature_of_comment, with_types
from .tree import (
    Assert,
    Assign,
    AugAssign,
    Break,
    Continue,
    Def,
    Delete,
    Expr,
    ExprStmt,
    For,
    If,
    Literal,
    Parameter,
    Pass,
    Raise,
    Return,
    Stmt,
    Var,
    While,
    With,
    WithItem,
    around,
)
from .type_comments import type_line_of

_VARIADIC = "Compiled functions can't take variable number of arguments or use keyword-only arguments with defaults"

_AUGMENTED: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Mod: "%",
    ast.BitOr: "|",
    ast.BitAnd: "&",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.Pow: "**",
}


@dataclass
class Definition:
    """A function to compile: its tree, who resolves the names in it, and the values of its parameters' defaults."""

    tree: Def
    resolver: Any = None
    defaults: dict[str, Any] = field(default_factory=dict)
    #: of several declarations one, whose types need not be those of the implementation's defaults
    is_overload: bool = False

    @property
    def name(self) -> str:
        return self.tree.name


def source_of(python_object: Any) -> tuple[list[str], int, str]:
    """The lines, the first line's number and the file of a function or class.  ``OSError`` where there is none."""
    try:
        filename = inspect.getsourcefile(python_object) or ""
        lines, first_line = inspect.getsourcelines(python_object)
    except OSError as error:
        message = (
            f"Can't get source for {python_object}. TorchScript requires source access in order to carry out"
            " compilation, make sure original .py files are available."
        )
        chain = call_chain()
        raise OSError(f"{message}\n{chain}" if chain else message) from error
    return lines, first_line, filename


def _aligned(lines: list[str]) -> list[str]:
    """The lines, all indented as the ``def`` is: comments and strings may stand further to the left."""
    for line in lines:
        if line.lstrip().startswith("def"):
            margin = line.split("def")[0]
            if not margin:
                break
            return [each if each is line else margin + each.removeprefix(margin) for each in lines]
    return lines


def _lines_of(function: Any) -> tuple[list[str], int, str] | None:
    """As `source_of`, by indentation alone, which is much faster; ``None`` where that does not tell."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return None
    linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename)
    start = code.co_firstlineno - 1
    head = start
    while head < len(lines) and not lines[head].lstrip().startswith("def "):
        if lines[head].lstrip()[:1] != "@":
            return None
        head += 1
    if head >= len(lines):
        return None
    margin = len(lines[head]) - len(lines[head].lstrip())
    end = last = head + 1
    while end < len(lines):
        line = lines[end].lstrip()
        if line:
            if len(lines[end]) - len(line) > margin:
                last = end + 1
            elif line[0] != "#":  # a comment may stand anywhere
                break
        end += 1
    return lines[start:last], start + 1, code.co_filename


def function_tree(function: Callable[..., Any]) -> tuple[ast.FunctionDef, Source, str]:
    """A function's syntax tree, the source that its places refer to, and the source's text."""
    found = _lines_of(function)
    if found is not None:
        try:
            return _parsed(*found)
        except (SyntaxError, RuntimeError):
            pass  # a line of a string stands further to the left, or the head spans lines
    return _parsed(*source_of(function))


def _parsed(lines: list[str], first_line: int, filename: str) -> tuple[ast.FunctionDef, Source, str]:
    text = "".join(_aligned(lines))
    dedented = dedent(text)
    module = ast.parse(dedented)
    if len(module.body) != 1 or not isinstance(module.body[0], ast.FunctionDef):
        raise RuntimeError(f"Expected a single top-level function: {filename}:{first_line}")
    margin = len(text.split("\n", 1)[0]) - len(dedented.split("\n", 1)[0])
    return module.body[0], Source(text, filename, first_line, margin), text


def definition_of(
    function: Callable[..., Any], name: str | None = None, self_name: str | None = None, resolver: Any = None
) -> Definition:
    """A Python function, ready to compile under a name; ``self_name`` is the class's for a method."""
    with paused_collector():
        node, source, text = function_tree(function)
        with deep():
            parser = StatementParser(source, node.name)
            tree = parser.definition(node, name or function.__name__, type_line_of(text), self_name)
    return Definition(tree, resolver, default_values(function))


def default_values(function: Callable[..., Any]) -> dict[str, Any]:
    """The values of a function's parameters that have a default."""
    # Not by `inspect.signature`: from Python 3.14 on it evaluates the annotations, which are the resolver's to read.
    plain = inspect.unwrap(function)
    plain = getattr(plain, "__func__", plain)
    positional = plain.__code__.co_varnames[: plain.__code__.co_argcount]
    defaults = plain.__defaults__ or ()
    return dict(zip(positional[len(positional) - len(defaults) :], defaults, strict=True)) | (
        plain.__kwdefaults__ or {}
    )


def method_in(text: str, resolver: Any) -> Definition:
    """The method that a source text begins with; its places have no file."""
    return Definition(first_function_in(Source(text, ""), True), resolver)


def definitions_in(text: str, resolver: Any = None, are_methods: bool = False) -> list[Definition]:
    """The functions that a source text defines.  Raises ``RuntimeError`` for what TorchScript can't read."""
    return [Definition(tree, resolver) for tree in functions_in(Source(text), are_methods)]


class StatementParser(ExpressionParser):
    """Turns the statements of one function into trees."""

    def __init__(self, source: Source, function: str) -> None:
        super().__init__(source)
        self.function = function

    # -- functions

    def definition(
        self,
        node: ast.FunctionDef,
        name: str,
        type_line: str | None,
        self_name: str | None,
    ) -> Def:
        place = self.span(node, len("def"))
        parameters = self.parameters(node.args, self_name)
        returns = None if node.returns is None else self.expression(node.returns)
        given: list[Expr] = []
        if type_line is not None:
            given, returns = signature_of_comment(type_line)
            hint = "" if self_name is None else ", did you forget to exclude `self`?"
            with_types(parameters, given, self_name is not None, around(place, parameters), hint)
        body = self.statements(node.body)
        # Of a type comment the places count too, though they are those of the comment: so it is in PyTorch.
        declared = around(place, [*parameters, *given, *([] if returns is None else [returns])])
        return Def(around(declared, body), name, parameters, returns, body, declared)

    def parameters(self, node: ast.arguments, self_name: str | None) -> list[Parameter]:
        for rest in (node.kwarg, node.vararg):
            if rest is not None:
                place = self.source.span(rest.lineno, rest.col_offset - 1, len(rest.arg) + 1)
                raise NotSupportedError(place, _VARIADIC)
        for default in node.kw_defaults:
            if default is not None:
                raise NotSupportedError(self.expression(default).where, _VARIADIC)
        names = [self.parameter(each, self_name, False) for each in node.args]
        return names + [self.parameter(each, self_name, True) for each in node.kwonlyargs]

    def parameter(self, node: ast.arg, self_name: str | None, kwarg_only: bool) -> Parameter:
        place = self.span(node, len(node.arg))
        annotation: Expr | None = None
        if node.annotation is not None:
            annotation = self.expression(node.annotation)
            place = place.union(annotation.where)
        elif self_name is not None and node.arg == "self":
            annotation = Var(place, self_name)
        return Parameter(place, node.arg, annotation, kwarg_only)

    # -- statements

    def statements(self, nodes: list[ast.stmt]) -> list[Stmt]:
        return [self.statement(node) for node in nodes]

    def statement(self, node: ast.stmt) -> Stmt:
        parse = _STATEMENTS.get(type(node))
        if parse is None:
            raise unsupported(self.source, node)
        return parse(self, node)

    def expression_statement(self, node: ast.Expr) -> Stmt:
        value = self.expression(node.value)
        return ExprStmt(value.where, value)

    def assign(self, node: ast.Assign) -> Stmt:
        value = self.expression(node.value)
        targets = self.expressions(node.targets)
        return Assign(around(value.where, targets), targets, value)

    def annotated_assign(self, node: ast.AnnAssign) -> Stmt:
        if node.value is None:
            raise unsupported(self.source, node, "without assigned value")
        target = node.target
        if isinstance(target, ast.Attribute) and self.function != "__init__":
            if isinstance(target.value, ast.Name) and target.value.id == "self":
                length = len(f"self.{target.attr}")
                if isinstance(node.annotation, ast.Name):
                    length += len(f": {node.annotation.id}")
                place = self.span(node, length)
                raise ValueError(
                    "Type annotations on instance attributes must be declared in "
                    f"__init__, not '{self.function}': SourceRange at:\n{place.highlighted()}"
                )
        value = self.expression(node.value)
        parsed = self.expression(target)
        annotation = self.expression(node.annotation)
        return Assign(around(value.where, (parsed, annotation)), [parsed], value, annotation)

    def augmented_assign(self, node: ast.AugAssign) -> Stmt:
        target = self.expression(node.target)
        value = self.expression(node.value)
        op = _AUGMENTED.get(type(node.op))
        if op is None:
            found = self.source.data.rindex(b"=", 0, value.where.start)
            raise NotSupportedError(
                Span(self.source, found - 1, found + 1),
                f"unsupported kind of augmented assignment: {type(node.op).__name__}",
            )
        return AugAssign(target.where.union(value.where), target, op, value)

    def returned(self, node: ast.Return) -> Stmt:
        place = self.span(node, len("return"))
        value = Literal(place, None) if node.value is None else self.expression(node.value)
        return Return(place.union(value.where), value)

    def raised(self, node: ast.Raise) -> Stmt:
        place = self.span(node, len("raise"))
        if node.exc is None:
            raise NotSupportedError(place, "raise without an exception is not supported")
        value = self.expression(node.exc)
        return Raise(place.union(value.where), value)

    def asserted(self, node: ast.Assert) -> Stmt:
        place = self.span(node, len("assert"))
        test = self.expression(node.test)
        message = None if node.msg is None else self.expression(node.msg)
        return Assert(around(place, [test] if message is None else [test, message]), test, message)

    def deleted(self, node: ast.Delete) -> Stmt:
        place = self.span(node, len("del"))
        targets = self.expressions(node.targets)
        return Delete(around(place, targets), targets)

    def passed(self, node: ast.Pass) -> Stmt:
        return Pass(self.span(node, len("pass")))

    def broken(self, node: ast.Break) -> Stmt:
        return Break(self.span(node, len("break")))

    def continued(self, node: ast.Continue) -> Stmt:
        return Continue(self.span(node, len("continue")))

    def branch(self, node: ast.If) -> Stmt:
        chain = [node]
        while len(chain[-1].orelse) == 1 and isinstance(chain[-1].orelse[0], ast.If):  # elif, as long as it goes
            chain.append(chain[-1].orelse[0])
        parsed = [
            (self.span(each, len("if")), self.expression(each.test), self.statements(each.body)) for each in chain
        ]
        false = self.statements(chain[-1].orelse)
        for place, condition, true in reversed(parsed):
            false = [If(around(place, [condition, *true, *false]), condition, true, false)]
        return false[0]

    def repeat(self, node: ast.While) -> Stmt:
        if node.orelse:
            raise NotSupportedError(None, "else branches of while loops aren't supported")
        place = self.span(node, len("while"))
        condition = self.expression(node.test)
        body = self.statements(node.body)
        return While(around(place, [condition, *body]), condition, body)

    def iterate(self, node: ast.For) -> Stmt:
        place = self.span(node, len("for"))
        if node.orelse:
            raise NotSupportedError(place, "else branches of for loops aren't supported")
        target, iterable = self.expressions([node.target, node.iter])
        body = self.statements(node.body)
        return For(around(place, [target, iterable, *body]), target, iterable, body)

    def within(self, node: ast.With) -> Stmt:
        place = self.span(node, len("with"))
        items = []
        for each in node.items:
            start = self.span(each.context_expr, len("with statements"))
            value = self.expression(each.context_expr)
            target = None if each.optional_vars is None else self.expression(each.optional_vars)
            items.append(WithItem(around(start, [value] if target is None else [value, target]), value, target))
        body = self.statements(node.body)
        return With(around(place, [*items, *body]), items, body)


_STATEMENTS: dict[type[ast.stmt], Callable[[StatementParser, Any], Stmt]] = {
    ast.Expr: StatementParser.expression_statement,
    ast.Assign: StatementParser.assign,
    ast.AnnAssign: StatementParser.annotated_assign,
    ast.AugAssign: StatementParser.augmented_assign,
    ast.Return: StatementParser.returned,
    ast.Raise: StatementParser.raised,
    ast.Assert: StatementParser.asserted,
    ast.Delete: StatementParser.deleted,
    ast.Pass: StatementParser.passed,
    ast.Break: StatementParser.broken,
    ast.Continue: StatementParser.continued,
    ast.If: StatementParser.branch,
    ast.While: StatementParser.repeat,
    ast.For: StatementParser.iterate,
    ast.With: StatementParser.within,
}
