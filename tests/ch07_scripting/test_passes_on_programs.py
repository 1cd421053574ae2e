"""Passes on scripted programs, inlined: with control flow and mutation they leave what PyTorch's leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from program_texts import FILES, programs_of

import minitorchscript as torch
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of

PASSES: dict[str, Callable[[Graph], object]] = {
    name: getattr(torch._C, f"_jit_pass_{name}")
    for name in (
        *("cse", "lower_all_tuples", "loop_unrolling", "constant_loop_unrolling", "peephole", "constant_propagation"),
        *("dce", "constant_pooling"),
    )
}
#: where another graph is right: why
KNOWN = {
    ("lower_all_tuples", "nested_containers"): "PyTorch gives aten::__getitem__ two results, which can't run",
    ("lower_all_tuples", "for_over_dict"): "PyTorch gives aten::__getitem__ two results, which can't run",
    ("constant_propagation", "dict_literals"): "a constant's text shows the type of an empty dictionary only",
}
CASES = [
    (file, index, name)
    for file in FILES
    for index, program in enumerate(programs_of(file).data["programs"])
    for name in PASSES
    if (name, program["name"].rpartition(".")[2]) not in KNOWN
]


def canonical(text: str) -> str:
    """The text with each value's name replaced by its order of first appearance."""
    found: dict[str, str] = {}
    return re.sub(r"%[\w.]+", lambda name: found.setdefault(name[0], f"%v{len(found)}"), text)


@pytest.mark.parametrize(("file", "index", "name"), CASES)
def test_pass_leaves_what_pytorchs_leaves(file: str, index: int, name: str) -> None:
    programs = programs_of(file)
    program: dict[str, Any] = programs.data["programs"][index]
    graph = programs.read(programs.data["functions"][program["name"]]["inlined"]).copy()
    before = str(graph)
    wanted = program["passes"].get(name, before)
    if wanted.startswith("refused: "):
        with pytest.raises(RuntimeError) as caught:
            PASSES[name](graph)
        assert str(caught.value) == wanted.removeprefix("refused: ")
        return
    PASSES[name](graph)
    verify(graph, schema_of)
    # PyTorch numbers what its overload resolution tries on the way, which unrolling does not need.
    same = canonical if name == "loop_unrolling" else str
    assert same(str(graph)) == same(wanted)


def test_known_differences_are_differences() -> None:
    names = {program["name"].rpartition(".")[2] for file in FILES for program in programs_of(file).data["programs"]}
    assert {program for _, program in KNOWN} <= names
