"""Every operator on tensors (those under `ops/aten`) against PyTorch, on the samples that stand in its block.

    python tests/conformance/operator_samples.py PYTHON [NAME ...]

PYTHON is an interpreter with torch 2.13; names, as "aten::add" or a file's "elementwise_binary", narrow the
choice. Compared are values (to a tolerance; bit for bit where nothing is rounded), dtype, shape, strides,
what shares memory with an argument, what was written in place, `requires_grad` and `grad_fn`, the schema's
text, where Python sees the operator, and the type and text of errors.
"""

from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SEED = 20
TOLERANCE = {"float16": 2e-3, "float32": 2e-5, "float64": 1e-10, "complex64": 2e-5, "complex128": 1e-10}
UNINITIALIZED = ("empty", "new_empty")
NO_OPERATORS = {"aten::gelu.v1_8": "dialect 1.8's; PyTorch 2.13 has it no more"}
GRAD_IS_THE_CALLERS = {
    "aten::div.out": "the function that takes `out=` refuses tensors that require grad",
}
GRAD_FN = "grad_fn-names"  # counted apart: where PyTorch composes an operator, the name depends on the path taken


def portable(value: Any) -> Any:
    """A sample's value for pickle, without either package: a dtype becomes ("torch", name)."""
    if isinstance(value, np.ndarray):
        strides = tuple(stride // value.itemsize for stride in value.strides)
        if min(strides, default=0) < 0:  # a reversed array is no tensor
            return portable(value.copy())
        memory = np.zeros(1 + sum((n - 1) * s for n, s in zip(value.shape, strides, strict=True) if n), value.dtype)
        np.lib.stride_tricks.as_strided(memory, value.shape, value.strides)[...] = value
        return ("array", memory, value.shape, strides)
    if isinstance(value, dict):
        return {key: portable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [portable(each) for each in value]
    if type(value).__name__ in ("dtype", "memory_format", "layout"):
        return ("torch", value.name)
    if type(value).__name__ == "device":
        return ("device", str(value))
    return value


def native(value: Any, torch: Any) -> Any:
    """The value of this side's `torch` that `portable` described."""
    if isinstance(value, dict):
        return {key: native(each, torch) for key, each in value.items()}
    if isinstance(value, tuple):
        kind, what, *rest = value
        if kind == "torch":
            return getattr(torch, what)
        if kind == "device":
            return torch.device(what)
        shape, strides = rest
        if strides == tuple(int(np.prod(shape[i + 1 :])) for i in range(len(shape))):
            return torch.from_numpy(what[: int(np.prod(shape))].reshape(shape).copy())
        return torch.from_numpy(what.copy()).as_strided(shape, strides)
    if isinstance(value, list):
        return [native(each, torch) for each in value]
    return value


def tensors_in(values: Any, torch: Any) -> list[Any]:
    flat: list[Any] = []
    for value in values:
        flat += value if isinstance(value, (list, tuple)) else [value]
    return [value for value in flat if isinstance(value, torch.Tensor)]


def describe(value: Any, arguments: list[Any], torch: Any, name: str) -> Any:
    """What is compared of a result."""
    if isinstance(value, (list, tuple)):
        return [describe(each, arguments, torch, name) for each in value]
    if not isinstance(value, torch.Tensor):
        return value
    shared = [i for i, each in enumerate(arguments) if value.numel() and same_memory(each, value)]
    return {
        "values": None if name.startswith(UNINITIALIZED) else value.detach().resolve_conj().contiguous().numpy(),
        "dtype": str(value.dtype),
        "shape": tuple(value.shape),
        "strides": tuple(value.stride()),
        "shares": shared,
        "is": [i for i, each in enumerate(arguments) if each is value],
    }


def same_memory(a: Any, b: Any) -> bool:
    spans = []
    for each in (a, b):
        reach = sum((n - 1) * s for n, s in zip(each.shape, each.stride()))  # noqa: B905
        spans.append((each.data_ptr(), each.data_ptr() + (reach + 1) * each.element_size()))
    return bool(a.numel() and b.numel() and spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1])


def run_sample(call: Any, sample: Any, torch: Any, name: str) -> dict[str, Any]:
    """The outcome of one call: a description of result and arguments, or the error."""
    values = native(sample, torch)
    keywords = values.pop() if values and isinstance(values[-1], dict) else {}
    arguments = tensors_in(values, torch)
    torch.manual_seed(SEED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = call(*values, **keywords)
    except Exception as error:
        return {"error": (type(error).__name__, str(error).split("\n")[0])}
    outcome = {
        "result": describe(result, arguments, torch, name),
        "arguments": describe(arguments, [], torch, name),
    }
    floating = [each for each in arguments if each.dtype.is_floating_point]
    if floating and not name.endswith("_"):
        outcome["requires_grad"], outcome["grad_fn"] = grad_flags(call, sample, torch)
    return outcome


def grad_flags(call: Any, sample: Any, torch: Any) -> tuple[Any, Any]:
    """Each result's requires_grad, and name of grad_fn, when all floating arguments require grad."""
    values = native(sample, torch)
    keywords = values.pop() if values and isinstance(values[-1], dict) else {}
    for each in tensors_in(values, torch):
        if each.dtype.is_floating_point:
            each.requires_grad_()
    try:
        result = call(*values, **keywords)
    except Exception as error:
        return type(error).__name__, None
    results = result if isinstance(result, (list, tuple)) else [result]
    tensors = tensors_in([results], torch)
    names = [each.grad_fn and each.grad_fn.name().rpartition("::")[2] for each in tensors]
    return [each.requires_grad for each in tensors], names


def offered(name: str, torch: Any) -> set[str]:
    """Where Python finds an operator: as a function, a method, one of torch.nn.functional's builtins."""
    builtins = getattr(getattr(torch, "_C", None), "_nn", None)
    owners = (("function", torch), ("method", torch.Tensor), ("nn", builtins))
    return {variant for variant, owner in owners if hasattr(owner, name)}


def torch_side(path: str) -> None:
    """Run in the interpreter with PyTorch: fill in its outcomes."""
    import torch  # type: ignore[import-not-found]

    torch.set_num_threads(1)
    with open(path, "rb") as file:
        requests = pickle.load(file)
    answers: list[Any] = []
    for name, overload, samples in requests:
        base = name.partition("::")[2]
        try:
            call = getattr(getattr(torch.ops.aten, base), overload or "default")
        except AttributeError:
            answers.append(None)
            continue
        outcomes = [run_sample(call, each, torch, base) for each in samples]
        answers.append((str(call._schema), offered(base, torch), outcomes))
    with open(path, "wb") as file:
        pickle.dump(answers, file)


def difference(ours: Any, theirs: Any) -> str:
    """What first differs between two outcomes, or ""."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if "error" in ours or "error" in theirs:
            return difference(ours.get("error"), theirs.get("error"))
        for key in sorted(theirs.keys() - {"grad_fn"}):
            found = difference(ours.get(key), theirs[key])
            if found:
                return f"{key}: {found}"
        return ""
    if isinstance(ours, (list, tuple)) and isinstance(theirs, (list, tuple)):
        if len(ours) != len(theirs):
            return f"{ours} != {theirs}"
        return next((found for a, b in zip(ours, theirs, strict=True) if (found := difference(a, b))), "")
    if isinstance(theirs, np.ndarray) and isinstance(ours, np.ndarray):
        if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
            return f"{ours.dtype}{ours.shape} != {theirs.dtype}{theirs.shape}"
        bound = TOLERANCE.get(str(theirs.dtype), 0.0)
        close = np.allclose(ours, theirs, bound, bound, equal_nan=True) if bound else (ours == theirs).all()
        return "" if close else f"{ours.reshape(-1)[:8]} != {theirs.reshape(-1)[:8]}"
    return "" if ours == theirs and type(ours) is type(theirs) else f"{ours!r} != {theirs!r}"


def load_all() -> None:
    from minitorchscript.ops import aten

    for module in pkgutil.iter_modules(aten.__path__):
        importlib.import_module(f"{aten.__name__}.{module.name}")


def compare(python: str, names: list[str]) -> tuple[Counter[str], Counter[str], list[str]]:
    """(samples equal, samples tried, what differs), the counts per family."""
    sys.path.insert(0, str(ROOT))
    load_all()
    import minitorchscript as torch
    from minitorchscript.ops.match import Resolver
    from minitorchscript.ops.registry import all_operators
    from minitorchscript.tensor import dispatch

    chosen = []
    for op in all_operators():
        package, _, family = (getattr(op.kernel, "__module__", None) or "").rpartition(".")
        compared = package.endswith("ops.aten") and str(op.schema).partition("(")[0] not in NO_OPERATORS
        if compared and (not names or op.name in names or family in names):
            chosen.append((op, family, [portable(list(each)) for each in op.samples()]))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "samples.pickle")
        requests = [(op.name, op.overload_name, samples) for op, _, samples in chosen]
        Path(path).write_bytes(pickle.dumps(requests))
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": ""}
        subprocess.run([python, "-W", "ignore", __file__, "--torch", path], check=True, env=environment)
        answers = pickle.loads(Path(path).read_bytes())
    equal: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    differences = []

    def note(family: str, title: str, what: str) -> None:
        tried[family] += 1
        equal[family] += not what
        if what:
            differences.append(f"{family} {title}: {what}")

    for (op, family, samples), answer in zip(chosen, answers, strict=True):
        title = str(op.schema).partition("(")[0]
        if answer is None:
            note(family, title, "PyTorch has no such operator")
            continue
        schema, seen, outcomes = answer
        note(family, title, difference(str(op.schema), schema))
        base = op.name.partition("::")[2]
        note(family, title, difference(sorted(op.variants & seen | offered(base, torch)), sorted(seen)))
        resolver = Resolver(base, (op,), dispatch.POLICY, python_names=False)

        def call(*args: Any, op: Any = op, resolver: Any = resolver, **kwargs: Any) -> Any:
            _, values = resolver.match(args, kwargs)
            return dispatch.execute(op, values)

        for sample, theirs in zip(samples, outcomes, strict=True):
            ours = run_sample(call, sample, torch, base)
            if title in GRAD_IS_THE_CALLERS:
                theirs = {key: value for key, value in theirs.items() if key not in ("requires_grad", "grad_fn")}
            note(family, title, difference(ours, theirs))
            if "grad_fn" in theirs:
                note(GRAD_FN, title, difference(ours.get("grad_fn"), theirs["grad_fn"]))
    return equal, tried, differences


def main(python: str, *names: str) -> None:
    equal, tried, differences = compare(python, list(names))
    for line in differences:
        print(line)
    for family in sorted(tried):
        print(f"{family:24} {equal[family]:5} / {tried[family]}")
    print(f"{'all':24} {sum(equal.values()):5} / {sum(tried.values())}")


if __name__ == "__main__":
    if sys.argv[1] == "--torch":
        torch_side(sys.argv[2])
    else:
        main(*sys.argv[1:])
