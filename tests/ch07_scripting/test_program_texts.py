"""Texts of scripted programs: each graph that PyTorch printed reads back, and prints as PyTorch's `.code`."""

import pytest
from program_texts import FILES, programs_of

from minitorchscript.code.printer import code_with_constants
from minitorchscript.ir.verify import verify
from minitorchscript.ops.resolve import schema_of

FUNCTIONS = [(file, name) for file in FILES for name in programs_of(file).data["functions"]]


@pytest.mark.parametrize(("file", "name"), FUNCTIONS)
@pytest.mark.parametrize("text", ["graph", "inlined"])
def test_graph_text_reads_back(file: str, name: str, text: str) -> None:
    programs = programs_of(file)
    printed = programs.data["functions"][name][text]
    graph = programs.read(printed)
    verify(graph, schema_of)
    assert str(graph) == printed


@pytest.mark.parametrize(("file", "name"), FUNCTIONS)
def test_code_is_pytorchs(file: str, name: str) -> None:
    programs = programs_of(file)
    record = programs.data["functions"][name]
    text, constants = code_with_constants(programs.functions[name], record["is_method"])
    assert text == record["code"]
    assert len(constants) >= len(record["constants"])
