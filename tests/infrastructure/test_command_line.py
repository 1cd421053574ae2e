"""`python -m minitorchscript run FILE`: a PyTorch program can't tell that it isn't run by `python FILE`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import minitorchscript


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minitorchscript", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def run_program(folder: Path, source: str, *arguments: str, options: tuple[str, ...] = ()) -> str:
    (folder / "program.py").write_text(source, encoding="utf-8")
    done = run("run", *options, "program.py", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_imports_resolve_to_this_package(tmp_path: Path) -> None:
    source = """
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision.models as models
from torch import jit, Tensor
from torch.nn import init
from torch.nn.modules.conv import Conv2d
from torchvision.models import resnet18
from torchvision.models.resnet import BasicBlock
import torch.onnx, torch._C
import minitorchscript, minitorchscript.nn.functional, minitorchscript.nn.modules.conv
print(torch is minitorchscript, nn is minitorchscript.nn, F is minitorchscript.nn.functional)
print(torch.nn is nn, torch.nn.functional is F, models.resnet18 is resnet18, nn.Conv2d is Conv2d)
print(torch.__name__, F.__name__, F.__spec__.name)
"""
    printed = run_program(tmp_path, source).splitlines()
    assert printed == [
        "True True True",
        "True True True True",
        "minitorchscript minitorchscript.nn.functional minitorchscript.nn.functional",
    ]


def test_the_program_is_main(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("VALUE = 7\n", encoding="utf-8")
    source = """
import sys, __main__
from beside import VALUE
class Net: pass
if __name__ == "__main__":
    print(sys.argv, __file__, sys.path[0], VALUE)
    print(Net.__module__, __main__.Net is Net, __package__, __spec__)
    import inspect; print(inspect.getsource(Net).strip())
    import pickle; print(pickle.loads(pickle.dumps(Net)) is Net)
"""
    printed = run_program(tmp_path, source, "--dialect", "-x").splitlines()
    folder = tmp_path.resolve()
    assert printed == [
        f"['program.py', '--dialect', '-x'] {folder / 'program.py'} {folder} 7",
        "__main__ True None None",
        "class Net: pass",
        "True",
    ]


def test_a_traceback_begins_in_the_program(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("def f():\n    return 1 / 0\n\nf()\n", encoding="utf-8")
    done = run("run", "program.py", cwd=tmp_path)
    file = tmp_path.resolve() / "program.py"
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if set(line.strip()) - set("~^")]
    assert lines == [
        "Traceback (most recent call last):",
        f'  File "{file}", line 4, in <module>',
        "    f()",
        f'  File "{file}", line 2, in f',
        "    return 1 / 0",
        "ZeroDivisionError: division by zero",
    ]


def test_a_syntax_error_points_at_the_program(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("x = = 1\n", encoding="utf-8")
    done = run("run", "program.py", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f'  File "{tmp_path.resolve() / "program.py"}", line 1')
    assert "minitorchscript" not in done.stderr


@pytest.mark.parametrize(("call", "status"), [("sys.exit(3)", 3), ("sys.exit()", 0), ("sys.exit('bye')", 1)])
def test_the_exit_status_is_the_programs(tmp_path: Path, call: str, status: int) -> None:
    (tmp_path / "program.py").write_text(f"import sys\n{call}\n", encoding="utf-8")
    assert run("run", "program.py", cwd=tmp_path).returncode == status


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = run("run", "nothing.py", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "minitorchscript: can't open file 'nothing.py': [Errno 2] No such file or directory\n"


def test_an_unknown_submodule_is_named_with_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("import torch.distributed\n", encoding="utf-8")
    done = run("run", "program.py", cwd=tmp_path)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("ModuleNotFoundError: No module named 'torch.distributed'; minitorchscript offers: torch, ")
    assert "torch.nn.functional" in last and "torchvision.models" in last


def test_the_dialect_is_set_for_the_program(tmp_path: Path) -> None:
    source = "import torch\nfrom minitorchscript import dialect\nprint(dialect.current().name)\n"
    assert run_program(tmp_path, source) == "2.x\n"
    assert run_program(tmp_path, source, options=("--dialect", "1.8")) == "1.8\n"
    done = run("--dialect", "1.8", "run", "program.py", cwd=tmp_path)
    assert done.stdout == "1.8\n"
    assert run("run", "--dialect", "0.4", "program.py", cwd=tmp_path).returncode == 2


def test_the_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout == f"minitorchscript {minitorchscript.__version__}\n"
