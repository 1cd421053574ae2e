"""The steps of `make test-chapter N`, each with one line of report.

A chapter has its text, which is always read with the package as it is, and its exercises, each graded in a process
of its own: with the student's function where there is one. A chapter without exercises has its tests instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from book.catalog import ROOT, Chapter, Exercise, Page
from book.grading import grade
from book.report import Report
from book.stubs import stub_file
from book.text import TextCheck, apply

#: how long one exercise may take before it counts as one that never ends
SECONDS = 60


@dataclass(frozen=True)
class Step:
    label: str
    run: Callable[[], Report]


def steps_of(chapter: Chapter) -> list[Step]:
    """What must pass for the chapter to pass, in order."""
    text = Step("text", lambda: check_text(chapter.page))
    if not chapter.exercises:
        return [text, Step("tests", lambda: run_tests(chapter))]
    return [text, *(exercise_step(chapter, exercise) for exercise in chapter.exercises)]


def exercise_step(chapter: Chapter, exercise: Exercise) -> Step:
    return Step(f"exercise {exercise.number}", lambda: grade_apart(chapter, exercise))


def take(steps: list[Step]) -> bool:
    """Take each step, print its line; did all pass?"""
    reports = []
    width = max(len(step.label) for step in steps)
    for step in steps:
        start = time.perf_counter()
        report = step.run()
        reports.append(report)
        seconds = time.perf_counter() - start
        print(f"  {step.label:<{width}} {report.status:<6} {report.summary}  ({seconds:.1f} s)", flush=True)
        if report.details:
            print("\n".join("    " + line for line in report.details.rstrip("\n").split("\n")), flush=True)
    return all(report.status == "ok" for report in reports)


def whose(chapter: Chapter) -> str:
    """Which functions the exercises' checks look at, said to the student."""
    name = chapter.work.relative_to(chapter.root)
    if chapter.work.exists():
        return f"  exercises: yours, {name}"
    return f"  exercises: the package's own functions; `make start {chapter.number}` writes {name} for yours"


def start(chapter: Chapter) -> Report:
    """Write the student's file, unless there is one."""
    name = chapter.work.relative_to(chapter.root)
    if not chapter.exercises:
        return Report("failed", f"the chapter has no exercises: nothing to start; its text is {chapter.page.name}")
    try:
        chapter.work.parent.mkdir(exist_ok=True)
        with chapter.work.open("x", encoding="utf-8") as file:
            file.write(stub_file(chapter))
    except FileExistsError:
        return Report("failed", f"{name} exists, and may hold your work: move it away first")
    return Report("ok", f"{name} has {len(chapter.exercises)} exercises for you; read {chapter.page.name}")


def grade_apart(chapter: Chapter, exercise: Exercise) -> Report:
    """Grade in another process, which the student's function may spoil, or never leave."""
    with tempfile.TemporaryDirectory(prefix="grade-") as folder:
        answer = Path(folder, "report.json")
        command = [sys.executable, "-m", "book", "grade", str(chapter.number), str(exercise.number), str(answer)]
        path = os.pathsep.join([str(ROOT / "chapters"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return Report("failed", f"{exercise.title}: stopped after {SECONDS} s; does a loop never end?")
        printed = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        if not answer.exists():
            return Report("failed", "the process that graded it broke off", printed)
        report = Report(**json.loads(answer.read_text(encoding="utf-8")))
        return Report(
            report.status, report.summary, report.details + (f"at the end it printed:\n{printed}" if printed else "")
        )


def grade_here(chapter: Chapter, number: int, answer: Path) -> None:
    """The other process's part: write the report to a file."""
    work = chapter.work if chapter.work.exists() else None
    report = grade(chapter, chapter.exercises[number - 1], work)
    answer.write_text(json.dumps(asdict(report)), encoding="utf-8")


def check_text(page: Page) -> Report:
    check = TextCheck(page).run()
    if not check.findings:
        return Report("ok", ", ".join(f"{count} {what}" for what, count in check.counts.items()))
    details = "\n".join(f"{page.name}:{finding.line}: {finding.message}" for finding in check.findings)
    mendable = sum(finding.edit is not None for finding in check.findings)
    hint = f" (`make bless` rewrites {mendable} of them; read the diff)" if mendable else ""
    return Report("failed", f"{len(check.findings)} things are not as the text says{hint}", details)


def bless_text(page: Page) -> Report:
    """Write the outputs and sources of a run into the text."""
    check = TextCheck(page).run()
    mended = [finding for finding in check.findings if finding.edit]
    if mended:
        text = page.path.read_text(encoding="utf-8")
        page.path.write_text(apply(text, mended), encoding="utf-8")
    left = [finding for finding in check.findings if not finding.edit]
    details = "\n".join(f"{page.name}:{finding.line}: {finding.message}" for finding in left)
    return Report("failed" if left else "ok", f"{len(mended)} blocks of {page.name} rewritten", details)


def run_tests(chapter: Chapter) -> Report:
    folder = chapter.tests.relative_to(chapter.root)
    if not chapter.tests.is_dir():
        return Report("failed", f"{folder} does not exist")
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", str(folder)]
    done = subprocess.run(command, cwd=chapter.root, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).rstrip("\n").split("\n")
    if done.returncode == 0:
        return Report("ok", lines[-1])
    return Report("failed", lines[-1], "\n".join(lines))


def check_text_apart(which: str) -> bool:
    """Check one text in a process of its own, where no other text has minted a name."""
    arguments = [sys.executable, "-m", "book", "text", which]
    return subprocess.run(arguments, cwd=ROOT, check=False).returncode == 0
