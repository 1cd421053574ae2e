"""The file in which a student writes a chapter's exercises: the package's own functions, without their bodies.

Signature and docstring are the real ones. What the real bodies use of their module is imported by name, so that
the file is an ordinary Python file: it imports, runs, and can be looked at with any tool.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import sys
from collections.abc import Iterable

from book.catalog import Chapter, Exercise
from book.sources import Definition, definition_of


def stub_file(chapter: Chapter) -> str:
    """The text of `work/chNN.py`, every exercise unwritten."""
    text = chapter.page.name
    head = (
        f'"""Chapter {chapter.number}: {chapter.title}. Your exercises.\n\n'
        f"Put a body in the place of each `raise NotImplementedError`, then run `make test-chapter {chapter.number}`:\n"
        "the package is run with your function in the place of its own. What each exercise asks for stands at the\n"
        f"end of {text}. Import what you need, and add functions of your own as you like.\n"
        '"""\n'
    )
    return "\n".join([head, imports(chapter.exercises), *(f"\n{stub(exercise)}" for exercise in chapter.exercises)])


def stub(exercise: Exercise) -> str:
    """The function with its body replaced by an error that names the exercise."""
    definition = definition_of(exercise.function)
    function = _function(definition)
    after = function.body[0]
    shown_to = (after.end_lineno or after.lineno) if ast.get_docstring(function) else after.lineno - 1
    signature = definition.lines(function.lineno, shown_to)
    return f'{_comment(exercise, function)}{signature}    raise NotImplementedError("{exercise.label}")\n'


def filled(exercise: Exercise, old: str = "", new: str = "") -> str:
    """A student's file with this one exercise, written as the package has it, but with `old` replaced by `new`."""
    definition = definition_of(exercise.function)
    written = definition.lines(_function(definition).lineno, definition.last_line)
    if old and written.count(old) != 1:
        raise LookupError(f"{exercise.function} has {written.count(old)} times, not once:\n{old}")
    return f"{imports([exercise])}\n\n{written.replace(old, new) if old else written}"


def body_of(exercise: Exercise) -> list[str]:
    """The lines of the solution, stripped; neither signature nor docstring are part of it."""
    definition = definition_of(exercise.function)
    function = _function(definition)
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    lines = definition.text.splitlines()[statements[0].lineno - 1 : definition.last_line] if statements else []
    return [line.strip() for line in lines]


def imports(exercises: Iterable[Exercise]) -> str:
    """Import lines for all that the real functions use of their modules."""
    exercises = list(exercises)
    found: dict[str, str] = {}
    for exercise in exercises:
        definition = definition_of(exercise.function)
        available = _imported(definition) | _defined(definition)
        used = _free_names(_function(definition)) - {each.name for each in exercises}
        for name in sorted(used & available.keys()):
            if found.setdefault(name, available[name]) != available[name]:
                raise LookupError(
                    f"{exercise.function}: {name} means something else in another exercise of the chapter"
                )
    others = sorted(set(found.values()), key=lambda line: (_is_own(line), line.startswith("from"), line))
    groups = [[line for line in others if _is_own(line) == own] for own in (0, 1, 2)]
    blocks = [["from __future__ import annotations"], *(_joined(group) for group in groups if group)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _function(definition: Definition) -> ast.FunctionDef:
    if not isinstance(definition.statement, ast.FunctionDef):
        raise LookupError(f"{definition.module}: an exercise must be a function")
    return definition.statement


def _free_names(function: ast.FunctionDef) -> set[str]:
    """Names that the function reads and does not bind; its decorators are not part of it."""
    parts = [function.args, *([function.returns] if function.returns else []), *function.body]
    nodes = [node for part in parts for node in ast.walk(part)]
    read = {node.id for node in nodes if isinstance(node, ast.Name)}
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    return read - bound - {node.arg for node in nodes if isinstance(node, ast.arg)}


def _comment(exercise: Exercise, function: ast.FunctionDef) -> str:
    module, _, qualified = exercise.function.partition(":")
    notes = [f"Exercise {exercise.number}: {exercise.title}", f"In the package: {module}.{qualified}"]
    if function.decorator_list:
        notes.append("Its decorator stays there.")
    if "." in qualified:
        notes.append("A method of that class, written here as a plain function.")
    notes.append(f'To read: "{exercise.read}"')
    return "".join(f"# {line}\n" for line in notes)


def _imported(definition: Definition) -> dict[str, str]:
    """The names that the module imports, each with a line that imports it from anywhere."""
    spec = importlib.util.find_spec(definition.module)
    package = spec.parent if spec else None
    found = {}
    guarded = [inner for outer in definition.tree.body if isinstance(outer, ast.If) for inner in outer.body]
    for statement in [*definition.tree.body, *guarded]:
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        for alias in statement.names:
            as_name = f" as {alias.asname}" if alias.asname and alias.asname != alias.name else ""
            name = alias.asname or alias.name
            if isinstance(statement, ast.Import):
                found[name.partition(".")[0]] = f"import {alias.name}{as_name}"
            else:
                source = "." * statement.level + (statement.module or "")
                source = importlib.util.resolve_name(source, package) if statement.level else source
                found[name] = f"from {source} import {alias.name}{as_name}"
    return found


def _defined(definition: Definition) -> dict[str, str]:
    """The names that the module defines itself."""
    names: set[str] = set()
    for statement in definition.tree.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names.update(node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return {name: f"from {definition.module} import {name}" for name in names - vars(builtins).keys()}


def _is_own(line: str) -> int:
    """0 for Python's library, 1 for what is installed beside, 2 for the package."""
    top = line.split()[1].partition(".")[0]
    return 2 if top == "minitorchscript" else 0 if top in sys.stdlib_module_names else 1


def _joined(lines: list[str]) -> list[str]:
    """`from a import b` and `from a import c` as one line."""
    merged: dict[str, list[str]] = {}
    for line in lines:
        head, separator, name = line.partition(" import ")
        merged.setdefault(head if separator else line, []).append(name)
    return [f"{head} import {', '.join(sorted(names))}" if any(names) else head for head, names in merged.items()]
