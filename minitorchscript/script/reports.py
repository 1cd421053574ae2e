"""Errors of the compiler: what, where with the span underlined, and the chain of calls that led there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .ranges import Source, Span


class Compilation:
    """A function that is being compiled, and the place in it that is being looked at."""

    __slots__ = ("name", "place")

    def __init__(self, name: str, place: Span) -> None:
        self.name = name
        self.place = place


_calls: ContextVar[tuple[Compilation, ...]] = ContextVar("calls", default=())


@contextmanager
def compiling(name: str, place: Span) -> Iterator[None]:
    """For the length of a ``with`` block a function is being compiled."""
    token = _calls.set((*_calls.get(), Compilation(name, place)))
    try:
        yield
    finally:
        _calls.reset(token)


def current_compilation() -> Compilation:
    """Of the functions being compiled the innermost, which keeps the place that the compiler has got to."""
    calls = _calls.get()
    return calls[-1] if calls else Compilation("", NOWHERE)


def is_compiling() -> bool:
    """Whether a function is being compiled, so that another one is compiled because it is needed there."""
    return bool(_calls.get())


def call_chain() -> str:
    """Who called the function being compiled, innermost first; empty for a function that is compiled for itself."""
    calls = _calls.get()
    pieces = []
    for callee, caller in zip(reversed(calls), list(reversed(calls))[1:], strict=False):
        pieces.append(f"'{callee.name}' is being compiled since it was called from '{caller.name}'\n")
        pieces.append(caller.place.highlighted())
    return "".join(pieces)


class CompilationError(RuntimeError):
    """A program that TorchScript refuses.  Its text is the message, the place and the chain of calls."""

    def __init__(self, place: Span | None, message: str) -> None:
        self.place = place
        self.message = message
        super().__init__(report(place, message))

    def for_the_user(self) -> RuntimeError:
        """The same, of the type that PyTorch raises, with the notes that this package adds."""
        plain = RuntimeError(str(self))
        for note in getattr(self, "__notes__", ()):
            plain.add_note(note)
        return plain


def report(place: Span | None, message: str) -> str:
    """A message with its place and the calls that led there."""
    return f"\n{message}:\n{place.highlighted() if place else ''}{call_chain()}"


class RecursiveCallError(Exception):
    """A function is needed while it is being compiled."""


class FrontendError(Exception):
    """Python syntax that can't become TorchScript."""

    def __init__(self, source_range: Span | None, msg: str) -> None:
        self.source_range = source_range
        self.msg = msg
        super().__init__(msg + report(source_range, "").lstrip())


class NotSupportedError(FrontendError):
    """A feature of Python that TorchScript does not have."""


class UnsupportedNodeError(NotSupportedError):
    """A kind of statement or expression that TorchScript does not have."""


#: where nothing better is known
NOWHERE = Span(Source("", ""), 0, 1)
