"""Values of programs as JSON, and back: what PyTorch's interpreter was given and what it returned."""

from __future__ import annotations

from enum import Enum
from typing import Any


def encoded(value: Any) -> Any:
    """A value as JSON; whatever has elements, dtype and device is a tensor."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, complex):
        return {"complex": [repr(value.real), repr(value.imag)]}
    if isinstance(value, Enum):
        return {"enum": value.name}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {
            "named": type(value).__name__,
            "values": [[k, encoded(v)] for k, v in zip(value._fields, value, strict=True)],
        }
    if isinstance(value, tuple | list):
        return {type(value).__name__: [encoded(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[encoded(key), encoded(entry)] for key, entry in value.items()]}
    if hasattr(value, "requires_grad"):
        return {
            "tensor": encoded(value.tolist()),
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": list(value.shape),
        }
    return {"other": str(value)}


def decoded(data: Any, torch: Any, enums: Any = None) -> Any:
    """The value that was encoded, with tensors made by ``torch`` and members taken from ``enums[name]``."""
    if not isinstance(data, dict):
        return data
    if "float" in data:
        return float(data["float"])
    if "complex" in data:
        return complex(*map(float, data["complex"]))
    if "enum" in data:
        return enums[data["enum"]]
    if "named" in data:
        return tuple(decoded(value, torch, enums) for _, value in data["values"])
    if "tuple" in data:
        return tuple(decoded(item, torch, enums) for item in data["tuple"])
    if "list" in data:
        return [decoded(item, torch, enums) for item in data["list"]]
    if "dict" in data:
        return {decoded(key, torch, enums): decoded(entry, torch, enums) for key, entry in data["dict"]}
    if "tensor" in data:
        elements = torch.tensor(decoded(data["tensor"], torch), dtype=getattr(torch, data["dtype"]))
        return elements.reshape(data["shape"])
    raise ValueError(f"not an encoded value: {data}")
