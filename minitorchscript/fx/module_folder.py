"""A GraphModule written out as a Python package: `module.py` with its code, and its weights in a numpy file.

Layers whose printed form is also how they are made are written that way; nothing is pickled.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from .. import nn
from ..nn.modules.module import _addindent
from .namespace import CUSTOM_BUILTINS
from .pytree_codegen import PyTreeCodeGen
from .target_names import module_name

__all__ = ["write_folder"]

_TAB = " " * 8

_LOAD = """        weights = numpy.load(pathlib.Path(__file__).parent / 'state_dict.npz', allow_pickle=False)
        self.load_state_dict({name: torch.from_numpy(weights[name]) for name in weights.files})
"""


def _maker(module: nn.Module) -> str | None:
    """An expression that makes a layer of `torch.nn` like this one; None where its printed form is none."""
    kind = type(module)
    if kind is nn.Module:
        return "Module()"
    if getattr(nn, kind.__name__, None) is not kind or module._modules and not isinstance(module, nn.Sequential):
        return None
    if isinstance(module, nn.Sequential):
        return "Sequential()"
    text = repr(module)
    try:
        made = eval(text, dict(vars(nn)))
    except Exception:
        return None
    shapes = {name: value.shape for name, value in module.state_dict().items()}
    same = repr(made) == text and {name: value.shape for name, value in made.state_dict().items()} == shapes
    return text if same else None


def _children(module: nn.Module, path: str, lines: list[str]) -> None:
    for name, child in module._modules.items():
        if child is None:
            continue
        maker = _maker(child)
        inner = f"{path}.{name}" if name.isidentifier() else f"getattr({path}, '{name}')"
        if maker is None:
            raise NotImplementedError(
                f"to_folder: {inner.removeprefix('self.')} is a {module_name(type(child))}.{type(child).__name__}, "
                "whose printed form does not say how to make it; trace through it (Tracer.is_leaf_module), or save "
                "the result of torch.jit.trace of the module"
            )
        lines.append(f"{_TAB}{path}.add_module('{name}', {maker})\n")
        _children(child, inner, lines)
        if maker.startswith(("Module(", "Sequential(")):
            _tensors(child, inner, lines)
    if path == "self":
        _tensors(module, path, lines)


def _tensors(module: nn.Module, path: str, lines: list[str]) -> None:
    for name, buffer in module._buffers.items():
        if buffer is not None:
            empty = f"torch.empty({list(buffer.shape)}, dtype={buffer.dtype})"
            lines.append(f"{_TAB}{path}.register_buffer('{name}', {empty})\n")
    for name, parameter in module._parameters.items():
        if parameter is not None:
            empty = f"torch.empty({list(parameter.shape)}, dtype={parameter.dtype})"
            flag = "" if parameter.requires_grad else ", requires_grad=False"
            lines.append(f"{_TAB}{path}.{name} = torch.nn.Parameter({empty}{flag})\n")


def _import(name: str, value: Any) -> str:
    """The statement that gives a global name of the code its value."""
    if name in CUSTOM_BUILTINS:
        return CUSTOM_BUILTINS[name].statement
    if isinstance(value, str):
        return f"{name} = {value!r}"
    where, what = module_name(value), getattr(value, "__qualname__", "<locals>")
    if where is None or "<" in what:
        raise NotImplementedError(f"to_folder: the code needs {value!r}, which no import statement finds")
    return f"from {where} import {what} as {name}"


def write_folder(module: Any, folder: Path, name: str) -> None:
    """Write `module.py`, `__init__.py` and `state_dict.npz`; NotImplementedError names what can't be written."""
    if isinstance(module.graph._codegen, PyTreeCodeGen):
        raise NotImplementedError("to_folder: the graph takes containers apart (concrete_args); trace it without")
    statements: list[str] = []
    _children(module, "self", statements)
    named = set(re.findall(r"\w+", module.code)) - {"torch"}
    code = module.graph.python_code("self")
    imports = [_import(key, value) for key, value in code.globals.items() if key in named]
    head = "\n".join(["import pathlib", "", "import numpy", "import torch", *imports, "from torch.nn import *", "\n\n"])
    body = f"class {name}(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    program = head + body + "".join(statements) + _LOAD + _addindent(module.code, 4) + "\n"
    weights: dict[str, np.ndarray] = {key: value.numpy() for key, value in module.state_dict().items()}
    folder.mkdir(exist_ok=True)
    np.savez(folder / "state_dict.npz", **weights)  # type: ignore[arg-type]
    (folder / "module.py").write_text(program)
    (folder / "__init__.py").write_text("from .module import *\n")
