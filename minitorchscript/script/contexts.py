"""`torch.no_grad` as compiled code has it: a class written in TorchScript, which takes the Python one's place."""

from __future__ import annotations

from typing import Any

from ..tensor import grad_mode
from .builtin_names import register_builtin


class no_grad:  # noqa: N801  # PyTorch's name shows in the text
    """Within its ``with`` block nothing requires grad."""

    def __init__(self) -> None:
        self.prev = False

    def __enter__(self) -> None:
        self.prev = grad_mode.is_grad_enabled()
        grad_mode.set_grad_enabled(False)

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        grad_mode.set_grad_enabled(self.prev)


register_builtin(grad_mode.is_grad_enabled, "aten::is_grad_enabled")
register_builtin(grad_mode.is_autocast_enabled, "aten::is_autocast_enabled")
register_builtin(grad_mode.set_grad_enabled, "aten::set_grad_enabled")
register_builtin(grad_mode.enable_grad, "aten::enable_grad")

#: for a Python class the class that compiled code has instead, and the name that it goes by there
STAND_INS: dict[type, tuple[type, str]] = {
    grad_mode.no_grad: (no_grad, "__torch__.torch.autograd.grad_mode.no_grad"),
}
