"""What two conditions say together is what either says, but for what they disagree on."""

from __future__ import annotations

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ir.types import FloatType, IntType, OptionalType, StringType
from minitorchscript.script import refinements
from minitorchscript.script.refinements import Refinement

TYPES = st.sampled_from([IntType(), FloatType(), StringType(), OptionalType(IntType())])
SAYINGS = st.dictionaries(st.sampled_from("abcd"), TYPES, max_size=4).map(
    lambda said: tuple(Refinement(name, type_) for name, type_ in said.items())
)


def _shown(sayings: tuple[Refinement, ...]) -> str:
    return ", ".join(f"{each.name}: {each.type.str()}" for each in sayings) or "nothing"


@settings(max_examples=200)
@given(SAYINGS, SAYINGS)
def check_any_two(one: tuple[Refinement, ...], two: tuple[Refinement, ...]) -> None:
    with reference():
        expected = _shown(refinements._union(one, two))
    same(f"one says {_shown(one)}\nthe other {_shown(two)}", _shown(refinements._union(one, two)), expected)


def check_what_was_said_is_left_alone() -> None:
    one, two = [Refinement("a", IntType())], [Refinement("a", FloatType()), Refinement("b", IntType())]
    refinements._union(one, two)
    same("the list of the first condition afterwards", _shown(tuple(one)), "a: int")


def check_a_program() -> None:
    unit = torch.jit.CompilationUnit(
        "def f(x: int, y: Optional[int], z: Optional[int]):\n"
        "    if y is not None and z is not None:\n"
        "        return x + y + z\n"
        "    return x\n"
    )
    same("f(1, 2, 3)", unit.f(1, 2, 3), 6)
    same("f(1, None, 3)", unit.f(1, None, 3), 1)
