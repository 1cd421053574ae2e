"""The process's random generator, as `torch.manual_seed` and its companions handle it."""

from __future__ import annotations

from typing import Any

from ..generator import Generator
from ..state import default_generator
from .tensor import Tensor, wrap

__all__ = ["RANDOM_FUNCTIONS"]


def manual_seed(seed: Any) -> Generator:
    """Restart the default generator from a seed in [-2**63, 2**64); returns the generator."""
    generator: Generator = default_generator()
    return generator.manual_seed(int(seed))


def seed() -> int:
    """Restart the default generator from entropy; returns the seed."""
    return int(default_generator().seed())


def initial_seed() -> int:
    """The seed that the default generator started from."""
    return int(default_generator().initial_seed())


def get_rng_state() -> Tensor:
    """The default generator's state, as a tensor of bytes."""
    return wrap(default_generator().get_state())


def set_rng_state(new_state: Tensor) -> None:
    """Put the default generator into a state that `get_rng_state` returned."""
    default_generator().set_state(new_state.numpy())


RANDOM_FUNCTIONS: dict[str, Any] = {
    function.__name__: function for function in (manual_seed, seed, initial_seed, get_rng_state, set_rng_state)
}
