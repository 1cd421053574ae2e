"""Replay the scripted programs and say which texts are not equal yet; writes the names to pending_scripts.txt.

    python tests/golden/pending.py [PROGRAM ...]

With programs it only prints their differences. Needs no PyTorch.
"""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent
sys.path[:0] = [str(GOLDEN.parent), str(GOLDEN.parent / "conformance"), str(GOLDEN.parents[1])]

from comparison import Session, Side  # noqa: E402
from transcripts import Run, Transcript  # noqa: E402

RECORDED = GOLDEN / "2.13.0"
KINDS = ("graph", "code", "schema", "results", "refused", "error")


def differences(transcript: Transcript, run: Run) -> dict[str, str]:
    """Each text that is not equal, and how."""
    found = {}
    for name in {**transcript.texts, **run.texts}:
        here, there = run.texts.get(name), transcript.texts.get(name)
        if here is None or there is None:
            found[name] = "not shown here" if here is None else f"shown here only:\n{here.text}"
        elif not here.agrees(there):
            lines = difflib.unified_diff(
                there.text.splitlines(), here.text.splitlines(), "PyTorch", "here", lineterm=""
            )
            found[name] = "\n".join(lines)
    return found


def main(arguments: list[str]) -> int:
    stems = [Path(argument).stem for argument in arguments]
    stems = stems or sorted(path.stem for path in RECORDED.glob("script_*.txt"))
    counts: Counter[str] = Counter()
    pending = []
    with Session(Side(sys.executable, "minitorchscript")) as session:
        for stem in stems:
            transcript = Transcript.loads((RECORDED / f"{stem}.txt").read_text("utf-8"))
            run = session.run(GOLDEN / "programs" / f"{stem}.py")
            found = differences(transcript, run)
            for name, shown in transcript.texts.items():
                kind = name.rpartition(".")[2]
                kind = kind if kind in KINDS else "other"
                counts[f"{kind} tried"] += 1
                counts[f"{kind} equal"] += name not in found
                counts[f"{kind} raw"] += run.texts.get(name) == shown
            if found or run.error:
                pending.append(stem)
                if arguments:
                    print(f"######## {stem}", *(f"---- {name}: {text}" for name, text in found.items()), sep="\n")
                    print(run.traceback)
    for kind in (*KINDS, "other"):
        print(f"{kind:12} {counts[f'{kind} equal']:>5} / {counts[f'{kind} tried']}  as text {counts[f'{kind} raw']}")
    print(f"programs     {len(stems) - len(pending):>5} / {len(stems)}")
    if not arguments:
        (GOLDEN / "pending_scripts.txt").write_text("".join(f"{stem}\n" for stem in pending), encoding="utf-8")
    return 1 if pending else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
