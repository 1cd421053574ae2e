"""What a compiled function takes and gives, as Python is shown it: arguments with names and types, results likewise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..ir.types import Type
from ..ir.unit import Signature


@dataclass(frozen=True, repr=False)
class Argument:
    """An argument or a result; a result has no name.  ``N`` is the length that a lone number is repeated to."""

    name: str
    type: Type
    default_value: Any = None
    N: int | None = None
    kwarg_only: bool = False
    alias_info: None = None
    _has_default: bool = False

    def has_default_value(self) -> bool:
        return self._has_default


class FunctionSchema:
    """Prints as ``f(Tensor x, int n=3) -> Tensor``."""

    overload_name = ""
    is_mutable = False

    def __init__(self, signature: Signature) -> None:
        self.name = signature.name
        self.arguments = [
            Argument(each.name, each.type, each.default, each.N, each.kwarg_only, None, each.has_default)
            for each in signature.arguments
        ]
        self.returns = [Argument("", type_) for type_ in signature.returns]
        self._text = str(signature)

    def __str__(self) -> str:
        return self._text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FunctionSchema):
            return NotImplemented
        return (self.name, self.arguments, self.returns) == (other.name, other.arguments, other.returns)

    __hash__ = None  # type: ignore[assignment]  # defaults may be lists
