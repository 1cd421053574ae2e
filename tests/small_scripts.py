"""Small random programs on integers, as source text: branches, loops and comprehensions that set a few variables."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.unit import CompilationUnit, Function
from minitorchscript.script.emit_statements import Emitter
from minitorchscript.script.parse import definitions_in
from minitorchscript.script.resolve import FrameResolver
from minitorchscript.script.ssa import convert_to_ssa
from minitorchscript.script.sugared import Method

VARIABLES = st.sampled_from("abc")
EXPRESSIONS = st.one_of(
    VARIABLES,
    st.integers(-3, 9).map(str),
    st.tuples(VARIABLES, st.sampled_from("+-*"), VARIABLES).map(" ".join),
    VARIABLES.map(lambda name: f"[each + {name} for each in [1, 2]][1]"),
)


def _indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


def _blocks(statement: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.lists(statement, min_size=1, max_size=3).map(lambda parts: [line for part in parts for line in part])


CHOICE = st.tuples(VARIABLES, VARIABLES).map(
    lambda t: [f"if {t[0]} < 2:", "    found = None", "else:", f"    found = {t[1]}"]
)
INSIDE = st.tuples(VARIABLES, VARIABLES).map(lambda t: [f"if {t[0]} > 0:", f"    inside = {t[1]}"])
ASSIGNMENTS = st.one_of(st.tuples(VARIABLES, EXPRESSIONS).map(lambda t: [f"{t[0]} = {t[1]}"]), CHOICE, INSIDE)
STATEMENTS = st.recursive(
    ASSIGNMENTS,
    lambda inner: st.one_of(
        st.tuples(VARIABLES, _blocks(inner)).map(lambda t: [f"if {t[0]} > 1:", *_indented(t[1])]),
        st.tuples(VARIABLES, _blocks(inner), _blocks(inner)).map(
            lambda t: [f"if {t[0]} > 1:", *_indented(t[1]), "else:", *_indented(t[2])]
        ),
        _blocks(inner).map(lambda lines: ["for i in range(2):", *_indented(lines)]),
    ),
    max_leaves=6,
)
#: the text of a function of two numbers, ``a`` and ``b``
PROGRAMS = _blocks(STATEMENTS).map(
    lambda lines: "\n".join(
        [
            "def program(a: int, b: int):",
            "    c = 0",
            "    found: Optional[int] = None",
            *_indented(lines),
            "    return a, b, c, found",
            "",
        ]
    )
)
ARGUMENTS = ((0, 0), (3, 1), (-2, 5))


def single_assignment(program: str) -> str:
    """The graph behind `convert_to_ssa`, before anything else is done to it."""
    definition = definitions_in(program, FrameResolver({}))[0]
    function = Function("program", Graph())
    Emitter(Method(CompilationUnit(), function), definition.resolver).function(definition.tree, None, {})
    convert_to_ssa(function.graph)
    return str(function.graph.str(False))


def compiled(program: str) -> Any:
    """The program, compiled."""
    return torch.jit.CompilationUnit(program).program


def run_in_python(program: str, *args: int) -> Any:
    """What Python makes of it."""
    namespace: dict[str, Any] = {"Optional": dict}
    exec(f"from __future__ import annotations\n{program}", namespace)
    return namespace["program"](*args)
