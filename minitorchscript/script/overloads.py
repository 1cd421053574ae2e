"""Overloads: several declarations and one implementation, which is compiled once for each declaration."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from .class_definitions import method_definition
from .parse import Definition
from .reports import CompilationError
from .resolve import ClosureResolver
from .tree import Parameter


def with_declaration(
    declared: Callable[..., Any], implementation: Callable[..., Any], name: str, self_name: str | None
) -> Definition:
    """The implementation's body under a declaration's parameters.  Raises ``RuntimeError`` if these don't go together.

    Parameters that the declaration leaves out must have a default and a type in the implementation.
    """
    function = getattr(implementation, "__func__", implementation)
    resolver = ClosureResolver(function)
    body = method_definition(implementation, name, self_name, resolver)
    head = method_definition(declared, name, self_name, resolver)
    if not any(each.annotation is not None for each in head.tree.parameters) and head.tree.returns is None:
        raise RuntimeError(
            f"Must explicitly add type annotations to overloaded functions: {function.__module__}.{function.__name__}"
        )
    given, full = head.tree.parameters, body.tree.parameters
    if len(given) > len(full):
        raise RuntimeError("Overload should not have more parameters than implementation function")
    for index, (own, other) in enumerate(zip(given, full, strict=False)):
        if own.name != other.name:
            raise CompilationError(
                head.tree.declared_at,
                f"Overload parameters must have the same names. Found {own.name} and {other.name} on argument {index}",
            )
    rest = [_completed(each, body) for each in full[len(given) :]]
    tree = dataclasses.replace(
        body.tree, parameters=[*given, *rest], returns=head.tree.returns, declared_at=head.tree.declared_at
    )
    return Definition(tree, resolver, body.defaults, is_overload=True)


def _completed(parameter: Parameter, body: Definition) -> Parameter:
    if parameter.name not in body.defaults:
        raise CompilationError(
            body.tree.declared_at,
            f"Expected to find default parameter on argument{parameter.name} because it is not defined on the"
            " overloaded declaration",
        )
    if parameter.annotation is None:
        raise CompilationError(
            body.tree.declared_at,
            "Parameters not specified on the overloaded declaration must have a type annotation in the implementation"
            f" function. Did not find type for param {parameter.name}",
        )
    return parameter
