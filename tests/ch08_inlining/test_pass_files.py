"""Passes, each shown on a graph: `passes/*.txt` hold a graph, then for each pass its name and what it makes of it.

The files are graphs' own text, written by hand up to the first pass.  To see what a new one does:
``python tests/ch08_inlining/test_pass_files.py FILE`` prints it in full.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of
from minitorchscript.passes import PASSES

FILES = sorted((Path(__file__).parent / "passes").glob("*.txt"))
STEP = re.compile(r"^==== (\w+)\n", re.MULTILINE)


def replayed(text: str) -> str:
    """The file as it should be: the graph, and after each pass's name the graph that it leaves."""
    start, *steps = STEP.split(text)
    graph = parse_ir(start, keep_numbers=True)
    verify(graph, schema_of)
    shown = str(graph)
    for name in steps[::2]:
        before = str(graph)
        changed = PASSES[name](graph)
        verify(graph, schema_of)
        assert changed == (str(graph) != before), f"{name} says that it changed {'something' if changed else 'nothing'}"
        shown += f"==== {name}\n{graph}"
    return shown


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_pass_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert replayed(text) == text


def test_every_pass_on_plain_graphs_has_a_file() -> None:
    shown = {name for path in FILES for name in STEP.findall(path.read_text(encoding="utf-8"))}
    # Inlining needs methods and graphs of forks, which a graph's text does not hold: see test_inline.py.
    assert set(PASSES) - shown == {"inline", "inline_fork_wait"}


if __name__ == "__main__":
    print(replayed(Path(sys.argv[1]).read_text(encoding="utf-8")), end="")
