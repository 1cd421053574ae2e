"""Random programs, and the kept ones, byte for byte against a PyTorch that is installed.

    python tests/conformance/run.py [--count 200] [--seed 0] [--dialect 2.x] [--keep DIR] [--program FILE ...]
    python tests/conformance/run.py --scripts [--count 200] [--seed 0] [--keep DIR]
    python tests/conformance/run.py --fx [--count 200] [--seed 0] [--keep DIR]
    python tests/conformance/run.py --smallest --keep tests/conformance/kept

Needs a Python with torch 2.13.0 (`MINITORCHSCRIPT_TORCH_PYTHON`; without it, this Python), for dialect 1.8
one with torch 1.8.1 (`MINITORCHSCRIPT_TORCH18_PYTHON`). Exit status 0 says that all texts were equal, 1
that some were not, 2 that there was nothing to compare with.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from comparison import Side, compare, torch_python  # noqa: E402
from fx_programs import kept_fx_programs, random_fx_programs  # noqa: E402
from smallest import smallest  # noqa: E402
from strategies import network, networks  # noqa: E402
from strategies_script import MISTAKES, script, scripts  # noqa: E402


def kept_programs(dialect: str) -> list[Path]:
    """Programs that once differed: kept/*.py, and kept/1.8/*.py for the older dialect."""
    return sorted((HERE / "kept" if dialect == "2.x" else HERE / "kept" / dialect).glob("*.py"))


def kept_scripts() -> list[Path]:
    """Programs for `torch.jit.script` that once differed: kept/scripts/*.py."""
    return sorted((HERE / "kept" / "scripts").glob("*.py"))


def random_programs(folder: Path, count: int, seed: int, level: str, mistakes: float = MISTAKES) -> list[Path]:
    """`count` programs written to `folder`. The same seed gives the same programs, each on its own.

    `mistakes` is the share of those for the script compiler that hold one.
    """
    paths = []
    for index in range(count):
        path = folder / f"{level}_{seed}_{index:05d}.py"
        random = Random(f"{seed}/{index}")
        made = script(random, random.random() < mistakes) if level == "script" else network(random, level)
        path.write_text(made.program, encoding="utf-8")
        paths.append(path)
    return paths


def write_smallest(here: Side, there: Side, level: str, seed: int, keep: Path, examples: int) -> int:
    """Write each kind of difference's smallest program to `keep`, named after its text. 1 if there was one."""
    keep.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = scripts() if level == "script" else networks(level)
        for kind_of_difference, found in smallest(here, there, programs, seed, Path(folder), examples):
            path = keep / f"{hashlib.sha256(found.program.encode()).hexdigest()[:10]}.py"
            path.write_text(f"# {kind_of_difference}\n{found.program}", encoding="utf-8")
            print(f"{path}: {kind_of_difference}", flush=True)
            count += 1
    print(f"{count} kinds of difference")
    return 1 if count else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=200, help="random programs to compare (default 200)")
    parser.add_argument("--seed", type=int, default=0, help="which random programs (default 0)")
    parser.add_argument("--dialect", choices=("2.x", "1.8"), default="2.x")
    parser.add_argument("--level", choices=("wide", "full", "article"), help="default: wide, or article under 1.8")
    parser.add_argument("--scripts", action="store_true", help="programs for torch.jit.script instead of networks")
    parser.add_argument("--mistakes", type=float, default=MISTAKES, help="with --scripts: share of ill programs")
    parser.add_argument("--fx", action="store_true", help="programs for torch.fx instead of torch.jit.trace")
    parser.add_argument("--keep", type=Path, help="folder for programs that differ (default: a temporary one)")
    parser.add_argument("--program", type=Path, action="append", default=[], help="compare this file only")
    parser.add_argument("--show", type=int, default=10, help="differences to print (default 10)")
    parser.add_argument("--self-check", action="store_true", help="PyTorch against itself: tries this machinery")
    parser.add_argument("--smallest", action="store_true", help="the smallest program of each kind of difference")
    options = parser.parse_args()
    python = torch_python(options.dialect)
    if python is None:
        print("nothing compared: no PyTorch here; see --help for the variable that names a Python with one")
        return 2
    there = Side(python, "torch")
    here = there if options.self_check else Side(sys.executable, "minitorchscript", options.dialect)
    level = options.level or ("wide" if options.dialect == "2.x" else "article")
    if options.scripts:
        level = "script"
    keep = options.keep or Path(tempfile.mkdtemp(prefix="minitorchscript-conformance-"))
    if options.smallest:
        return write_smallest(here, there, level, options.seed, keep, options.count)
    with tempfile.TemporaryDirectory() as folder:
        programs = [path.resolve() for path in options.program]
        if not programs and options.fx:
            programs = kept_fx_programs() + random_fx_programs(Path(folder), options.count, options.seed)
        if not programs:
            programs = kept_scripts() if options.scripts else kept_programs(options.dialect)
            programs += random_programs(Path(folder), options.count, options.seed, level, options.mistakes)
        report = compare(here, there, programs, keep)
    for program, difference in report.differing[: options.show]:
        print(f"{keep / program.name}: {difference}\n")
    print(report.table())
    if report.differing:
        print(f"  programs that differ, with both sides' texts: {keep}")
    return 0 if report.agrees else 1


if __name__ == "__main__":
    raise SystemExit(main())
