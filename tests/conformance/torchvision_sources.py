"""Torchvision's own model files, unmodified, run on this package.

`load("resnet")` in a program is `torchvision.models.resnet`: under PyTorch the installed module, under this package the
same file, read from the folder that the variable TORCHVISION_FOLDER names, with `torch` and `torchvision` meaning this
package. What it imports around the network is stood in for below: nothing of it is in a graph.
"""

from __future__ import annotations

import contextlib
import enum
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

FOLDER = "TORCHVISION_FOLDER"


class Weights:
    """Where trained weights are, and what is known of them; never looked at."""

    def __init__(self, url: str, transforms: Any, meta: dict[str, Any]) -> None:
        self.url, self.transforms, self.meta = url, transforms, meta


class WeightsEnum(enum.Enum):
    """The weights of one constructor; only None is taken here."""

    @classmethod
    def verify(cls, obj: None) -> None:
        assert obj is None


def as_it_is(*args: Any, **kwargs: Any) -> Any:
    """A decorator with arguments that changes nothing."""
    return lambda decorated: decorated


def unchanged(decorated: Any) -> Any:
    """A decorator without arguments that changes nothing."""
    return decorated


STOOD_IN: dict[str, dict[str, Any]] = {
    "torch.utils": {},
    "torch.utils.checkpoint": {},  # recomputes activations on the way back
    "torchvision.utils": {"_log_api_usage_once": lambda obj: None},
    "torchvision.transforms": {},
    "torchvision.transforms._presets": {
        "ImageClassification": dict,
        "InterpolationMode": SimpleNamespace(BICUBIC="bicubic", BILINEAR="bilinear"),
    },
    "torchvision.models._api": {"register_model": as_it_is, "Weights": Weights, "WeightsEnum": WeightsEnum},
    "torchvision.models._meta": {"_IMAGENET_CATEGORIES": [], "_IMAGENET_CLASSES": []},
    "torchvision.models._utils": {"handle_legacy_interface": as_it_is},
}
# Marks for the scripting compiler, which a trace doesn't ask for.
JIT_MARKS = {"unused": unchanged, "_overload_method": unchanged}


def load(name: str) -> ModuleType:
    """`torchvision.models.NAME`."""
    if importlib.import_module("torch").__name__ == "torch":
        return importlib.import_module(f"torchvision.models.{name}")
    path = Path(os.environ[FOLDER]) / "models" / f"{name}.py"
    module = ModuleType(f"torchvision.models.{name}")
    module.__file__, module.__package__ = str(path), "torchvision.models"
    with surroundings(), mock.patch.dict(sys.modules, {module.__name__: module}):
        exec(compile(path.read_text("utf-8"), str(path), "exec"), vars(module))
    return module


@contextlib.contextmanager
def surroundings() -> Iterator[None]:
    """Inside, everything of `STOOD_IN` can be imported."""
    torch = importlib.import_module("torch")
    here = importlib.import_module("torchvision.models._utils")
    modules = {}
    for name, contents in STOOD_IN.items():
        modules[name] = ModuleType(name)
        vars(modules[name]).update(contents)
    vars(modules["torchvision.models._utils"]).update(
        _make_divisible=here._make_divisible,
        _ovewrite_named_param=lambda options, name, value: here.fixed(options, **{name: value}),
    )
    vars(modules["torch.utils"]).update(checkpoint=modules["torch.utils.checkpoint"])
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(sys.modules, modules))
        stack.enter_context(mock.patch.dict(vars(torch), utils=modules["torch.utils"]))
        for mark, stand_in in JIT_MARKS.items():
            if mark not in vars(torch.jit):
                stack.enter_context(mock.patch.dict(vars(torch.jit), {mark: stand_in}))
        yield
