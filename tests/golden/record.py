"""Record what a real PyTorch prints: the only way a transcript comes to be.

    path/to/python tests/golden/record.py [PROGRAM ...]

run under a Python that has PyTorch, writes tests/golden/<its version>/<program>.txt for each program, each
run in a fresh process of its own (so type numbering starts at nothing). Without programs it records again
every transcript that is there for this version.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent
sys.path.insert(0, str(GOLDEN.parent))

from transcripts import Transcript, digest, run_program  # noqa: E402


def version(package: str) -> str:
    """The release without its build tag: 2.13.0 for 2.13.0+cpu."""
    return metadata.version(package).partition("+")[0]


def record(program: Path) -> Path:
    """Run one program in this process and write its transcript. A program that raises is not recorded."""
    import torch

    head = {"program": program.name, "sha256": digest(program), "torch": torch.__version__}
    if "torchvision" in program.read_text("utf-8"):
        head["torchvision"] = metadata.version("torchvision")
    head["python"] = platform.python_version()
    run = run_program(program)
    if run.error:
        raise SystemExit(f"{program}: not recorded\n{run.traceback}")
    path = GOLDEN / version("torch") / f"{program.stem}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(Transcript(head, run.texts).dumps(), encoding="utf-8")
    return path


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--here"]:
        print(record(Path(arguments[1])))
        return 0
    programs = [Path(argument).resolve() for argument in arguments]
    if not programs:
        recorded = (GOLDEN / version("torch")).glob("*.txt")
        programs = sorted(GOLDEN / "programs" / f"{path.stem}.py" for path in recorded)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
    failed = 0
    for program in programs:
        command = [sys.executable, __file__, "--here", str(program)]
        failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
