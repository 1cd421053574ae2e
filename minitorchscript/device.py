"""Where tensors live and how they are laid out: `torch.device`, `torch.layout`, `torch.memory_format`.

Only the CPU computes here. Another device can be named (a graph may mention one), but not be given a tensor.
"""

from __future__ import annotations

import re

__all__ = [
    "MEMORY_FORMATS",
    "channels_last",
    "channels_last_3d",
    "contiguous_format",
    "cpu",
    "device",
    "layout",
    "memory_format",
    "preserve_format",
    "strided",
]

_TYPES = (
    "cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, "
    "hpu, mtia, privateuseone"
)


def _parsed(text: str, index: int | None) -> tuple[str, int | None]:
    name = text
    if not name:
        raise RuntimeError("Device string must not be empty")
    if index is None and ":" in name:
        found = re.fullmatch(r"(\w+):(0|[1-9]\d*)", name)
        if found is None:
            raise RuntimeError(f"Invalid device string: '{name}'")
        name, index = found[1], int(found[2])
    if name not in _TYPES.split(", "):
        raise RuntimeError(f"Expected one of {_TYPES} device type at start of device string: {text}")
    return name, index


class device:  # noqa: N801  (PyTorch's name)
    """A device: `device("cpu")`, `device("cuda:1")`, `device("cuda", 1)` or a copy of another."""

    __slots__ = ("index", "type")

    def __init__(self, type: str | device, index: int | None = None) -> None:
        self.type: str
        self.index: int | None
        if isinstance(type, device):
            self.type, self.index = type.type, type.index
        else:
            self.type, self.index = _parsed(type, index)

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __repr__(self) -> str:
        return (
            f"device(type='{self.type}')" if self.index is None else f"device(type='{self.type}', index={self.index})"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __reduce__(self) -> tuple[type[device], tuple[str] | tuple[str, int]]:
        return device, (self.type,) if self.index is None else (self.type, self.index)


cpu = device("cpu")


class layout:  # noqa: N801  (PyTorch's name)
    """How elements are stored. Only `strided` exists here."""

    __slots__ = ("code", "name")

    def __init__(self, name: str, code: int) -> None:
        self.name, self.code = name, code

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name


strided = layout("strided", 0)


class memory_format:  # noqa: N801  (PyTorch's name)
    """The order in which a new tensor's dimensions are laid out, with c10's code."""

    __slots__ = ("code", "name")

    def __init__(self, name: str, code: int) -> None:
        self.name, self.code = name, code

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name


contiguous_format = memory_format("contiguous_format", 0)
preserve_format = memory_format("preserve_format", 1)
channels_last = memory_format("channels_last", 2)
channels_last_3d = memory_format("channels_last_3d", 3)

MEMORY_FORMATS: tuple[memory_format, ...] = (contiguous_format, preserve_format, channels_last, channels_last_3d)
