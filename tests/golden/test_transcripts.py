"""Every recorded program, run again on this package: its texts are those that PyTorch printed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from scripts import CANONICAL
from transcripts import Run, Transcript, digest, fresh_history, run_program

from minitorchscript import aliases, jit

GOLDEN = Path(__file__).resolve().parent
PROGRAMS = GOLDEN / "programs"
RECORDED = sorted(GOLDEN.glob("[0-9]*/*.txt"))
# Programs whose texts are not all equal yet, one a line. Each is expected to fail: mending one means striking it out.
PENDING = set((GOLDEN / "pending_scripts.txt").read_text("utf-8").split())


def dialect_of(transcript: Path) -> str:
    return "1.8" if transcript.parent.name.startswith("1.8") else "2.x"


@lru_cache(maxsize=2)
def replayed(program: Path, dialect: str) -> Run:
    with aliases.as_torch(), jit.dialect(dialect):
        fresh_history()
        return run_program(program)


def difference(recorded: str, now: str, name: str) -> str:
    lines = difflib.unified_diff(recorded.splitlines(), now.splitlines(), "PyTorch", "here", lineterm="", n=1)
    return "\n".join([name, *list(lines)[:12]])


def transcripts() -> list[ParameterSet]:
    pending = pytest.mark.xfail(strict=True, reason="listed in pending_scripts.txt")
    return [
        pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=[pending] if path.stem in PENDING else [])
        for path in RECORDED
    ]


@pytest.mark.parametrize("path", transcripts())
def test_transcript(path: Path, record_property: Callable[[str, object], None]) -> None:
    transcript = Transcript.loads(path.read_text("utf-8"))
    program = PROGRAMS / f"{path.stem}.py"
    assert transcript.head["sha256"] == digest(program), "the program changed since: record it again"
    run = replayed(program, dialect_of(path))
    wrong = []
    for name, recorded in transcript.texts.items():
        if name not in run.texts:
            wrong.append(f"{name}: not shown here")
        elif not run.texts[name].agrees(recorded):
            wrong.append(difference(recorded.text, run.texts[name].text, name))
    wrong += [f"{name}: shown here only" for name in run.texts if name not in transcript.texts]
    ended = f"\nthe program raised here:\n{run.traceback}" if run.error else ""
    counts = f"{len(transcript.texts) - len(wrong)} of {len(transcript.texts)} texts equal"
    graphs = [name for name, recorded in transcript.texts.items() if recorded.within == CANONICAL]
    record_property("scripted graphs", len(graphs))
    record_property("raw graphs", sum(run.texts.get(name) == transcript.texts[name] for name in graphs))
    assert not wrong and not run.error, "\n\n".join([counts, *wrong[:6]]) + ended


def test_every_program_is_recorded() -> None:
    assert {path.stem for path in PROGRAMS.glob("*.py")} == {path.stem for path in RECORDED}


def test_every_pending_program_is_recorded() -> None:
    assert PENDING <= {path.stem for path in RECORDED}
