"""How operators are written in ONNX: one function per operator, named after it.

An operator's block refers to its function (`onnx=onnx.activation.leaky_relu`), or says which ONNX operation is the
same (`onnx=onnx.same("Relu")`); `context.py` says what such a function gets.
"""

from __future__ import annotations

from . import (
    activation,
    convolution,
    creation,
    elementwise,
    indexing,
    linalg,
    normalization,
    pooling,
    reduction,
    views,
)
from .context import OnnxContext, OnnxNode, identity, same

__all__ = [
    "OnnxContext",
    "OnnxNode",
    "activation",
    "convolution",
    "creation",
    "elementwise",
    "identity",
    "indexing",
    "linalg",
    "normalization",
    "pooling",
    "reduction",
    "same",
    "views",
]
