"""What holds for every file of the tree: its length, whom it names, what the package depends on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = sorted(path for folder in ("minitorchscript", "chapters") for path in (ROOT / folder).rglob("*.py"))
TOP_LEVEL = ("minitorchscript", "tests", "chapters", ".ci", "Makefile", "README.md", "pyproject.toml")
BINARY = {".npy", ".npz", ".pt", ".pth", ".pyc", ".gz", ".onnx", ".png"}
# Put together here, so that this file doesn't match itself.
MACHINE = re.compile(r"(?<![\w.])/(?:{})/\w".format("|".join(("work", "opt", "root", "home", "Users"))))
ALLOWED = ("/home/me/",)


def every_file() -> list[Path]:
    found: list[Path] = []
    for name in TOP_LEVEL:
        path = ROOT / name
        found += [path] if path.is_file() else [each for each in sorted(path.rglob("*")) if each.is_file()]
    return [path for path in found if path.suffix not in BINARY and not is_cache(path)]


def is_cache(path: Path) -> bool:
    """Something that a tool left: below a folder named `__pycache__` or `.…`."""
    folders = path.relative_to(ROOT).parts[:-1]
    return any(name == "__pycache__" or name.startswith(".") and name != ".ci" for name in folders)


def test_a_file_holds_one_idea() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = [f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in lengths.items() if lines > 500]
    assert not long, "a file of over 500 lines holds two ideas:\n" + "\n".join(long)


def test_no_file_names_a_place_on_someones_machine() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in every_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in MACHINE.finditer(line)
        if not line.startswith(ALLOWED, match.start())
    ]
    assert not named, "\n".join(named[:20])


def test_numpy_is_all_that_is_needed_at_run_time() -> None:
    assert PROJECT["project"]["dependencies"] == ["numpy>=2"]


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "minitorchscript" / "py.typed").is_file()


def test_extras_are_named() -> None:
    assert {"test", "lint", "onnx", "onnxruntime", "cli"} <= PROJECT["project"]["optional-dependencies"].keys()
