"""Grading one exercise: its checks run against the student's function, in the package's place or alone.

The checks of an exercise are the functions `check_…` of one file, which a hypothesis strategy may feed. They say
what differs with `same`; what else is raised is shown as it is.
"""

from __future__ import annotations

import ast
import importlib.util
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import zip_longest
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from book.catalog import Chapter, Exercise
from book.overlay import load_work, overlaid, real_function
from book.report import Report

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
ALL = settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)
COLUMNS = 120
#: how long one check may take; the package's own functions take a tenth of it
SECONDS = 10.0


class TooLong(BaseException):
    """The time is over. No mere Exception, which hypothesis would take for a finding and look for a smaller one."""


class Different(AssertionError):
    """A result that is not what it should be."""

    def __init__(self, given: str, expected: str, actual: str) -> None:
        super().__init__(f"for {given}: expected {expected}, got {actual}")
        self.given, self.expected, self.actual = given, expected, actual


def same(given: str, actual: object, expected: object) -> None:
    """Raise unless both are equal. `given` is what led there: a call, or the source of a network."""
    if actual != expected or type(actual) is not type(expected):
        shown = [each if isinstance(each, str) and "\n" in each else repr(each) for each in (expected, actual)]
        raise Different(given, *shown)


def outcome(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a call gives: its result, or the error it ends in as text, to be compared like a result."""
    try:
        return function(*args, **kwargs)
    except NotImplementedError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def grade(
    chapter: Chapter, exercise: Exercise, work: Path | None, shrink: bool = True, seconds: float = SECONDS
) -> Report:
    """Does the function that `work` has, or the package's own if that is None, pass the checks?"""
    if work is None:
        return _run_checks(exercise, nullcontext(), shrink, seconds)
    try:
        module = load_work(work, chapter.exercises, exercise)
    except Exception as error:
        return Report("failed", "the file does not run", _traceback(error, work))
    theirs = vars(module).get(exercise.name)
    if not callable(theirs) or theirs is real_function(exercise):
        return Report("failed", f"the file does not define {exercise.name}")
    if _is_unwritten(work, exercise):
        return Report("todo", exercise.title, f"to read: {_section(chapter, exercise)}")
    report = _run_checks(exercise, overlaid(exercise, theirs), shrink, seconds, work)
    again = f"read again: {_section(chapter, exercise)}" if report.details else ""
    return Report(report.status, report.summary, report.details + again)


def _run_checks(exercise: Exercise, place: Any, shrink: bool, seconds: float, work: Path | None = None) -> Report:
    with _profile(ALL if shrink else settings(ALL, phases=PHASES[:2])), place:
        checks = load_checks(exercise)
        for check in checks:
            try:
                with _limited(seconds):
                    check()
            except TooLong as late:
                return _failed(exercise, check, f"stopped after {seconds:g} s; it was here:\n{_traceback(late, work)}")
            except NotImplementedError as error:
                if str(error).startswith(exercise.label):
                    return Report("todo", exercise.title)
                return _failed(exercise, check, _traceback(error, work))
            except Different as found:
                return _failed(exercise, check, _side_by_side(found))
            except Exception as error:
                return _failed(exercise, check, _traceback(error, work))
    return Report("ok", f"{exercise.title}: {len(checks)} checks")


def load_checks(exercise: Exercise) -> list[Callable[[], None]]:
    """The functions `check_…` of the exercise's file, in order."""
    spec = importlib.util.spec_from_file_location(f"checks_{exercise.chapter}_{exercise.number}", exercise.checks)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [function for name, function in vars(module).items() if name.startswith("check_")]


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooLong wherever the program is after so many seconds of its own, however busy the machine."""

    def ring(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _profile(chosen: settings) -> Iterator[None]:
    before = settings.get_current_profile_name()
    settings.register_profile("grading", chosen)
    settings.load_profile("grading")
    try:
        yield
    finally:
        settings.load_profile(before)


def _is_unwritten(work: Path, exercise: Exercise) -> bool:
    """Whether the function still ends in the stub's own error."""
    for statement in ast.parse(work.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.FunctionDef) and statement.name == exercise.name:
            last = statement.body[-1]
            return isinstance(last, ast.Raise) and exercise.label.partition(":")[0] in ast.unparse(last)
    return False


# How a failure is shown.


def _failed(exercise: Exercise, check: Callable[[], None], details: str) -> Report:
    words = check.__name__.removeprefix("check_").replace("_", " ")
    return Report("failed", f"{exercise.title}; not so: {words}", details)


def _side_by_side(found: Different) -> str:
    given = found.given.rstrip("\n").split("\n")
    lines = [f"given     {given[0]}", *(f"          {line}" for line in given[1:])]
    left, right = found.expected.rstrip("\n").split("\n"), found.actual.rstrip("\n").split("\n")
    width = max(len("expected"), *map(len, left))
    if width + max(map(len, right)) + 5 > COLUMNS:
        above = [*(f"expected  {line}" for line in left), *(f"yours     {line}" for line in right)]
        return "\n".join([*lines, *above]) + "\n"
    lines.append(f"{'expected':<{width}}     yours")
    for expected, actual in zip_longest(left, right, fillvalue=""):
        lines.append(f"{expected:<{width}}  {' ' if expected == actual else '|'}  {actual}")
    return "\n".join(lines) + "\n"


def _traceback(error: BaseException, work: Path | None) -> str:
    """The error; of the stack, what happened in the student's file."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if work is not None and Path(frame.filename) == work]
    stack = traceback.format_list(own or frames[-3:])
    return "".join([*stack, *(() if isinstance(error, TooLong) else traceback.format_exception_only(error))])


def _section(chapter: Chapter, exercise: Exercise) -> str:
    text = chapter.page.path.read_text(encoding="utf-8").split("\n")
    line = next((number for number, each in enumerate(text, start=1) if each == f"## {exercise.read}"), 1)
    return f'{chapter.page.name}:{line}, "{exercise.read}"\n'
