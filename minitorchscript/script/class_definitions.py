"""Python classes -> the methods, properties and names of class attributes that the compiler works on.

A dataclass has methods without source; they are written here as PyTorch words them.
"""

from __future__ import annotations

import ast
import dataclasses
import enum
import inspect
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from ..annotations import DROP, is_dropped, modifier
from .parse import Definition, StatementParser, default_values, definition_of, function_tree, source_of
from .ranges import Source
from .tree import Assign, Var
from .type_comments import type_line_of


@dataclass
class ClassDefinition:
    """What a class is made of; each accessor of a property is a method of its own."""

    name: str
    methods: list[Definition]
    properties: list[tuple[str, Definition, Definition | None]]
    #: names that the class body assigns
    assigned: tuple[str, ...]


def class_definition(cls: type, self_name: str, resolver: Any) -> ClassDefinition:
    """The parts of a class.  Raises what the parser raises, ``OSError`` where there is no source."""
    (node,) = ast.parse(dedent("".join(source_of(cls)[0]))).body
    assert isinstance(node, ast.ClassDef)
    written = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    methods = []
    for name, function in inspect.getmembers(cls, _is_method_of(cls)):
        synthesize = _SYNTHESIZED.get(name) if dataclasses.is_dataclass(cls) and name not in written else None
        if synthesize is not None:
            methods.append(_synthesized(cls, name, synthesize(cls), self_name, resolver))
        else:
            definition = method_definition(function, name, self_name, resolver)
            is_of_class = isinstance(function, types.MethodType)
            methods.append(_class_method(definition, self_name) if is_of_class else definition)
    properties = property_definitions(cls, self_name, lambda getter: resolver)
    return ClassDefinition(self_name, methods, properties, _assigned(node))


#: what Python gives enumerations of numbers or strings
_OF_ENUMERATIONS = (enum.Enum.__new__, enum.Enum.__format__, enum.Enum.__repr__, enum.Enum.__str__)


def _is_method_of(cls: type) -> Callable[[Any], bool]:
    def accept(member: Any) -> bool:
        return (
            isinstance(member, types.FunctionType | types.MethodType)
            and member.__name__ in cls.__dict__
            and member not in _OF_ENUMERATIONS
            and not isinstance(inspect.getattr_static(cls, member.__name__), staticmethod)
            and modifier(member) != DROP
        )

    return accept


def method_definition(function: Any, name: str, self_name: str | None, resolver: Any) -> Definition:
    """A method (or with None a function) under a name; one that is marked `unused` only raises."""
    if is_dropped(function):
        return _raising(function, name, self_name, resolver)
    return definition_of(function, name, self_name=self_name, resolver=resolver)


def _class_method(definition: Definition, cls_name: str) -> Definition:
    """In a class method the first parameter is the class."""
    first = definition.tree.parameters[0]
    definition.tree.body.insert(0, Assign(first.where, [Var(first.where, first.name)], Var(first.where, cls_name)))
    return definition


#: errors point to the place that this text has in the function's own
_STAND_IN = 'def unused_fn(self: Any):\n\traise RuntimeError("Cannot call @unused methods")'


def _raising(function: Any, name: str, self_name: str | None, resolver: Any) -> Definition:
    """In place of a body that can't be compiled: the raising of an exception.  Arguments may be anything."""
    node, source, text = function_tree(function)
    (stand_in,) = ast.parse(_STAND_IN).body
    assert isinstance(stand_in, ast.FunctionDef)
    node.body = stand_in.body
    node.args.kwarg = node.args.vararg = None
    for argument in (*node.args.args, *node.args.kwonlyargs):
        argument.annotation = stand_in.args.args[0].annotation
    if modifier(function) == DROP:
        node.returns = None
    type_line = type_line_of(text) if modifier(function) != DROP else None
    tree = StatementParser(source, node.name).definition(node, name, type_line, self_name)
    return Definition(tree, resolver, default_values(function))


def property_definitions(
    cls: type, self_name: str, resolver_of: Callable[[Any], Any]
) -> list[tuple[str, Definition, Definition | None]]:
    """The getter and setter of each property that is to be compiled; ``resolver_of`` gives a getter's resolver."""
    unused = getattr(cls, "__jit_unused_properties__", [])
    found = []
    for name, member in inspect.getmembers(cls, lambda each: isinstance(each, property)):
        if name in unused or is_dropped(member.fget):
            continue
        resolver = resolver_of(member.fget)
        getter = method_definition(member.fget, f"__{name}_getter", self_name, resolver)
        setter = None
        if member.fset is not None:
            setter = method_definition(member.fset, f"__{name}_setter", self_name, resolver)
        found.append((name, getter, setter))
    return found


def _assigned(node: ast.ClassDef) -> tuple[str, ...]:
    names: list[str] = []
    for each in node.body:
        targets = each.targets if isinstance(each, ast.Assign) else []
        if isinstance(each, ast.AnnAssign) and each.value is not None:
            targets = [each.target]
        for target in targets:
            names += [
                each.id for each in ast.walk(target) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            ]
    return tuple(names)


# -- dataclasses


def _synthesized(cls: type, name: str, text: tuple[str, list[str]], self_name: str, resolver: Any) -> Definition:
    signature, body = text
    source_text = f"def {name}{signature}:\n" + "\n".join(f"  {line}" for line in body)
    try:
        (node,) = ast.parse(source_text).body
    except SyntaxError as error:
        raise RuntimeError(
            f"TorchScript failed to synthesize dataclass method '{name}' for class '{cls.__name__}'. Please file a"
            " bug report at <https://github.com/pytorch/pytorch/issues>"
        ) from error
    assert isinstance(node, ast.FunctionDef)
    source = Source(source_text, f"__torch_jit_dataclass/{cls.__name__}/{name}", 0)
    tree = StatementParser(source, name).definition(node, name, None, self_name)
    return Definition(tree, resolver, default_values(getattr(cls, name)))


def _init(cls: Any) -> tuple[str, list[str]]:
    fields = dataclasses.fields(cls)
    if any(field.default_factory is not dataclasses.MISSING for field in fields):
        raise NotImplementedError("Default factory initializers are not supported in TorchScript dataclasses")
    signature = inspect.signature(cls.__init__)
    initial = [name for name, each in signature.parameters.items() if isinstance(each.annotation, dataclasses.InitVar)]
    parameters = [
        each.replace(annotation=each.annotation.type) if each.name in initial else each
        for each in signature.parameters.values()
    ]
    body = [f"self.{field.name} = {field.name}" for field in fields if field.init and field.name not in initial]
    if hasattr(cls, "__post_init__"):
        body.append(f"self.__post_init__({', '.join(initial)})")
    return _OWN_NAME.sub(r"torch.\1", str(signature.replace(parameters=parameters))), body or ["pass"]


#: a class that is `torch`'s, as Python writes it in a signature
_OWN_NAME = re.compile(rf"\b{__name__.partition('.')[0]}\.(?:tensor\.\w+|device|dtype)\.(\w+)")


def _repr(cls: Any) -> tuple[str, list[str]]:
    shown = ", ".join(f"{field.name}=self.{field.name}" for field in dataclasses.fields(cls) if field.repr)
    return "(self) -> str", [f"return '{cls.__name__}({shown})'"]


def _hash(cls: Any) -> tuple[str, list[str]]:
    message = "__hash__ is not supported for dataclasses in TorchScript"
    return "(self) -> int", [f"raise NotImplementedError('{message}')"]


def _equality(op: str) -> Callable[[Any], tuple[str, list[str]]]:
    return lambda cls: _comparison(cls, [f"if val1 {op} val2: return False"], True, False)


def _inequality(op: str, or_equal: bool) -> Callable[[Any], tuple[str, list[str]]]:
    inner = [f"if val1 {op} val2: return True", f"elif val2 {op} val1: return False"]
    return lambda cls: _comparison(cls, inner, or_equal, True)


def _comparison(cls: Any, inner: list[str], result: bool, raises_on_none: bool) -> tuple[str, list[str]]:
    """Field by field; of two optional ones either both are None or neither."""
    refusal = f"raise TypeError('Cannot compare {cls.__name__} with None')" if raises_on_none else "return False"
    body = []
    for field in dataclasses.fields(cls):
        if not field.compare:
            continue
        body += [f"val1 = self.{field.name}", f"val2 = other.{field.name}"]
        if _is_optional(field.type):
            body += ["if val1 is not None and val2 is not None:", *(f"  {line}" for line in inner)]
            body += ["elif (val1 is None) != (val2 is None):", f"  {refusal}"]
        else:
            body += inner
    return f"(self, other: {cls.__name__}) -> bool", [*body, f"return {result}"]


def _is_optional(annotation: Any) -> bool:
    args = typing.get_args(annotation)
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return is_union and len(args) == 2 and type(None) in args


_SYNTHESIZED: dict[str, Callable[[Any], tuple[str, list[str]]]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__hash__": _hash,
    "__eq__": _equality("!="),
    "__ne__": _equality("=="),
    "__lt__": _inequality("<", False),
    "__le__": _inequality("<", True),
    "__gt__": _inequality(">", False),
    "__ge__": _inequality(">", True),
}
