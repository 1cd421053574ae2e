"""Attributes of nodes: constants, names, types and subgraphs under a name, each of a kind.

The kinds are PyTorch's letters: ``i`` int, ``f`` float, ``c`` complex, ``s`` string, ``t`` tensor, ``g`` graph,
``ty`` type, ``ival`` any other value; with an ``s`` behind it, a list.  ``node.i("n")`` reads, ``node.i_("n", 3)``
sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from .types import Type

if TYPE_CHECKING:
    from .graph import Graph


class Attributes:
    """The attributes of a node, and the methods by which PyTorch's bindings reach them."""

    __slots__ = ("_attributes", "_kind")

    #: a node's copies share it, so that it is never changed, but replaced by another
    _attributes: Mapping[str, tuple[str, Any]]
    _kind: str

    def attributeNames(self) -> list[str]:
        return list(self._attributes)

    def hasAttribute(self, name: str) -> bool:
        return name in self._attributes

    def kindOf(self, name: str) -> str:
        """The attribute's kind: ``i f s t g ty ival c``, and with an ``s`` behind it for lists."""
        return self._lookup(name)[0]

    def attribute(self, name: str) -> Any:
        """An attribute's value, whatever its kind."""
        return self._lookup(name)[1]

    def set_attribute(self, kind: str, name: str, value: Any) -> Self:
        self._attributes = {**self._attributes, name: (kind, value)}
        return self

    def removeAttribute(self, name: str) -> Self:
        self._lookup(name)
        self._attributes = {other: held for other, held in self._attributes.items() if other != name}
        return self

    def copyAttributes(self, other: Attributes) -> Self:
        """Take over all attributes; graphs among them are copied."""
        self._attributes = other._attributes
        for name, (kind, value) in other._attributes.items():
            if kind == "g":
                self.set_attribute(kind, name, value.copy())
        return self

    def _lookup(self, name: str) -> tuple[str, Any]:
        try:
            return self._attributes[name]
        except KeyError:
            raise RuntimeError(f"required keyword attribute '{name}' is undefined") from None

    def _typed(self, kind: str, name: str) -> Any:
        found, value = self._lookup(name)
        if found != kind:
            raise RuntimeError(f"attribute '{name}' of {self._kind} is of kind {found}, not {kind}")
        return value

    def i(self, name: str) -> int:
        return int(self._typed("i", name))

    def i_(self, name: str, value: int) -> Self:
        return self.set_attribute("i", name, value)

    def is_(self, name: str, value: list[int]) -> Self:
        return self.set_attribute("is", name, value)

    def f(self, name: str) -> float:
        return float(self._typed("f", name))

    def f_(self, name: str, value: float) -> Self:
        return self.set_attribute("f", name, value)

    def fs(self, name: str) -> list[float]:
        return list(self._typed("fs", name))

    def fs_(self, name: str, value: list[float]) -> Self:
        return self.set_attribute("fs", name, value)

    def ss(self, name: str) -> list[str]:
        return list(self._typed("ss", name))

    def ss_(self, name: str, value: list[str]) -> Self:
        return self.set_attribute("ss", name, value)

    def s(self, name: str) -> str:
        return str(self._typed("s", name))

    def s_(self, name: str, value: str) -> Self:
        return self.set_attribute("s", name, value)

    def t(self, name: str) -> Any:
        return self._typed("t", name)

    def t_(self, name: str, value: Any) -> Self:
        return self.set_attribute("t", name, value)

    def g(self, name: str) -> Graph:
        graph: Graph = self._typed("g", name)
        return graph

    def g_(self, name: str, value: Graph) -> Self:
        return self.set_attribute("g", name, value)

    def ty(self, name: str) -> Type:
        found: Type = self._typed("ty", name)
        return found

    def ty_(self, name: str, value: Type) -> Self:
        return self.set_attribute("ty", name, value)

    def tys(self, name: str) -> list[Type]:
        return list(self._typed("tys", name))

    def tys_(self, name: str, value: list[Type]) -> Self:
        return self.set_attribute("tys", name, value)

    def ival(self, name: str) -> Any:
        return self._typed("ival", name)

    def ival_(self, name: str, value: Any) -> Self:
        return self.set_attribute("ival", name, value)
