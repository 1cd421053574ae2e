"""The article's program, in a file, run unmodified: it prints the article's listings, or today's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "chapters" / "demo" / "article.py"
GOLDEN = ROOT / "tests" / "golden" / "article"


@pytest.mark.parametrize("dialect", ["1.8", "2.x"])
def test_the_article_prints_its_listings(dialect: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "minitorchscript", "run", "--dialect", dialect, str(PROGRAM)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    names = ("layer1.graph", "layer1.code", "layer1.inlined.code")
    listings = [(GOLDEN / f"{dialect}-{name}.txt").read_text(encoding="utf-8") for name in names]
    # Each text ends with a line break of its own, and print adds one.
    assert done.stdout == "".join(f"{listing}\n" for listing in listings)
    assert done.stderr == ""


def test_two_point_x_is_the_default(tmp_path: Path) -> None:
    source = "import torch\ntraced = torch.jit.trace(torch.nn.Linear(2, 2), torch.rand(1, 2))\nprint(traced.graph)\n"
    program = tmp_path / "program.py"
    program.write_text(source, encoding="utf-8")

    def graph(*options: str) -> str:
        command = [sys.executable, "-m", "minitorchscript", "run", *options, str(program)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert graph() == graph("--dialect", "2.x") != graph("--dialect", "1.8")
