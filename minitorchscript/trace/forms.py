"""What recording the calls of an operator needs to know of it, worked out once."""

from __future__ import annotations

from functools import cache

from ..ir.types import FloatType, TensorType
from ..ops.registry import Operator
from . import dialect18

#: recorded where autograd has not yet seen the result: its flag prints as 0, and is set after all
_BELOW_AUTOGRAD = {"aten::_convolution"}
#: operators that take their numbers one by one
_UNPACKED_IN_ORDER = {"aten::slice"}
#: operators whose constants are written down without noting where
_UNMARKED = {"aten::copy_"}


class Form:
    """How an operator is written down."""

    __slots__ = ("arguments", "has_one_result", "is_below_autograd", "is_marked", "kind", "numbers")

    def __init__(self, op: Operator, is_old: bool) -> None:
        schema = op.schema
        self.kind = schema.name
        self.arguments = schema.arguments[: dialect18.ARGUMENT_COUNTS.get(schema.name) if is_old else None]
        #: the arguments that a tensor may stand in for, in the order in which their numbers are taken out of it
        self.numbers = [
            (index, argument)
            for index, argument in enumerate(self.arguments)
            if not isinstance(argument.unwrapped, TensorType | FloatType)
        ]
        if schema.name not in _UNPACKED_IN_ORDER:
            self.numbers.reverse()  # the last argument comes first, as C++ evaluates them
        self.is_marked = schema.name not in _UNMARKED
        self.is_below_autograd = schema.name in _BELOW_AUTOGRAD and not is_old
        self.has_one_result = len(schema.returns) == 1


form_of = cache(Form)
