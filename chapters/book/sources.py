"""From a name to the thing: the source text of `module:Qualified.name`, and whether a dotted name exists."""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import importlib.util
import textwrap
from pathlib import Path


def source_of(reference: str) -> str:
    """The text of the definition that `package.module:Class.method` names, decorators included, dedented.

    Read from the file, so that no decorator or wrapper can stand in the way. Raises LookupError.
    """
    module, _, qualified = reference.partition(":")
    spec = _find_module(module)
    if spec is None or not spec.has_location or not qualified:
        raise LookupError(f"source={reference}: expected an existing minitorchscript.module:name")
    text = Path(spec.origin or "").read_text(encoding="utf-8")
    scope: ast.AST = ast.parse(text)
    for name in qualified.split("."):
        node = next((child for child in ast.iter_child_nodes(scope) if name in _names(child)), None)
        if node is None:
            raise LookupError(f"source={reference}: {module} defines no {qualified}")
        scope = node
    decorators: list[ast.expr] = getattr(scope, "decorator_list", [])
    first = min(node.lineno for node in (scope, *decorators) if isinstance(node, ast.stmt | ast.expr))
    assert isinstance(scope, ast.stmt)
    return textwrap.dedent("".join(text.splitlines(keepends=True)[first - 1 : scope.end_lineno]))


def exists(name: str) -> bool:
    """Does the dotted `name` lead to a module, or through a module to an attribute?"""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        if _find_module(".".join(parts[:length])) is None:
            continue
        thing: object = importlib.import_module(".".join(parts[:length]))
        for part in parts[length:]:
            if not hasattr(thing, part):
                return _is_annotated(thing, part)
            thing = getattr(thing, part)
        return True
    return False


def _find_module(name: str) -> importlib.machinery.ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None


def _names(node: ast.AST) -> list[str]:
    """The names that a statement defines."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name() as target):
            return [target.id]
    return []


def _is_annotated(thing: object, name: str) -> bool:
    """An attribute that a class declares and only its instances carry."""
    return any(name in vars(cls).get("__annotations__", {}) for cls in getattr(thing, "__mro__", ()))
