"""TorchScript's source text -> the compiler's tree: functions of a `CompilationUnit`, and type comments."""

from __future__ import annotations

from collections.abc import Callable

from .ranges import Source, Span
from .reports import UnsupportedNodeError, report
from .text_expressions import AUGMENTED, TextExpressions
from .text_tokens import TYPE_COMMENT, Token
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
    TupleLiteral,
    Var,
    While,
    With,
    WithItem,
    around,
)


def _whole(first: Span, *others: Span) -> Span:
    for each in others:
        first = first.union(each)
    return first


class TextParser(TextExpressions):
    """Reads one source: functions and their statements."""

    def functions(self, are_methods: bool) -> list[Def]:
        """All functions of the text.  Raises ``RuntimeError`` with the place for what is none."""
        found = []
        while self.lexer.current.kind != "eof":
            found.append(self.function(are_methods))
        return found

    # -- statements

    def statements(self) -> tuple[list[Stmt], Span]:
        """An indented block, and the place where it begins."""
        place = self.lexer.expect("indent").where
        return self.rest_of_block(), place

    def rest_of_block(self) -> list[Stmt]:
        found = [self.statement()]
        while not self.lexer.take_if("dedent"):
            found.append(self.statement())
        return found

    def statement(self) -> Stmt:
        parse = _STATEMENTS.get(self.lexer.current.kind)
        if parse is None:
            return self.expression_or_assignment()
        return parse(self, self.lexer.take().where)

    def line_end(self) -> None:
        self.lexer.expect("newline")

    def expression_or_assignment(self) -> Stmt:
        target = self.tuple_or_expression()
        if self.lexer.take_if("newline"):
            return ExprStmt(target.where, target)
        return self.assignment(target)

    def assignment(self, target: Expr) -> Stmt:
        lexer = self.lexer
        annotation = self.expression() if lexer.take_if(":") else None
        place = lexer.current.where if annotation is None else annotation.where
        op = lexer.current.kind
        if op != "=" and op not in AUGMENTED:
            lexer.expect("newline")
            whole = _whole(target.where, place)
            raise RuntimeError(report(whole, "For an assignment, expected an expression on the right-hand side"))
        lexer.take()
        value = self.tuple_or_expression()
        if op != "=":
            self.line_end()
            if isinstance(target, TupleLiteral):
                raise RuntimeError(report(target.where, " augmented assignment can only have one LHS expression"))
            return AugAssign(around(target.where, [value]), target, AUGMENTED[op], value)
        targets = [target]
        while lexer.take_if("="):
            targets.append(value)
            value = self.tuple_or_expression()
        if annotation is not None and len(targets) > 1:
            raise RuntimeError(report(annotation.where, "Annotated multiple assignment is not supported in python"))
        self.line_end()
        return Assign(_whole(around(target.where, [*targets, value]), place), targets, value, annotation)

    def returned(self, place: Span) -> Stmt:
        value = Literal(place, None) if self.lexer.current.kind == "newline" else self.tuple_or_expression()
        self.line_end()
        return Return(around(place, [value]), value)

    def raised(self, place: Span) -> Stmt:
        value = self.expression()
        self.line_end()
        return Raise(around(place, [value]), value)

    def asserted(self, place: Span) -> Stmt:
        test = self.expression()
        message = self.expression() if self.lexer.take_if(",") else None
        self.line_end()
        return Assert(around(place, [test] if message is None else [test, message]), test, message)

    def passed(self, place: Span) -> Stmt:
        self.line_end()
        return Pass(place)

    def broken(self, place: Span) -> Stmt:
        self.line_end()
        return Break(place)

    def continued(self, place: Span) -> Stmt:
        self.line_end()
        return Continue(place)

    def deleted(self, place: Span) -> Stmt:
        targets = self.sequence(",", None, self.expression)
        self.line_end()
        return Delete(around(place, targets), targets)

    def made_global(self, place: Span) -> Stmt:
        names = self.sequence(",", None, lambda: self.lexer.expect("ident").where)
        self.line_end()
        raise RuntimeError(report(_whole(place, *names), "Unrecognized statement kind global"))

    def inner_function(self, place: Span) -> Stmt:
        raise UnsupportedNodeError(place, "function definitions aren't supported")

    def branch(self, place: Span) -> Stmt:
        condition = self.expression()
        self.lexer.expect(":")
        true, begin = self.statements()
        false: list[Stmt] = []
        after = self.lexer.current.where
        if self.lexer.take_if("else"):
            self.lexer.expect(":")
            false, after = self.statements()
        elif self.lexer.take_if("elif"):
            after = self.lexer.current.where
            false = [self.branch(after)]
        whole = _whole(around(place, [condition, *true, *false]), begin, after)
        return If(whole, condition, true, false)

    def repeat(self, place: Span) -> Stmt:
        condition = self.expression()
        self.lexer.expect(":")
        body, begin = self.statements()
        return While(_whole(around(place, [condition, *body]), begin), condition, body)

    def iterate(self, place: Span) -> Stmt:
        targets = self.sequence(",", "in", self.target)
        iterables = self.sequence(",", ":", self.expression)
        body, begin = self.statements()
        whole = _whole(around(place, [*targets, *iterables, *body]), begin)
        if len(iterables) != 1:
            raise RuntimeError(report(whole, "List of iterables is not supported currently"))
        target = targets[0] if len(targets) == 1 else TupleLiteral(around(place, targets), targets)
        return For(whole, target, iterables[0], body)

    def within(self, place: Span) -> Stmt:
        def item() -> WithItem:
            value = self.expression()
            where = self.lexer.current.where
            if not self.lexer.take_if("as"):
                return WithItem(value.where, value, None)
            name = self.lexer.expect("ident").where
            return WithItem(around(where, [value]).union(name), value, Var(name, name.excerpt()))

        items = self.sequence(",", ":", item)
        body, begin = self.statements()
        return With(_whole(around(place, [*items, *body]), begin), items, body)

    # -- functions

    def function(self, is_method: bool) -> Def:
        lexer = self.lexer
        lexer.expect("def")
        name = lexer.expect("ident").where
        parameters, declared = self.parameters()
        returns = None
        if lexer.take_if("->"):
            start = lexer.current.where
            returns = self.expression()
            declared = _whole(declared, start, returns.where)
        else:
            declared = declared.union(lexer.current.where)
        lexer.expect(":")
        is_block = lexer.take_if("indent")
        if lexer.current.kind == TYPE_COMMENT:
            given, returns, place = self.type_comment()
            if is_block:
                self.line_end()
            declared = with_types(parameters, given, is_method, declared)
            declared = _whole(declared, *([] if returns is None else [returns.where]))
        body = self.rest_of_block() if is_block else [self.statement()]
        return Def(around(_whole(name, declared), body), name.excerpt(), parameters, returns, body, declared)

    def parameters(self) -> tuple[list[Parameter], Span]:
        place = self.lexer.current.where
        found: list[Parameter] = []
        kwarg_only = False

        def parameter() -> None:
            nonlocal kwarg_only
            if not kwarg_only and self.lexer.take_if("*"):
                kwarg_only = True
            else:
                found.append(self.parameter(kwarg_only))

        self.enclosed("(", ")", parameter)
        return found, around(place, found)

    def parameter(self, kwarg_only: bool) -> Parameter:
        lexer = self.lexer
        name = lexer.expect("ident").where
        annotation = self.expression() if lexer.take_if(":") else None
        where = name.union(lexer.current.where if annotation is None else annotation.where)
        default = self.expression() if lexer.take_if("=") else None
        where = where.union(lexer.current.where if default is None else default.where)
        return Parameter(where, name.excerpt(), annotation, kwarg_only, default)

    def type_comment(self) -> tuple[list[Expr], Expr | None, Token]:
        """``# type: (Tensor, int) -> Tensor``: the types of the parameters and, where it is given, the result's."""
        token = self.lexer.expect(TYPE_COMMENT)
        given = self.enclosed("(", ")", self.expression)
        return given, self.expression() if self.lexer.take_if("->") else None, token


def with_types(parameters: list[Parameter], given: list[Expr], is_method: bool, place: Span, hint: str = "") -> Span:
    """Give parameters the types of a comment; returns the place of the whole.

    Raises ``RuntimeError`` where the comment has more or fewer than there are.
    """
    own = parameters[1:] if is_method else parameters
    if len(given) != len(own):
        kind = "method" if is_method else "function"
        message = f"Number of type annotations ({len(given)}) did not match the number of {kind} parameters"
        message += f" ({len(own)}{hint})"
        raise RuntimeError(report(place, message))
    for parameter, annotation in zip(own, given, strict=True):
        parameter.annotation = annotation
    return around(place, given)


def signature_of_comment(line: str) -> tuple[list[Expr], Expr | None]:
    """The types of a type comment that stands in Python code: the parameters' and, where it is given, the result's."""
    given, returned, _ = TextParser(Source(line, None)).type_comment()
    return given, returned


def first_function_in(source: Source, is_method: bool = False) -> Def:
    """The function that a source text begins with; what comes after it is not read."""
    return TextParser(source).function(is_method)


def functions_in(source: Source, are_methods: bool = False) -> list[Def]:
    """The functions that a source text defines."""
    return TextParser(source).functions(are_methods)


_STATEMENTS: dict[str, Callable[[TextParser, Span], Stmt]] = {
    "if": TextParser.branch,
    "while": TextParser.repeat,
    "for": TextParser.iterate,
    "global": TextParser.made_global,
    "return": TextParser.returned,
    "raise": TextParser.raised,
    "assert": TextParser.asserted,
    "break": TextParser.broken,
    "continue": TextParser.continued,
    "pass": TextParser.passed,
    "def": TextParser.inner_function,
    "del": TextParser.deleted,
    "with": TextParser.within,
}
