"""The operators as layers see them: `VF.relu` is `torch.relu`, `NN.linear` is what lives in `torch._C._nn`.

In PyTorch these are C++ functions, so no Python frame of this package may stand between a layer and the operator;
reading one off here gives the function itself. The type parameter only tells the type checker what they return.
"""

from __future__ import annotations

from ..tensor.functions import VF, VF_SEVERAL, Builtins, functions, nn_functions
from ..tensor.tensor import Tensor

__all__ = ["NN", "NN_PAIR", "VF", "VF_PAIR", "VF_SEVERAL"]

Pair = tuple[Tensor, Tensor]

VF_PAIR = Builtins[Pair](functions, "torch")
NN = Builtins[Tensor](nn_functions, "torch.nn.functional")
NN_PAIR = Builtins[Pair](nn_functions, "torch.nn.functional")
