"""Branches hand on what they set: programs compute what Python computes, and their graphs are PyTorch's."""

from __future__ import annotations

from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from small_scripts import ARGUMENTS, PROGRAMS, compiled, run_in_python, single_assignment


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def check_a_compiled_program_does_what_python_does(program: str) -> None:
    function = compiled(program)
    for args in ARGUMENTS:
        same(f"{program}\n{function.graph}on {args}", function(*args), run_in_python(program, *args))


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def check_the_graph_in_single_assignment(program: str) -> None:
    with reference():
        expected = single_assignment(program)
    same(program, single_assignment(program), expected)
