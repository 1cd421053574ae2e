"""From a name to the thing: the source text of `module:Qualified.name`, and whether a dotted name exists."""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import importlib.util
import textwrap
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Definition:
    """A statement that defines a name, in the file where it stands."""

    module: str
    text: str
    tree: ast.Module
    statement: ast.stmt

    @property
    def first_line(self) -> int:
        """That of the first decorator, if there is one."""
        decorators: list[ast.expr] = getattr(self.statement, "decorator_list", [])
        return min([self.statement.lineno, *(each.lineno for each in decorators)])

    @property
    def last_line(self) -> int:
        return self.statement.end_lineno or self.statement.lineno

    def lines(self, first: int, last: int) -> str:
        """Lines of the file, dedented."""
        return textwrap.dedent("".join(self.text.splitlines(keepends=True)[first - 1 : last]))

    def shows(self, other: Definition) -> bool:
        """Whether the text of this one has that of the other in it."""
        within = self.first_line <= other.first_line and other.last_line <= self.last_line
        return within and self.module == other.module


def definition_of(reference: str) -> Definition:
    """What `package.module:Class.method` names. Raises LookupError.

    Read from the file, so that no decorator or wrapper can stand in the way.
    """
    module, _, qualified = reference.partition(":")
    spec = _find_module(module)
    if spec is None or not spec.has_location or not qualified:
        raise LookupError(f"{reference}: expected an existing minitorchscript.module:name")
    text = Path(spec.origin or "").read_text(encoding="utf-8")
    tree = ast.parse(text)
    scope: ast.AST = tree
    for name in qualified.split("."):
        node = next((child for child in ast.iter_child_nodes(scope) if name in _names(child)), None)
        if node is None:
            raise LookupError(f"{reference}: {module} defines no {qualified}")
        scope = node
    assert isinstance(scope, ast.stmt)
    return Definition(module, text, tree, scope)


def source_of(reference: str) -> str:
    """The text of a definition, decorators included, dedented. Raises LookupError."""
    found = definition_of(reference)
    return found.lines(found.first_line, found.last_line)


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
