"""The smallest random program for each kind of difference, found and shrunk by hypothesis: what goes to `kept/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from random import Random

from comparison import Session, Side, agree, kind
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy
from strategies import Network
from strategies_script import Script
from transcripts import Run


def signature(ours: Run, theirs: Run) -> str | None:
    """What kind of difference this is, names and numbers left out; None where both sides agree."""
    if ours.error and not theirs.error:
        return _masked(ours.error.splitlines()[0])
    if theirs.error and not ours.error:
        return f"accepted here: {_masked(theirs.error.splitlines()[0])}"
    for name in {**theirs.texts, **ours.texts}:
        if name not in ours.texts or name not in theirs.texts:
            return f"{kind(name)}: missing"
        if not agree(name, ours.texts[name], theirs.texts[name]):
            lines = zip_longest(*(run.texts[name].text.splitlines() for run in (ours, theirs)), fillvalue="(no line)")
            words = next((set(_masked(a).split()) ^ set(_masked(b).split()) for a, b in lines if a != b), set())
            return f"{kind(name)}: {' '.join(sorted(words)) or 'numbering'}"
    return None


def _masked(line: str) -> str:
    """`%x.1 : int = aten::size(%x, %2)` -> `% : int = aten::size(% %)`."""
    return re.sub(r"%[\w.]+,?|__module[\w./]*|_*\d+", "%", line)


def smallest(
    here: Side,
    there: Side,
    programs: SearchStrategy[Network] | SearchStrategy[Script],
    seed: int,
    folder: Path,
    examples: int,
) -> Iterator[tuple[str, Network | Script]]:
    """Look at `examples` programs for each kind of difference not met yet, until there is no new one."""
    probe, seen = folder / "probe.py", {None}
    known: dict[str, str | None] = {}  # hypothesis asks again, and wants the same answer
    limits = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    with Session(here) as our_session, Session(there) as their_session:

        def difference(found: Network | Script) -> str | None:
            program = found.program
            if program not in known:
                probe.write_text(program, encoding="utf-8")
                known[program] = signature(our_session.run(probe), their_session.run(probe))
            return known[program]

        while True:
            try:
                found = find(programs, lambda p: difference(p) not in seen, settings=limits, random=Random(seed))
            except NoSuchExample:
                return
            kind_of_difference = difference(found)
            seen.add(kind_of_difference)
            yield kind_of_difference or "", found
