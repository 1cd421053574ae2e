"""`python -m book test|text|bless|start N`. N may be README for text and bless; `text` alone checks all.

`grade N K FILE` is the part of `test` that runs in a process of its own: exercise K, its report written to FILE.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from book.catalog import README, CatalogError, Chapter, Page, find, read_catalog
from book.steps import (
    Step,
    bless_text,
    check_text,
    check_text_apart,
    grade_here,
    start,
    steps_of,
    take,
    whose,
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m book", description=__doc__)
    parser.add_argument("command", choices=("test", "text", "bless", "start", "grade"))
    parser.add_argument("which", metavar="N", nargs="?", help="the chapter")
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.command == "grade":
        number, answer = options.rest
        grade_here(find(options.which), int(number), Path(answer))
        return 0
    if not options.which and options.command != "text":
        parser.error(f"which chapter? for example: python -m book {options.command} 8")
    try:
        done = carry_out(options.command, options.which) if options.which else check_all_texts()
    except CatalogError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if done else 1


def check_all_texts() -> bool:
    done = [check_text_apart(str(which)) for which in ("README", *read_catalog())]
    print(f"{sum(done)} of {len(done)} texts are true")
    return all(done)


def carry_out(command: str, which: str) -> bool:
    if which == "README":
        print("README", flush=True)
        return on_page(command, README)
    chapter = find(which)
    print(f"chapter {chapter.number}: {chapter.title}", flush=True)
    return on_chapter(command, chapter)


def on_chapter(command: str, chapter: Chapter) -> bool:
    if command == "test":
        if chapter.exercises:
            print(whose(chapter), flush=True)
        return take(steps_of(chapter))
    if command == "start":
        return take([Step("start", lambda: start(chapter))])
    return on_page(command, chapter.page)


def on_page(command: str, page: Page) -> bool:
    match command:
        case "text":
            return take([Step("text", lambda: check_text(page))])
        case "bless":
            return take([Step("bless", lambda: bless_text(page))])
    raise CatalogError(f"{page.name} has no {command}: it is no chapter")


if __name__ == "__main__":
    sys.exit(main())
