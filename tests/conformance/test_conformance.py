"""The kept programs and a run of random ones against the PyTorch that is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import Report, Side, compare, torch_python  # noqa: E402
from fx_programs import kept_fx_programs, random_fx_programs  # noqa: E402
from run import kept_programs, kept_scripts, random_programs  # noqa: E402

SEED = int(os.environ.get("CONFORMANCE_SEED", "0"))


def report(dialect: str, programs: list[Path], keep: Path) -> Report:
    python = torch_python(dialect)
    if python is None and dialect == "1.8":
        pytest.skip("no Python with PyTorch 1.8: name one in MINITORCHSCRIPT_TORCH18_PYTHON")
    assert python is not None, "no Python with PyTorch 2: `make conformance` installs one"
    return compare(Side(sys.executable, "minitorchscript", dialect), Side(python, "torch"), programs, keep)


@pytest.mark.parametrize(
    "dialect, program", [(d, p) for d in ("2.x", "1.8") for p in kept_programs(d)], ids=lambda v: getattr(v, "stem", v)
)
def test_a_program_that_once_differed(dialect: str, program: Path, tmp_path: Path) -> None:
    found = report(dialect, [program], tmp_path)
    assert found.agrees, "\n".join([found.table(), *(difference for _, difference in found.differing)])


@pytest.mark.parametrize("program", kept_scripts(), ids=lambda path: path.stem)
def test_a_script_that_once_differed(program: Path, tmp_path: Path) -> None:
    found = report("2.x", [program], tmp_path)
    assert not found.differing and not found.skipped, "\n".join(difference for _, difference in found.differing)


@pytest.mark.parametrize("dialect, level", [("2.x", "wide"), ("2.x", "article"), ("1.8", "article"), ("2.x", "script")])
def test_random_programs(dialect: str, level: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("PROGRAMS") or settings().max_examples)
    folder = tmp_path / "programs"
    folder.mkdir()
    found = report(dialect, random_programs(folder, count, SEED, level), tmp_path / "differing")
    with capsys.disabled():
        print(f"\n{found.table()}")
    assert found.agrees, "\n\n".join(f"{path.name}: {text}" for path, text in found.differing[:5])


@pytest.mark.parametrize("program", kept_fx_programs(), ids=lambda path: path.stem)
def test_a_symbolic_trace_that_once_differed(program: Path, tmp_path: Path) -> None:
    found = report("2.x", [program], tmp_path)
    assert found.agrees, "\n".join([found.table(), *(difference for _, difference in found.differing)])


def test_random_symbolic_traces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("PROGRAMS") or settings().max_examples)
    folder = tmp_path / "programs"
    folder.mkdir()
    found = report("2.x", random_fx_programs(folder, count, SEED), tmp_path / "differing")
    with capsys.disabled():
        print(f"\n{found.table()}")
    assert found.agrees, "\n\n".join(f"{path.name}: {text}" for path, text in found.differing[:5])
