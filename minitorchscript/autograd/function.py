"""`torch.autograd.Function`: an operator written in Python, of which there is only the forward half here.

`forward` runs without gradient mode, and what it tells `ctx` for a backward pass is kept but never asked for; results
carry `requires_grad` as PyTorch's do. A trace records a call as one node, which calls back into Python.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any, NoReturn

from ..tensor.dispatch import active_mode, no_mode
from ..tensor.grad_mode import no_grad
from ..tensor.tensor import Tensor, gradients_wanted

__all__ = ["Function", "FunctionCtx"]


class FunctionCtx:
    """What `forward` leaves for a backward pass: tensors, marks, and any attribute."""

    #: whether each argument is a tensor that requires grad
    needs_input_grad: tuple[bool, ...] = ()
    saved_tensors: tuple[Tensor | None, ...] = ()
    dirty_tensors: tuple[Tensor, ...] = ()
    non_differentiable: tuple[Tensor, ...] = ()
    materialize_grads = True

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """Keeps tensors as `saved_tensors`."""
        self.saved_tensors = tensors

    def save_for_forward(self, *tensors: Tensor | None) -> None:
        """Accepted: there is no forward mode of differentiation here."""

    def mark_dirty(self, *tensors: Tensor) -> None:
        """Says which arguments `forward` changes in place; each must be a result too."""
        self.dirty_tensors = tensors

    def mark_non_differentiable(self, *tensors: Tensor) -> None:
        """Says which results never require grad."""
        self.non_differentiable = tensors

    def set_materialize_grads(self, value: bool) -> None:
        """Accepted: whether missing gradients would be zeros."""
        self.materialize_grads = value


class Function(FunctionCtx):
    """Subclass it with a static `forward(ctx, *args)`, or `forward(*args)` and `setup_context`; call `apply`."""

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        """What the operator computes."""
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> Any:
        """Fills `ctx`, for a `forward` that is not given it."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Any) -> Any:
        """Never called: there is no backward pass."""
        raise NotImplementedError("backward: minitorchscript has no autograd; train in PyTorch and load the weights")

    def __call__(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError(
            "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd "
            "function with static forward method. (Example: "
            "https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)"
        )

    @classmethod
    def apply(cls, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Runs `forward`. Without annotations, since the compiler would read them: it takes tensors and constants.

        Raises RuntimeError where a leaf that requires grad is marked dirty.
        """
        has_setup = cls.setup_context is not Function.setup_context
        if has_setup:
            bound = inspect.signature(cls.forward).bind(*args, **kwargs)
            bound.apply_defaults()
            args, kwargs = bound.args, {}
        given = (*args, *kwargs.values())
        ctx = FunctionCtx()
        ctx.needs_input_grad = tuple(isinstance(each, Tensor) and each.requires_grad for each in given)

        def run() -> tuple[Any, bool]:
            with no_grad():
                output = cls.forward(*args) if has_setup else cls.forward(ctx, *args, **kwargs)
                if has_setup:
                    cls.setup_context(ctx, args, output)
            return _finished(output, ctx, given, f"{cls.__name__}Backward"), bool(ctx.dirty_tensors)

        mode = active_mode()
        return run()[0] if mode is None else mode.python_function(cls, given, run)


def _finished(output: Any, ctx: FunctionCtx, given: Sequence[Any], grad_fn: str) -> Any:
    """The results with autograd's flags; an argument among them becomes a tensor of its own."""
    wants_grad = gradients_wanted(*(each for each in given if isinstance(each, Tensor)))

    def finish(result: Any) -> Any:
        if not isinstance(result, Tensor):
            return result
        if _among(result, ctx.dirty_tensors):
            if wants_grad and result.requires_grad and result.is_leaf:
                raise RuntimeError("a leaf Variable that requires grad has been used in an in-place operation.")
        elif _among(result, given):
            with no_mode(), no_grad():
                result = result.view(result.shape)
        is_float = result.dtype.is_floating_point or result.dtype.is_complex
        if wants_grad and is_float and not _among(result, ctx.non_differentiable):
            result._requires_grad, result._grad_fn = True, grad_fn
        return result

    return tuple(map(finish, output)) if isinstance(output, tuple) else finish(output)


def _among(tensor: Tensor, others: Sequence[Any]) -> bool:
    return any(each is tensor for each in others)
