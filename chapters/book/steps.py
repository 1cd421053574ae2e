"""The steps of `make test-chapter N`, each with one line of report.

A chapter has the steps text and tests. Graded exercises are further steps, to be added by `steps_of`.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from book.catalog import ROOT, Chapter, Page
from book.text import TextCheck, apply

Status = Literal["ok", "failed"]


@dataclass(frozen=True)
class Report:
    """How a step went: one line, and what a reader needs to mend it."""

    status: Status
    summary: str
    details: str = ""


@dataclass(frozen=True)
class Step:
    label: str
    run: Callable[[], Report]


def steps_of(chapter: Chapter) -> list[Step]:
    """What must pass for the chapter to pass, in order."""
    return [Step("text", lambda: check_text(chapter.page)), Step("tests", lambda: run_tests(chapter))]


def take(steps: list[Step]) -> bool:
    """Take each step, print its line; did all pass?"""
    reports = []
    for step in steps:
        start = time.perf_counter()
        report = step.run()
        reports.append(report)
        seconds = time.perf_counter() - start
        print(f"  {step.label:<6} {report.status:<6} {report.summary}  ({seconds:.1f} s)", flush=True)
        if report.details:
            print("\n".join("    " + line for line in report.details.rstrip("\n").split("\n")), flush=True)
    return all(report.status == "ok" for report in reports)


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
