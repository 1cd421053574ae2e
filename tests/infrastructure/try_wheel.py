"""Build the wheel, install it where the source tree can't be seen, and run a program from an empty folder.

Not a test file: `make wheel` runs it. The built wheel is left in dist/.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """\
import os
import torch
from torch import nn
from torchvision.models import resnet18

assert os.listdir() == [], os.listdir()
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2)).eval()
x = torch.rand(3, 4)
traced = torch.jit.trace(model, x)
torch._C._jit_pass_inline(traced.graph)
assert "aten::linear" in str(traced.graph)
traced.save("model.json")
assert torch.equal(torch.jit.load("model.json")(x), model(x))
print("ran from", torch.__file__)
"""


def main() -> None:
    wheel = build()
    check_contents(wheel)
    with tempfile.TemporaryDirectory(prefix="wheel-") as scratch:
        environment, empty = Path(scratch, "venv"), Path(scratch, "empty")
        empty.mkdir()
        program = Path(scratch, "program.py")
        program.write_text(PROGRAM, encoding="utf-8")
        run([sys.executable, "-m", "venv", str(environment)])
        python = str(environment / "bin" / "python")
        run([python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", str(wheel)])
        run([python, "-m", "minitorchscript", "--version"], cwd=empty)
        run([python, "-m", "minitorchscript", "run", str(program)], cwd=empty)
    print(f"{wheel.relative_to(ROOT)} works")


def build() -> Path:
    """dist/minitorchscript-….whl, made anew."""
    for old in ROOT.glob("dist/*.whl"):
        old.unlink()
    run([sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", "dist", "."], cwd=ROOT)
    (wheel,) = ROOT.glob("dist/*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """Every module of the package, the licence, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if ".dist-info/" not in name}
    files = [path.relative_to(ROOT) for path in (ROOT / "minitorchscript").rglob("*") if path.is_file()]
    expected = {path.as_posix() for path in files if not any(map(is_cache, path.parts))}
    if inside != expected:
        sys.exit(f"the wheel's files differ from the tree's: {sorted(inside ^ expected)}")
    if not any(name.endswith("licenses/LICENSE") for name in names):
        sys.exit("the wheel carries no licence")


def is_cache(folder: str) -> bool:
    return folder == "__pycache__" or folder.startswith(".")


def run(command: Sequence[str], cwd: Path | None = None) -> None:
    # A PYTHONPATH would let the source tree in by the back door.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=cwd, env=environment, check=True)


if __name__ == "__main__":
    main()
