"""The article, run: its listings in its own dialect and in today's, then its other steps, each with its time.

Exit status 1 when a listing is not the recorded one, or an output differs. Files are left in build/demo/.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

import minitorchscript as torch
from minitorchscript.vision.models import resnet18

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GOLDEN = ROOT / "tests" / "golden" / "article"
BUILD = ROOT / "build" / "demo"
LISTINGS = {
    "layer1.graph": "print(jit_layer1.graph)",
    "layer1.code": "print(jit_layer1.code)",
    "layer1.inlined.code": "print(jit_layer1.code), after torch._C._jit_pass_inline(jit_layer1.graph)",
}
ORIGIN = {"1.8": "the article's", "2.x": "PyTorch 2.14's"}
SEED = 0


def main() -> int:
    BUILD.mkdir(parents=True, exist_ok=True)
    good = show_listings()
    good &= run_steps()
    print("\neverything is as it should be" if good else "\nNOT everything is as it should be")
    return 0 if good else 1


def show_listings() -> bool:
    """Run the article's file unmodified, once in each dialect; are all listings the recorded ones?"""
    printed = {}
    for dialect in ORIGIN:
        with timed(f"python -m minitorchscript run --dialect {dialect} article.py"):
            printed[dialect] = run_article(dialect)
    good = True
    for index, (name, call) in enumerate(LISTINGS.items()):
        for dialect, origin in ORIGIN.items():
            listing = printed[dialect][index].rstrip("\n")
            recorded = (GOLDEN / f"{dialect}-{name}.txt").read_text(encoding="utf-8").rstrip("\n")
            good &= listing == recorded
            verdict = "equal to" if listing == recorded else "NOT EQUAL to"
            print(f"\n--- dialect {dialect}: {call}\n{listing}\n--- {verdict} {origin}")
    return good


def run_article(dialect: str) -> list[str]:
    """The listings that the article's program prints, in a process of its own, as types are counted there."""
    command = [sys.executable, "-m", "minitorchscript", "run", "--dialect", dialect, str(HERE / "article.py")]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.split(r"^(?=graph\(|def forward\()", output, flags=re.MULTILINE)[1:]


def run_steps() -> bool:
    """Trace, inline, save, load elsewhere, export: the article's steps one by one. Do all outputs agree?"""
    print()
    torch.manual_seed(SEED)
    dummy_input = torch.rand(1, 3, 224, 224)
    with timed("model = resnet18()"):
        model = resnet18().eval()
    with torch.no_grad():
        with timed("torch.jit.trace(model, dummy_input)"):
            jit_model = torch.jit.trace(model, dummy_input)
        with timed("one run of the model"):
            expected = model(dummy_input).numpy()
    with timed("str(jit_model.graph) and jit_model.code"):
        _ = str(jit_model.graph), jit_model.code
    with timed("torch._C._jit_pass_inline(jit_model.graph)"):
        torch._C._jit_pass_inline(jit_model.graph)
    with timed("str(jit_model.graph) and jit_model.code, inlined"):
        _ = str(jit_model.graph), jit_model.code
    agree = [load_elsewhere(jit_model, expected), export(model, dummy_input, expected)]
    return all(agree)


def load_elsewhere(jit_model: torch.jit.ScriptModule, expected: np.ndarray) -> bool:
    """Save, load in a fresh process and run there: the same output, bit for bit?"""
    file, output = BUILD / "jit_model.pth", BUILD / "output.npy"
    with warnings.catch_warnings(record=True) as caught, timed("jit_model.save('jit_model.pth')", file):
        warnings.simplefilter("always")
        jit_model.save(str(file))
    for warning in caught:
        print(f"    {warning.category.__name__}: {warning.message}")
    program = [sys.executable, str(HERE / "load_elsewhere.py"), str(file), str(SEED), str(output)]
    seconds = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    report("torch.jit.load('jit_model.pth') in a fresh process", float(seconds))
    equal = bool(np.array_equal(np.load(output), expected))
    print(f"    its output there: {'equal bit for bit' if equal else 'NOT EQUAL'}")
    return equal


def export(model: torch.nn.Module, dummy_input: torch.Tensor, expected: np.ndarray) -> bool:
    """Export to ONNX, and ask ONNX's own checker and runtime: is it valid, does it agree within 1e-4?"""
    file = BUILD / "resnet18.onnx"
    with timed("torch.onnx.export(model, dummy_input, 'resnet18.onnx')", file):
        torch.onnx.export(model, (dummy_input,), str(file))
    onnx.checker.check_model(str(file), full_check=True)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    (actual,) = session.run(None, {session.get_inputs()[0].name: dummy_input.numpy()})
    error = float(np.abs(actual - expected).max() / np.abs(expected).max())
    print(f"    onnx.checker: valid; onnxruntime: relative difference {error:.1e}")
    return error < 1e-4


@contextmanager
def timed(step: str, file: Path | None = None) -> Iterator[None]:
    """Print the time of a step, and the size of the file that it wrote."""
    start = time.perf_counter()
    yield
    report(step, time.perf_counter() - start, file)


def report(step: str, seconds: float, file: Path | None = None) -> None:
    size = f"  {file.relative_to(ROOT)}, {file.stat().st_size / 1e6:.1f} MB" if file else ""
    print(f"{seconds * 1000:8.1f} ms  {step}{size}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
