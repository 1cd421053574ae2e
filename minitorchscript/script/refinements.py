"""What a condition tells about types: behind ``x is not None`` and ``isinstance(x, int)`` a variable is narrower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..ir.types import Type
from ..ir.value import Value


class Refinement(NamedTuple):
    """A variable, and the type that it has then."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Refinements:
    """What holds when a condition is true, and what when it is false."""

    true: tuple[Refinement, ...] = ()
    false: tuple[Refinement, ...] = ()

    def both(self, other: Refinements) -> Refinements:
        """For ``self and other``."""
        return Refinements(_union(self.true, other.true), _common(self.false, other.false))

    def either(self, other: Refinements) -> Refinements:
        """For ``self or other``."""
        return Refinements(_common(self.true, other.true), _union(self.false, other.false))

    def negated(self) -> Refinements:
        return Refinements(self.false, self.true)


def _union(one: Sequence[Refinement], two: Sequence[Refinement]) -> tuple[Refinement, ...]:
    """What either says; where they disagree on a variable, nothing is known of it."""
    result = list(one)
    for each in two:
        known = next((other for other in result if other.name == each.name), None)
        if known is None:
            result.append(each)
        elif known.type != each.type:
            result.remove(known)
    return tuple(result)


def _common(one: Sequence[Refinement], two: Sequence[Refinement]) -> tuple[Refinement, ...]:
    return tuple(each for each in one if each in two)


@dataclass(slots=True)
class Condition:
    """A condition's value, what it tells, and its outcome where the compiler knows it beforehand."""

    value: Value
    refinements: Refinements
    outcome: bool | None = None
