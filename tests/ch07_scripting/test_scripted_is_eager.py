"""Scripted = plain Python: random programs give the same on the same arguments, errors included."""

from __future__ import annotations

import contextlib
import copy
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from scripts import described, head
from strategies_script import Script, scripts
from transcripts import run_program

from minitorchscript import aliases, enable_grad, jit


def outcome(function: Any, arguments: tuple[Any, ...]) -> tuple[str, str]:
    """What a call gives or raises, and what it prints. Of an error the words that both ways share."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            result = described(function(*copy.deepcopy(arguments)))
    except Exception as error:
        failed = type(error) is jit.Error or "TorchScript interpreter" in str(error)
        line = head(error) if failed else f"{type(error).__name__}: {error.args[0] if error.args else ''}"
        result = "raised " + re.sub(r"^(Error: ?)?(builtins\.)?((Runtime|Index|Type)Error: ?)*", "", line).strip()
    return result, said.getvalue()


TALLY: Counter[str] = Counter()


class Both:
    """Stands for `show_script`: runs what a program scripts both ways instead of showing it."""

    def __init__(self) -> None:
        self.calls = 0
        self.unlike: list[str] = []
        self.refused = False

    def __call__(self, name: str, thing: Any, *calls: tuple[Any, ...]) -> None:
        # Modules keep state, tensors are shared between a module and its compiled form.
        eager = copy.deepcopy(thing) if hasattr(thing, "parameters") else thing
        try:
            scripted = jit.script(thing)
        except RuntimeError:
            self.refused = True
            raise
        for call in calls:
            self.calls += 1
            plain, compiled = outcome(eager, call), outcome(scripted, call)
            if plain != compiled:
                self.unlike.append(f"{name}{call}\n  Python:   {plain}\n  compiled: {compiled}")


# Not shrunk: that takes minutes here, and the conformance runner's `--smallest` does it where PyTorch is.
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(scripts(ill=False, eager=True))
def test_scripted_is_eager(tmp_path: Path, program: Script) -> None:
    path = tmp_path / "program.py"
    path.write_text(program.program.replace("show_script(", "both("), "utf-8")
    both = Both()
    jit.fresh_unit()
    # Some programs switch grad mode for the whole process.
    with pytest.MonkeyPatch.context() as patch, aliases.as_torch(), enable_grad():
        patch.setattr("builtins.both", both, raising=False)
        run = run_program(path)
    TALLY["tried"] += 1
    if both.refused:
        # An ill-typed draw, one in a hundred or two: the conformance runner compares refusals with PyTorch's.
        TALLY["refused"] += 1
        assert TALLY["refused"] <= 2 + TALLY["tried"] // 20, f"too many refused: {TALLY}\n{run.traceback}"
        reject()
    assert not run.error, run.traceback
    assert both.calls and not both.unlike, "\n".join(both.unlike)
