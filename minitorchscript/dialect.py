"""The two dialects of TorchScript text: what today's PyTorch prints ("2.x") and what PyTorch 1.8 printed.

A dialect is a record of rules, each named after what it changes.  One is in force for the process;
every graph is stamped with it when it is captured, so a printer never has to ask twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """The rules in which the two dialects differ."""

    name: str
    #: how the type of ``None`` prints in a graph
    none_type: str
    #: each rename of a value skips a suffix (``x.1``, ``x.3``, ``x.5``): a habit of newer versions
    skips_suffixes: bool
    #: a ``prim::GetAttr`` result is named after its attribute
    names_attributes: bool
    #: trailing arguments that equal their schema's default are left out of ``.code``
    omits_default_arguments: bool
    #: an argument that a trace's own function names (``forward(self, x)``) names the graph's input
    names_arguments: bool
    #: a value that several outer blocks use is returned once from each block on its way out
    lifts_values_once: bool
    #: batch norm in training is known to write to its running statistics, though its schema doesn't say so
    knows_updated_statistics: bool
    #: every callee is swept for dead code before it is inlined, not just one that a rewrite changed
    always_sweeps_callees: bool
    #: tracing records what older versions recorded (``F.linear`` as ``addmm``), and refuses what it doesn't know
    records_old_operators: bool


DIALECTS = {
    "2.x": Dialect("2.x", "NoneType", True, True, True, True, True, True, False, False),
    "1.8": Dialect("1.8", "None", False, False, False, False, False, False, True, True),
}

_current = DIALECTS["2.x"]


def current() -> Dialect:
    """The dialect in force for newly captured graphs."""
    return _current


def set_current(name: str) -> Dialect:
    """Put a dialect in force; returns the one that was.  Raises ``ValueError`` for an unknown name."""
    global _current
    if name not in DIALECTS:
        raise ValueError(f"unknown dialect {name!r}; known are {', '.join(map(repr, DIALECTS))}")
    previous, _current = _current, DIALECTS[name]
    return previous


class dialect:
    """``dialect("1.8")`` puts a dialect in force at once; used as a ``with`` block it restores the former."""

    def __init__(self, name: str) -> None:
        self._previous = set_current(name)

    def __enter__(self) -> Dialect:
        return _current

    def __exit__(self, *exc_info: object) -> None:
        set_current(self._previous.name)


@contextmanager
def using(rules: Dialect) -> Iterator[None]:
    """Work under the dialect that a graph carries."""
    previous = set_current(rules.name)
    try:
        yield
    finally:
        set_current(previous.name)
