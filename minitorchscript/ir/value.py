"""Values: what nodes compute and blocks receive.  A value knows its type, its name and every use of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..device import device
from . import printer
from .types import DeviceObjType, NoneType, TensorType, Type

if TYPE_CHECKING:
    from .node import Node


class Use(NamedTuple):
    """One use of a value: the node, and the position among its inputs."""

    user: Node
    offset: int

    def isAfter(self, other: Use) -> bool:
        """Whether it comes after another: a node's inputs before what is in its blocks, one block before the next."""
        if self.user is other.user:
            return self.offset > other.offset
        return self.user.isAfter(other.user)


class Value:
    """What a node computes or a block receives."""

    __slots__ = ("_name", "_node", "_type", "_unique", "_uses")

    def __init__(self, node: Node, type_: Type) -> None:
        self._node = node
        self._type = type_
        graph = node._graph
        self._unique = graph._next_unique
        graph._next_unique += 1
        self._name = ""
        #: each (node, offset) that uses it, in order; plain tuples, since most are never looked at
        self._uses: dict[tuple[Node, int], None] = {}

    def node(self) -> Node:
        """The node that computes it (a block's parameter node for the block's inputs)."""
        return self._node

    def type(self) -> Type:
        return self._type

    def setType(self, type_: Type) -> Value:
        self._type = type_
        return self

    def inferTypeFrom(self, tensor: Any) -> Value:
        """Take on everything that a tensor shows: dtype, extents, strides, device, requires_grad."""
        self._type = TensorType.of(tensor)
        return self

    def unique(self) -> int:
        return self._unique

    def offset(self) -> int:
        """Its position among its node's outputs."""
        return next(i for i, value in enumerate(self._node._outputs) if value is self)

    def uses(self) -> list[Use]:
        return [Use(*use) for use in self._uses]

    def hasUses(self) -> bool:
        return bool(self._uses)

    def hasDebugName(self) -> bool:
        return bool(self._name)

    def debugName(self) -> str:
        return self._name or str(self._unique)

    def debugNameBase(self) -> str:
        """The name without its numeric suffix: ``input`` for ``input.3``."""
        return printer.name_base(self.debugName())[0]

    def setDebugName(self, name: str) -> Value:
        """Give it a name; a value that already had the name is renamed ``name.N``.  "" takes the name away.

        Raises ``RuntimeError`` for a name that is a number.
        """
        self._node._graph._set_name(self, name)
        return self

    def copyMetadata(self, other: Value) -> Value:
        """Take over another value's type and name."""
        self._type = other._type
        if other._name:
            self._node._graph._set_name(self, other._name)
        return self

    def replaceAllUsesWith(self, other: Value) -> None:
        """::

        given  %3 = f(%1)        after %1.replaceAllUsesWith(%2)  %3 = f(%2)
        """
        for use in self._uses:
            user, offset = use
            user._inputs[offset] = other
            other._uses[use] = None
        self._uses = {}

    def replaceAllUsesAfterNodeWith(self, node: Node, other: Value) -> None:
        """As `replaceAllUsesWith`, for the users that stand after ``node``."""
        for use in [use for use in self._uses if use[0].isAfter(node)]:
            user, offset = use
            del self._uses[use]
            user._inputs[offset] = other
            other._uses[use] = None

    def mustBeNone(self) -> bool:
        return self._node.mustBeNone() or isinstance(self._type, NoneType)

    def isCompleteTensor(self) -> bool:
        kind = self._type
        return isinstance(kind, TensorType) and None not in (kind.scalar_type, kind.sizes(), kind.stride, kind.device)

    def requires_grad(self) -> bool:
        """Whether it is known to require grad."""
        return isinstance(self._type, TensorType) and bool(self._type.requires_grad)

    requiresGrad = requires_grad

    def toIValue(self) -> Any:
        """The Python value of a constant; ``None`` for any other value."""
        node = self._node
        if node._kind != "prim::Constant" or "value" not in node._attributes:
            return None
        value = node.attribute("value")
        return device(value) if isinstance(self._type, DeviceObjType) else value

    def __repr__(self) -> str:
        return f"{self.debugName()} defined in ({self._node})"
