"""The library's own Python, as PyTorch compiles it: run under a real PyTorch, this writes `library.json`.

    python tests/ch07_scripting/record_library.py

Three parts: the functions of `torch.nn.functional`, each scripted alone; the layers of `ch02_modules/record_layers.py`
with the `.code` of every method of every submodule that got compiled; and the graphs of both, as they are and inlined,
as digests of their canonical text. `observe_function` and `observe_layer` are what `test_library.py` compares, on this
side and on that.
Each is recorded in a process of its own: PyTorch keeps the names of overloaded functions that it has compiled, beyond
`fresh_history`, and so the second `nn.Upsample` of a process would be another.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import OrderedDict
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "ch02_modules")]

from record_layers import CASES, flat_tensors, inputs_of  # noqa: E402, F401  (tests take them from here)
from transcripts import fresh_history  # noqa: E402

RECORDED = HERE / "library.json"
#: layers that are only compiled, beside those of the second chapter
ONLY_COMPILED = (
    "nn.utils.parametrizations.weight_norm(nn.Conv2d(4, 4, 3))",
    "nn.utils.parametrizations.spectral_norm(nn.Linear(4, 3))",
    "nn.utils.parametrize.register_parametrization(nn.Linear(3, 3), 'weight', nn.Softplus())",
    "nn.Sequential(nn.utils.parametrize.register_parametrization(nn.Conv1d(3, 3, 1), 'bias', nn.Tanh()), nn.ReLU())",
    "nn.Sequential(nn.CrossMapLRN2d(2), nn.Softmax2d(), nn.ReLU())",
    "nn.ModuleDict({'a': nn.LSTM(3, 4), 'b': nn.Sequential(nn.GELU())})",
    "nn.Sequential(OrderedDict(a=nn.Sequential(nn.Linear(3, 4), nn.Dropout()), b=nn.Softmax(-1)))",
    "nn.Sequential(nn.BatchNorm1d(3), nn.BatchNorm1d(3, affine=False), nn.InstanceNorm1d(3), nn.GroupNorm(1, 3))",
)


def functions(torch: Any) -> list[str]:
    """The public functions of `torch.nn.functional` that are written in Python."""
    names = []
    for name in sorted(vars(torch.nn.functional)):
        value = getattr(torch.nn.functional, name)
        if not name.startswith("__") and hasattr(value, "__module__") and callable(value):
            if (value.__module__ or "").startswith("torch.nn.functional") and not isinstance(value, type):
                names.append(name)
    return names


def canonical(graph: Any) -> str:
    """A digest of a graph's text: names by order of first appearance, no places in files."""
    names: dict[str, str] = {}
    text = re.sub(r" # .*:\d+:\d+$", "", str(graph), flags=re.MULTILINE)
    text = re.sub(r"\[warn_id=\d+\]", "", text)  # counts the warnings of a whole process
    text = re.sub(r"%[\w.]+", lambda found: names.setdefault(found[0], f"%{len(names)}"), text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _head(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0] if lines else ''}"


def observe_function(torch: Any, name: str) -> dict[str, Any]:
    """A function's code, schema and graph; or why it can't be compiled."""
    fresh_history()
    try:
        compiled = torch.jit.script(getattr(torch.nn.functional, name))
    except Exception as error:
        return {"refused": _head(error)}
    inlined = canonical(compiled.inlined_graph)  # which shows what called functions are made of
    seen = {"code": compiled.code, "graph": canonical(compiled.graph), "inlined": inlined}
    with suppress(RuntimeError):  # PyTorch can't print a default of 0 for a list
        seen["schema"] = str(compiled.schema)
    return seen


def observe_layer(torch: Any, expression: str) -> dict[str, Any]:
    """The code of all methods of a layer and of what it consists of; or why it can't be compiled."""
    fresh_history()
    torch.manual_seed(0)
    layer = eval(expression, {"torch": torch, "nn": torch.nn, "OrderedDict": OrderedDict})
    try:
        compiled = torch.jit.script(layer)
    except Exception as error:
        return {"refused": _head(error)}
    seen: dict[str, Any] = {}
    for path, module in compiled.named_modules():
        for name, found in sorted(compiled_methods(module).items()):
            seen[f"{path}.{name}"] = {"code": found.code, "graph": canonical(found.graph)}
    inlined = canonical(compiled.inlined_graph) if ".forward" in seen else ""
    return {"repr": repr(compiled), "inlined": inlined, "methods": seen}


def compiled_methods(module: Any) -> dict[str, Any]:
    """A scripted module's compiled methods by name."""
    if hasattr(module, "class_type"):
        return {name: module._method(name) for name in module.class_type.methods}
    return {name: module._c._get_method(name) for name in module._c._method_names()}


def _function(name: str) -> tuple[str, dict[str, Any]]:
    import torch

    return name, observe_function(torch, name)


def _layer(expression: str) -> tuple[str, dict[str, Any]]:
    import torch

    return expression, observe_layer(torch, expression)


def main() -> None:
    import torch

    layers = [*(expression for expression, _ in CASES), *ONLY_COMPILED]
    with get_context("fork").Pool(1, maxtasksperchild=1) as alone:
        recorded = {
            "recorded with PyTorch": torch.__version__,
            "functions": dict(alone.map(_function, functions(torch), chunksize=1)),
            "layers": dict(alone.map(_layer, layers, chunksize=1)),
        }
    RECORDED.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
