"""The interpreter computes what PyTorch computes (recorded by record_graph_programs.py), and fails as it does."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from graph_programs import PROGRAMS, outcome
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.errors import ScriptError
from minitorchscript.ir.node import SourceRange
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.types import ClassType, FunctionType, IntType, TensorType
from minitorchscript.ir.unit import CompilationUnit
from minitorchscript.runtime.interpreter import run

RECORDED = json.loads(Path(__file__).with_name("graph_programs.json").read_text(encoding="utf-8"))["outcomes"]


@pytest.mark.parametrize("index", range(len(PROGRAMS)))
def test_programs_compute_what_pytorch_computes(index: int) -> None:
    text, cases = PROGRAMS[index]
    graph = parse_ir(text)
    graph.lint()
    found = [outcome(lambda *inputs: run(graph, inputs), copy.deepcopy(inputs)) for inputs in cases]
    assert found == RECORDED[index], text


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_ints_have_64_bits(a: int, b: int) -> None:
    graph = parse_ir("graph(%a : int, %b : int):\n  %r : int = aten::mul(%a, %b)\n  return (%r)\n")
    product = run(graph, [a, b])
    assert -(2**63) <= product < 2**63 and (product - a * b) % 2**64 == 0


def test_a_constant_list_is_made_anew_for_each_run() -> None:
    text = """graph(%n : int):
  %l : int[] = prim::Constant[value=[1]]()
  %a : int[] = aten::append(%l, %n)
  return (%l)
"""
    graph = parse_ir(text)
    assert run(graph, [5]) == [1, 5]
    assert run(graph, [6]) == [1, 6]


def test_operators_get_objects_for_the_integers_of_a_graph() -> None:
    text = """graph(%x : Tensor):
  %dtype : int = prim::Constant[value=7]()
  %no : bool = prim::Constant[value=0]()
  %format : int = prim::Constant[value=0]()
  %r : Tensor = aten::to(%x, %dtype, %no, %no, %format)
  return (%r)
"""
    assert run(parse_ir(text), [torch.ones(2)]).dtype is torch.float64


def test_requires_grad_flows_through() -> None:
    graph = parse_ir("graph(%x : Tensor):\n  %r : Tensor = aten::relu(%x)\n  return (%r)\n")
    assert run(graph, [torch.ones(2, requires_grad=True)]).requires_grad
    assert not run(graph, [torch.ones(2)]).requires_grad


class Object:
    """What the interpreter asks of a module."""

    def __init__(self, class_type: ClassType, **attributes: object) -> None:
        self.class_type = class_type
        self.values = attributes

    def _read(self, name: str) -> object:
        return self.values[name]

    def _write(self, name: str, value: object) -> None:
        self.values[name] = value


def counter() -> Object:
    unit = CompilationUnit()
    class_type = unit.create_class("__torch__.Counter")
    class_type.add_attribute("count", IntType())
    text = """graph(%self, %n : int):
  %c : int = prim::GetAttr[name="count"](%self)
  %d : int = aten::add(%c, %n)
  prim::SetAttr[name="count"](%self, %d)
  return (%d)
"""
    graph = parse_ir(text)
    graph.inputs()[0].setType(class_type)
    unit.create_method(class_type, "step", graph)
    return Object(class_type, count=10)


def test_methods_and_attributes() -> None:
    obj = counter()
    text = """graph(%self, %n : int):
  %a : int = prim::CallMethod[name="step"](%self, %n)
  %b : int = prim::CallMethod[name="step"](%self, %a)
  return (%a, %b)
"""
    graph = parse_ir(text)
    graph.inputs()[0].setType(obj.class_type)
    graph.lint()
    assert run(graph, [obj, 1]) == (11, 22)
    assert obj.values["count"] == 22


def test_functions_call_each_other_however_deep() -> None:
    """f(n) = 1 + f(n - 1): the interpreter's own stack does not grow."""
    unit = CompilationUnit()
    text = """graph(%n : int):
  %f : Function = prim::Constant[name="f"]()
  %one : int = prim::Constant[value=1]()
  %zero : int = prim::Constant[value=0]()
  %more : bool = aten::gt(%n, %zero)
  %r : int = prim::If(%more)
    block0():
      %m : int = aten::sub(%n, %one)
      %s : int = prim::CallFunction(%f, %m)
      %t : int = aten::add(%s, %one)
      -> (%t)
    block1():
      -> (%zero)
  return (%r)
"""
    graph = parse_ir(text)
    next(graph.nodes()).output().setType(FunctionType(unit.create_function("f", graph)))
    assert run(graph, [5000]) == 5000


def test_branches_nested_however_deep() -> None:
    lines = ["graph(%c : bool, %n : int):"]
    lines += [f"  %v{i} : int = prim::If(%c)\n block0():" for i in range(1500)]
    lines += ["-> (%n)\n block1():\n -> (%n)", *(f"-> (%v{i})\n block1():\n -> (%n)" for i in range(1499, 0, -1))]
    assert run(parse_ir("\n".join([*lines, "return (%v0)"])), [True, 7]) == 7


def test_an_error_shows_the_calls_that_led_to_it() -> None:
    obj = counter()
    method = obj.class_type.methods["step"].graph
    method.findNode("aten::add").set_source_range(SourceRange("a.py", 3, 4, "  in step\n"))
    graph = parse_ir('graph(%self, %n : int):\n  %a : int = prim::CallMethod[name="step"](%self, %n)\n  return (%a)\n')
    graph.inputs()[0].setType(obj.class_type)
    next(graph.nodes()).set_source_range(SourceRange("a.py", 9, 4, "  in the caller"))
    obj.values["count"] = torch.ones(2)
    with pytest.raises(RuntimeError) as caught:
        run(graph, [obj, "three"])
    lines = str(caught.value).split("\n")
    assert lines[:4] == [
        "The following operation failed in the TorchScript interpreter.",
        "Traceback of TorchScript (most recent call last):",
        "  in the caller",
        "  in step",
    ]
    assert lines[4].startswith("RuntimeError: ") and str(caught.value).endswith("\n")


def test_the_type_of_an_error() -> None:
    fails = parse_ir("graph(%m : str, %c : str):\n  prim::RaiseException(%m, %c)\n  return ()\n")
    with pytest.raises(ScriptError, match="builtins.ValueError: no\n"):
        run(fails, ["no", "builtins.ValueError"])
    missing = parse_ir("graph(%x : Tensor):\n  %r : Tensor = aten::no_such_operator(%x)\n  return (%r)\n")
    with pytest.raises(NotImplementedError, match="no operator aten::no_such_operator"):
        run(missing, [torch.ones(1)])
    wrong = parse_ir("graph(%x : Tensor):\n  %r : Tensor = aten::view(%x, %x)\n  return (%r)\n")
    with pytest.raises(
        RuntimeError, match=r"no overload of aten::view takes \(Tensor, Tensor\); known are\n  aten::view"
    ):
        run(wrong, [torch.ones(1)])
    with pytest.raises(RuntimeError, match="the graph takes 1 inputs, 2 are given"):
        run(wrong, [1, 2])


def test_a_change_of_types_is_noticed() -> None:
    graph = parse_ir("graph(%a : Tensor, %b : Tensor, %n : int):\n  %r : Tensor = aten::mul(%a, %b)\n  return (%r)\n")
    a = torch.full((2,), 3.0)
    assert run(graph, [a, a, 5]).tolist() == [9.0, 9.0]
    next(graph.nodes()).replaceInput(1, graph.inputs()[2])
    assert run(graph, [a, a, 5]).tolist() == [15.0, 15.0]


def test_isinstance() -> None:
    graph = parse_ir(
        "graph(%x : Any):\n  %r : bool = prim::isinstance[types=[int, Tensor[], str?]](%x)\n  return (%r)\n"
    )
    values = [1, True, 1.5, [torch.ones(1)], [1], None, "a", torch.ones(1)]
    assert [run(graph, [value]) for value in values] == [True, False, False, True, False, True, True, False]


def test_print(capsys: pytest.CaptureFixture[str]) -> None:
    graph = parse_ir(
        "graph(%a : int, %b : float, %c : str, %d : Tensor):\n  prim::Print(%a, %b, %c, %d)\n  return ()\n"
    )
    assert run(graph, [1, 2.0, "x", torch.ones(2)]) is None
    assert capsys.readouterr().out == "1 2. x  1\n 1\n[ CPUFloatType{2} ]\n"


def test_results() -> None:
    assert run(parse_ir("graph(%a : int):\n  return (%a)\n"), [1]) == 1
    assert run(parse_ir("graph(%a : int):\n  return (%a, %a)\n"), [1]) == (1, 1)
    assert run(parse_ir("graph(%a : int):\n  return ()\n"), [1]) is None
    assert isinstance(parse_ir("graph(%a):\n  return (%a)\n").inputs()[0].type(), TensorType)
