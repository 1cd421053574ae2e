"""Layers that PyTorch has and this package refuses. They can be asked about with `isinstance`, but not made."""

from __future__ import annotations

from typing import Any

from .batchnorm import _BatchNorm
from .module import Module

_PARENT = __name__.rpartition(".")[0]
_LAZY = [
    *(f"Lazy{kind}{n}d" for kind in ("BatchNorm", "Conv", "ConvTranspose", "InstanceNorm") for n in (1, 2, 3)),
    "LazyLinear",
]


def _refused(name: str, base: type[Module], file: str, instead: str) -> type[Module]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError(f"torch.nn.{name} is not offered by minitorchscript: {instead}")

    body = {"__init__": __init__, "__doc__": f"Refused: {instead}.", "__module__": f"{_PARENT}.{file}"}
    return type(name, (base,), body)


SyncBatchNorm = _refused(
    "SyncBatchNorm", _BatchNorm, "batchnorm", "there is one process here; use BatchNorm1d, BatchNorm2d or BatchNorm3d"
)
LinearCrossEntropyLoss = _refused("LinearCrossEntropyLoss", Module, "loss", "use a Linear layer and CrossEntropyLoss")
LAZY = {name: _refused(name, Module, "lazy", f"use {name.removeprefix('Lazy')} with its sizes given") for name in _LAZY}
