"""Facts about tensors, recorded under PyTorch: `facts/*.txt` hold programs of a few lines and what they print.

    >>> y = x + 1
    ... y.stride()
    (3, 1)

Each program starts afresh with `torch`, `np` and `x = torch.ones(2, 3)`; the last line is printed, or the error.
Under a real PyTorch, `python tests/ch01_tensors/facts.py` runs all programs and writes the outputs anew.
"""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

FOLDER = Path(__file__).parent / "facts"


class Fact(NamedTuple):
    """A program and its recorded output."""

    program: str
    printed: str


def read(path: Path) -> tuple[str, list[Fact]]:
    """The heading of a file and its facts."""
    heading, *blocks = re.split(r"^>>> ", path.read_text(), flags=re.MULTILINE)
    facts = []
    for block in blocks:
        lines = block.rstrip("\n").split("\n")
        end = 1
        while end < len(lines) and lines[end].startswith("..."):
            end += 1
        program = "\n".join([lines[0], *(line[4:] for line in lines[1:end])])
        facts.append(Fact(program, "\n".join(lines[end:])))
    return heading, facts


def run(program: str, torch: Any) -> str:
    """What the program prints with a given module as `torch`; addresses are masked."""
    *statements, last = ast.parse(program).body
    names: dict[str, Any] = {"torch": torch, "np": np, "x": torch.ones(2, 3)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(ast.Module(statements, []), "<fact>", "exec"), names)
            if isinstance(last, ast.Expr):
                printed = str(eval(compile(ast.Expression(last.value), "<fact>", "eval"), names))
            else:
                exec(compile(ast.Module([last], []), "<fact>", "exec"), names)
                printed = "done"
        except Exception as error:
            printed = f"{type(error).__name__}: {error}"
    return re.sub(r"0x[0-9a-f]+", "0x…", printed).strip("\n")


def record(path: Path, torch: Any) -> None:
    """Run a file's programs and write what they print."""
    _, facts = read(path)
    blocks = [f"# PyTorch {torch.__version__.partition('+')[0]}\n"]
    for program, _ in facts:
        blocks.append(">>> " + program.replace("\n", "\n... ") + "\n" + run(program, torch) + "\n")
    path.write_text("".join(blocks))


if __name__ == "__main__":
    import torch as real

    for each in sorted(FOLDER.glob("*.txt")):
        record(each, real)
