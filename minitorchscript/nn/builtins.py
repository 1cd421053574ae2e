"""The operators as layers see them: `VF.relu` is `torch.relu`, `NN.linear` is what lives in `torch._C._nn`.

In PyTorch these are C++ functions, so no Python frame of this package may stand between a layer and the
operator; reading one off here gives the function itself. `VF_PAIR` and `NN_PAIR` are the same functions, to
the type checker those that return two tensors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from ..tensor import functions
from ..tensor.tensor import Tensor

R = TypeVar("R", covariant=True)


class Returning(Protocol[R]):
    """A namespace of functions that all return an R."""

    def __getattr__(self, name: str) -> Callable[..., R]: ...


_nn = functions.Builtins(functions.nn_functions, "torch.nn.functional")

VF = cast(Returning[Tensor], functions.VF)
VF_PAIR = cast(Returning[tuple[Tensor, Tensor]], functions.VF)
NN = cast(Returning[Tensor], _nn)
NN_PAIR = cast(Returning[tuple[Tensor, Tensor]], _nn)
