"""The package's own exceptions and warnings.  What PyTorch raises as a built-in type is raised as that type."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn


class FormatError(RuntimeError):
    """A file can't be loaded.  ``path`` is the file, ``reason`` what is wrong with it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class VerificationError(RuntimeError):
    """A graph breaks a rule of the IR; the message names the value or node, and who uses it."""


class ParseError(RuntimeError):
    """The text of a graph can't be read; the message shows the place and what was expected there."""


class ScriptError(Exception):
    """A ``raise`` or a failed ``assert`` in a compiled program; PyTorch's ``torch.jit.Error``, and it says so."""


ScriptError.__module__, ScriptError.__name__, ScriptError.__qualname__ = "minitorchscript.jit", "Error", "Error"


class TracerWarning(Warning):
    """Something in a traced program that the trace can't follow."""


class TracingCheckError(Exception):
    """A trace, taken again or run again, was not the same."""

    def __init__(
        self, graph_difference: str | None, tensor_difference: str | None, extra_message: str | None = None
    ) -> None:
        message = "Tracing failed sanity checks!\n"
        if extra_message is not None:
            message += extra_message + "\n"
        if graph_difference is not None:
            message += f"ERROR: Graphs differed across invocations!\n{indented(graph_difference)}\n"
        if tensor_difference is not None:
            message += (
                "ERROR: Tensor-valued Constant nodes differed in value across invocations. This often indicates that"
                f" the tracer has encountered untraceable code.\n{indented(tensor_difference)}\n"
            )
        self.message = message
        super().__init__(message)


class _LinAlgError(RuntimeError):
    """A matrix that has no inverse or factors; PyTorch's name for it, which starts with an underscore too."""


LinAlgError = _LinAlgError


def indented(text: str) -> str:
    """Each line with a tab in front."""
    return "".join(f"\t{line}\n" for line in text.splitlines()).rstrip("\n")


def not_offered(module: str) -> Callable[[str], NoReturn]:
    """The `__getattr__` of a module that stands for PyTorch's `module`: what is missing says so by name."""

    def refuse(name: str) -> NoReturn:
        raise AttributeError(f"{module}.{name} is not offered by minitorchscript; see dir({module}) for what is")

    return refuse
