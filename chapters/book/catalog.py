"""What `chapters.toml` says: which chapters there are, and where their text, modules and tests stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "chapters" / "chapters.toml"


class CatalogError(Exception):
    """A chapter that isn't there, or an entry of `chapters.toml` that can't be read."""


@dataclass(frozen=True)
class Page:
    """A text that can be checked: a chapter's, or the README."""

    path: Path
    heading: str
    modules: tuple[str, ...] = ()
    root: Path = ROOT

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

    @property
    def page(self) -> Page:
        path = self.root / "chapters" / f"{self.number:02}_{self.topic}.md"
        return Page(path, f"# Chapter {self.number}: {self.title}", self.modules, self.root)

    @property
    def tests(self) -> Path:
        return self.root / "tests" / f"ch{self.number:02}_{self.topic}"


def read_catalog(path: Path = CATALOG) -> dict[int, Chapter]:
    """The chapters by number, in the order of the file. Raises CatalogError on an entry it can't read."""
    with path.open("rb") as file:
        entries = tomllib.load(file).get("chapter", [])
    chapters: dict[int, Chapter] = {}
    for entry in entries:
        try:
            chapter = Chapter(**{**entry, "modules": tuple(entry["modules"])}, root=path.resolve().parents[1])
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
