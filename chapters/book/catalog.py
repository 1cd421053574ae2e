"""What `chapters.toml` says: which chapters there are, and where their text, modules, tests and exercises stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "chapters" / "chapters.toml"


class CatalogError(Exception):
    """A chapter that isn't there, or an entry of `chapters.toml` that can't be read."""


@dataclass(frozen=True)
class Exercise:
    """A function of the package that a student writes anew."""

    chapter: int
    number: int
    function: str
    """`package.module:Class.method`."""
    title: str
    read: str
    """The heading of the section to read again."""
    folder: Path
    """Where its checks and its mutants stand."""

    @property
    def label(self) -> str:
        """What the stub raises."""
        return f"ch{self.chapter:02} exercise {self.number}: {self.title}"

    @property
    def name(self) -> str:
        """What the function is called in the student's file."""
        return self.function.rpartition(":")[2].rpartition(".")[2]

    @property
    def checks(self) -> Path:
        return self.folder / f"{self.name.strip('_')}.py"

    @property
    def mutants(self) -> Path:
        return self.folder / f"{self.name.strip('_')}.toml"


@dataclass(frozen=True)
class Page:
    """A text that can be checked: a chapter's, or the README."""

    path: Path
    heading: str
    modules: tuple[str, ...] = ()
    root: Path = ROOT
    exercises: tuple[Exercise, ...] = ()

    @property
    def name(self) -> str:
        """The path from the root on, which is also how the program in it calls itself."""
        return self.path.relative_to(self.root).as_posix()


README = Page(ROOT / "README.md", "# minitorchscript")


@dataclass(frozen=True)
class Chapter:
    """One entry of `chapters.toml`; paths are derived from number and topic."""

    number: int
    topic: str
    title: str
    modules: tuple[str, ...]
    root: Path = ROOT
    exercises: tuple[Exercise, ...] = ()

    @property
    def page(self) -> Page:
        path = self.root / "chapters" / f"{self.number:02}_{self.topic}.md"
        return Page(path, f"# Chapter {self.number}: {self.title}", self.modules, self.root, self.exercises)

    @property
    def tests(self) -> Path:
        return self.root / "tests" / f"ch{self.number:02}_{self.topic}"

    @property
    def work(self) -> Path:
        """Where a student writes the exercises."""
        return self.root / "work" / f"ch{self.number:02}.py"

    def with_exercises(self, entries: list[dict[str, str]]) -> Chapter:
        folder = self.tests / "exercises"
        made = tuple(
            Exercise(chapter=self.number, number=number, folder=folder, **entry)
            for number, entry in enumerate(entries, start=1)
        )
        if len({exercise.name for exercise in made}) < len(made):
            raise TypeError("two exercises have one name, and would overwrite each other in the student's file")
        return replace(self, exercises=made)


def read_catalog(path: Path = CATALOG) -> dict[int, Chapter]:
    """The chapters by number, in the order of the file. Raises CatalogError on an entry it can't read."""
    with path.open("rb") as file:
        entries = tomllib.load(file).get("chapter", [])
    chapters: dict[int, Chapter] = {}
    for entry in entries:
        exercises = entry.pop("exercises", [])
        try:
            chapter = Chapter(**{**entry, "modules": tuple(entry["modules"])}, root=path.resolve().parents[1])
            chapter = chapter.with_exercises(exercises)
        except (TypeError, KeyError) as error:
            raise CatalogError(f"{path}: chapter {entry.get('number', '?')}: {error}") from None
        if chapter.number in chapters:
            raise CatalogError(f"{path}: chapter {chapter.number} stands there twice")
        chapters[chapter.number] = chapter
    return chapters


def find(number: str) -> Chapter:
    """The chapter that a reader means by `8` or `08`. Raises CatalogError, which lists those that exist."""
    chapters = read_catalog()
    try:
        return chapters[int(number)]
    except (ValueError, KeyError):
        raise CatalogError(f"no chapter {number}; there are {', '.join(map(str, chapters))}") from None
