"""The import table: the package is a stack of floors, and a floor imports only itself and those below.

Read from the sources with `ast`, nothing is imported. See "Layout" in README.md for what each floor is for.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "minitorchscript"

# From the top down. A name is a module or a folder of the package.
FLOORS = (
    ("__init__", "__main__", "_C", "aliases", "fft", "functional", "jit", "linalg", "profiler", "random", "special"),
    ("vision",),
    ("serialize", "onnx", "fx"),
    ("trace", "script"),
    ("runtime",),
    ("passes",),
    ("code",),
    ("nn",),
    ("autograd",),
    ("tensor",),
    ("ops",),
    ("ir",),
    ("errors", "dtype", "device", "dialect", "state", "generator", "annotations", "formatting", "version")
    + ("atomic_file", "backends", "collector", "compiler", "cuda"),
)
FLOOR_OF = {name: -depth for depth, names in enumerate(FLOORS) for name in names}

# What a function may import: packages of an extra, which may be absent at run time.
EXTRAS = {"onnx", "onnxruntime", "tabulate"}

# Names of the public face that are also modules: `from minitorchscript import dtype` could give either.
SHADOWED = {"dtype", "device", "tensor"}

Import = tuple[int, str]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def floor(module: str) -> int:
    parts = module.split(".")
    return FLOOR_OF["__init__" if len(parts) == 1 else parts[1]]


def imported(name: str, path: Path, statement: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that a statement imports; a name taken from a package is a module where one is so named."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    base = statement.module or ""
    if statement.level:
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        package = package[: len(package) - statement.level + 1]
        base = ".".join((*package, base)) if base else ".".join(package)
    inner = [f"{base}.{alias.name}" for alias in statement.names]
    return [module if module in modules() else base for module in inner]


def imports_of(name: str, *, ours: bool = True) -> list[Import]:
    """(line, module) of each import that runs when module `name` is imported (not under TYPE_CHECKING)."""
    path = modules()[name]
    found: list[Import] = []
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [(node.lineno, module) for module in imported(name, path, node)]
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)
    return [each for each in found if (each[1].partition(".")[0] == PACKAGE.name) is ours]


def where(name: str, line: int) -> str:
    return f"{modules()[name].relative_to(ROOT)}:{line}"


def test_every_module_stands_on_a_floor() -> None:
    lost = [name for name in modules() if (name.split(".") + ["__init__"])[1] not in FLOOR_OF]
    assert not lost, f"on no floor: {lost}; add them to FLOORS, or move them"


def test_imports_go_down() -> None:
    up = [
        f"{where(name, line)}: {name} imports {target}, which stands above it"
        for name in modules()
        for line, target in imports_of(name)
        if floor(target) > floor(name)
    ]
    assert not up, "\n".join(up)


def test_no_import_cycle() -> None:
    """Between modules. A package's `__init__` runs before its modules: it counts only where it is named."""
    graph = {name: {target for _, target in imports_of(name)} - {name} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" is imported by ".join(error.args[1]))


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{where(name, node.lineno)}: {ast.unparse(node)}"
        for name, path in modules().items()
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        if not all(module.partition(".")[0] in EXTRAS for module in imported(name, path, node))
    ]
    assert not hidden, "imports belong at the top of a file:\n" + "\n".join(hidden)


def test_nothing_but_numpy_and_python() -> None:
    allowed = {"numpy", *sys.stdlib_module_names}
    foreign = [
        f"{where(name, line)}: {target}"
        for name in modules()
        for line, target in imports_of(name, ours=False)
        if target.partition(".")[0] not in allowed
    ]
    assert not foreign, "\n".join(foreign)


def test_no_module_is_reached_by_a_shadowed_name() -> None:
    """`minitorchscript.dtype` is a module and, once the package is loaded, PyTorch's class `torch.dtype`."""
    trapped = [
        f"{where(name, node.lineno)}: {ast.unparse(node)}"
        for name, path in modules().items()
        if floor(name) < FLOOR_OF["jit"]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        if node.level == 0 and node.module == PACKAGE.name
        if SHADOWED & {alias.name for alias in node.names}
    ]
    assert not trapped, "import names from the module instead:\n" + "\n".join(trapped)
