"""A chapter's blocks as one program: run one after the other in a `__main__` of their own, their output kept.

Line numbers are the text's own, so that tracebacks, warnings, `inspect.getsource` and the source comments of
a graph point into the chapter. One program a process: names that the package mints count up over a process.
"""

from __future__ import annotations

import io
import linecache
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Outcome:
    """What a block printed, and the exception that ended it, if one did."""

    output: str
    error: BaseException | None

    @property
    def trace(self) -> str:
        """The traceback, from the block's own frame on."""
        assert self.error is not None
        frames = self.error.__traceback__
        return "".join(traceback.format_exception(self.error.with_traceback(frames and frames.tb_next)))


class Program:
    """The program in the chapter `filename`; `source` is the chapter with all but the Python lines blank."""

    def __init__(self, filename: str, source: str) -> None:
        self.filename = filename
        self.module = ModuleType("__main__")
        self.module.__file__ = filename
        # Without a modification time an entry is never checked against a file.
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Be `__main__`, in an empty folder that goes away at the end."""
        outer, here = sys.modules["__main__"], os.getcwd()
        with tempfile.TemporaryDirectory(prefix="chapter-") as folder, warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = _show_warning
            sys.modules["__main__"] = self.module
            os.chdir(folder)
            try:
                yield
            finally:
                os.chdir(here)
                sys.modules["__main__"] = outer

    def run(self, code: str, line: int) -> Outcome:
        """Run one block, whose first line is line `line` of the chapter."""
        printed = io.StringIO()
        error: BaseException | None = None
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                padded = "\n" * (line - 1) + code
                exec(compile(padded, self.filename, "exec", dont_inherit=True), self.module.__dict__)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                error = raised
        return Outcome(printed.getvalue(), error)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,
    line: str | None = None,
) -> None:
    # The file's name alone: where the package is installed differs from machine to machine.
    print(f"{Path(filename).name}:{lineno}: {category.__name__}: {message}")
