"""One side of a comparison: run programs one after the other in this process and write what each shows.

    python worker.py {torch,minitorchscript} DIALECT RESULTS PROGRAM ...

RESULTS gets one line of JSON that says who ran, then one for each program; where the process dies, the
lines before stay. Needs only the standard library and Python 3.9, for PyTorch 1.8's sake.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

TESTS = Path(__file__).resolve().parents[1]
SECONDS_PER_PROGRAM = 60
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from transcripts import fresh_history, run_program  # noqa: E402


@contextlib.contextmanager
def side(name: str, dialect: str) -> Iterator[str]:
    """Inside, `import torch` means this side. Gives its version."""
    if name == "torch":
        import torch

        yield torch.__version__
        return
    from minitorchscript import aliases, jit

    with aliases.as_torch(), jit.dialect(dialect):
        yield name


def late(signum: int, frame: Any) -> None:
    raise TimeoutError(f"no end after {SECONDS_PER_PROGRAM} s")


def write(results: TextIO, record: dict[str, Any]) -> None:
    results.write(json.dumps(record) + "\n")
    results.flush()


def main(name: str, dialect: str, path: str, *programs: str) -> None:
    signal.signal(signal.SIGALRM, late)
    # What a program or PyTorch's C++ prints is no result.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with open(path, "w", encoding="utf-8") as results, side(name, dialect) as version:
        write(results, {"version": version, "python": platform.python_version()})
        for program in programs:
            signal.alarm(SECONDS_PER_PROGRAM)
            fresh_history()
            run = run_program(Path(program))
            signal.alarm(0)
            texts = {key: [shown.text, shown.within] for key, shown in run.texts.items()}
            write(
                results, {"program": program, "texts": texts, "error": run.error, "traceback": run.traceback}
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
