"""How the conformance runner counts: each way in which two sides can disagree shows in the report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from transcripts import Run, Shown

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "conformance"))

from comparison import Report, Side, compare, kind  # noqa: E402


class Told(Side):
    """A side whose runs are told instead of run."""

    def __init__(self, run: Run) -> None:
        super().__init__("no python", "told")
        object.__setattr__(self, "told", run)

    def run(self, programs: Sequence[Path]) -> tuple[str, dict[Path, Run]]:
        return "told", dict.fromkeys(programs, vars(self)["told"])


def run(error: str = "", **texts: str) -> Run:
    return Run({name: Shown(text) for name, text in texts.items()}, error, error)


GOOD = run(graph="graph(%x):\n", code="def forward")


def report(ours: Run, theirs: Run, keep: Path | None = None) -> Report:
    program = Path(__file__)
    return compare(Told(ours), Told(theirs), [program], keep)


def test_equal_texts_agree() -> None:
    found = report(GOOD, GOOD)
    assert found.agrees and found.programs == {"equal": 1} and found.equal == found.tried


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome", "equal", "tried"),
    [
        (run(graph="graph(%x):\n", code="def forward "), GOOD, "different", 1, 2),
        (run(graph="graph(%x):", code="def forward"), GOOD, "different", 1, 2),
        (run(graph="graph(%x):\n"), GOOD, "different", 1, 2),
        (GOOD, run(graph="graph(%x):\n"), "different", 1, 2),
        (run("NameError: y", graph="graph(%x):\n"), GOOD, "raised here only", 1, 2),
        (run("NameError: y"), GOOD, "raised here only", 0, 2),
        (GOOD, run("RuntimeError: no", graph="graph(%x):\n"), "raised there only", 1, 2),
        (run("A: 1", code="x"), run("B: 2", code="y"), "different", 0, 1),
    ],
)
def test_every_disagreement_counts(
    ours: Run, theirs: Run, outcome: str, equal: int, tried: int, tmp_path: Path
) -> None:
    found = report(ours, theirs, tmp_path)
    assert not found.agrees
    assert found.programs == {outcome: 1}
    assert (found.equal.total(), found.tried.total()) == (equal, tried)
    assert {path.name for path in tmp_path.iterdir()} >= {Path(__file__).name}


def test_refused_by_both_is_neither_equal_nor_different() -> None:
    found = report(run("A: 1"), run("B: 2"))
    assert found.programs == {"refused by both": 1} and not found.agrees and not found.tried


def test_a_program_that_pytorch_did_not_finish_is_skipped_by_name() -> None:
    found = report(GOOD, run("process died: exit -11"))
    assert not found.agrees and not found.tried and Path(__file__).name in found.table()


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("root.graph", ".graph of root"),
        ("second.root.code", ".code of root"),
        ("layer1.0.forward1.graph", ".graph of submodules"),
        ("root.inlined.code", ".code after inline"),
        ("root.inlined_graph", ".inlined_graph"),
        ("modules", "named_modules"),
        ("lst.refused", "other texts"),
    ],
)
def test_rows_of_the_table(name: str, row: str) -> None:
    assert kind(name) == row
