"""Lists, tuples and dictionaries that a program writes out, and the calls ``list(…)`` and ``dict(…)``."""

from __future__ import annotations

from ..ir.types import AnyType, DictType, ListType, OptionalType, StringType, TensorType, Type, UnionType, dict_of
from ..ir.value import Value
from .container_hints import Hint, refine_dict_hint, refine_hint, refine_list_hint, warn_of_mixture
from .emit_loops import LoopEmitter
from .ranges import Span
from .reports import CompilationError
from .simple_values import SimpleValue
from .sugared import NamedValue, SugaredValue
from .tree import Apply, DictComp, DictLiteral, Expr, ListComp, ListLiteral, String, TupleLiteral, Var
from .unify import repr_str, unify, unify_all


class ContainerEmitter(LoopEmitter):
    def list_literal(self, expr: ListLiteral, type_hint: Type | None) -> Value:
        values = self.values(expr.inputs, unpack=True)
        if not values and type_hint is None:
            # it may become a list of anything, as long as no variable holds it
            node = self.graph.insertNode(self.graph.create("prim::EmptyListLiteral"))
            return node._outputs[0].setType(ListType.ofTensors())
        element: Type = TensorType.get()
        hint = Hint(type_hint)
        if type_hint is not None:
            was_any = refine_hint(hint, "List", expr.where)
            if isinstance(hint.refined, ListType):
                element = hint.refined.element
            elif was_any:
                hint.refined = None
            if hint.candidates and not values:
                raise CompilationError(
                    expr.where,
                    f"Cannot assign an empty list to a variable annotated to be type {repr_str(type_hint)} because"
                    " there are multiple possible List type candidates in the Union annotation",
                )
        if values:
            element = self._element(expr.where, values, element, hint)
        result = self.graph.insertNode(self.graph.createList(element, values))._outputs[0]
        return self._as_annotated(result, type_hint)

    def _element(self, where: Span, values: list[Value], wanted: Type, hint: Hint) -> Type:
        own = hint.refined.element if isinstance(hint.refined, ListType) else None
        common = unify_all([value._type for value in values], True, own)
        assert common is not None
        if hint.refined is None and isinstance(common, UnionType):
            warn_of_mixture("List", common, where)
        if hint.candidates:
            refine_list_hint(hint, common, where)
            assert isinstance(hint.refined, ListType)
            return hint.refined.element
        if hint.refined is None:
            return common
        if not common.isSubtypeOf(wanted):
            raise CompilationError(
                where,
                f"List type annotation `{repr_str(hint.refined)}` did not match the types of the given list elements,"
                f" which were unified to {repr_str(common)}",
            )
        return wanted

    def _as_annotated(self, value: Value, type_hint: Type | None) -> Value:
        return self.cast_unchecked(value, type_hint) if isinstance(type_hint, UnionType | OptionalType) else value

    def tuple_literal(self, expr: TupleLiteral) -> Value:
        values = self.values(expr.inputs, unpack=True)
        return self.graph.insertNode(self.graph.createTuple(values))._outputs[0]

    def dict_literal(self, expr: DictLiteral, type_hint: Type | None) -> Value:
        keys: list[Value] = []
        values: list[Value] = []
        common: Type | None = None
        for key_expr, value_expr in zip(expr.keys, expr.values, strict=True):
            keys.append(self.expression(key_expr))
            values.append(self.expression(value_expr))
            if common is None:
                common = values[0]._type
                continue
            if type(keys[-2]._type) is not type(keys[-1]._type):
                raise CompilationError(
                    key_expr.where,
                    f"Dict keys must contain only a single type. Expected: {repr_str(keys[-2]._type)} but found"
                    f" {repr_str(keys[-1]._type)} instead",
                )
            common = unify(common, values[-1]._type, True)
        hint = Hint(type_hint)
        if type_hint is None or refine_hint(hint, "Dict", expr.where):
            hint.refined = self._inferred_dict(expr.where, keys, common)
        elif hint.candidates and not values:
            raise CompilationError(
                expr.where,
                f"Cannot assign an empty dict to a variable annotated to be type {repr_str(type_hint)} because there"
                " are multiple possible Dict type candidates in the Union annotation",
            )
        if values:
            assert common is not None
            self._check_dict(expr.where, hint, keys[0]._type, common)
        assert isinstance(hint.refined, DictType)
        node = self.graph.createDict(hint.refined.key, hint.refined.value, keys, values)
        return self._as_annotated(self.graph.insertNode(node)._outputs[0], type_hint)

    @staticmethod
    def _inferred_dict(where: Span, keys: list[Value], common: Type | None) -> DictType:
        if common is None:
            return DictType(StringType(), TensorType.get())
        found = dict_of(keys[0]._type, common)
        if isinstance(common, UnionType):
            warn_of_mixture("Dict", found, where)
        return found

    @staticmethod
    def _check_dict(where: Span, hint: Hint, key: Type, value: Type) -> None:
        if hint.candidates:
            refine_dict_hint(hint, key, value, where)
        assert isinstance(hint.refined, DictType)
        if hint.refined.key != key:
            raise CompilationError(
                where,
                f"Type annotation was inferred to be {repr_str(hint.refined)}but the type of keys given by the dict"
                f" literal is {repr_str(key)}",
            )
        if not value.isSubtypeOf(hint.refined.value):
            raise CompilationError(
                where,
                f"Type annotation was inferred to be `{repr_str(hint.refined)}`, but the type of values given by the"
                f" dict literal is {repr_str(value)}",
            )

    # -- calls

    def list_call(self, expr: Apply, type_hint: Type | None) -> SugaredValue:
        """``list()`` and ``list(iterable)``."""
        if not expr.inputs:
            type_ = type_hint if type_hint is not None else ListType.ofTensors()
            if not isinstance(type_, ListType):
                raise CompilationError(expr.where, f"Expected list type annotation for list(), found {repr_str(type_)}")
            return SimpleValue(self.graph.insertNode(self.graph.createList(type_.element, []))._outputs[0])
        self.check_inputs(expr, 1)
        source = self.sugared(expr.inputs[0])
        if isinstance(source, SimpleValue) and isinstance(source.value._type, ListType | StringType):
            return SimpleValue(self.builtin(expr.where, "aten::list", [source.value]))
        name = self.temporary("$_iter")
        self.environment.set(expr.where, name, source)
        element = Var(expr.where, self.temporary("$_elem"))
        loop = ListComp(expr.where, element, element, Var(expr.where, name))
        return SimpleValue(self.list_comprehension(loop, type_hint))

    def dict_call(self, expr: Apply, type_hint: Type | None) -> SugaredValue:
        """``dict()``, ``dict(mapping)``, ``dict(pairs)``, each with keywords."""
        hint = Hint(type_hint)
        if type_hint is not None and not isinstance(type_hint, DictType):
            refine_hint(hint, "Dict", expr.where, may_differ=True)
            if hint.candidates:
                raise CompilationError(
                    expr.where,
                    "There are multiple candidate Dict types in the Union type annotation"
                    f" `{repr_str(type_hint)}`, and full type inference is not yet supported for the `dict()`"
                    " constructor.",
                )
            if isinstance(hint.refined, AnyType):
                hint.refined = None
        if expr.inputs:
            copied = self._copied_dict(expr, type_hint)
            if copied is not None:
                return copied
        inputs = [] if self._is_empty(expr) else expr.inputs
        if not inputs and not expr.keywords:
            return SimpleValue(self._empty_dict(expr.where, hint))
        if inputs and isinstance(inputs[0], DictComp):
            value = self.dict_comprehension(inputs[0], hint.refined)
            self._add_keywords(expr, value)
            return SimpleValue(value)
        return SimpleValue(self._as_annotated(self._dict_of_pairs(expr, inputs, hint), type_hint))

    def _copied_dict(self, expr: Apply, type_hint: Type | None) -> SugaredValue | None:
        try:
            source = self.sugared(expr.inputs[0], 1, type_hint)
        except CompilationError:
            source = self.sugared(expr.inputs[0])
        if not isinstance(source, SimpleValue) or not isinstance(source.value._type, DictType):
            return None
        value = self.builtin(expr.where, "aten::dict", [source.value])
        self._add_keywords(expr, value)
        return SimpleValue(self._as_annotated(value, type_hint))

    @staticmethod
    def _is_empty(expr: Apply) -> bool:
        if not expr.inputs:
            return bool(expr.keywords)
        first = expr.inputs[0]
        if isinstance(first, DictLiteral):
            return not first.keys
        return isinstance(first, ListLiteral) and not first.inputs

    def _empty_dict(self, where: Span, hint: Hint) -> Value:
        type_ = hint.refined if hint.refined is not None else DictType(StringType(), TensorType.get())
        if not isinstance(type_, DictType):
            raise RuntimeError(f"Expected a type annotation of Dict for dict constructor dict(), got {type_.str()}")
        return self.graph.insertNode(self.graph.createDict(type_.key, type_.value, [], []))._outputs[0]

    def _dict_of_pairs(self, expr: Apply, inputs: list[Expr], hint: Hint) -> Value:
        """Go through key and value pairs; keywords are pairs too."""
        where = expr.where
        keywords = expr.keywords
        if inputs and isinstance(inputs[0], DictLiteral):
            literal = inputs[0]
            pairs: list[Expr] = [
                TupleLiteral(where, [key, value]) for key, value in zip(literal.keys, literal.values, strict=True)
            ]
            inputs = [ListLiteral(where, pairs)]
        if keywords and (not inputs or isinstance(inputs[0], ListLiteral)):
            known = list(inputs[0].inputs) if inputs and isinstance(inputs[0], ListLiteral) else []
            added = [TupleLiteral(where, [String(where, each.name), each.value]) for each in keywords]
            inputs = [ListLiteral(where, [*known, *added])]
            keywords = []
        rewritten = Apply(where, expr.callee, inputs, keywords)
        self.check_inputs(rewritten, 1)
        source = self.sugared(inputs[0])
        names = [self.temporary(f"$_{each}") for each in ("iter", "key", "value")]
        iterable, key, value = (Var(where, name) for name in names)
        self.environment.set(where, names[0], source)
        loop = DictComp(where, key, value, TupleLiteral(where, [key, value]), iterable)
        result = self.dict_comprehension(loop, hint.refined)
        self._add_keywords(rewritten, result)
        return result

    def _add_keywords(self, expr: Apply, target: Value) -> None:
        type_ = target._type
        assert isinstance(type_, DictType)
        for each in expr.keywords:
            key = self.expression(String(each.where, each.name))
            value = self.expression(each.value)
            message = ""
            if key._type != type_.key:
                message += (
                    f"Generated key type {repr_str(key._type)} did not match the annotated key type, which was"
                    f" {repr_str(type_.key)}\n"
                )
            if not value._type.isSubtypeOf(type_.value):
                message += (
                    f"Generated value type {repr_str(value._type)} did not match the annotated value type, which was"
                    f" {repr_str(type_.value)}\n"
                )
            if message:
                raise CompilationError(expr.where, message)
            own = NamedValue("self", target, expr.where)
            self.builtin(
                each.where, "aten::_set_item", [own, NamedValue("", key, each.where), NamedValue("", value, each.where)]
            )
