"""PyTorch's rules for in-place operators where autograd follows: what is refused, and what becomes of the flags."""

from __future__ import annotations

from .tensor import Tensor

__all__ = ["check_inplace", "record_inplace"]

_AMBIGUOUS = (
    " Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving "
    "both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be "
    "tracked) or both outside (if you want the inplace to be tracked)."
)
_MULTIPLE = (
    " This view is the output of a function that returns multiple views. Such functions do not allow the output "
    "views to be modified inplace. You should replace the inplace operation by an out-of-place one."
)


def check_inplace(tensor: Tensor, wants_grad: bool) -> None:
    """Refuse a change that autograd could not follow. `wants_grad`: the operator would be recorded.

    RuntimeError for a leaf that requires grad, a view of one, and a view whose history was cut.
    """
    if not wants_grad:
        return
    base = tensor._base
    if base is not None and tensor._creation is not None:
        why, position = tensor._creation
        if tensor._grad_fn is not None:
            node = tensor._grad_fn.removesuffix("0").removesuffix("Backward")
            message = f"Output {position} of {node} is a view and is being modified inplace."
        else:
            message = "A view was created in no_grad mode and is being modified inplace with grad mode enabled."
        raise RuntimeError(message + (_MULTIPLE if why == "multiple" else _AMBIGUOUS))
    if not tensor.requires_grad:
        return
    if base is not None and base.is_leaf:
        raise RuntimeError("a view of a leaf Variable that requires grad is being used in an in-place operation.")
    if tensor.is_leaf:
        raise RuntimeError("a leaf Variable that requires grad is being used in an in-place operation.")


def record_inplace(tensor: Tensor, grad_fn: str, wants_grad: bool) -> None:
    """Note a change: count it, and where it is recorded give the tensor (and its base) the new history."""
    base = tensor._base
    if base is None:
        tensor._edits += 1
        if wants_grad:
            tensor._requires_grad, tensor._grad_fn = True, grad_fn
        return
    base._edits += 1
    if wants_grad:
        base._requires_grad, base._grad_fn = True, "CopySlices"
        tensor._requires_grad, tensor._grad_fn, tensor._edits = True, "AsStridedBackward0", base._edits
