"""Names that a program does not define itself: closures, globals, Python's own -> what they stand for.

`to_sugared_value` turns a Python object into a meaning; a plain Python function is compiled when it is first named.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import math
import sys
import typing
import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from types import FrameType
from typing import Any

from ..annotations import annotate, function_overloads, is_ignored
from ..device import device, layout, memory_format
from ..dtype import dtype
from ..ir.types import Type
from ..ir.unit import Function
from ..runtime.function import ScriptFunction
from ..runtime.module import ScriptModule
from ..tensor.functions import Builtins
from ..tensor.functions import Module as BuiltinModule
from .builtin_names import find_builtin, is_compiled_from_python
from .emit_calls import LegacyConstructor
from .extensions import RESOLVER_OF, VALUE_OF
from .parse import function_tree
from .python_types import try_type_of
from .python_values import BooleanDispatchValue, IgnoredMethodValue, PythonModuleValue, PythonValue
from .ranges import Span
from .reports import CompilationError
from .simple_values import BuiltinFunction, FunctionValue, SimpleValue, SpecialForm
from .special_values import PythonExceptionValue, SliceClass
from .sugared import Method, Resolver, SugaredValue

__all__ = [
    "ClassMethodsResolver",
    "ClosureResolver",
    "FrameResolver",
    "IgnoredMethodValue",
    "PythonResolver",
    "Resolver",
    "find_builtin",
    "to_sugared_value",
]

#: the package itself: its functions are operators even where Python implements them
ROOT = __name__.partition(".")[0]

_LEGACY_TENSORS = {
    "BoolTensor": 11, "LongTensor": 4, "ByteTensor": 0, "CharTensor": 1, "DoubleTensor": 7, "FloatTensor": 6,
    "IntTensor": 3, "ShortTensor": 2, "HalfTensor": 5,
}  # fmt: skip


class _Compiler:
    """Compiles plain Python functions; whoever can hands it down."""

    compile: Callable[[Any], Function]


def set_function_compiler(compile_function: Callable[[Any], Function]) -> None:
    _Compiler.compile = staticmethod(compile_function)


# -- resolvers


class PythonResolver:
    """Looks names up in Python, with ``lookup`` for a plain name (``None`` where there is none)."""

    def __init__(self, lookup: Callable[[str], Any]) -> None:
        self.lookup = lookup

    def evaluate(self, text: str) -> Any:
        """The object that a dotted name, or a subscript of such, stands for; ``None`` where there is none."""
        if text.isidentifier():
            return self.lookup(text)
        if "(" in text.replace("()", ""):
            return None  # of brackets only those of the empty tuple are read
        try:
            return self._evaluated(ast.parse(text.strip(), mode="eval").body)
        except Exception:  # whatever goes wrong, it is no name that Python knows
            return None

    def _evaluated(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Name | ast.Attribute):
            if isinstance(node, ast.Name):
                found = self.lookup(node.id)
            else:
                found = getattr(self._evaluated(node.value), node.attr)
            if found is None:
                raise NameError(f"{ast.unparse(node)} is not defined")
            return found
        if isinstance(node, ast.Tuple):
            return tuple(self._evaluated(each) for each in node.elts)
        if isinstance(node, ast.Subscript):
            return self._evaluated(node.value)[self._evaluated(node.slice)]
        raise ValueError(f"{ast.unparse(node)} is no type")

    def resolve_value(self, name: str, m: Method, where: Span) -> SugaredValue | None:
        found = self.lookup(name)
        return None if found is None else to_sugared_value(found, m, where)

    def resolve_type(self, name: str, where: Span) -> Type | None:
        found = self.evaluate(name)
        return None if found is None else try_type_of(found, where)


def _of_python(name: str) -> Any:
    found = getattr(typing, name, None)
    return found if found is not None else getattr(builtins, name, None)


class ClosureResolver(PythonResolver):
    """What a function's body sees: what it closes over, its module's globals, typing, builtins."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.captures: dict[str, Any] = {}
        code = getattr(function, "__code__", None)
        for name, cell in zip(
            code.co_freevars if code else (), getattr(function, "__closure__", None) or (), strict=True
        ):
            try:
                self.captures[name] = cell.cell_contents
            except ValueError:
                continue  # not assigned yet
        self.globals: Mapping[str, Any] = getattr(function, "__globals__", {})
        self.is_library = str(self.globals.get("__name__")).partition(".")[0] == ROOT
        super().__init__(self._find)

    def _find(self, name: str) -> Any:
        if name in self.captures:
            return self.captures[name]
        return self.globals[name] if name in self.globals else _of_python(name)


RESOLVER_OF.append(ClosureResolver)


class FrameResolver(PythonResolver):
    """What a frame sees: its locals, its globals, builtins."""

    def __init__(self, frame: FrameType | Mapping[str, Any], globals_: Mapping[str, Any] | None = None) -> None:
        if isinstance(frame, FrameType):
            self.locals: Mapping[str, Any] = frame.f_locals
            self.globals: Mapping[str, Any] = frame.f_globals
        else:
            self.locals, self.globals = frame, globals_ or {}
        super().__init__(self._find)

    def _find(self, name: str) -> Any:
        for names in (self.locals, self.globals):
            if name in names:
                return names[name]
        return getattr(builtins, name, None)


class ClassMethodsResolver(PythonResolver):
    """What the methods of a class see, all of them together, and what their annotations say by any other name."""

    def __init__(self, cls: type) -> None:
        self.cls = cls
        self.captures: dict[str, Any] = {}
        methods = [getattr(method, "__func__", method) for method in vars(cls).values()]
        self.methods = [each for each in methods if inspect.isfunction(each) and not is_ignored(each)]
        for method in self.methods:
            resolver = ClosureResolver(method)
            self.captures |= {**resolver.globals, **resolver.captures}
        self.is_library = cls.__module__.partition(".")[0] == ROOT
        super().__init__(self._find)

    @cached_property
    def _annotated(self) -> dict[str, Any]:
        return {text: value for method in self.methods for text, value in _annotations(method)}

    def evaluate(self, text: str) -> Any:
        found = super().evaluate(text)
        return self._annotated.get(text) if found is None else found

    def _find(self, name: str) -> Any:
        if name in self.captures:
            return self.captures[name]
        return getattr(builtins, name, None)


def _annotations(function: Any) -> Iterator[tuple[str, Any]]:
    """What the parameters and the result of a function are annotated with: texts, and what they came to."""
    try:
        node = function_tree(function)[0]
    except (OSError, SyntaxError, RuntimeError):
        return
    written = {each.arg: each.annotation for each in node.args.args} | {"return": node.returns}
    for name, value in inspect.get_annotations(function).items():
        annotation = written.get(name)
        if annotation is not None and not isinstance(value, str):
            yield ast.unparse(annotation), value


# -- objects

#: the floors whose functions are tools for programs and no part of one
_CAPTURING = tuple(f"{ROOT}.{floor}." for floor in ("script", "trace", "serialize", "onnx", "fx"))


def to_sugared_value(value: Any, m: Method, where: Span, is_constant: bool = False) -> SugaredValue:
    """What a Python object stands for in a program."""
    if is_constant:
        constant = _constant(value, m, where)
        if constant is not None:
            return SimpleValue(constant)
    if isinstance(value, ScriptFunction):
        return FunctionValue(value._function)
    if isinstance(value, Function):
        return FunctionValue(value)
    if inspect.ismodule(value) or isinstance(value, Builtins | BuiltinModule):
        if getattr(value, "__name__", None) == ROOT:
            return RootModuleValue(value, to_sugared_value)
        return PythonModuleValue(value, to_sugared_value)
    form = _special_form(value)
    if form is not None:
        return form
    operator = find_builtin(value) or _root_operator(value)
    if operator is not None:
        return BuiltinFunction(operator)
    if inspect.isclass(value) and issubclass(value, Exception):
        return PythonExceptionValue(value, f"{value.__module__}.{value.__name__}")
    if inspect.isbuiltin(value):
        raise CompilationError(where, f"Python builtin {value} is currently not supported in Torchscript")
    if isinstance(value, ScriptModule):
        raise CompilationError(where, "Cannot call a ScriptModule that is not a submodule of the caller")
    for ask in VALUE_OF:
        found = ask(value, m, where)
        if found is not None:
            return found
    if inspect.isfunction(value):
        if value.__module__.startswith(_CAPTURING):
            raise CompilationError(where, f"'{value.__name__}' captures programs; compiled code can't call it")
        return _function(value, where)
    if value is math.inf:
        return SimpleValue(m.graph.insertConstant(math.inf, where))
    if value is slice:
        return SliceClass()
    if callable(value):
        _refuse_foreign(value, where)
    return PythonValue(value)


def _refuse_foreign(value: Any, where: Span) -> None:
    """numpy's functions are the ones that get here; PyTorch notices by chance, and begins so."""
    try:
        weakref.ref(value)
    except TypeError as error:
        error.add_note(f"{value} is not a Python function, so it can't be compiled; use torch's own")
        error.add_note(where.highlighted())
        raise


class RootModuleValue(PythonModuleValue):
    """The package itself, which programs call `torch`."""

    def attr(self, where: Span, m: Method, field: str) -> SugaredValue:
        if field in _LEGACY_TENSORS:
            return LegacyConstructor(_LEGACY_TENSORS[field])
        return super().attr(where, m, field)


def _root_operator(value: Any) -> str | None:
    """PyTorch takes all in `torch` that can be called for operators; that some are none shows where they are called."""
    name = _names_in_root().get(id(value))
    return f"aten::{name}" if name is not None and not is_compiled_from_python(name) else None


@cache
def _names_in_root() -> dict[int, str]:
    """What `torch` calls its functions; of several names the one that the function itself goes by."""
    named = {name: value for name, value in vars(sys.modules[ROOT]).items() if callable(value)}
    found = {id(value): name for name, value in named.items()}
    return found | {id(value): name for name, value in named.items() if getattr(value, "__name__", None) == name}


def _constant(value: Any, m: Method, where: Span) -> Any:
    graph = m.graph
    if value is None or isinstance(value, bool | int | float | complex | str):
        return graph.insertConstant(value, where)
    if isinstance(value, device):
        return graph.insertConstant(value)
    if isinstance(value, dtype | layout | memory_format):
        return graph.insertConstant(value.code, where)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        members = [to_sugared_value(each, m, where, True).as_value(where, m) for each in value]
        return graph.insertNode(graph.createTuple(members))._outputs[0]
    return None


def _special_form(value: Any) -> SpecialForm | None:
    form = SPECIAL_FORMS.get(id(value))
    return SpecialForm(form[1]) if form is not None and form[0] is value else None


#: Python functions whose calls have rules of their own, by identity; `jit` adds its own
SPECIAL_FORMS: dict[int, tuple[Any, str]] = {id(annotate): (annotate, "prim::annotate")}


def register_special_form(function: Any, form: str) -> None:
    SPECIAL_FORMS[id(function)] = (function, form)


def _function(function: Any, where: Span) -> SugaredValue:
    dispatch = getattr(function, "dispatch", None)
    if isinstance(dispatch, dict):
        return BooleanDispatchValue(
            function,
            dispatch["if_true"],
            dispatch["if_false"],
            dispatch["arg_name"],
            dispatch["index"],
            to_sugared_value,
        )
    if is_ignored(function):
        return PythonValue(function)
    overloads = function_overloads(function)
    if overloads:
        return FunctionValue(*COMPILE_OVERLOADS[0](function, overloads))
    prepare = getattr(function, "__prepare_scriptable__", None)
    if prepare is not None:
        function = prepare()
    return FunctionValue(_Compiler.compile(function))


#: compiles the overloads of a Python function
COMPILE_OVERLOADS: list[Callable[[Any, list[Any]], list[Function]]] = []
