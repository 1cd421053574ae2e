"""The chapters' own machinery: what a text says falsely is found, and blessing writes what a run gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from book.catalog import README, CatalogError, Chapter, Exercise, Page, read_catalog
from book.report import Report
from book.sources import exists, source_of
from book.steps import Step, bless_text, check_text, start, take, whose
from book.text import TextCheck

HEADING = "# Chapter 8: Inlining\n\n"


def fenced(body: str, info: str = "python") -> str:
    return f"```{info}\n{body}\n```\n\n"


def text(output: str) -> str:
    return fenced(output, "text")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "chapters").mkdir()
    return Chapter(8, "inlining", "Inlining", (), tmp_path).page


def messages(page: Page, text: str, heading: str = HEADING) -> list[str]:
    page.path.write_text(heading + text, encoding="utf-8")
    return [finding.message for finding in TextCheck(page).run().findings]


def test_a_true_text_has_no_findings(page: Page) -> None:
    assert messages(page, fenced("x = 1") + fenced("print(x + 1)") + "It prints:\n\n" + text("2")) == []
    check = TextCheck(page).run()
    assert (check.counts["blocks run"], check.counts["outputs equal"]) == (2, 1)


def test_an_output_is_compared_byte_for_byte(page: Page) -> None:
    (message,) = messages(page, fenced("print('a  b')") + text("a b"))
    assert "-a b" in message and "+a  b" in message


def test_indented_output_keeps_its_indentation(page: Page) -> None:
    assert messages(page, fenced("print('  a')") + text("  a")) == []
    assert messages(page, fenced("print('  a')") + text("a")) != []


def test_a_block_that_prints_needs_its_output(page: Page) -> None:
    (message,) = messages(page, fenced("print(1)") + fenced("x = 2"))
    assert "no output block follows" in message
    assert "no output block follows" in messages(page, fenced("print(1)"))[0]


def test_an_output_block_needs_a_block_that_prints(page: Page) -> None:
    assert "without a python block" in messages(page, text("1"))[0]
    assert "prints nothing" in messages(page, fenced("x = 1") + text("1"))[0]


def test_an_exception_ends_the_walk_with_the_line_in_the_chapter(page: Page) -> None:
    (message,) = messages(page, fenced("x = 1\nx.y") + fenced("print(2)"))
    assert 'File "chapters/08_inlining.md", line 5, in <module>\n    x.y' in message
    assert "AttributeError: 'int' object has no attribute 'y'" in message


def test_an_expected_exception_is_output(page: Page) -> None:
    block = fenced("print(1)\nraise ValueError('no')", "python raises=ValueError")
    assert messages(page, block + text("1\nValueError: no")) == []
    assert "raised nothing" in messages(page, fenced("x = 1", "python raises=ValueError"))[0]
    assert "KeyError" in messages(page, fenced("{}[1]", "python raises=ValueError"))[0]


def test_an_unknown_option_is_a_finding(page: Page) -> None:
    assert "unknown option 'rises'" in messages(page, fenced("x = 1", "python rises=ValueError"))[0]


def test_a_warning_is_output(page: Page) -> None:
    block = fenced("import warnings\nwarnings.warn('look')")
    assert messages(page, block + text("08_inlining.md:5: UserWarning: look")) == []


def test_the_blocks_are_a_program_with_readable_source(page: Page) -> None:
    method = "    def forward(self, x):\n        return x\n"
    define = fenced(f"class Gate:\n{method}")
    show = "import inspect\nprint(__name__, Gate.__module__)\nprint(inspect.getsource(Gate.forward))\n"
    printed = f"__main__ __main__\n{method}\nclass Gate:\n{method}"
    assert messages(page, define + fenced(show + "print(inspect.getsource(Gate))") + text(printed)) == []


def test_a_program_starts_in_an_empty_folder(page: Page) -> None:
    here = Path.cwd()
    block = fenced("import os\nprint(os.listdir())\nopen('x', 'w').close()") + text("[]")
    assert messages(page, block) == []
    assert messages(page, block) == []
    assert Path.cwd() == here


def test_an_included_source_must_be_current(page: Page) -> None:
    info = "python source=book.catalog:CatalogError"
    source = source_of("book.catalog:CatalogError")
    assert messages(page, fenced(source, info)) == []
    (message,) = messages(page, fenced(source.replace("class", "klass"), info))
    assert "has changed" in message
    assert "defines no Nothing" in messages(page, fenced("", "python source=book.catalog:Nothing"))[0]


def test_no_text_shows_the_solution_of_an_exercise(page: Page) -> None:
    method = Exercise(8, 1, "book.catalog:Page.name", "the name", "Names", Path())
    page = replace(page, exercises=(method,))
    section = "## Names\n\n"
    beside = fenced(source_of("book.catalog:Page"), "python source=book.catalog:Page")
    assert messages(page, section) == []
    assert "shows the solution of exercise 1" in messages(page, section + beside)[0]
    pasted = "```console\n    return self.path.relative_to(self.root).as_posix()\n```\n"
    assert messages(page, section + pasted) == ["the text shows the solution of exercise 1"]
    assert "sends to a section 'Names'" in messages(page, "")[0]


def test_source_of_finds_methods_decorators_and_constants() -> None:
    assert source_of("book.catalog:Chapter.page").startswith("@property\ndef page(self)")
    assert source_of("book.catalog:CATALOG") == 'CATALOG = ROOT / "chapters" / "chapters.toml"\n'


def test_names_in_prose_must_exist(page: Page) -> None:
    there = "`minitorchscript.aliases.install_as_torch()` in `minitorchscript/aliases.py` [why](chapters.toml)\n"
    (page.root / "minitorchscript").mkdir()
    (page.root / "minitorchscript" / "aliases.py").touch()
    (page.root / "chapters" / "chapters.toml").touch()
    assert messages(page, there) == []
    assert messages(page, "`minitorchscript.aliases.nothing`") == ["`minitorchscript.aliases.nothing` does not exist"]
    assert messages(page, "`minitorchscript/nothing.py`") == ["`minitorchscript/nothing.py` does not exist"]
    assert messages(page, "[x](nothing.md)") == ["the link leads to nothing.md, which does not exist"]
    assert messages(page, fenced("`minitorchscript.nothing`", "console")) == []


def test_exists_looks_through_modules_classes_and_annotations() -> None:
    assert exists("minitorchscript.aliases") and exists("minitorchscript.aliases.install_as_torch")
    assert exists("book.text.TextCheck.run") and exists("book.catalog.Chapter.topic")
    assert not exists("minitorchscript.aliases.install_as_torch.nothing") and not exists("minitorchscript.nothing")


def test_the_heading_is_the_catalogs(page: Page) -> None:
    assert "first line" in messages(page, "", heading="# Another\n")[0]


def test_a_named_module_must_exist(page: Page) -> None:
    named = replace(page, modules=("minitorchscript.nothing",))
    assert "which does not exist" in messages(named, "")[0]


def test_bless_writes_what_a_run_gives(page: Page) -> None:
    first, second = fenced("print(1)") + "prose\n\n", fenced("print(2)")
    info = "python source=book.catalog:CATALOG"
    page.path.write_text(HEADING + first + text("wrong") + second + fenced("old", info), encoding="utf-8")
    assert check_text(page).status == "failed"
    assert bless_text(page).status == "ok"
    source = fenced('CATALOG = ROOT / "chapters" / "chapters.toml"', info)
    assert page.path.read_text(encoding="utf-8") == HEADING + first + text("1") + second + text("2") + source
    assert check_text(page).status == "ok"


def test_bless_leaves_what_only_a_person_can_mend(page: Page) -> None:
    page.path.write_text(HEADING + fenced("nothing"), encoding="utf-8")
    report = bless_text(page)
    assert report.status == "failed" and "NameError" in report.details


def test_a_missing_text_is_a_finding(page: Page) -> None:
    assert "does not exist" in check_text(page).details


def test_one_failed_step_fails_the_chapter(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [Step("text", lambda: Report("failed", "no", "why")), Step("tests", lambda: Report("ok", "yes"))]
    assert not take(steps)
    printed = capsys.readouterr().out
    assert "text  failed no" in printed and "    why" in printed and "tests ok     yes" in printed
    assert take(steps[1:])


def test_start_never_overwrites(tmp_path: Path) -> None:
    chapter = replace(read_catalog()[1], root=tmp_path)
    assert "the package's own" in whose(chapter)
    assert start(chapter).status == "ok" and "yours" in whose(chapter)
    written = chapter.work.read_text(encoding="utf-8")
    assert written.count('raise NotImplementedError("') == len(chapter.exercises)
    assert "move it away" in start(chapter).summary
    assert chapter.work.read_text(encoding="utf-8") == written
    assert "no exercises" in start(replace(chapter, exercises=())).summary


def test_the_catalog_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "chapters" / "chapters.toml"
    path.parent.mkdir()
    entry = '[[chapter]]\nnumber = 1\ntopic = "t"\ntitle = "T"\nmodules = []\n'
    path.write_text(entry, encoding="utf-8")
    assert read_catalog(path)[1].page.path == tmp_path / "chapters" / "01_t.md"
    path.write_text(entry + "colour = 3\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="chapter 1.*colour"):
        read_catalog(path)
    exercise = '[[chapter.exercises]]\nfunction = "m:C.f"\ntitle = "a"\nread = "b"\n'
    path.write_text(entry + exercise, encoding="utf-8")
    assert read_catalog(path)[1].exercises[0].label == "ch01 exercise 1: a"
    path.write_text(entry + exercise + exercise, encoding="utf-8")
    with pytest.raises(CatalogError, match="one name"):
        read_catalog(path)
    path.write_text(entry + entry, encoding="utf-8")
    with pytest.raises(CatalogError, match="twice"):
        read_catalog(path)


def test_every_text_is_in_the_catalog() -> None:
    chapters = read_catalog()
    texts = {path.name for path in README.root.joinpath("chapters").glob("[0-9][0-9]_*.md")}
    assert texts <= {chapter.page.path.name for chapter in chapters.values()}
