"""The command line: `python -m minitorchscript run FILE [ARGS]` runs a PyTorch program unmodified.

`torch` and `torchvision` mean this package, and the rest is as under `python FILE ARGS`: `__name__`,
`__file__`, `sys.argv`, `sys.path[0]`, classes that belong to `__main__`, tracebacks that begin in the
program, the exit status.
"""

from __future__ import annotations

import argparse
import builtins
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from minitorchscript import aliases, jit
from minitorchscript.version import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (default: the process's own) asks for; return the exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.command is None:
        parser.print_help()
        return 0
    with jit.dialect(getattr(options, "dialect", "2.x")):
        return run(options.file, options.args)


def run(path: str, args: Sequence[str] = ()) -> int:
    """Run the program in the file `path` as `__main__`, with `torch` standing for this package.

    Returns the exit status: 0, 1 after an uncaught exception (its traceback is printed), 2 when the file
    can't be read, 130 after an interrupt. `SystemExit` passes through.
    """
    file = os.path.abspath(path)
    try:
        with io.open_code(file) as stream:
            source = stream.read()
    except OSError as error:
        reason = f"[Errno {error.errno}] {error.strerror}"
        print(f"minitorchscript: can't open file {path!r}: {reason}", file=sys.stderr)
        return 2
    aliases.install_as_torch()
    program = ModuleType("__main__")
    program.__dict__.update(__file__=file, __cached__=None, __builtins__=builtins)
    sys.modules["__main__"] = program
    sys.argv = [path, *args]
    if not sys.flags.safe_path:
        sys.path[0] = os.path.dirname(os.path.realpath(file))
    try:
        exec(compile(source, file, "exec", dont_inherit=True), program.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        # The outermost frame is this one; the program's own come after it.
        trace = error.__traceback__ and error.__traceback__.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _parser() -> argparse.ArgumentParser:
    dialect = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    dialect.add_argument(
        "--dialect", choices=("2.x", "1.8"), help="whose .graph and .code: today's PyTorch's, or 1.8's"
    )
    parser = argparse.ArgumentParser(
        prog="python -m minitorchscript",
        description="TorchScript in pure Python and numpy.",
        parents=[dialect],
    )
    parser.add_argument("--version", action="version", version=f"minitorchscript {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    command = commands.add_parser("run", parents=[dialect], help="run a PyTorch program unmodified")
    command.add_argument("file", metavar="FILE", help="the program")
    command.add_argument("args", metavar="ARGS", nargs=argparse.REMAINDER, help="its own arguments")
    return parser


if __name__ == "__main__":
    sys.exit(main())
