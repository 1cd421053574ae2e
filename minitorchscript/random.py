"""`torch.random`: the state of the random numbers, and leaving it as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from .errors import not_offered
from .tensor.random_state import get_rng_state, initial_seed, manual_seed, seed, set_rng_state

__all__ = ["fork_rng", "get_rng_state", "initial_seed", "manual_seed", "seed", "set_rng_state"]
__getattr__ = not_offered("torch.random")


@contextmanager
def fork_rng(devices: Iterable[Any] | None = None, enabled: bool = True) -> Iterator[None]:
    """After the ``with`` block random numbers go on as before it; there is only the CPU's generator."""
    if devices is not None and list(devices):
        raise RuntimeError("fork_rng: there is only the CPU here, whose generator is forked always; pass devices=[]")
    if not enabled:
        yield
        return
    before = get_rng_state()
    try:
        yield
    finally:
        set_rng_state(before)
