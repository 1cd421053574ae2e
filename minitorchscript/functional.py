"""`torch.functional`: the functions of `torch` that are Python in PyTorch, where generated code finds them."""

from __future__ import annotations

from .tensor.python_api import PYTHON_FUNCTIONS
from .tensor.python_sets import SET_FUNCTIONS

globals().update({name: function for name, function in PYTHON_FUNCTIONS.items() if name != "_assert"} | SET_FUNCTIONS)

__all__ = sorted(({*PYTHON_FUNCTIONS} - {"_assert"}) | {*SET_FUNCTIONS})
