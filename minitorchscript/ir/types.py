"""The types of TorchScript values: tensors, containers, functions and classes, besides the simple ones.

Types are immutable and compare by value, but for class types, which compare by identity: two traces of one class are
two types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from ..dtype import by_name, from_numpy
from ..dtype import dtype as DType
from ..formatting import display_text
from .plain_types import (
    AnyClassType,
    AnyEnumType,
    AnyListType,
    AnyTupleType,
    AnyType,
    BoolType,
    ComplexType,
    DeviceObjType,
    FloatType,
    GeneratorType,
    IntType,
    NoneType,
    NumberType,
    StringType,
    Type,
)

__all__ = [
    "AnyClassType",
    "AnyEnumType",
    "AnyListType",
    "AnyTupleType",
    "AnyType",
    "Attribute",
    "BoolType",
    "ClassType",
    "ComplexType",
    "DeviceObjType",
    "DictType",
    "FloatType",
    "FunctionType",
    "FutureType",
    "GeneratorType",
    "IntType",
    "ListType",
    "NoneType",
    "NumberType",
    "OptionalType",
    "StringType",
    "TensorType",
    "TupleType",
    "Type",
    "UnionType",
]

#: the builtin, for class bodies in which ``str`` is PyTorch's method
Text = str


@dataclass(frozen=True, eq=True, repr=False)
class TensorType(Type):
    """A tensor, and whatever is known of it: ``None`` stands for unknown."""

    scalar_type: DType | None = None
    #: extents, each known or not; ``None`` when even the number of dimensions is unknown
    shape: tuple[int | None, ...] | None = None
    stride: tuple[int, ...] | None = None
    requires_grad: bool | None = None
    device: Text | None = None
    #: nobody wrote it down: a parameter without an annotation takes tensors (only error messages tell)
    inferred: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, tensor: Any, requires_grad: bool | None = None) -> TensorType:
        """Everything that a tensor at hand shows (what a trace writes down); or another flag than it shows."""
        array = tensor._array
        flag = tensor.requires_grad if requires_grad is None else requires_grad
        return _observed(tensor._dtype or array.dtype, array.shape, array.strides, flag)

    create_from_tensor = of

    @classmethod
    def get(cls) -> TensorType:
        return _TENSOR

    @classmethod
    def getInferred(cls) -> TensorType:
        return _INFERRED_TENSOR

    @classmethod
    def from_number_type(cls, number: Type) -> TensorType:
        """The type of a 0-dim tensor made of a number."""
        from_number = {"IntType": "int64", "FloatType": "float64", "BoolType": "bool", "ComplexType": "complex128"}
        name = from_number.get(number.kind())
        if name is None:
            return cls(shape=(), device="cpu")
        return cls(by_name(name), (), (), None, "cpu")

    def plain_str(self) -> Text:
        return "Tensor"

    @property
    def annotation_str(self) -> Text:
        return "Tensor"

    def str(self) -> Text:
        """The text in a graph: ``Float(2, 3, strides=[3, 1], requires_grad=0, device=cpu)``."""
        head = "Tensor" if self.scalar_type is None else self.scalar_type.ir_name
        facts = []
        if self.shape is None:
            if self.scalar_type is not None:
                head += "Tensor"
        else:
            facts += ["*" if extent is None else f"{extent}" for extent in self.shape]
            if self.shape and self.stride is not None:
                facts.append(f"strides=[{', '.join(map(repr, self.stride))}]")
        if self.requires_grad is not None:
            facts.append(f"requires_grad={int(self.requires_grad)}")
        if self.device is not None:
            facts.append(f"device={self.device}")
        if self.shape is None and not facts:
            return head
        return f"{head}({', '.join(facts)})"

    def isSubtypeOf(self, other: Type) -> bool:
        if not isinstance(other, TensorType):
            return super().isSubtypeOf(other)
        pairs = (
            (self.scalar_type, other.scalar_type),
            (self.shape, other.shape),
            (self.stride, other.stride),
            (self.requires_grad, other.requires_grad),
            (self.device, other.device),
        )
        return all(known is None or known == own for own, known in pairs)

    def sizes(self) -> list[int] | None:
        """All extents, or ``None`` unless each is known."""
        if self.shape is None or any(extent is None for extent in self.shape):
            return None
        return [extent for extent in self.shape if extent is not None]

    def with_sizes(self, sizes: Iterable[int | None] | None) -> TensorType:
        """The same with other extents, each of which may be unknown; strides stay if there are as many."""
        shape = None if sizes is None else tuple(sizes)
        keeps = shape is None or self.stride is None or len(shape) == len(self.stride)
        return replace(self, shape=shape, stride=self.stride if keeps else None)

    def with_dtype(self, dtype: DType) -> TensorType:
        """The same with another dtype."""
        return replace(self, scalar_type=dtype)

    def varyingSizes(self) -> list[int | None] | None:
        return None if self.shape is None else list(self.shape)

    def strides(self) -> list[int] | None:
        return None if self.stride is None else list(self.stride)

    def dim(self) -> int | None:
        return None if self.shape is None else len(self.shape)

    def dtype(self) -> DType | None:
        return self.scalar_type

    def scalarType(self) -> Text | None:
        return None if self.scalar_type is None else self.scalar_type.ir_name


_TENSOR = TensorType()
_INFERRED_TENSOR = TensorType(inferred=True)


@lru_cache(maxsize=4096)
def _observed(kind: Any, shape: tuple[int, ...], strides: tuple[int, ...], requires_grad: bool) -> TensorType:
    """One object for equal facts (strides in bytes): a program has few shapes and many values."""
    dtype = kind if isinstance(kind, DType) else from_numpy(kind)
    steps = tuple(stride // kind.itemsize for stride in strides)
    return TensorType(dtype, shape, steps, requires_grad, "cpu")


@dataclass(frozen=True, repr=False)
class _Container(Type):
    """A type of one element type."""

    element: Type

    def getElementType(self) -> Type:
        return self.element

    def containedTypes(self) -> list[Type]:
        return [self.element]


@dataclass(frozen=True, repr=False)
class ListType(_Container):
    @classmethod
    def ofTensors(cls) -> ListType:
        return cls(_TENSOR)

    def str(self) -> Text:
        return f"{self.element.str()}[]"

    def plain_str(self) -> Text:
        return f"{self.element.plain_str()}[]"

    @property
    def annotation_str(self) -> Text:
        return f"List[{self.element.annotation_str}]"

    def isSubtypeOf(self, other: Type) -> bool:
        if isinstance(other, ListType) and isinstance(self.element, TensorType):
            return isinstance(other.element, TensorType) and self.element.isSubtypeOf(other.element)
        return isinstance(other, AnyListType) or super().isSubtypeOf(other)


@dataclass(frozen=True, repr=False)
class OptionalType(_Container):
    @classmethod
    def ofTensor(cls) -> OptionalType:
        return cls(_TENSOR)

    def str(self) -> Text:
        return f"{self.element.str()}?"

    def plain_str(self) -> Text:
        return f"{self.element.plain_str()}?"

    @property
    def annotation_str(self) -> Text:
        return f"Optional[{self.element.annotation_str}]"

    def isSubtypeOf(self, other: Type) -> bool:
        if isinstance(other, OptionalType):
            return self.element.isSubtypeOf(other.element)
        if isinstance(other, UnionType):
            return self.element.isSubtypeOf(other) and NoneType().isSubtypeOf(other)
        return super().isSubtypeOf(other)

    def admits(self, other: Type) -> bool:
        return isinstance(other, NoneType) or other.isSubtypeOf(self.element)


@dataclass(frozen=True, repr=False)
class FutureType(_Container):
    def str(self) -> Text:
        return f"Future[{self.element.str()}]"

    def plain_str(self) -> Text:
        return f"Future({self.element.plain_str()})"

    @property
    def annotation_str(self) -> Text:
        return f"Future[{self.element.annotation_str}]"

    def isSubtypeOf(self, other: Type) -> bool:
        if isinstance(other, FutureType) and self.element.isSubtypeOf(other.element):
            return True
        return super().isSubtypeOf(other)


@dataclass(frozen=True, repr=False)
class UnionType(Type):
    members: tuple[Type, ...]

    def containedTypes(self) -> list[Type]:
        return list(self.members)

    def isSubtypeOf(self, other: Type) -> bool:
        return all(member.isSubtypeOf(other) for member in self.members) or super().isSubtypeOf(other)

    def admits(self, other: Type) -> bool:
        return any(other.isSubtypeOf(member) for member in self.members)

    def str(self) -> Text:
        return f"Union({', '.join(member.plain_str() for member in self.members)})"

    @property
    def annotation_str(self) -> Text:
        return f"Union[{', '.join(member.annotation_str for member in self.members)}]"


@dataclass(frozen=True, repr=False)
class DictType(Type):
    key: Type
    value: Type

    def getKeyType(self) -> Type:
        return self.key

    def getValueType(self) -> Type:
        return self.value

    def containedTypes(self) -> list[Type]:
        return [self.key, self.value]

    def str(self) -> Text:
        return f"Dict({self.key.plain_str()}, {self.value.plain_str()})"

    @property
    def annotation_str(self) -> Text:
        return f"Dict[{self.key.annotation_str}, {self.value.annotation_str}]"


@dataclass(frozen=True, repr=False)
class TupleType(Type):
    """A tuple; a named tuple has a qualified name and field names, the last of which may have defaults."""

    members: tuple[Type, ...]
    name: Text | None = None
    fields: tuple[Text, ...] = ()
    defaults: tuple[Any, ...] = field(default=(), compare=False)

    def __init__(
        self,
        members: Iterable[Type],
        name: Text | None = None,
        fields: Sequence[Text] = (),
        defaults: Sequence[Any] = (),
    ) -> None:
        object.__setattr__(self, "members", tuple(members))
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "fields", tuple(fields))
        object.__setattr__(self, "defaults", tuple(defaults))

    def elements(self) -> list[Type]:
        return list(self.members)

    def containedTypes(self) -> list[Type]:
        return list(self.members)

    def str(self) -> Text:
        members = [member.str() for member in self.members]
        if not self.fields:
            return f"({', '.join(members)})"
        fields = [f"{name} : {member}" for name, member in zip(self.fields, members, strict=True)]
        for index, default in enumerate(self.defaults, len(fields) - len(self.defaults)):
            fields[index] += f" = {display_text(default)}"
        return f"NamedTuple({', '.join(fields)})"

    def plain_str(self) -> Text:
        return self.name or f"({', '.join(member.plain_str() for member in self.members)})"

    @property
    def annotation_str(self) -> Text:
        if self.name:
            return self.name
        inside = ", ".join(member.annotation_str for member in self.members)
        return f"Tuple[{inside or '()'}]"

    def isSubtypeOf(self, other: Type) -> bool:
        if isinstance(other, TupleType):
            named_alike = other.name is None or (self.name, self.fields) == (other.name, other.fields)
            return (
                named_alike
                and len(self.members) == len(other.members)
                and all(own.isSubtypeOf(their) for own, their in zip(self.members, other.members, strict=True))
            )
        return isinstance(other, AnyTupleType) or super().isSubtypeOf(other)


@dataclass(frozen=True, repr=False)
class FunctionType(Type):
    """The type of a constant that is a compiled function."""

    function: Any

    def str(self) -> Text:
        return "Function"

    @property
    def annotation_str(self) -> Text:
        return str(self.function.qualified_name)


@dataclass(eq=False, repr=False)
class Attribute:
    """One attribute of a class type."""

    type: Type
    is_parameter: bool = False
    is_buffer: bool = False


@dataclass(eq=False, repr=False)
class ClassType(Type):
    """A compiled class, most often a module's: typed attributes in order, constants, and methods by name.

    The methods are held opaquely (``unit.Function`` objects), so that types stay below graphs.
    """

    qualified_name: Text
    is_module: bool = True
    attributes: dict[Text, Attribute] = field(default_factory=dict)
    constants: dict[Text, Any] = field(default_factory=dict)
    methods: dict[Text, Any] = field(default_factory=dict)
    unit: Any = None
    static_methods: dict[Text, Any] = field(default_factory=dict)
    #: for each property its getter, and its setter or ``None``
    properties: dict[Text, tuple[Any, Any]] = field(default_factory=dict)
    forward_hooks: list[Any] = field(default_factory=list)
    forward_pre_hooks: list[Any] = field(default_factory=list)
    #: what the class body assigns, which a compiled class has not
    unresolved_attributes: tuple[Text, ...] = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def name(self) -> Text:
        """The last part of the qualified name."""
        return self.qualified_name.rpartition(".")[2]

    def str(self) -> Text:
        return self.qualified_name

    @property
    def annotation_str(self) -> Text:
        return self.qualified_name

    def repr_str(self) -> Text:
        """The name as errors give it: with the unit, since two units may have classes of one name."""
        return f"{self.qualified_name} (of Python compilation unit at: {id(self.unit):#x})"

    def add_attribute(self, name: Text, type: Type, is_parameter: bool = False, is_buffer: bool = False) -> None:
        if name in self.attributes:
            raise ValueError(f"{self.qualified_name} already has an attribute '{name}'")
        self.attributes[name] = Attribute(type, is_parameter, is_buffer)

    def getAttribute(self, name: Text) -> Type:
        try:
            return self.attributes[name].type
        except KeyError:
            raise AttributeError(f"{self.qualified_name} does not have an attribute '{name}'") from None

    def containedTypes(self) -> list[Type]:
        return [attribute.type for attribute in self.attributes.values()]

    def isSubtypeOf(self, other: Type) -> bool:
        return isinstance(other, AnyClassType) or super().isSubtypeOf(other)

    def __repr__(self) -> Text:
        return f"<ClassType {self.qualified_name}>"


_KEYS = (AnyType, IntType, BoolType, FloatType, ComplexType, StringType, TensorType, DeviceObjType)


def dict_of(key: Type, value: Type) -> DictType:
    """The type of a dictionary.  Raises ``RuntimeError`` for keys that can't be."""
    if not isinstance(key, _KEYS):
        raise RuntimeError(
            f"Cannot create dict for key type '{key.str()}', only int, float, complex, Tensor, device and string keys"
            " are supported"
        )
    return DictType(key, value)
