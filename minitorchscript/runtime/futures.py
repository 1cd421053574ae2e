"""What `torch.jit.fork` hands out at once, and `torch.jit.wait` waits for.

A forked function runs when it is forked, in the same thread; whether it failed shows when somebody waits.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ..tensor.dispatch import active_mode

T = TypeVar("T")


class Future(Generic[T]):
    """The result of a forked call, or the error that it ended with; ``Future[int]`` is a type of compiled code."""

    def __init__(self, result: Any = None, error: Exception | None = None) -> None:
        self._result = result
        self._error = error

    def done(self) -> bool:
        """Whether the call has ended: always, for it ran when it was forked."""
        return True

    def wait(self) -> Any:
        """The result.  Raises ``RuntimeError`` with the text of the error that the call ended with."""
        if self._error is not None:
            raise RuntimeError(str(self._error))
        mode = active_mode()
        if mode is not None:
            mode.wait(self, self._result)
        return self._result

    value = wait
