"""`torch.onnx`: export of models as ONNX files, by tracing."""

from __future__ import annotations

from typing import Any

from . import errors
from .errors import OnnxExporterError
from .export import OperatorExportTypes, TrainingMode, export, is_in_onnx_export

__all__ = [
    "OnnxExporterError",
    "OperatorExportTypes",
    "TrainingMode",
    "errors",
    "export",
    "is_in_onnx_export",
]


def __getattr__(name: str) -> Any:
    raise AttributeError(f"torch.onnx.{name} is not offered; offered are {', '.join(__all__)}")
