"""minitorchscript: TorchScript in pure Python and numpy.

``import minitorchscript as torch`` and go on as with PyTorch: tensors, `nn`, `jit.trace`, graphs and their text.
What is missing says so by name.
"""

from __future__ import annotations

from typing import Any

from . import (
    _C,
    autograd,
    backends,
    cuda,
    fft,
    functional,
    fx,
    jit,
    linalg,
    nn,
    onnx,
    profiler,
    random,
    special,
    vision,
)
from .aliases import install_as_torch
from .tensor.namespace import TORCH
from .tensor.tensor import Tensor
from .version import __version__

# Tensors, operators, dtypes and modes: `torch.relu`, `torch.float32`, `torch.no_grad`, …
globals().update(TORCH)

__all__ = ["Tensor", "_C", "__version__", "autograd", "backends", "cuda", "fft", "functional", "fx"]
__all__ += ["install_as_torch", "jit", "linalg", "nn", "onnx", "profiler", "random", "special", "vision"]
__all__ += sorted(TORCH)


def __getattr__(name: str) -> Any:
    raise AttributeError(f"torch.{name} is not offered by minitorchscript; see minitorchscript.__all__ for what is")
