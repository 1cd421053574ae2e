"""What `torch.` offers of this floor, by name: operators, Python functions, factories, dtypes, modes, print options."""

from __future__ import annotations

import math
from typing import Any

from .. import device as devices
from .. import dtype as dtypes
from ..device import MEMORY_FORMATS, layout, memory_format, strided
from ..dtype import ALL_DTYPES, dtype
from ..generator import Generator
from . import grad_mode, numpy_partners, repr
from .factory import DATA_FUNCTIONS
from .functions import functions
from .manual_bindings import nonzero, range_
from .python_api import PYTHON_FUNCTIONS
from .python_sets import SET_FUNCTIONS
from .random_state import RANDOM_FUNCTIONS
from .size import Size
from .tensor import Tensor
from .type_info import TYPE_FUNCTIONS

__all__ = ["TORCH"]

numpy_partners.attach()

_DTYPE_ALIASES = ("half", "float", "double", "short", "int", "long")

TORCH: dict[str, Any] = {
    **functions,
    **PYTHON_FUNCTIONS,
    **SET_FUNCTIONS,
    **DATA_FUNCTIONS,
    **RANDOM_FUNCTIONS,
    **TYPE_FUNCTIONS,
    **{each.name: each for each in ALL_DTYPES},
    **{name: getattr(dtypes, name) for name in _DTYPE_ALIASES},
    "cfloat": dtypes.complex64,
    "cdouble": dtypes.complex128,
    **{each.name: each for each in MEMORY_FORMATS},
    **{name: getattr(grad_mode, name) for name in grad_mode.__all__},
    "set_printoptions": repr.set_printoptions,
    "strided": strided,
    "dtype": dtype,
    "device": devices.device,
    "layout": layout,
    "memory_format": memory_format,
    "Generator": Generator,
    "Size": Size,
    "Tensor": Tensor,
    "nonzero": nonzero,
    "range": range_,
    **{name: getattr(math, name) for name in ("e", "inf", "nan", "pi")},
    "newaxis": None,
}
"""The attributes of the module `torch` that tensors bring; the top module adds its subpackages."""
