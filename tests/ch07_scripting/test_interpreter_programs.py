"""The interpreter on scripted programs: results, what is printed and how errors end are PyTorch's.

The graphs are those that PyTorch printed; no compiler takes part.
"""

from __future__ import annotations

import math
import sys
import warnings
from typing import Any

import pytest
from program_texts import FILES, Programs, programs_of
from program_values import decoded, encoded

import minitorchscript as torch
from minitorchscript.ir.parser import parse_ir
from minitorchscript.runtime.function import run_function
from minitorchscript.runtime.interpreter import run
from minitorchscript.runtime.objects import ScriptObject

PROGRAMS = [(file, index) for file in FILES for index in range(len(programs_of(file).data["programs"]))]


def built(programs: Programs, record: dict[str, Any]) -> ScriptObject:
    """The object that stands for a recorded module."""
    made = ScriptObject(programs.types[record["class"]])
    for name, value in record["attributes"].items():
        made.values[name] = decoded(value, torch)
    for name, inner in record["modules"].items():
        made.values[name] = built(programs, inner)
    return made


def agree(found: Any, wanted: Any) -> bool:
    """Equal, but for the last two digits of a float: gamma functions differ from one C library to the next."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        if "float" in found and "float" in wanted:
            a, b = float(found["float"]), float(wanted["float"])
            return math.isclose(a, b, rel_tol=4e-15) or (math.isnan(a) and math.isnan(b))
        return found.keys() == wanted.keys() and all(agree(found[key], wanted[key]) for key in found)
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(agree, found, wanted))
    return type(found) is type(wanted) and bool(found == wanted)


@pytest.mark.parametrize(("file", "index"), PROGRAMS)
@pytest.mark.filterwarnings("ignore:The isidentifier")
def test_a_recorded_program_runs_as_under_pytorch(file: str, index: int, capsys: pytest.CaptureFixture[str]) -> None:
    programs = Programs(file)
    program = programs.data["programs"][index]
    owner = [built(programs, program["module"])] if "module" in program else []
    members = {name: member for enum in programs.enums.values() for name, member in enum.__members__.items()}
    for call in program["calls"]:
        given = [*owner, *(decoded(value, torch, members) for value in call["given"])]
        if "error" in call:
            kind = torch.jit.Error if call["error"] == "Error" else RuntimeError
            with pytest.raises(kind) as caught:
                run_function(programs.functions[program["name"]], given, {})
            assert str(caught.value).rstrip().split("\n")[-1] == call["message"].rstrip().split("\n")[-1]
        else:
            result = run_function(programs.functions[program["name"]], given, {})
            assert agree(encoded(result), call["result"]), (given, result)
            assert capsys.readouterr().out == call["printed"]


def test_a_long_loop_grows_nothing() -> None:
    """A round of a loop takes the place of the last one, whatever its body enters."""
    text = """graph(%n : int):
  %limit : int = prim::Constant[value=9223372036854775807]()
  %one : int = prim::Constant[value=1]()
  %yes : bool = prim::Constant[value=1]()
  %r : int = prim::Loop(%limit, %yes, %n)
    block0(%i : int, %m : int):
      %left : int = aten::sub(%m, %one)
      %more : bool = aten::gt(%left, %one)
      %kept : int = prim::If(%more)
        block0():
          -> (%left)
        block1():
          -> (%m)
      -> (%more, %left)
  return (%r)
"""
    depths = []

    def deepest(frame: Any, event: str, argument: Any) -> None:
        depth = 0
        while frame is not None:
            frame, depth = frame.f_back, depth + 1
        depths.append(depth)

    graph = parse_ir(text)
    assert run(graph, [20_000]) == 1
    sys.setprofile(deepest)
    try:
        run(graph, [50])
        short = max(depths)
        depths.clear()
        run(graph, [500])
    finally:
        sys.setprofile(None)
    assert max(depths) == short


def test_a_forked_function_fails_where_it_is_waited_for() -> None:
    programs = Programs("objects")
    with pytest.raises(RuntimeError) as caught:
        run_function(programs.functions["__torch__.failing_fork"], (7,), {})
    lines = str(caught.value).split("\n")
    assert lines[2] == "RuntimeError: The following operation failed in the TorchScript interpreter."
    assert lines[-3:] == ["RuntimeError: AssertionError: too deep", "", ""]


def test_with_is_left_when_an_error_passes() -> None:
    programs = Programs("objects")
    timer = programs.types["__torch__.Timer"]
    made = ScriptObject(timer)
    made.values.update(name="t", log=[])
    text = """graph(%t : __torch__.Timer, %m : str):
  %name : str = prim::Enter(%t)
   = prim::RaiseException(%m)
  %e : NoneType = prim::Exit(%t)
  return ()
"""
    graph = programs.read(text.replace("(%m)", "(%m, %m)"))
    with warnings.catch_warnings(), pytest.raises(torch.jit.Error):
        run(graph, [made, "no"])
    assert made.values["log"] == ["enter t", "exit t"]
