"""Types and Python values of a file, and whether the one is of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..device import device
from ..dtype import ALL_DTYPES
from ..ir import types as t
from ..ir.named_types import EnumType, InterfaceType, why_not_implemented
from ..ir.types import (
    ClassType,
    DictType,
    FunctionType,
    FutureType,
    ListType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.unit import CompilationUnit
from ..tensor.tensor import Tensor
from .fields import Malformed, expect, fields, integer, integers, items, text
from .json_tensors import TensorReader

_SIMPLE = ("Any", "None", "Number", "Int", "Float", "Complex", "Bool", "String", "DeviceObj", "Generator")
_SIMPLE_TYPES: dict[str, Type] = {name: getattr(t, f"{name}Type")() for name in _SIMPLE}
_DTYPES = {dtype.name: dtype for dtype in ALL_DTYPES}


class ValueReader:
    """Reads types and values; their classes, functions and tensors are those read before them."""

    def __init__(self, unit: CompilationUnit, tensors: TensorReader) -> None:
        self._unit = unit
        self._tensors = tensors
        #: the modules and objects read so far
        self.objects: list[Any] = []
        #: the types read so far, by what a file has for them
        self._known: dict[str, Type] = {}

    # -- types

    def type(self, encoded: Any, where: str, field: str = "") -> Type:
        """A type, which stands somewhere, or in a field there: a word, or an object with one field."""
        key = repr(encoded)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._type(encoded, f"{where}.{field}" if field else where)
        return known

    def _type(self, encoded: Any, where: str) -> Type:
        if encoded == "Tensor":
            return TensorType.get()
        if isinstance(encoded, str) and encoded in _SIMPLE_TYPES:
            return _SIMPLE_TYPES[encoded]
        kind, inner = _single_field(encoded, where, "type")
        read = _TYPES.get(kind)
        if read is None:
            raise Malformed(f"{where}: unknown type {kind!r}")
        return read(self, inner, where)

    def _types(self, encoded: Any, where: str) -> list[Type]:
        if not isinstance(encoded, list):
            raise Malformed(f"{where}: expected a list of types")
        return [self.type(type_, where) for type_ in encoded]

    def _tensor_type(self, encoded: Any, where: str) -> Type:
        fields(encoded, where, ("dtype", "shape", "strides", "requires_grad", "device"))
        name, flag = encoded["dtype"], encoded["requires_grad"]
        dtype = None if name is None else _DTYPES.get(text(encoded, "dtype", where))
        expect(name is None or dtype is not None, f"{where}: unknown dtype {name!r}")
        shape = strides = None
        if encoded["shape"] is not None:
            extents = items(encoded, "shape", where)
            shape = tuple(None if extent is None else integer(extent, f"{where}.shape") for extent in extents)
        if encoded["strides"] is not None:
            strides = tuple(integers(encoded["strides"], where, "strides"))
            together = shape is not None and len(shape) == len(strides)
            expect(together, f"{where}: shape and strides do not go together")
        expect(flag is None or isinstance(flag, bool), f"{where}: requires_grad is not a bool")
        expect(encoded["device"] in (None, "cpu"), f"{where}: unknown device {encoded['device']!r}")
        return TensorType(dtype, shape, strides, flag, encoded["device"])

    def _named_tuple(self, encoded: Any, where: str) -> Type:
        fields(encoded, where, ("name", "fields", "types"), ("defaults",))
        members, names = self._types(encoded["types"], where), items(encoded, "fields", where)
        expect(len(names) == len(members), f"{where}: fields and types are not as many")
        expect(all(isinstance(n, str) and n.isidentifier() for n in names), f"{where}: a field name is no identifier")
        defaults = (
            [self.constant(each, where) for each in items(encoded, "defaults", where)] if "defaults" in encoded else []
        )
        last = members[len(members) - len(defaults) :]
        expect(len(defaults) <= len(members) and all(map(fits, defaults, last)), f"{where}: a default does not fit")
        return TupleType(members, text(encoded, "name", where), names, defaults)

    def _dict_type(self, encoded: Any, where: str) -> Type:
        members = self._types(encoded, where)
        expect(len(members) == 2, f"{where}: a dict has a key and a value type")
        return DictType(*members)

    def _class_type(self, encoded: Any, where: str) -> Type:
        found = self._unit.get_class(encoded) if isinstance(encoded, str) else None
        if found is None:
            raise Malformed(f"{where}: the class {encoded!r} is not in the file before its use")
        return found

    def _enum_type(self, encoded: Any, where: str) -> Type:
        found = self._unit.find_type(encoded) if isinstance(encoded, str) else None
        if not isinstance(found, EnumType):
            raise Malformed(f"{where}: the enumeration {encoded!r} is not in the file")
        return found

    def _interface_type(self, encoded: Any, where: str) -> Type:
        found = self._unit.find_type(encoded) if isinstance(encoded, str) else None
        if not isinstance(found, InterfaceType):
            raise Malformed(f"{where}: the interface {encoded!r} is not in the file")
        return found

    def _function_type(self, encoded: Any, where: str) -> Type:
        found = self._unit.find_function(encoded) if isinstance(encoded, str) else None
        if found is None:
            raise Malformed(f"{where}: the function {encoded!r} is not in the file before its use")
        return FunctionType(found)

    # -- values

    def _object(self, number: int, where: str) -> Any:
        expect(0 <= number < len(self.objects), f"{where}: there is no object {number} before it")
        return self.objects[number]

    def _enum_member(self, encoded: Any, where: str) -> Any:
        pair = isinstance(encoded, list) and len(encoded) == 2 and all(isinstance(part, str) for part in encoded)
        expect(pair, f"{where}: expected an enumeration and a member")
        type_ = self._enum_type(encoded[0], where)
        assert isinstance(type_, EnumType)
        expect(encoded[1] in dict(type_.members), f"{where}: {encoded[0]} has no member {encoded[1]!r}")
        return type_.python_class[encoded[1]]

    def constant(self, encoded: Any, where: str) -> Any:
        """A Python value: plain JSON, or an object with one field that says what it is."""
        if encoded is None or isinstance(encoded, bool | str):
            return encoded
        if isinstance(encoded, int):
            return integer(encoded, where)
        if isinstance(encoded, list):
            return [self.constant(item, where) for item in encoded]
        kind, inner = _single_field(encoded, where, "value")
        if kind == "float":
            return _float(inner, where)
        if kind == "tensor":
            return self._tensors.tensor(inner, where)
        if kind == "object":
            return self._object(integer(inner, where), where)
        if kind == "device":
            return _device(inner, where)
        if kind == "enum":
            return self._enum_member(inner, where)
        expect(kind in {"tuple", "complex", "dict"}, f"{where}: unknown kind of value {kind!r}")
        if not isinstance(inner, list):
            raise Malformed(f"{where}: a {kind} is written as a list")
        parts = [self.constant(part, where) for part in inner]
        if kind == "tuple":
            return tuple(parts)
        if kind == "complex":
            expect(len(parts) == 2 and all(isinstance(p, float) for p in parts), f"{where}: expected two floats")
            return complex(*parts)
        pairs = all(isinstance(p, list) and len(p) == 2 and isinstance(p[0], _KEYS) for p in parts)
        expect(pairs, f"{where}: expected pairs of a key (a number, a string or a device) and a value")
        expect(len(dict(parts)) == len(parts), f"{where}: a key stands twice")
        return dict(parts)


_KEYS = (int, float, complex, str, device)
_TYPES: dict[str, Callable[[ValueReader, Any, str], Type]] = {
    "tensor": ValueReader._tensor_type,
    "namedtuple": ValueReader._named_tuple,
    "dict": ValueReader._dict_type,
    "class": ValueReader._class_type,
    "enum": ValueReader._enum_type,
    "interface": ValueReader._interface_type,
    "function": ValueReader._function_type,
    "list": lambda self, encoded, where: ListType(self.type(encoded, where)),
    "optional": lambda self, encoded, where: OptionalType(self.type(encoded, where)),
    "future": lambda self, encoded, where: FutureType(self.type(encoded, where)),
    "tuple": lambda self, encoded, where: TupleType(self._types(encoded, where)),
    "union": lambda self, encoded, where: UnionType(tuple(self._types(encoded, where))),
}


def _single_field(encoded: Any, where: str, what: str) -> tuple[str, Any]:
    if not isinstance(encoded, dict) or len(encoded) != 1:
        raise Malformed(f"{where}: {str(encoded)[:80]!r} is no {what}")
    ((kind, inner),) = encoded.items()
    return kind, inner


def _float(encoded: Any, where: str) -> float:
    """Finite numbers are JSON numbers; the others have names, for JSON knows none."""
    if encoded in ("nan", "inf", "-inf"):
        return float(encoded)
    finite = isinstance(encoded, int | float) and not isinstance(encoded, bool) and abs(encoded) <= _LARGEST
    expect(finite, f"{where}: {str(encoded)[:80]!r} is no float")
    return float(encoded)


def _device(inner: Any, where: str) -> device:
    """A device may be named that nothing is computed on here."""
    try:
        return device(inner if isinstance(inner, str) else "")
    except RuntimeError:
        raise Malformed(f"{where}: unknown device {str(inner)[:80]!r}") from None


_LARGEST = 1.7976931348623157e308


def fits(value: Any, type_: Type) -> bool:
    """Whether a value that was read is one of a type."""
    if isinstance(type_, OptionalType):
        return value is None or fits(value, type_.element)
    if isinstance(type_, UnionType):
        return any(fits(value, member) for member in type_.members)
    if isinstance(type_, ListType):
        return isinstance(value, list) and all(fits(item, type_.element) for item in value)
    if isinstance(type_, DictType):
        return isinstance(value, dict) and all(fits(k, type_.key) and fits(v, type_.value) for k, v in value.items())
    if isinstance(type_, TupleType):
        lengths = isinstance(value, tuple) and len(value) == len(type_.members)
        return lengths and all(map(fits, value, type_.members))
    if isinstance(type_, EnumType):
        return isinstance(value, type_.python_class)
    if isinstance(type_, ClassType):
        return getattr(value, "class_type", None) is type_
    if isinstance(type_, InterfaceType):
        own = getattr(value, "class_type", None)
        return isinstance(own, ClassType) and not why_not_implemented(own, type_)
    wanted = _PYTHON_TYPES.get(type(type_))
    return wanted is not None and isinstance(value, wanted) and (wanted is not int or not isinstance(value, bool))


_PYTHON_TYPES: dict[type[Type], Any] = {
    t.AnyType: object,
    t.NoneType: type(None),
    t.NumberType: (int, float, complex),
    t.IntType: int,
    t.FloatType: float,
    t.ComplexType: complex,
    t.BoolType: bool,
    t.StringType: str,
    t.DeviceObjType: (device, str),
    TensorType: Tensor,
}
