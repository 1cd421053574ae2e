"""The grader, graded: the package's own functions pass, unwritten ones are to do, wrong ones fail."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from book import steps
from book.catalog import Chapter, Exercise, read_catalog
from book.grading import grade
from book.overlay import overlaid, reference
from book.stubs import filled, stub_file

import minitorchscript as torch
from minitorchscript.ops.aten import sizes, views

CHAPTERS = read_catalog()
EXERCISES = [
    pytest.param(chapter, exercise, id=f"ch{chapter.number:02}-{exercise.name}")
    for chapter in CHAPTERS.values()
    for exercise in chapter.exercises
]
# The alarm that ends a check may ring in the collector's callback: Python reports it there, and it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
each_exercise = pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)


def test_every_file_belongs_to_an_exercise() -> None:
    for chapter in CHAPTERS.values():
        found = {path.name for path in (chapter.tests / "exercises").glob("*.*")}
        wanted = {path.name for each in chapter.exercises for path in (each.checks, each.mutants)}
        assert found == wanted, chapter


def test_a_chapter_ends_with_what_its_exercises_ask_for() -> None:
    for chapter in CHAPTERS.values():
        text = chapter.page.path.read_text(encoding="utf-8")
        asked = text.rpartition("\n## Exercises\n")[2] if "\n## Exercises\n" in text else ""
        for exercise in chapter.exercises:
            assert exercise.name in asked, exercise


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work.py"


@each_exercise
def test_the_package_passes(chapter: Chapter, exercise: Exercise) -> None:
    report = grade(chapter, exercise, None)
    assert report.status == "ok", report.details


@each_exercise
def test_a_student_who_writes_what_the_package_has_passes(chapter: Chapter, exercise: Exercise, work: Path) -> None:
    work.write_text(filled(exercise), encoding="utf-8")
    report = grade(chapter, exercise, work)
    assert report.status == "ok", report.details


@each_exercise
def test_the_stub_is_to_do(chapter: Chapter, exercise: Exercise, work: Path) -> None:
    work.write_text(stub_file(chapter), encoding="utf-8")
    report = grade(chapter, exercise, work)
    assert report.status == "todo" and exercise.read in report.details


@each_exercise
def test_the_stub_fails_on_its_own_label(chapter: Chapter, exercise: Exercise, work: Path) -> None:
    # Something after the error, so that only running it can tell.
    work.write_text(stub_file(chapter).replace('")\n', '")\n    return None\n'), encoding="utf-8")
    report = grade(chapter, exercise, work)
    assert report.status == "todo" and report.summary == exercise.title


@each_exercise
def test_every_mutant_fails(chapter: Chapter, exercise: Exercise, work: Path) -> None:
    with exercise.mutants.open("rb") as file:
        mutants = tomllib.load(file)["mutant"]
    assert len(mutants) >= 3
    alive = []
    for mutant in mutants:
        work.write_text(filled(exercise, mutant["old"], mutant["new"]), encoding="utf-8")
        if grade(chapter, exercise, work, shrink=False, seconds=4).status != "failed":
            alive.append(mutant["why"])
    assert alive == []


def test_whoever_imported_a_function_gets_the_student_s() -> None:
    """By the name it was imported under, from the table of operators, and only until the end."""
    broadcast, unfold = CHAPTERS[1].exercises[1:3]
    assert views.broadcast_sizes is sizes.broadcast_sizes
    with overlaid(broadcast, lambda a, b: ("theirs", a, b)):
        assert views.broadcast_sizes([1], [2]) == ("theirs", [1], [2])
        with reference():
            assert views.broadcast_sizes([1], [2]) == (2,)
        assert views.broadcast_sizes([1], [2]) == ("theirs", [1], [2])
    with overlaid(unfold, lambda self, dimension, size, step: self + 1):
        assert torch.zeros(2).unfold(0, 1, 1).tolist() == [1, 1]
    assert views.broadcast_sizes([1], [2]) == (2,)
    assert torch.zeros(2).unfold(0, 1, 1).tolist() == [[0], [0]]


WRONG = """
def broadcast_sizes(a, b):
    print("look")
    return tuple(max(pair) for pair in zip(a, b))
"""


def test_a_failure_shows_both_sides_and_the_section(work: Path) -> None:
    work.write_text(WRONG, encoding="utf-8")
    report = grade(CHAPTERS[1], CHAPTERS[1].exercises[1], work)
    assert report.status == "failed" and "sizes that fit" in report.summary
    first, heading, compared, again = report.details.splitlines()
    assert first == "given     broadcast_sizes([], [1])"
    assert heading.split() == ["expected", "yours"] and compared.split("  |  ") == ["(1,)    ", "()"]
    assert again.startswith("read again: chapters/01_tensors.md:") and again.endswith('"Broadcasting"')


def test_a_loop_that_never_ends_is_stopped_and_shown(work: Path) -> None:
    work.write_text("def broadcast_sizes(a, b):\n    while True:\n        pass\n", encoding="utf-8")
    report = grade(CHAPTERS[1], CHAPTERS[1].exercises[1], work, seconds=0.6)
    assert report.status == "failed" and "stopped after" in report.details and "work.py" in report.details


def test_a_file_that_does_not_run_or_lacks_the_function_fails(work: Path) -> None:
    work.write_text("import nothing_of_this_name\n", encoding="utf-8")
    report = grade(CHAPTERS[1], CHAPTERS[1].exercises[0], work)
    assert report.status == "failed" and "nothing_of_this_name" in report.details
    work.write_text("from minitorchscript.ops.promotion import result_type_of\n", encoding="utf-8")
    assert "does not define" in grade(CHAPTERS[1], CHAPTERS[1].exercises[0], work).summary


def test_each_exercise_is_graded_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = CHAPTERS[1].exercises[1]
    assert exercise.title in steps.grade_apart(CHAPTERS[1], exercise).summary  # whoever has written it
    monkeypatch.setattr(steps, "SECONDS", 0.01)
    report = steps.grade_apart(CHAPTERS[1], exercise)
    assert report.status == "failed" and "never end" in report.summary


def test_an_unwritten_exercise_fails_the_chapter() -> None:
    assert not steps.take([steps.Step("exercise 1", lambda: steps.Report("todo", "title"))])
