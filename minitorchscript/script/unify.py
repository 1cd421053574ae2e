"""Relations of types: what is common to two, why one is no subtype of another, and type variables of schemas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..ir.named_types import EnumType
from ..ir.types import (
    ClassType,
    DictType,
    FutureType,
    ListType,
    NoneType,
    OptionalType,
    TensorType,
    TupleType,
    Type,
    UnionType,
)
from ..ir.unit import unshaped
from ..ops.schema import VarType


def repr_str(type_: Type) -> str:
    """How an error names a type."""
    if isinstance(type_, TensorType):
        return f"{type_.str()} (inferred)" if type_.inferred else type_.str()
    if isinstance(type_, VarType):
        return type_.name
    if isinstance(type_, ClassType) and type_.unit is not None:
        return type_.repr_str()
    return type_.str() if isinstance(type_, EnumType) else type_.annotation_str


_ORDER = {
    name: place
    for place, name in enumerate(
        "Any Enum AnyEnum Tensor Storage Tuple List Dict Number Float Complex Future Await RRef Int None String"
        " Generator Quantizer Bool Optional Var DeviceObj Stream Function Class PyObject Capsule Interface QScheme"
        " ScalarType Layout MemoryFormat AnyList AnyTuple AnyClass SymInt SymFloat SymBool Union".split()
    )
}


def members_of(types: Sequence[Type]) -> list[Type]:
    """Types with unions spread out, merged where two of them have something in common, in the order of kinds."""
    members: list[Type] = []
    for type_ in types:
        if isinstance(type_, UnionType):
            members.extend(type_.members)
        elif isinstance(type_, OptionalType):
            members.extend(members_of((type_.element,)))
            members.append(NoneType())
        else:
            members.append(type_)
    last = len(members) - 1
    for index in range(len(members) - 1, 0, -1):
        for other in range(min(index - 1, last), -1, -1):
            one, two = members[index], members[other]
            if isinstance(one, NoneType) != isinstance(two, NoneType):
                continue
            common = unify(one, two)
            if common is not None:
                members[other] = common
                members[index] = members[last]
                last -= 1
                break
    return sorted(members[: last + 1], key=lambda each: (_ORDER.get(each.kind().removesuffix("Type"), 99), each.str()))


def union_of(types: Sequence[Type]) -> Type:
    """The union of types: one of them if it covers the others, ``Optional`` for a type and None."""
    members = members_of(types)
    if len(members) == 1:
        return members[0]
    if NoneType() in members:
        rest = [each for each in members if not isinstance(each, NoneType)]
        if len(rest) == 1:
            return OptionalType(rest[0])
    return UnionType(tuple(members))


def unify(one: Type, two: Type, default_to_union: bool = False, hint: Type | None = None) -> Type | None:
    """The least type that both are subtypes of; without one their union if asked for, else ``None``."""
    if one is two:
        return two
    found = _unify(one, two, default_to_union, hint)
    return union_of((one, two)) if found is None and default_to_union else found


def _unify(one: Type, two: Type, default_to_union: bool, hint: Type | None) -> Type | None:
    if one.isSubtypeOf(two):
        return two
    if two.isSubtypeOf(one):
        return one
    if isinstance(one, TensorType) and isinstance(two, TensorType):
        return TensorType.get()
    for here, there in ((one, two), (two, one)):
        if isinstance(here, NoneType):
            return OptionalType(there)
    for here, there in ((one, two), (two, one)):
        if isinstance(here, OptionalType):
            element = unify(here.element, there)
            if element is not None:
                return OptionalType(element)
            break
    if isinstance(one, TupleType) and isinstance(two, TupleType):
        if len(one.members) != len(two.members):
            return None
        pairs = [unify(a, b, default_to_union) for a, b in zip(one.members, two.members, strict=True)]
        members = [each for each in pairs if each is not None]
        return TupleType(members) if len(members) == len(pairs) else None
    if isinstance(one, FutureType) and isinstance(two, FutureType):
        element = unify(one.element, two.element)
        if element is not None:
            return FutureType(element)
    plain_one, plain_two = unshaped(one), unshaped(two)
    if plain_one.isSubtypeOf(plain_two):
        return plain_two
    if plain_two.isSubtypeOf(plain_one):
        return plain_one
    if hint is not None and one.isSubtypeOf(hint) and two.isSubtypeOf(hint):
        return hint
    return None


def unify_all(types: Sequence[Type], default_to_union: bool = False, hint: Type | None = None) -> Type | None:
    """As `unify`, of any number of types but none."""
    result: Type | None = types[0] if types else None
    for type_ in types[1:]:
        if result is not None:
            result = unify(result, type_, default_to_union, hint)
    return result


def can_hold(type_: Type, other: Type) -> bool:
    """Whether a union has room for a type."""
    return isinstance(type_, UnionType) and any(other.isSubtypeOf(member) for member in type_.members)


def without(union: UnionType, removed: Sequence[Type]) -> Type | None:
    """A union without the members that are subtypes of some types; ``None`` if nothing is left."""
    rest = [each for each in union.members if not any(each.isSubtypeOf(other) for other in removed)]
    return union_of(rest) if rest else None


def can_be_none(type_: Type) -> bool:
    """Whether values of the type may be None, though they need not."""
    return isinstance(type_, OptionalType) or can_hold(type_, NoneType())


# -- type variables


@lru_cache(maxsize=4096)
def has_variables(type_: Type) -> bool:
    """Whether a schema's type has variables in it: ``t`` in ``t[]``."""
    if isinstance(type_, VarType):
        return True
    if isinstance(type_, ListType | OptionalType | FutureType | DictType | TupleType):
        return any(has_variables(inner) for inner in type_.containedTypes())
    return False


def match_variables(formal: Type, actual: Type, bound: dict[str, Type]) -> str | None:
    """Bind the variables of a schema's type so that it fits an argument's; the reason where that can't be."""
    if not has_variables(formal):
        return None
    if isinstance(formal, VarType):
        known = bound.get(formal.name)
        if known is None:
            bound[formal.name] = actual
            return None
        if unify(known, actual) is not None:
            return None
        return (
            f"Type variable '{formal.name}' previously matched to type {repr_str(known)} is matched to type "
            f"{repr_str(actual)}"
        )
    if isinstance(formal, ListType):
        if isinstance(actual, ListType):
            return match_variables(formal.element, actual.element, bound)
        if isinstance(actual, TupleType):
            common = unify_all(actual.members)
            if common is not None:
                return match_variables(formal.element, common, bound)
        return f"Cannot match {repr_str(formal)} to {repr_str(actual)}"
    if isinstance(formal, TupleType):
        if not isinstance(actual, TupleType):
            return f"Cannot match a tuple to {repr_str(actual)}"
        if len(formal.members) != len(actual.members):
            return "Cannot match tuples of mismatched size"
        reasons = (match_variables(a, b, bound) for a, b in zip(formal.members, actual.members, strict=True))
        return next((reason for reason in reasons if reason is not None), None)
    if isinstance(formal, FutureType):
        if isinstance(actual, FutureType):
            return match_variables(formal.element, actual.element, bound)
        return f"Cannot match a future to {repr_str(actual)}"
    if isinstance(formal, OptionalType):
        if isinstance(actual, OptionalType):
            return match_variables(formal.element, actual.element, bound)
        return None if isinstance(actual, NoneType) else match_variables(formal.element, actual, bound)
    assert isinstance(formal, DictType)
    if not isinstance(actual, DictType):
        return f"Cannot match a dict to {repr_str(actual)}"
    reason = match_variables(formal.key, actual.key, bound)
    return match_variables(formal.value, actual.value, bound) if reason is None else reason


def substitute(type_: Type, bound: dict[str, Type]) -> Type | None:
    """A schema's type with its variables replaced; ``None`` while one is not bound."""
    if not has_variables(type_):
        return type_
    if isinstance(type_, VarType):
        return bound.get(type_.name)
    inner = [substitute(each, bound) for each in type_.containedTypes()]
    parts = [each for each in inner if each is not None]
    if len(parts) != len(inner):
        return None
    if isinstance(type_, TupleType):
        return TupleType(parts, type_.name, type_.fields)
    if isinstance(type_, DictType):
        return DictType(*parts)
    if isinstance(type_, OptionalType):
        return _optional(parts[0])
    assert isinstance(type_, ListType | FutureType)
    return type(type_)(parts[0])


def _optional(type_: Type) -> Type:
    """The type that None is of too; it is so only once."""
    if isinstance(type_, OptionalType):
        return type_
    if isinstance(type_, UnionType):
        type_ = union_of([member for member in type_.members if not isinstance(member, NoneType)])
    return OptionalType(type_)


def convertible_to_list(type_: Type, wanted: Type) -> bool:
    """Whether it is such a list, or a tuple whose members all are elements of one."""
    if not isinstance(wanted, ListType):
        return False
    if type_.isSubtypeOf(wanted):
        return True
    return isinstance(type_, TupleType) and all(member.isSubtypeOf(wanted.element) for member in type_.members)


def without_optional(type_: Type) -> Type:
    """The type of a value that is known not to be ``None``."""
    return type_.element if isinstance(type_, OptionalType) else type_
