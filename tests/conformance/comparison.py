"""Run programs on both sides, compare their texts, and say truly how many were equal.

What counts: every text that either side shows is tried. It is equal when both show it and agree. A program
that raises here and not there leaves its texts unequal; one that both refuse is counted apart, its texts up
to there compared; one that PyTorch's side could not run to a result is skipped, by name, and counts
nowhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from transcripts import Run, Shown, Transcript

WORKER = Path(__file__).resolve().parent / "worker.py"
BATCH = 100
KINDS = {"graph": ".graph", "code": ".code", "inlined_graph": ".inlined_graph", "modules": "named_modules"}


@dataclass(frozen=True)
class Side:
    """A Python to run programs with, and what `torch` means there: "torch" or "minitorchscript"."""

    python: str
    name: str
    dialect: str = "2.x"

    def run(self, programs: Sequence[Path]) -> tuple[str, dict[Path, Run]]:
        """Who ran, and the run of each program; a dead process is its program's error."""
        runs: dict[Path, Run] = {}
        who = ""
        for start in range(0, len(programs), BATCH):
            left = list(programs[start : start + BATCH])
            while left:
                who, finished, died = self._process(left)
                runs.update(finished)
                left = left[len(finished) :]
                if left:
                    runs[left.pop(0)] = Run(error=f"process died: {died}", traceback=died)
        return who, runs

    def _process(self, programs: Sequence[Path]) -> tuple[str, dict[Path, Run], str]:
        environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder) / "results"
            command = [self.python, str(WORKER), self.name, self.dialect, str(results), *map(str, programs)]
            done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
            lines = results.read_text("utf-8").splitlines() if results.exists() else []
        if not lines:
            raise RuntimeError(f"{self.name} did not start under {self.python}:\n{done.stderr[-4000:]}")
        head, *records = map(json.loads, lines)
        runs = {}
        for record in records:
            texts = {name: Shown(*shown) for name, shown in record["texts"].items()}
            runs[Path(record["program"])] = Run(texts, record["error"], record["traceback"])
        return (
            f"{self.name} {head['version']} (Python {head['python']})",
            runs,
            f"exit {done.returncode}, {done.stderr[-400:]}",
        )


def kind(name: str) -> str:
    """The row of the table that a text belongs to: `layer1.0.forward1.graph` is a `.graph of submodules`."""
    *path, last = name.split(".")
    if last not in KINDS:
        return "other texts"
    if path[-1:] == ["inlined"]:
        return f"{KINDS[last]} after inline"
    if last in ("graph", "code"):
        return f"{KINDS[last]} of {'root' if path[-1:] == ['root'] else 'submodules'}"
    return KINDS[last]


@dataclass
class Report:
    """The counts, and what differed."""

    here: str
    there: str
    tried: Counter[str] = field(default_factory=Counter)
    equal: Counter[str] = field(default_factory=Counter)
    programs: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)
    differing: list[tuple[Path, str]] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Was something compared, and all of it equal?"""
        return bool(self.tried) and not self.differing and not self.skipped

    def table(self) -> str:
        rows = [(name, self.equal[name], self.tried[name]) for name in sorted(self.tried)]
        rows.append(("all texts", self.equal.total(), self.tried.total()))
        rows.append(
            (
                "programs, every text",
                self.programs["equal"],
                self.programs.total() - self.programs["refused by both"],
            )
        )
        lines = [f"{self.here} against {self.there}"]
        lines += [f"  {name + ':':32}{equal:>7} / {tried}" for name, equal, tried in rows]
        for outcome in ("different", "raised here only", "raised there only", "refused by both"):
            lines.append(f"  programs {outcome + ':':23}{self.programs[outcome]:>7}")
        lines.append(
            f"  programs skipped:{'':15}{len(self.skipped):>7}"
            + "".join(f"  {name}" for name in self.skipped)
        )
        for error, count in self.errors.most_common(12):
            lines.append(f"  raised here {count:>4} x {error}")
        return "\n".join(lines)


def compare(here: Side, there: Side, programs: Sequence[Path], keep: Path | None = None) -> Report:
    """Run `programs` on both sides; write each that differs, with both sides' texts, to `keep`."""
    with ThreadPoolExecutor(2) as pool:
        (ours_name, ours), (theirs_name, theirs) = pool.map(lambda side: side.run(programs), (here, there))
    report = Report(ours_name, theirs_name)
    for program in programs:
        our_run, their_run = ours[program], theirs[program]
        if their_run.error.startswith(("process died", "TimeoutError")):
            report.skipped.append(f"{program.name} ({their_run.error[:60]})")
            continue
        unequal = _count(report, our_run, their_run)
        if our_run.error and not their_run.error:
            outcome = "raised here only"
            report.errors[our_run.error.splitlines()[0][:150]] += 1
        elif their_run.error and not our_run.error:
            outcome = "raised there only"
        elif unequal:
            outcome = "different"
        else:
            outcome = "refused by both" if their_run.error else "equal"
        report.programs[outcome] += 1
        if unequal or outcome.endswith("only"):
            report.differing.append((program, f"{outcome}\n{_first_difference(our_run, their_run, unequal)}"))
            if keep is not None:
                _write(keep, program, our_run, their_run)
    return report


def _count(report: Report, ours: Run, theirs: Run) -> list[str]:
    """Add one program's texts to the counts; gives the names of those that are not equal."""
    unequal = []
    for name in {**theirs.texts, **ours.texts}:
        both = name in ours.texts and name in theirs.texts
        same = both and ours.texts[name].agrees(theirs.texts[name])
        report.tried[kind(name)] += 1
        report.equal[kind(name)] += same
        if not same:
            unequal.append(name)
    return unequal


def _first_difference(ours: Run, theirs: Run, unequal: Sequence[str]) -> str:
    if ours.error and not theirs.error:
        return "\n".join(ours.traceback.rstrip().splitlines()[-6:])
    if not unequal:
        return f"PyTorch raised {theirs.error}"
    name = unequal[0]
    if name not in ours.texts or name not in theirs.texts:
        return f"{name}: shown {'here' if name in ours.texts else 'there'} only"
    pairs = zip_longest(
        theirs.texts[name].text.splitlines(), ours.texts[name].text.splitlines(), fillvalue="(no line)"
    )
    for number, (their_line, our_line) in enumerate(pairs, 1):
        if their_line != our_line:
            return (
                f"{name}, line {number} ({len(unequal)} texts differ)\n"
                f"  torch: {their_line}\n  ours:  {our_line}"
            )
    return f"{name}: only the end of the last line differs"


def _write(keep: Path, program: Path, ours: Run, theirs: Run) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    (keep / program.name).write_bytes(program.read_bytes())
    for name, run in (("ours", ours), ("torch", theirs)):
        head = {"error": " ".join(run.error.split())} if run.error else {}
        text = Transcript(head, run.texts).dumps() + run.traceback
        (keep / f"{program.stem}.{name}.txt").write_text(text, encoding="utf-8")


def torch_python(dialect: str = "2.x") -> str | None:
    """The Python that has PyTorch: from the environment, else this one if it has it, else None."""
    named = os.environ.get(
        "MINITORCHSCRIPT_TORCH_PYTHON" if dialect == "2.x" else "MINITORCHSCRIPT_TORCH18_PYTHON"
    )
    if named:
        return named
    probe = "import torch, sys; sys.exit(not torch.__version__.startswith(sys.argv[1]))"
    found = subprocess.run(
        [sys.executable, "-c", probe, dialect[:2] if dialect == "2.x" else dialect],
        capture_output=True,
        check=False,
    )
    return sys.executable if found.returncode == 0 else None
