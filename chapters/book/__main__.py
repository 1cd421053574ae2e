"""`python -m book test|text|bless|start N`. N may be README for text and bless; `text` alone checks all."""

from __future__ import annotations

import argparse
import sys

from book.catalog import README, CatalogError, Chapter, Page, find, read_catalog
from book.steps import Step, bless_text, check_text, check_text_apart, steps_of, take


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m book", description=__doc__)
    parser.add_argument("command", choices=("test", "text", "bless", "start"))
    parser.add_argument("which", metavar="N", nargs="?", help="the chapter")
    options = parser.parse_args()
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
        return take(steps_of(chapter))
    if command == "start":
        text = chapter.page.name
        print(f"  chapter {chapter.number} has no exercises yet: nothing to start; its text is {text}")
        return False
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
