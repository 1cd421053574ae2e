"""Every recorded program, run again on this package: its texts are those that PyTorch printed."""

from __future__ import annotations

import difflib
from functools import lru_cache
from pathlib import Path

import pytest
from transcripts import Run, Transcript, digest, fresh_history, run_program

from minitorchscript import aliases, jit

GOLDEN = Path(__file__).resolve().parent
PROGRAMS = GOLDEN / "programs"
RECORDED = sorted(GOLDEN.glob("[0-9]*/*.txt"))


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


@pytest.mark.parametrize("path", RECORDED, ids=[f"{path.parent.name}-{path.stem}" for path in RECORDED])
def test_transcript(path: Path) -> None:
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
    assert not wrong and not run.error, "\n\n".join([counts, *wrong[:6]]) + ended


def test_every_program_is_recorded() -> None:
    assert {path.stem for path in PROGRAMS.glob("*.py")} == {path.stem for path in RECORDED}
