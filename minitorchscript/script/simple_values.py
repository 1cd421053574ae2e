"""Values of the graph as the compiler meets them, and what can be called on them: operators, functions, methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..ir.named_types import EnumType, InterfaceType
from ..ir.types import (
    AnyTupleType,
    ClassType,
    DeviceObjType,
    DictType,
    FunctionType,
    IntType,
    ListType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.unit import Function, Signature
from ..ir.value import Value
from ..ops.overloads import overloads_of
from ..ops.schema import FunctionSchema
from .conversions import unpack_tuple
from .matching import Mark, emit_builtin, insert, mark_of, match_any
from .ranges import Span
from .reports import CompilationError, RecursiveCallError
from .sugared import Method, NamedValue, SugaredValue
from .unify import match_variables, repr_str, substitute

#: attributes that are operators, by kind of value
_TENSOR_PROPERTIES = {
    name: "prim"
    for name in (
        "dtype device grad data shape is_cuda is_cpu is_xpu is_xla is_sparse is_sparse_csr is_mkldnn is_mps is_mtia"
        " is_quantized is_vulkan is_ipu is_meta is_nested is_maia requires_grad layout T H ndim name itemsize nbytes"
    ).split()
} | dict.fromkeys(("is_leaf", "mT", "mH", "real", "imag", "retains_grad"), "aten")
_DEVICE_PROPERTIES = {"type": "prim", "index": "prim"}

#: methods that convert a tensor, and the number of the dtype
_CASTS = {
    "byte": 0,
    "char": 1,
    "short": 2,
    "int": 3,
    "long": 4,
    "half": 5,
    "float": 6,
    "double": 7,
    "cfloat": 9,
    "cdouble": 10,
}


class SimpleValue(SugaredValue):
    """A value of the graph."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def kind(self) -> str:
        return f"value of type '{self.value._type.annotation_str}'"

    def as_value(self, where: Span, m: Method) -> Value:
        return self.value

    # -- attributes

    def has_attr(self, where: Span, m: Method, field: str) -> bool:
        type_ = self.value._type
        if isinstance(type_, TupleType) and type_.fields:
            return field in type_.fields
        if not isinstance(type_, ClassType):
            raise CompilationError(
                where, f"hasattr's first argument must be an object or NamedTuple, got {repr_str(type_)} instead"
            )
        return field in type_.methods or field in type_.attributes or field in type_.constants

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        type_ = self.value._type
        found = self._property(where, m, field)
        if found is not None:
            return found
        special = _ATTRIBUTES.get(type(type_))
        if special is not None:
            found = special(self, where, m, field)
            if found is not None:
                return found
        own = NamedValue("self", self.value, where)
        kind = "aten::to" if field == "type" else f"aten::{field}"
        builtin = BuiltinFunction.for_value(kind, own)
        if builtin is not None:
            return builtin
        if isinstance(type_, TensorType):
            if field == "tolist":
                return SpecialForm("prim::tolist")
            if field == "__getitem__":
                return SpecialForm("aten::index")
        message = f"'{repr_str(type_)}' object has no attribute or method '{field}'."
        if isinstance(type_, ClassType):
            if field in type_.unresolved_attributes:
                message += (
                    f" '{field}' is defined as a class attribute which currently is not supported. Consider"
                    " converting this to an instance attribute."
                )
            else:
                message += " Did you forget to initialize an attribute in __init__()?"
        raise CompilationError(where, message)

    def _property(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        type_ = self.value._type
        if isinstance(type_, TensorType):
            if field in _CASTS:
                return TensorCast(_CASTS[field], NamedValue("self", self.value, where))
            namespace = _TENSOR_PROPERTIES.get(field)
        elif isinstance(type_, DeviceObjType):
            namespace = _DEVICE_PROPERTIES.get(field)
        elif isinstance(type_, OptionalType) and field == "unchecked_unwrap_optional":
            namespace = "prim"
        else:
            return None
        return None if namespace is None else SimpleValue(insert(m.graph, f"{namespace}::{field}", [self.value]))

    def _of_tuple(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        type_ = self.value._type
        assert isinstance(type_, TupleType)
        if field not in type_.fields:
            return None
        index = type_.fields.index(field)
        return SimpleValue(tuple_index(m, self.value, m.graph.insertConstant(index), type_.members[index]))

    def _of_class(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        type_ = self.value._type
        assert isinstance(type_, ClassType)
        if field in type_.methods:
            return MethodValue(self.value, field)
        if field in type_.attributes:
            return SimpleValue(m.graph.insertGetAttr(self.value, field))
        if field in type_.properties:
            getter = type_.properties[field][0]
            return MethodValue(self.value, getter.name).call(where, m, [], [], 1)
        return None

    def _of_interface(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        type_ = self.value._type
        assert isinstance(type_, InterfaceType)
        return MethodValue(self.value, field) if field in type_.methods else None

    def _of_enum(self, where: Span, m: Method, field: str) -> SugaredValue | None:
        type_ = self.value._type
        assert isinstance(type_, EnumType)
        if field not in ("name", "value"):
            return None
        node = m.graph.create(f"prim::Enum{field.capitalize()}", [self.value])
        node._outputs[0]._type = StringType() if field == "name" else type_.value
        return SimpleValue(m.graph.insertNode(node)._outputs[0])

    def set_attr(self, where: Span, m: Method, field: str, value: Value) -> None:
        type_ = self.value._type
        if not isinstance(type_, ClassType):
            raise CompilationError(where, f"Tried to set an attribute: {field} on a non-class: {repr_str(type_)}")
        if field not in type_.attributes and not self._new_attribute(where, m, type_, field, value):
            return
        expected = type_.attributes[field].type
        if not value._type.isSubtypeOf(expected):
            raise CompilationError(
                where,
                f"Wrong type for attribute assignment. Expected {repr_str(expected)} but got {repr_str(value._type)}",
            )
        m.graph.insertNode(m.graph.create("prim::SetAttr", [self.value, value], 0).s_("name", field))

    def _new_attribute(self, where: Span, m: Method, type_: ClassType, field: str, value: Value) -> bool:
        """In ``__init__`` an assignment makes the attribute; elsewhere there must be a property to set."""
        inputs = m.graph.inputs()
        if m.name == "__init__" and inputs and inputs[0]._type is type_:
            if _contains(value._type, type_):
                raise CompilationError(
                    where,
                    f"Assignment to attribute '{field}' cannot be of a type that contains class"
                    f" '{repr_str(type_)}'.\nClasses that recursively contain instances of themselves"
                    " are not yet supported",
                )
            type_.add_attribute(field, value._type)
            if m.graph.insertPoint().owningBlock() is not m.graph.block():
                raise CompilationError(
                    where,
                    "First assignment cannot be in a control-flow block. Initialize the field at the top level first",
                )
            return True
        if field not in type_.properties:
            raise CompilationError(
                where, f"Tried to set nonexistent attribute: {field}. Did you forget to initialize it in __init__()?"
            )
        setter = type_.properties[field][1]
        if setter is None:
            raise CompilationError(where, f"Tried to set read-only attribute: {field}")
        MethodValue(self.value, setter.name).call(where, m, [NamedValue(None, value)], [], 1)
        return False

    # -- as a container

    def as_tuple(self, where: Span, m: Method, size_hint: int | None = None) -> list[SugaredValue]:
        type_ = self.value._type
        if isinstance(type_, TupleType):
            return [SimpleValue(each) for each in unpack_tuple(self.value)]
        if isinstance(type_, ListType):
            if size_hint is None:
                raise CompilationError(where, "cannot statically infer the expected size of a list in this context")
            node = m.graph.insertNode(m.graph.createListUnpack(self.value, size_hint))
            return [SimpleValue(each) for each in node._outputs]
        if isinstance(type_, AnyTupleType):
            raise CompilationError(
                where,
                "Provided tuple is not fully defined/refined including its element types, please provide a value of"
                " type like Tuple[int, int]",
            )
        raise CompilationError(where, f"{repr_str(type_)} cannot be used as a tuple")

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        if isinstance(self.value._type, ClassType):
            return self.attr(where, m, "__call__").call(where, m, args, kwargs, n_binders)
        return super().call(where, m, args, kwargs, n_binders)

    def len(self, where: Span, m: Method) -> Value:
        if isinstance(self.value._type, ListType | StringType | TensorType):
            return insert(m.graph, "aten::len", [self.value], where)
        raise CompilationError(where, f"'{repr_str(self.value._type)}' object is not iterable")

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        value, type_ = self.value, self.value._type
        if isinstance(type_, ListType | StringType | DictType):
            return SimpleValue(insert(m.graph, "aten::__getitem__", [value, index], where))
        if isinstance(type_, TensorType):
            return SimpleValue(insert(m.graph, "aten::select", [value, 0, index], where))
        if isinstance(type_, ClassType):
            if type_.is_module and type_hint is not None:
                node = m.graph.create("prim::ModuleContainerIndex", [value, index])
                node._outputs[0]._type = type_hint
                node._range = where
                return SimpleValue(m.graph.insertNode(node)._outputs[0])
            return self.attr(where, m, "__getitem__").call(where, m, [NamedValue(None, index)], [], 1)
        raise CompilationError(where, f"'{repr_str(type_)}' object is not subscriptable")

    def iter(self, where: Span, m: Method) -> SugaredValue:
        type_ = self.value._type
        if isinstance(type_, ListType | StringType | TensorType):
            return self
        if isinstance(type_, DictType):
            return SimpleValue(insert(m.graph, "aten::keys", [self.value], where))
        if isinstance(type_, TupleType):
            return SugaredTuple([SimpleValue(each) for each in unpack_tuple(self.value)])
        raise CompilationError(where, f"'{repr_str(type_)}' object is not iterable")


_ATTRIBUTES: dict[type[Type], Callable[[SimpleValue, Span, Method, str], SugaredValue | None]] = {
    TupleType: SimpleValue._of_tuple,
    ClassType: SimpleValue._of_class,
    InterfaceType: SimpleValue._of_interface,
    EnumType: SimpleValue._of_enum,
}


def _contains(type_: Type, searched: Type) -> bool:
    pending, seen = [type_], set()
    while pending:
        each = pending.pop()
        if each.isSubtypeOf(searched):
            return True
        if each not in seen:
            seen.add(each)
            pending.extend(each.containedTypes())
    return False


def tuple_index(m: Method, value: Value, index: Value, type_: Type) -> Value:
    """A member of a tuple."""
    node = m.graph.create("prim::TupleIndex", [value, index])
    node._outputs[0]._type = type_
    return m.graph.insertNode(node)._outputs[0]


class SugaredTuple(SugaredValue):
    """Several meanings in a row; a loop over it is unrolled."""

    def __init__(self, members: Sequence[SugaredValue]) -> None:
        self.members = list(members)

    def kind(self) -> str:
        return "Tuple"

    def as_value(self, where: Span, m: Method) -> Value:
        values = [member.as_value(where, m) for member in self.members]
        return m.graph.insertNode(m.graph.createTuple(values))._outputs[0]

    def as_tuple(self, where: Span, m: Method, size_hint: int | None = None) -> list[SugaredValue]:
        return self.members

    def getitem(self, where: Span, m: Method, index: Value, type_hint: Type | None = None) -> SugaredValue:
        number = index.toIValue()
        if not isinstance(index._type, IntType) or number is None:
            raise CompilationError(
                where,
                "Expected integer literal for index but got a variable or non-integer. ModuleList/Sequential"
                " indexing is only supported with integer literals. For example, 'i = 4; self.layers[i](x)' will fail"
                " because i is not a literal. Enumeration is supported, e.g. 'for index, v in enumerate(self): out ="
                " v(inp)'",
            )
        adjusted = number + len(self.members) if number < 0 else number
        if not 0 <= adjusted < len(self.members):
            raise CompilationError(where, f"Index {number} out of range of length {len(self.members)}")
        found: SugaredValue = self.members[adjusted]
        return found

    def iter(self, where: Span, m: Method) -> SugaredValue:
        return self

    def static_len(self) -> int | None:
        return len(self.members)


class SpecialForm(SugaredValue):
    """A name whose call has evaluation rules of its own, such as `range` or `torch.jit.annotate`."""

    def __init__(self, form: str) -> None:
        self.form = form

    def kind(self) -> str:
        return self.form.partition("::")[2]


#: whether an operator is a method of values of a type
_is_method: dict[tuple[str, Mark], bool] = {}


def _takes_self(schema: FunctionSchema, given: Type) -> bool:
    formal = next((argument.type for argument in schema.arguments if argument.name == "self"), None)
    bound: dict[str, Type] = {}
    if formal is None or match_variables(formal, given, bound) is not None:
        return False
    concrete = substitute(formal, bound)
    return concrete is not None and given.isSubtypeOf(concrete)


class BuiltinFunction(SugaredValue):
    """An operator, or a method of a value that is one."""

    __slots__ = ("operator", "own")

    def __init__(self, operator: str, own: NamedValue | None = None) -> None:
        self.operator = operator
        self.own = own

    @staticmethod
    def for_value(operator: str, own: NamedValue) -> BuiltinFunction | None:
        """The operator as a method of a value; ``None`` if no overload's ``self`` takes it."""
        mark = mark_of(own.content)
        found = _is_method.get((operator, mark)) if mark is not None else None
        if found is None:
            found = any(_takes_self(each, own.content._type) for each in overloads_of(operator))
            if mark is not None:
                _is_method[operator, mark] = found
        return BuiltinFunction(operator, own) if found else None

    def kind(self) -> str:
        return "builtin"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        return SimpleValue(emit_builtin(where, m.graph, self.operator, args, kwargs, self.own))


class TensorCast(SugaredValue):
    """``x.float()``: a conversion that is called like a method."""

    def __init__(self, dtype: int, own: NamedValue) -> None:
        self.dtype = dtype
        self.own = own

    def kind(self) -> str:
        return "Cast"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        graph = m.graph
        dtype = NamedValue("dtype", graph.insertConstant(self.dtype, where), where)
        return SimpleValue(emit_builtin(where, graph, "aten::to", args, [self.own, dtype]))


class FunctionValue(SugaredValue):
    """A compiled function, or several overloads of one."""

    def __init__(self, *callees: Function) -> None:
        self.callees = callees

    def kind(self) -> str:
        return "function"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        signatures: list[Signature] = []
        for callee in self.callees:
            try:
                signatures.append(callee.signature)
            except RecursiveCallError:
                raise CompilationError(
                    where,
                    f" function '{callee.name}' is called recursively. Recursive calls are not supported",
                ) from None
        index, match = match_any(signatures, where, m.graph, args, kwargs)
        graph, callee = m.graph, self.callees[index]
        constant = graph.create("prim::Constant").s_("name", callee.name)
        constant._outputs[0]._type = FunctionType(callee)
        graph.insertNode(constant)
        node = graph.create("prim::CallFunction", [constant._outputs[0], *match.inputs])
        node._outputs[0]._type = match.returns[0]
        node._range = where
        return SimpleValue(graph.insertNode(node)._outputs[0])


class MethodValue(SugaredValue):
    """A compiled method of an object, or several overloads of one."""

    def __init__(self, own: Value, *names: str) -> None:
        self.own = own
        self.names = names

    def kind(self) -> str:
        return "method"

    def call(
        self, where: Span, m: Method, args: Sequence[NamedValue], kwargs: Sequence[NamedValue], n_binders: int
    ) -> SugaredValue:
        type_ = self.own._type
        assert isinstance(type_, ClassType | InterfaceType)
        signatures: list[Signature] = []
        for name in self.names:
            method = type_.methods[name]
            try:
                signatures.append(method.signature if isinstance(type_, ClassType) else method)
            except RecursiveCallError:
                raise CompilationError(
                    where, f" method '{name}' is called recursively. Recursive calls are not supported"
                ) from None
        index, match = match_any(signatures, where, m.graph, [NamedValue("self", self.own), *args], kwargs)
        node = m.graph.create("prim::CallMethod", match.inputs).s_("name", self.names[index])
        node._outputs[0]._type = match.returns[0]
        node._range = where
        return SimpleValue(m.graph.insertNode(node)._outputs[0])
