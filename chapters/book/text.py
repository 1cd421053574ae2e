"""Is a text true? Sybil finds its blocks; here each is run, compared or looked up.

Whatever isn't true becomes a Finding; one that a run can mend (an output, an included source) carries the
Edit that `make bless` applies. Checking and blessing are one walk, so they can't disagree.
"""

from __future__ import annotations

import difflib
import re
import shlex
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sybil import Document, Example, Region
from sybil.example import SybilFailure
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from book.catalog import Exercise, Page
from book.program import Program
from book.sources import definition_of, exists, source_of
from book.stubs import body_of

FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<language>[^\s`]*)[ \t]*(?P<options>[^\n]*)\n"))
INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
DOTTED = re.compile(r"(minitorchscript(?:\.\w+)+)(?:\(.*\))?")
PATH = re.compile(r"(?:minitorchscript|tests|chapters|\.ci)/[\w./-]*")
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Edit:
    """Put `replacement` in place of the characters from `start` to `end`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True)
class Finding:
    """Something that isn't true, the line it stands on, and the edit that would make it true."""

    line: int
    message: str
    edit: Edit | None = None


@dataclass(frozen=True)
class Block:
    """A fenced block: its body stands from `start` to `end`, its first line is line `line`."""

    language: str
    options: dict[str, str]
    body: str
    start: int
    end: int
    line: int

    @property
    def runs(self) -> bool:
        return self.language == "python" and "source" not in self.options


@dataclass
class TextCheck:
    """One walk over a text. `run()` fills `findings` and `counts`."""

    page: Page
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> TextCheck:
        """Check all of the text, in a process in which no other text ran."""
        if not self.page.path.exists():
            self.find(1, f"{self.page.name} does not exist")
            return self
        document = Document.parse(str(self.page.path), self.parse)
        blocks: list[Block] = [region.parsed for _, region in document.regions]
        self._program = Program(self.page.name, _only_python(document.text, blocks))
        # What the last block printed, while no output block has shown it; its region, to put one after.
        self._printed: tuple[str, Region] | None = None
        with self._program.running():
            try:
                for example in document.examples():
                    example.evaluate()
            except SybilFailure as failure:
                self.find(failure.example.line, f"{failure.result}(the blocks after it were not run)")
            self.settle()
        fences = [(region.start, region.end) for _, region in document.regions]
        self.check_prose(_without(document.text, fences))
        self.findings.sort(key=lambda finding: finding.line)
        return self

    def find(self, line: int, message: str, edit: Edit | None = None) -> None:
        self.findings.append(Finding(line, message, edit))

    # The blocks: a Sybil parser, and an evaluator for each kind. One that returns a text ends the walk.

    def parse(self, document: Document) -> Iterable[Region]:
        for region in FENCES(document):
            start = document.text.index("\n", region.start) + 1
            end = max(start, document.text.rfind("\n", 0, region.end) + 1)
            options = dict(part.partition("=")[::2] for part in shlex.split(str(region.lexemes["options"])))
            line = document.text.count("\n", 0, start) + 1
            language, body = str(region.lexemes["language"]), document.text[start:end]
            block = Block(language, options, body, start, end, line)
            evaluator = self.evaluate_python if block.runs else None
            if block.language == "python" and not block.runs:
                evaluator = self.evaluate_source
            if block.language == "text":
                evaluator = self.evaluate_output
            yield Region(region.start, region.end, parsed=block, evaluator=evaluator)

    def evaluate_python(self, example: Example) -> str | None:
        block: Block = example.parsed
        self.settle()
        for option in block.options.keys() - {"raises"}:
            self.find(example.line, f"unknown option {option!r} of a python block; there are: raises, source")
        self.counts["blocks run"] += 1
        outcome = self._program.run(block.body, block.line)
        output, expected = outcome.output, block.options.get("raises")
        if outcome.error is not None:
            if type(outcome.error).__name__ != expected:
                return outcome.trace
            output += "".join(traceback.format_exception_only(outcome.error))
        elif expected:
            self.find(example.line, f"the block should raise {expected}, and raised nothing")
        self._printed = (output.rstrip("\n"), example.region)
        return None

    def evaluate_output(self, example: Example) -> str | None:
        block: Block = example.parsed
        if self._printed is None:
            self.find(example.line, "an output block without a python block before it")
            return None
        actual, self._printed = self._printed[0], None
        shown = block.body.rstrip("\n")
        if actual == shown:
            self.counts["outputs equal"] += 1
        elif not actual:
            self.find(example.line, "the block above prints nothing; this output block says it does")
        else:
            self.mend(example.line, "the output is another", block, shown, actual)
        return None

    def evaluate_source(self, example: Example) -> str | None:
        block: Block = example.parsed
        try:
            actual = source_of(block.options["source"]).rstrip("\n")
        except LookupError as error:
            self.find(example.line, str(error))
            return None
        self.check_solution_hidden(example.line, block.options["source"])
        shown = block.body.rstrip("\n")
        if actual == shown:
            self.counts["sources current"] += 1
        else:
            self.mend(example.line, f"{block.options['source']} has changed", block, shown, actual)
        return None

    def check_solution_hidden(self, line: int, reference: str) -> None:
        """No source that is shown may have the body of an exercise in it."""
        for exercise in self.known_exercises():
            if definition_of(reference).shows(definition_of(exercise.function)):
                self.find(line, f"{reference} shows the solution of exercise {exercise.number}")

    def known_exercises(self) -> Iterator[Exercise]:
        """The exercises whose function the package still has."""
        for exercise in self.page.exercises:
            try:
                definition_of(exercise.function)
            except LookupError:
                continue
            yield exercise

    def mend(self, line: int, message: str, block: Block, shown: str, actual: str) -> None:
        """A finding that says how `shown` and `actual` differ, and puts `actual` into the block."""
        lines = difflib.unified_diff(shown.split("\n"), actual.split("\n"), "shown", "actual", lineterm="")
        self.find(line, "\n".join((message, *lines)), Edit(block.start, block.end, actual + "\n"))

    def settle(self) -> None:
        """Call before the next block runs: has the last one's output been shown?"""
        printed, self._printed = self._printed, None
        if printed is None or not printed[0]:
            return
        output, region = printed
        block: Block = region.parsed
        edit = Edit(region.end, region.end, f"\n\n```text\n{output}\n```")
        self.find(block.line, f"the block prints, and no output block follows:\n{output}", edit)

    # The prose.

    def check_prose(self, prose: str) -> None:
        if prose.partition("\n")[0] != self.page.heading:
            self.find(1, f"the first line should be {self.page.heading!r}")
        for module in self.page.modules:
            if not exists(module):
                self.find(1, f"chapters.toml names {module}, which does not exist")
        for line, text in enumerate(prose.split("\n"), start=1):
            for name in (match[1] for match in INLINE_CODE.finditer(text)):
                self.check_name(line, name)
            for target in (match[1] for match in LINK.finditer(text)):
                self.counts["names exist"] += 1
                if not (self.page.path.parent / target).exists():
                    self.find(line, f"the link leads to {target}, which does not exist")
        for exercise in self.page.exercises:
            if f"\n## {exercise.read}\n" not in prose:
                self.find(1, f"exercise {exercise.number} sends to a section {exercise.read!r}, which does not exist")
            try:
                if _contains(self.page.path.read_text(encoding="utf-8"), body_of(exercise)):
                    self.find(1, f"the text shows the solution of exercise {exercise.number}")
            except LookupError as error:
                self.find(1, f"exercise {exercise.number}: {error}")
        self.counts["words"] += len(prose.split())

    def check_name(self, line: int, name: str) -> None:
        """A name in backticks: a dotted name of the package, or a path of the tree, must be one."""
        dotted = DOTTED.fullmatch(name)
        if dotted and not name.endswith(".py"):
            there = exists(dotted[1])
        elif PATH.fullmatch(name) and "NN" not in name:  # NN stands for a chapter's number
            there = (self.page.root / name).exists()
        else:
            return
        self.counts["names exist"] += 1
        if not there:
            self.find(line, f"`{name}` does not exist")


def apply(text: str, findings: Iterable[Finding]) -> str:
    """The text with the edits of `findings` made."""
    edits = (finding.edit for finding in findings if finding.edit)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def _contains(text: str, lines: list[str]) -> bool:
    """Whether the lines stand in the text one after the other, however they are indented."""
    stripped = [line.strip() for line in text.split("\n")]
    return any(stripped[at : at + len(lines)] == lines for at in range(len(stripped) - len(lines) + 1))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the characters of `spans` blank, its lines where they were."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join((*pieces, text[at:]))


def _only_python(text: str, blocks: list[Block]) -> str:
    def others() -> Iterator[tuple[int, int]]:
        at = 0
        for block in blocks:
            if block.runs:
                yield at, block.start
                at = block.end
        yield at, len(text)

    return _without(text, others())
