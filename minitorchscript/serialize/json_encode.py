"""Writing the JSON format: compiled objects to text, in one walk.

Every method returns the JSON text of its part, so that no second copy of a program is built only to be written.
"""

from __future__ import annotations

import enum
import json
import math
from collections.abc import Iterable
from json.encoder import encode_basestring_ascii as string
from typing import Any

from ..device import device
from ..dialect import current as current_dialect
from ..dialect import using
from ..ir.block import Block
from ..ir.graph import Graph
from ..ir.named_types import EnumType, InterfaceType
from ..ir.node import Node
from ..ir.source import ROOT_SCOPE
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
from ..ir.unit import CompilationUnit, Function, FunctionArgument, Signature
from ..ir.value import Value
from ..passes.inline import optimized_graph
from ..runtime.function import ScriptFunction
from ..runtime.interpreter import run
from ..runtime.module import RecursiveScriptModule, ScriptModule
from ..runtime.objects import ScriptObject
from ..tensor.tensor import Tensor
from ..version import __version__
from .json_sources import SourceWriter
from .json_tensors import TensorWriter
from .json_values import fits

VERSION = 2


def encode(compiled: ScriptModule | ScriptFunction, strip_debug: bool = False) -> str:
    """The document for a compiled module or function."""
    encoder = _Encoder(strip_debug)
    if isinstance(compiled, ScriptModule):
        kind, root = "module", str(encoder.object(compiled))
        graphs = [method.graph for method in compiled.class_type.methods.values()]
    else:
        kind, root = "function", string(encoder.function(compiled._function))
        graphs = [compiled.graph]
    tensors, storages = encoder.tensors.tables()
    return _object(
        format=string("minitorchscript"),
        version=str(VERSION),
        producer=string(f"minitorchscript {__version__}"),
        dialect=string(graphs[0].dialect.name if graphs else current_dialect().name),
        kind=string(kind),
        enums=_list(encoder.enums.values()) if encoder.enums else None,
        interfaces=_list(encoder.interfaces.values()) if encoder.interfaces else None,
        classes=_list(filter(None, encoder.classes.values())),
        functions=_list(encoder.functions.values()),
        objects=_list(encoder.objects),
        root=root,
        tensors=_list(tensors),
        storages=_list(map(string, storages)),
        **{name: _list(table) for name, table in encoder.sources.tables().items()},
    )


def _list(texts: Iterable[str]) -> str:
    return f"[{','.join(texts)}]"


def _object(**fields: str | None) -> str:
    """An object of fields that are text already; without those that are None."""
    return _keyed((name, text) for name, text in fields.items() if text is not None)


def _keyed(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ",".join([f"{string(name)}:{text}" for name, text in pairs]) + "}"


def _as_loaded(thing: ScriptModule | ScriptObject) -> ScriptModule | ScriptObject:
    """What loading shall give: where a class has ``__getstate__`` and ``__setstate__``, what they make of each other.

    PyTorch runs the second one when it loads.  It is run when saving, since a file that is loaded runs nothing.
    """
    class_type = thing.class_type
    getter, setter = class_type.methods.get("__getstate__"), class_type.methods.get("__setstate__")
    if getter is None or setter is None:
        return thing
    made = RecursiveScriptModule(class_type) if class_type.is_module else ScriptObject(class_type)
    state = run(optimized_graph(getter), [thing], getter.name)
    run(optimized_graph(setter), [made, state], setter.name)
    for name, attribute in class_type.attributes.items():
        if not fits(made._read(name), attribute.type):
            raise RuntimeError(
                f"The field '{name}' was left uninitialized after '__setstate__', but expected a value of type"
                f" '{attribute.type.annotation_str}'"
            )
    return made


class _Encoder:
    def __init__(self, strip_debug: bool) -> None:
        self.strip_debug = strip_debug
        self.numbers: dict[ScriptModule | ScriptObject, int] = {}
        #: by name; empty while a class is being written
        self.classes: dict[str, str] = {}
        self.enum_names: dict[type, str] = {}
        self.enums: dict[type, str] = {}
        self.interfaces: dict[str, str] = {}
        self.functions: dict[str, str] = {}
        self.objects: list[str] = []
        #: names by identity; two units may have things of one name
        self.names: dict[int, str] = {}
        self.taken = CompilationUnit()
        self.tensors = TensorWriter()
        self.sources = SourceWriter()
        #: what has been written of types, by identity: they live as long as what is written
        self._types: dict[int, str] = {}

    # -- modules, objects and classes

    def object(self, root: ScriptModule | ScriptObject) -> int:
        """Write a module or object down, after those in it, and return its number; a shared one has one number."""
        pending = [root]
        kept: dict[ScriptModule | ScriptObject, ScriptModule | ScriptObject] = {}
        while pending:
            current = pending[-1]
            class_type = current.class_type
            if current not in kept:
                kept[current] = _as_loaded(current)
            values = [(name, kept[current]._read(name)) for name in class_type.attributes]
            missing = [each for _, each in values if isinstance(each, ScriptModule) and each not in self.numbers]
            if missing:
                pending.extend(reversed(missing))
                continue
            pending.pop()
            if current in self.numbers:
                continue
            class_name = string(self.class_type(class_type))
            attributes = _keyed((name, self.constant(value)) for name, value in values)
            self.numbers[current] = len(self.objects)
            self.objects.append(f'{{"class":{class_name},"attributes":{attributes}}}')
        return self.numbers[root]

    def name_of(self, thing: ClassType | InterfaceType | Function) -> str:
        """The name that something goes by in the file: its own, unless another one has that."""
        found = self.names.get(id(thing))
        if found is None:
            found = self.names[id(thing)] = self.taken.create_class(thing.qualified_name).qualified_name
        return found

    def class_type(self, class_type: ClassType) -> str:
        """Write a class down, unless that has been done or is being done; returns its name."""
        name = self.name_of(class_type)
        if name in self.classes:
            return name
        self.classes[name] = ""
        attributes = []
        for key, attribute in class_type.attributes.items():
            role = "parameter" if attribute.is_parameter else "buffer" if attribute.is_buffer else "attribute"
            attributes.append(f'{{"name":{string(key)},"type":{self.type(attribute.type)},"role":"{role}"}}')
        methods = [self.graph_function(method, method.name) for method in class_type.methods.values()]
        constants = properties = hooks = None
        if class_type.constants:
            constants = _keyed((key, self.constant(value)) for key, value in class_type.constants.items())
        if class_type.properties:
            properties = _keyed(
                (key, _list([string(getter.name), "null" if setter is None else string(setter.name)]))
                for key, (getter, setter) in class_type.properties.items()
            )
        if class_type.forward_hooks or class_type.forward_pre_hooks:
            hooks = _object(
                after=_list(string(self.function(hook)) for hook in class_type.forward_hooks),
                before=_list(string(self.function(hook)) for hook in class_type.forward_pre_hooks),
            )
        self.classes[name] = _object(
            name=string(name),
            attributes=_list(attributes),
            methods=_list(methods),
            is_module=None if class_type.is_module else "false",
            constants=constants,
            properties=properties,
            hooks=hooks,
        )
        return name

    def enum(self, type_: EnumType) -> str:
        """Write an enumeration down; returns its name."""
        name = self.enum_names[type_.python_class] = type_.qualified_name
        self.enums[type_.python_class] = _object(
            name=string(name),
            value=self.type(type_.value),
            members=_list(_list([string(name), self.constant(value)]) for name, value in type_.members),
        )
        return name

    def interface(self, type_: InterfaceType) -> str:
        """Write an interface down: the signatures of its methods; returns its name."""
        name = self.name_of(type_)
        if name not in self.interfaces:
            self.interfaces[name] = ""
            methods = [
                _object(
                    name=string(key),
                    arguments=self.arguments(signature),
                    returns=_list(map(self.type, signature.returns)),
                )
                for key, signature in type_.methods.items()
            ]
            is_module = "true" if type_.is_module else "false"
            self.interfaces[name] = _object(name=string(name), is_module=is_module, methods=_list(methods))
        return name

    def function(self, function: Function) -> str:
        """Write a function down, and return the name it goes by."""
        name = self.name_of(function)
        if name not in self.functions:
            self.functions[name] = self.graph_function(function, name)
        return name

    def graph_function(self, function: Function, name: str) -> str:
        arguments, graph = self.arguments(function.signature), self.graph(function.graph)
        return f'{{"name":{string(name)},"arguments":{arguments},"graph":{graph}}}'

    def arguments(self, signature: Signature) -> str:
        return _list(self.argument(index, argument) for index, argument in enumerate(signature.arguments))

    def argument(self, index: int, argument: FunctionArgument) -> str:
        named = not self.strip_debug or isinstance(argument.type, ClassType | InterfaceType)
        name = string(argument.name if named else f"argument_{index}")
        default = f',"default":{self.constant(argument.default)}' if argument.has_default else ""
        return f'{{"name":{name},"type":{self.type(argument.type)}{default}}}'

    # -- graphs

    def graph(self, graph: Graph) -> str:
        with using(graph.dialect):
            return self.block(graph.block())

    def block(self, block: Block) -> str:
        inputs, nodes = self.values(block._param._outputs), _list([self.node(node) for node in block.nodes()])
        return f'{{"inputs":{inputs},"nodes":{nodes},"outputs":{_numbers(block._return._inputs)}}}'

    def values(self, values: list[Value]) -> str:
        texts = []
        for value in values:
            type_ = self._types.get(id(value._type)) or self.type(value._type)
            name = f',"name":{string(value._name)}' if value._name and not self.strip_debug else ""
            texts.append(f'{{"id":{value._unique},"type":{type_}{name}}}')
        return f"[{','.join(texts)}]"

    def node(self, node: Node) -> str:
        if node._kind == "prim::PythonOp":
            name = node.attribute("call").name
            raise RuntimeError(
                f"\nCould not export Python function call '{name}'. Remove calls to Python functions before export. Did"
                " you forget to add @script or @script_method annotation? If this is a nn.ModuleList, add it to"
                f" __constants__:\n{node._range.text if node._range is not None else ''}"
            )
        inputs, outputs = _numbers(node._inputs), self.values(node._outputs)
        text = f'{{"kind":{string(node._kind)},"inputs":{inputs},"outputs":{outputs}'
        if node._attributes:
            attributes = []
            for name, (kind, value) in node._attributes.items():
                encoded = string(value) if kind == "s" else self.attribute(kind, value)
                attributes.append(f'{string(name)}:{{"kind":"{kind}","value":{encoded}}}')
            text += f',"attributes":{{{",".join(attributes)}}}'
        if node._blocks:
            text += f',"blocks":{_list(map(self.block, node._blocks))}'
        if not self.strip_debug:
            if node._scope is not ROOT_SCOPE:
                text += f',"scope":{self.sources.scope(node._scope)}'
            if node._range is not None:
                text += f',"source":{self.sources.source(node._range)}'
        return text + "}"

    def attribute(self, kind: str, value: Any) -> str:
        if kind == "g":
            return self.graph(value)
        if kind == "ty":
            return self.type(value)
        if kind == "tys":
            return _list(map(self.type, value))
        return self.constant(value)

    # -- values and types

    def constant(self, value: Any) -> str:
        """A Python value: plain JSON where that is exact, else an object with one field that says what it is."""
        if value is None:
            return "null"
        if type(value) is int:
            return str(value)
        if isinstance(value, Tensor):
            return f'{{"tensor":{self.tensors.number(value)}}}'
        if isinstance(value, ScriptModule | ScriptObject):
            number = self.object(value) if isinstance(value, ScriptObject) else self.numbers[value]
            return f'{{"object":{number}}}'
        if isinstance(value, bool | int | str) and not isinstance(value, enum.Enum):
            return json.dumps(value)
        if isinstance(value, float):
            return f'{{"float":{json.dumps(value if math.isfinite(value) else str(value))}}}'
        if isinstance(value, complex):
            return f'{{"complex":[{self.constant(value.real)},{self.constant(value.imag)}]}}'
        if isinstance(value, enum.Enum) and type(value) in self.enum_names:
            return f'{{"enum":[{string(self.enum_names[type(value)])},{string(value.name)}]}}'
        if isinstance(value, device):
            return f'{{"device":{string(str(value))}}}'
        if isinstance(value, list):
            return _list(map(self.constant, value))
        if isinstance(value, tuple):
            return f'{{"tuple":{_list(map(self.constant, value))}}}'
        if isinstance(value, dict):
            pairs = [_list([self.constant(key), self.constant(entry)]) for key, entry in value.items()]
            return f'{{"dict":{_list(pairs)}}}'
        raise TypeError(f"a {type(value).__name__} can't be written to a file: {value!r}")

    def type(self, type_: Type) -> str:
        """A type: a word for simple ones, else an object with one field."""
        found = self._types.get(id(type_))
        if found is None:
            found = self._types[id(type_)] = self._type(type_)
        return found

    def _type(self, type_: Type) -> str:
        word = type_.kind().removesuffix("Type")
        if isinstance(type_, TensorType):
            return string("Tensor") if type_ == TensorType.get() else f'{{"tensor":{_tensor_type(type_)}}}'
        if isinstance(type_, ListType | OptionalType | FutureType):
            return f'{{"{word.lower()}":{self.type(type_.element)}}}'
        if isinstance(type_, TupleType | UnionType):
            members = _list(map(self.type, type_.members))
            if isinstance(type_, TupleType) and type_.name:
                defaults = _list(map(self.constant, type_.defaults)) if type_.defaults else None
                fields = json.dumps(type_.fields, separators=(",", ":"))
                named = _object(name=string(type_.name), fields=fields, types=members, defaults=defaults)
                return f'{{"namedtuple":{named}}}'
            return f'{{"{word.lower()}":{members}}}'
        if isinstance(type_, DictType):
            return f'{{"dict":[{self.type(type_.key)},{self.type(type_.value)}]}}'
        if isinstance(type_, ClassType):
            return f'{{"class":{string(self.class_type(type_))}}}'
        if isinstance(type_, EnumType):
            return f'{{"enum":{string(self.enum(type_))}}}'
        if isinstance(type_, InterfaceType):
            return f'{{"interface":{string(self.interface(type_))}}}'
        if isinstance(type_, FunctionType):
            return f'{{"function":{string(self.function(type_.function))}}}'
        return string(word)


def _numbers(values: list[Value]) -> str:
    return f"[{','.join([f'{value._unique}' for value in values])}]"


def _tensor_type(type_: TensorType) -> str:
    facts = {
        "dtype": type_.scalar_type.name if type_.scalar_type else None,
        "shape": type_.shape,
        "strides": type_.stride,
        "requires_grad": type_.requires_grad,
        "device": type_.device,
    }
    return json.dumps(facts, separators=(",", ":"))
