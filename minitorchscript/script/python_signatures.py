"""What a function that is left to Python takes and gives: by its annotations, its type comment, or else tensors."""

from __future__ import annotations

import ast
import inspect
import textwrap
import typing
from typing import Any

from ..annotations import is_ignored
from ..ir.types import NoneType, TensorType, TupleType, Type
from ..ir.unit import FunctionArgument, Signature
from ..nn.modules.module import Module
from ..runtime.futures import Future
from ..tensor.tensor import Tensor
from .extensions import RESOLVER_OF
from .parse import source_of
from .python_types import type_of
from .ranges import Span
from .reports import CompilationError, FrontendError
from .type_comments import type_line_of

#: what a type comment may name without importing it
_KNOWN: dict[str, Any] = {
    "Tensor": Tensor,
    "Future": Future,
    **{name: getattr(typing, name) for name in ("Tuple", "List", "Dict", "Optional", "Union")},
}
#: what a method is called that is bound to its object when the call runs
_BOUND = "lazy_bind.<locals>.lazy_binding_method"
_Types = tuple[list[Type], Type]


class PythonSignature(Signature):
    """Its result is called 0 where an error shows it."""

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text[:-1]} 0)" if text.endswith("))") else f"{text} 0"


def signature_of(function: Any, own: Type | None, where: Span, count: int, n_binders: int) -> Signature:
    """The signature to match a call of ``count`` arguments with, whose result goes to ``n_binders`` names.

    ``own`` is the type of the object that a method is bound to.  Raises ``CompilationError``, ``RuntimeError`` or
    ``ValueError`` for annotations that are no types.
    """
    lines = _checked_source(function, where)
    names, has_rest = _parameter_names(function, count)
    if own is not None and not names:
        raise CompilationError(where, "Non-static method does not have a self argument")
    declared = _annotated(function, where)
    if declared is not None and own is not None:
        declared = declared[0][1:], declared[1]
    if declared is None and lines is not None:
        line = type_line_of(textwrap.dedent("".join(lines)))
        declared = None if line is None else _commented(line, function, where)
    arguments = [] if own is None else [FunctionArgument(names.pop(0), own)]
    if declared is None:
        result: Type = TensorType.get()
        if n_binders != 1:
            result = NoneType() if n_binders == 0 else TupleType([result] * n_binders)
        declared = [TensorType.get()] * len(names), result
    types, result = declared
    if len(types) != len(names):
        raise CompilationError(where, f"The function takes {len(names)} arguments, but has types for {len(types)}")
    arguments.extend(FunctionArgument(name, type_) for name, type_ in zip(names, types, strict=True))
    name = _BOUND if own is not None else getattr(function, "__qualname__", getattr(function, "__name__", ""))
    return PythonSignature(name, tuple(arguments), (result,), has_rest)


def _checked_source(python_object: Any, where: Span) -> list[str] | None:
    """The source's lines, which must be those of a function; ``None`` for what is built in."""
    try:
        lines, _, _ = source_of(python_object)
    except (OSError, TypeError):
        return None
    body = ast.parse(textwrap.dedent("".join(lines))).body
    if len(body) == 1 and isinstance(body[0], ast.ClassDef):
        raise FrontendError(where, f"Cannot instantiate class '{body[0].name}' in a script function")
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef):
        raise FrontendError(where, "Expected a single top-level function")
    return lines


def _parameter_names(function: Any, count: int) -> tuple[list[str], bool]:
    """The names of a function's positional parameters, and whether it takes any number more."""
    if not inspect.isroutine(function) and callable(function):
        function = type(function).__call__
    if not (inspect.isfunction(function) or inspect.ismethod(function)):
        return [str(index) for index in range(count)], False
    found = inspect.getfullargspec(inspect.unwrap(function) if is_ignored(function) else function)
    return list(found.args), inspect.getfullargspec(function).varargs is not None


def _annotated(function: Any, where: Span) -> _Types | None:
    if isinstance(function, Module):
        return None  # what a module takes is its `forward`'s affair
    try:
        found = inspect.signature(function)
    except ValueError:
        return None
    annotations = [each.annotation for each in found.parameters.values()]
    if all(each is inspect.Signature.empty for each in [*annotations, found.return_annotation]):
        return None
    return [type_of(each, where) for each in annotations], type_of(found.return_annotation, where)


def _commented(line: str, function: Any, where: Span) -> _Types:
    arrow = line.find("->")
    if arrow < 0:
        raise RuntimeError("Syntax error in type annotation (couldn't find `->`)")
    resolver = RESOLVER_OF[0](function)
    head, tail = line[len("# type:") : arrow].strip(), line[arrow + 2 :].strip()
    given = _evaluated(head, "argument list", resolver)
    returned = _evaluated(tail, "return type", resolver)
    given = given if isinstance(given, tuple) else (given,)
    return [type_of(each, where) for each in given], type_of(returned, where)


def _evaluated(text: str, part: str, resolver: Any) -> Any:
    """What an expression of names, selections, subscripts and tuples stands for; a name that nobody knows, None."""

    def value_of(node: ast.expr) -> Any:
        if isinstance(node, ast.Name):
            return _KNOWN[node.id] if node.id in _KNOWN else resolver.lookup(node.id)
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Attribute):
            return getattr(value_of(node.value), node.attr)
        if isinstance(node, ast.Subscript):
            return value_of(node.value)[value_of(node.slice)]
        if isinstance(node, ast.Tuple):
            return tuple(value_of(each) for each in node.elts)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return value_of(node.left) | value_of(node.right)
        raise RuntimeError(f"Failed to parse the {part} of a type annotation")

    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as error:
        raise RuntimeError(f"Failed to parse the {part} of a type annotation") from error
    if any(isinstance(node, ast.Call) for node in ast.walk(tree)):
        raise RuntimeError(f"Type annotation should not contain calls, but '{text}' does")
    return value_of(tree.body)
