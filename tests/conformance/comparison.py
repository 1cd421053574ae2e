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

from scripts import CANONICAL, nearly
from transcripts import Run, Shown, Transcript

WORKER = Path(__file__).resolve().parent / "worker.py"
PROGRAMS_PER_PROCESS = 500  # their types and graphs stay in memory
KINDS = {"graph": ".graph", "code": ".code", "inlined_graph": ".inlined_graph", "modules": "named_modules"}


@dataclass(frozen=True)
class Side:
    """A Python to run programs with, and what `torch` means there: "torch" or "minitorchscript"."""

    python: str
    name: str
    dialect: str = "2.x"

    def run(self, programs: Sequence[Path]) -> tuple[str, dict[Path, Run]]:
        """Who ran, and the run of each program."""
        runs = {}
        with Session(self) as session:
            for program in programs:
                runs[program] = session.run(program)
        return session.who, runs


class Session:
    """A process of one side that runs programs as they come. One that dies is its program's error."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.who = side.name
        self.programs = 0
        self.process: subprocess.Popen[str] | None = None
        self.errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")

    def __enter__(self) -> Session:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()
        self.errors.close()

    def start(self) -> None:
        command = [self.side.python, str(WORKER), self.side.name, self.side.dialect]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, stderr=self.errors, text=True, encoding="utf-8"
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.side.name} did not start under {self.side.python}: {self.stop()}")
        head = json.loads(line)
        self.who = f"{self.side.name} {head['version']} (Python {head['python']})"

    def stop(self) -> str:
        """End the process; gives its exit status and the end of what it had to say."""
        assert self.process is not None
        self.process.communicate()
        self.errors.seek(0)
        return f"exit {self.process.returncode} {self.errors.read()[-2000:]}"

    def run(self, program: Path) -> Run:
        if self.programs and self.programs % PROGRAMS_PER_PROCESS == 0:
            self.stop()
            self.start()
        self.programs += 1
        assert self.process is not None and self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{program}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            died = self.stop()
            self.start()
            return Run(error=f"process died: {died}", traceback=died)
        answer = json.loads(line)
        texts = {name: Shown(*shown) for name, shown in answer["texts"].items()}
        return Run(texts, answer["error"], answer["traceback"])


def agree(name: str, ours: Shown, theirs: Shown) -> bool:
    """Does a text of one side agree with the other's? Results may differ in their last digit."""
    return ours.agrees(theirs) or (name.endswith(".results") and nearly(ours.text, theirs.text))


def kind(name: str) -> str:
    """The row of the table that a text belongs to: `layer1.0.forward1.graph` is a `.graph of submodules`."""
    *path, last = name.split(".")
    if name.startswith("script_"):
        return f"scripted .{'pass' if last.startswith('pass') else last}"
    if path[:1] == ["fx"]:
        return f"fx {last}"
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
    as_text: Counter[bool] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
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
        if self.as_text:
            lines.append(f"  of equal graphs, as text:{'':7}{self.as_text[True]:>7} / {self.as_text.total()}")
        for outcome in ("different", "raised here only", "raised there only", "refused by both"):
            lines.append(f"  programs {outcome + ':':23}{self.programs[outcome]:>7}")
        lines.append(
            f"  programs skipped:{'':15}{len(self.skipped):>7}" + "".join(f"  {name}" for name in self.skipped)
        )
        if self.broken:
            lines.append(f"  programs that break PyTorch itself: {len(self.broken):>3}  {' '.join(self.broken)}")
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
        if any("INTERNAL ASSERT FAILED" in shown.text for shown in their_run.texts.values()):
            report.broken.append(program.name)
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
        same = both and agree(name, ours.texts[name], theirs.texts[name])
        report.tried[kind(name)] += 1
        report.equal[kind(name)] += same
        if same and ours.texts[name].within == CANONICAL:
            report.as_text.update([ours.texts[name] == theirs.texts[name]])
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
    pairs = zip_longest(theirs.texts[name].text.splitlines(), ours.texts[name].text.splitlines(), fillvalue="(no line)")
    for number, (their_line, our_line) in enumerate(pairs, 1):
        if their_line != our_line:
            return f"{name}, line {number} ({len(unequal)} texts differ)\n  torch: {their_line}\n  ours:  {our_line}"
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
    named = os.environ.get("MINITORCHSCRIPT_TORCH_PYTHON" if dialect == "2.x" else "MINITORCHSCRIPT_TORCH18_PYTHON")
    if named:
        return named
    probe = "import torch, sys; sys.exit(not torch.__version__.startswith(sys.argv[1]))"
    found = subprocess.run(
        [sys.executable, "-c", probe, dialect[:2] if dialect == "2.x" else dialect],
        capture_output=True,
        check=False,
    )
    return sys.executable if found.returncode == 0 else None
