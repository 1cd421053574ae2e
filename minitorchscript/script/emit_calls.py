"""Calls, and the special forms among them, whose arguments are not simply evaluated from left to right."""

from __future__ import annotations

from collections.abc import Callable

from ..ir.types import (
    ClassType,
    FutureType,
    IntType,
    ListType,
    NoneType,
    TupleType,
    Type,
)
from ..ir.value import Value
from .conversions import convert, unpack_tuple
from .emit_base import span_of
from .emit_subscripts import SubscriptEmitter
from .matching import insert
from .reports import CompilationError
from .simple_values import SimpleValue, SpecialForm
from .special_values import ENDLESS, ClassValue, IterableTree, RangeValue
from .sugared import NamedValue, SugaredValue
from .tree import Apply, Select, String
from .unify import can_be_none, repr_str


class LegacyConstructor(SpecialForm):
    """``torch.LongTensor`` and its like, called."""

    def __init__(self, dtype: int) -> None:
        super().__init__("prim::LegacyTypedConstructor")
        self.dtype = dtype


class CallEmitter(SubscriptEmitter):
    def call(self, expr: Apply, n_binders: int, type_hint: Type | None) -> SugaredValue:
        callee = self.sugared(expr.callee)
        if isinstance(callee, SpecialForm):
            return _FORMS[callee.form](self, expr, callee, type_hint)
        args = self.named_values(expr.inputs, unpack=True)
        kwargs = self.keywords(expr)
        return callee.call(expr.callee.where, self.method, args, kwargs, n_binders)

    def keywords(self, expr: Apply) -> list[NamedValue]:
        return [NamedValue(each.name, self.expression(each.value), each.where) for each in expr.keywords]

    # -- special forms

    def annotate(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 2)
        type_ = self.types.type(expr.inputs[0])
        value = convert(expr.where, self.graph, type_, self.expression(expr.inputs[1], type_), True)
        if not value._type.isSubtypeOf(type_):
            where = span_of(expr.inputs, expr.inputs[0].where)
            message = f"expected an expression of type {repr_str(type_)} but found {repr_str(value._type)}\n"
            raise CompilationError(where, message)
        if can_be_none(type_) and isinstance(value._type, NoneType):
            # None, and what it is optional for
            value = self.graph.insertNode(self.graph.createNone())._outputs[0].setType(type_)
        return SimpleValue(value)

    def unchecked_cast(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 2)
        type_ = self.types.type(expr.inputs[0])
        value = self.expression(expr.inputs[1])
        if value._node._kind != "prim::unchecked_cast" or value._type != type_:
            value = self.cast_unchecked(value, type_)
        return SimpleValue(value)

    def uninitialized(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 1)
        type_ = self.types.type(expr.inputs[0])
        return SimpleValue(self.create("prim::Uninitialized", expr.where)._outputs[0].setType(type_))

    def get_attribute(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 2, 3)
        target = self.sugared(expr.inputs[0])
        name = expr.inputs[1]
        if not isinstance(name, String):
            raise CompilationError(expr.where, "getattr's second argument must be a string literal")
        if len(expr.inputs) == 2 or target.has_attr(expr.where, self.method, name.text):
            return target.attr(expr.where, self.method, name.text)
        return self.sugared(expr.inputs[2])

    def has_attribute_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 2)
        return SimpleValue(self.has_attribute(expr.inputs[0], expr.inputs[1]).value)

    def is_instance_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 2)
        return SimpleValue(self.is_instance(expr.inputs[0], expr.inputs[1]).value)

    def tuple_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        self.check_inputs(expr, 1)
        members = self.sugared(expr.inputs[0]).as_tuple(expr.where, self.method)
        values = [each.as_value(expr.where, self.method) for each in members]
        return SimpleValue(self.graph.insertNode(self.graph.createTuple(values))._outputs[0])

    def legacy_tensor(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        assert isinstance(form, LegacyConstructor)
        values = self.values(expr.inputs, unpack=True)
        kwargs = self.keywords(expr)
        refusal = (
            "Legacy Tensor Constructor only supports two schemas in TorchScript: \n"
            "'new(IntArrayRef size, *, Device? device=None)',\n"
            "'new(PyObject* data, *, Device? device=None)\n'"
        )
        if len(kwargs) == 1 and kwargs[0].name != "device":
            raise CompilationError(expr.where, f"{refusal}Got kwarg {kwargs[0].name}")
        if len(kwargs) > 1:
            raise CompilationError(expr.where, f"{refusal}Got multiple kwargs\n")
        dtype = self.graph.insertConstant(form.dtype)
        if not values or all(isinstance(value._type, IntType) for value in values):
            listed = self.graph.insertNode(self.graph.createList(IntType(), values))._outputs[0]
            return SimpleValue(insert(self.graph, "aten::empty" if values else "aten::tensor", [listed], dtype=dtype))
        if len(values) == 1:
            return SimpleValue(insert(self.graph, "aten::tensor", [values[0]], dtype=dtype))
        raise CompilationError(expr.where, f"{refusal}Got multiple positional arguments that were not all integers")

    def to_list(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        assert isinstance(expr.callee, Select)
        operand = self.sugared(expr.callee.value)
        if type_hint is None:
            raise CompilationError(expr.where, "Expected type hint for result of tolist()")
        value = operand.as_value(expr.callee.value.where, self.method)
        return SimpleValue(self._to_list_node(value, type_hint))

    def _to_list_node(self, value: Value, type_: Type) -> Value:
        """``prim::tolist``: how deep the lists are nested, and the type of the elements, as numbers."""
        depth, element = 0, type_
        while isinstance(element, ListType):
            depth, element = depth + 1, element.element
        kinds = {"IntType": 0, "FloatType": 1, "BoolType": 2, "ComplexType": 3}
        if element.kind() not in kinds:
            raise RuntimeError(f"{element.str()} is not one of the supported element types for tolist: int, float,"
                               " complex, bool")  # fmt: skip
        numbers = [self.graph.insertConstant(number) for number in (depth, kinds[element.kind()])]
        node = self.graph.create("prim::tolist", [value, *numbers])
        node._outputs[0]._type = type_
        return self.graph.insertNode(node)._outputs[0]

    def index_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        assert isinstance(expr.callee, Select)
        where = expr.where
        value = self.sugared(expr.callee.value).as_value(where, self.method)
        if len(expr.inputs) != 1:
            raise CompilationError(where, f"__getitem__ expected exactly 1 arguments, got {len(expr.inputs)}")
        index = self.sugared(expr.inputs[0]).as_value(where, self.method)
        parts = unpack_tuple(index) if isinstance(index._type, TupleType) else [index]
        return SimpleValue(self.index(where, value, parts))

    def create_object(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        if len(expr.inputs) != 1:
            raise CompilationError(expr.where, "Only one argument to __new__ allowed")
        argument = self.sugared(expr.inputs[0])
        if not isinstance(argument, ClassValue):
            raise CompilationError(
                expr.where, f"Expected class value as argument to __new__, got {argument.kind()} instead"
            )
        assert isinstance(argument.type, ClassType)
        return SimpleValue(self.create("prim::CreateObject", expr.where)._outputs[0].setType(argument.type))

    # -- iterables

    def range_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        return RangeValue(expr.where, self.method, self.values(expr.inputs, unpack=True))

    def enumerate_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        where, inputs, keywords = expr.where, expr.inputs, expr.keywords
        if not inputs:
            raise CompilationError(where, "enumerate expected at least 1 arguments, got 0")
        bounds: list[Value] = []
        if len(inputs) == 2:
            bounds = [self.sugared(inputs[1]).as_value(where, self.method)]
        if len(inputs) + len(keywords) > 2:
            raise CompilationError(where, f"enumerate expected at most 2 arguments, got {len(inputs) + len(keywords)}")
        if keywords:
            if keywords[0].name != "start":
                raise CompilationError(where, f"enumerate expected kwarg name 'start', got '{keywords[0].name}'")
            bounds = [self.sugared(keywords[0].value).as_value(where, self.method)]
        bounds.append(self.constant(ENDLESS, where))
        source = self.sugared(inputs[0]).iter(where, self.method)
        tree = IterableTree()
        tree.add(where, self.method, RangeValue(where, self.method, bounds, source.static_len()))
        tree.add(where, self.method, source)
        return tree

    def zip_call(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        if not expr.inputs:
            raise CompilationError(expr.where, "zip expected at least 1 arguments, got 0")
        tree = IterableTree()
        for each in expr.inputs:
            tree.add(expr.where, self.method, self.sugared(each).iter(expr.where, self.method))
        return tree

    # -- forks

    def fork(self, expr: Apply, form: SpecialForm, type_hint: Type | None) -> SugaredValue:
        """``torch.jit.fork(f, *args)``: the call stands in a block of its own until clean-up makes it a graph."""
        if not expr.inputs:
            raise CompilationError(expr.where, "Expected at least one argument to fork()")
        forked = self.sugared(expr.inputs[0])
        args = self.named_values(expr.inputs[1:], unpack=True)
        kwargs = self.keywords(expr)
        node = self.create("prim::forkClosure", expr.where)
        with self.graph.insert_point_guard(node):
            closure = self.graph.insertNode(self.graph.create("prim::Closure"))
            closure._outputs[0]._type = NoneType()
            block = closure.addBlock()
            with self.frame(block):
                result = forked.call(expr.where, self.method, args, kwargs, 1).as_value(expr.where, self.method)
                block.registerOutput(result)
            node.addInput(closure._outputs[0])
        node._outputs[0]._type = FutureType(result._type)
        return SimpleValue(node._outputs[0])


_Form = Callable[[CallEmitter, Apply, SpecialForm, Type | None], SugaredValue]

_FORMS: dict[str, _Form] = {
    "prim::annotate": CallEmitter.annotate,
    "prim::unchecked_cast": CallEmitter.unchecked_cast,
    "prim::Uninitialized": CallEmitter.uninitialized,
    "prim::GetAttr": CallEmitter.get_attribute,
    "prim::HasAttr": CallEmitter.has_attribute_call,
    "prim::isinstance": CallEmitter.is_instance_call,
    "prim::TupleConstruct": CallEmitter.tuple_call,
    "prim::LegacyTypedConstructor": CallEmitter.legacy_tensor,
    "prim::tolist": CallEmitter.to_list,
    "aten::index": CallEmitter.index_call,
    "prim::CreateObject": CallEmitter.create_object,
    "prim::range": CallEmitter.range_call,
    "prim::enumerate": CallEmitter.enumerate_call,
    "prim::zip": CallEmitter.zip_call,
    "prim::fork": CallEmitter.fork,
    "prim::list": lambda emitter, expr, form, hint: emitter.list_call(expr, hint),
    "prim::dict": lambda emitter, expr, form, hint: emitter.dict_call(expr, hint),
}
