"""Results with several named tensors, such as `torch.max(x, dim)`: tuples whose members have names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

__all__ = ["return_type"]


class NamedResult(tuple[Any, ...]):
    """Base of the result types; prints as PyTorch's `torch.return_types`."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()
    _qualified = "torch.return_types"

    def __new__(cls, values: Sequence[Any]) -> NamedResult:
        if len(values) != len(cls._fields):
            raise TypeError(f"{cls._qualified}() takes a {len(cls._fields)}-sequence ({len(values)}-sequence given)")
        return super().__new__(cls, values)

    def __repr__(self) -> str:
        members = ",\n".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{self._qualified}(\n{members})"

    def __reduce__(self) -> Any:
        return return_type, (self._qualified.rpartition(".")[2], self._fields), None, None, None


@cache
def return_type(name: str, fields: tuple[str, ...]) -> type[NamedResult]:
    """The result type of an operator: `return_type("max", ("values", "indices"))`."""
    members: dict[str, Any] = {field: property(itemgetter(i)) for i, field in enumerate(fields)}
    members |= {"__slots__": (), "_fields": fields, "_qualified": f"torch.return_types.{name}"}
    return type(name, (NamedResult,), members)
