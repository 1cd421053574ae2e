"""One side of a comparison: run programs one after the other in this process and write what each shows.

    python worker.py {torch,minitorchscript} DIALECT

takes the path of a program from each line of standard input and answers each with a line of JSON; the first line
says who answers. Needs only the standard library and Python 3.9, for PyTorch 1.8's sake.
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
from typing import Any

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


def main(name: str, dialect: str) -> None:
    signal.signal(signal.SIGALRM, late)
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as answers, side(name, dialect) as version:
        # What a program or PyTorch's C++ prints is no answer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        print(json.dumps({"version": version, "python": platform.python_version()}), file=answers)
        for line in sys.stdin:
            signal.alarm(SECONDS_PER_PROGRAM)
            fresh_history()
            run = run_program(Path(line.rstrip("\n")))
            signal.alarm(0)
            texts = {key: [shown.text, shown.within] for key, shown in run.texts.items()}
            print(json.dumps({"texts": texts, "error": run.error, "traceback": run.traceback}), file=answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
