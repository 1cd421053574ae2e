"""Symbolic tracing: run a module's Python with proxies for its inputs, and keep what they saw.

`Tracer` decides what is recorded whole (a leaf module) and what is traced through; its methods are there to override.
While it runs it stands in `state.symbolic_tracer`, where module calls and attributes find it.
"""

from __future__ import annotations

import copy
import inspect
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from types import FunctionType, ModuleType
from typing import Any

from .. import nn
from ..collector import paused_collector
from ..nn import Parameter
from ..state import symbolic_tracer
from ..tensor.tensor import Tensor
from . import _pytree
from .concrete_args import (
    PH,
    PHBase,
    PHWithMeta,
    _assert_is_none,
    annotations_of,
    described,
    flattened,
    placeholder_args,
    without_stars,
)
from .graph import Graph
from .graph_module import GraphModule
from .leaf_functions import LeavesInPlace, globals_of, leaves_in_place, wrap
from .node import Argument, Node, is_named_tuple, map_aggregate
from .proxy import ParameterProxy, Proxy, Scope, TracerBase
from .target_names import is_builtin, module_name

__all__ = [
    "PH",
    "PHBase",
    "PHWithMeta",
    "ProxyableClassMeta",
    "Tracer",
    "_assert_is_none",
    "is_fx_tracing",
    "symbolic_trace",
    "wrap",
]

_PLAIN = frozenset({int, float, bool, str, complex, type(None), type(...)})


def is_fx_tracing() -> bool:
    """Whether a symbolic trace runs, in this thread."""
    return symbolic_tracer.get() is not None


class ProxyableClassMeta(type):
    """Metaclass of classes whose construction from proxies is recorded, as a call of the class."""

    _classes: set[type] = set()

    def __init__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> None:
        ProxyableClassMeta._classes.add(cls)
        super().__init__(name, bases, attrs)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if is_fx_tracing():
            proxies: list[Proxy] = []
            map_aggregate((args, kwargs), lambda a: proxies.append(a) if isinstance(a, Proxy) else None)
            if proxies:
                return proxies[0].tracer.create_proxy("call_function", cls, args, kwargs)
        return super().__call__(*args, **kwargs)


class _Watch:
    """The tracer as `state.symbolic_tracer` has it: module calls and attributes, for one trace."""

    def __init__(self, tracer: Tracer, leaves: LeavesInPlace) -> None:
        self._tracer = tracer
        self._leaves = leaves
        self._proxies: dict[str, Proxy] = {}

    def module(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], call: Callable[..., Any]) -> Any:
        """A module is called."""
        self._leaves.visit(globals_of(module.forward))
        return self._tracer.call_module(module, call, args, kwargs)

    def attribute(self, name: str, value: Any) -> Any:
        """A parameter, buffer or child is read."""
        return self._tracer.getattr(name, value, self._proxies)


class Tracer(TracerBase):
    """Records a module or function as a graph: `Tracer().trace(root)`.

    `autowrap_modules` are modules whose functions become leaves, `autowrap_functions` single ones; with
    `param_shapes_constant` the shape of a parameter is a known constant instead of a node.
    """

    def __init__(
        self,
        autowrap_modules: tuple[ModuleType, ...] = (math,),
        autowrap_functions: tuple[Callable[..., Any], ...] = (),
        param_shapes_constant: bool = False,
    ) -> None:
        super().__init__()
        members = chain.from_iterable(module.__dict__.items() for module in autowrap_modules)
        self._autowrap_function_ids = {
            id(value) for name, value in members if not name.startswith("_") and callable(value)
        }
        self._autowrap_function_ids |= {id(function) for function in autowrap_functions}
        self._autowrap_search = list(autowrap_modules)
        self.param_shapes_constant = param_shapes_constant
        self.submodule_paths: dict[Any, str] | None = None
        self.root_module_name = ""
        self.scope = Scope("", None)
        self.module_stack = {}
        self.num_calls: dict[str, int] = {}
        self.node_name_to_scope = {}
        self.tensor_attrs: dict[Any, str] = {}
        self._fresh: dict[str, int] = {}
        self._paths: dict[str, dict[int, tuple[Any, str]]] = {}

    # to override

    def is_leaf_module(self, m: Any, module_qualified_name: str) -> bool:
        """Whether calls of a module are recorded whole; by default those of `torch.nn`, `Sequential` excepted."""
        return (module_name(type(m)) or "").startswith(("torch.nn", "torch.ao.nn")) and not isinstance(m, nn.Sequential)

    def path_of_module(self, mod: Any) -> str:
        """The dotted path of a module in the root; NameError if it is not in there."""
        if self.submodule_paths:
            path = self.submodule_paths.get(mod)
            if path is not None:
                return path
        else:
            for name, module in self.root.named_modules():
                if module is mod:
                    return str(name)
        raise NameError("module is not installed as a submodule")

    def call_module(self, m: Any, forward: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """A call of module `m`: recorded if it is a leaf, else traced through by calling `forward`."""
        path = self.path_of_module(m)
        scope = self.scope
        outer = scope.module_path, scope.module_type
        scope.module_path, scope.module_type = path, type(m)
        calls = self.num_calls.get(path, 0)
        self.num_calls[path] = calls + 1
        self.module_stack[f"{path}@{calls}" if calls else path] = (path, type(m))
        try:
            if self.is_leaf_module(m, path):
                return self.create_proxy("call_module", path, args, kwargs)
            return forward(*args, **kwargs)
        finally:
            self.module_stack.popitem()
            scope.module_path, scope.module_type = outer

    def getattr(self, attr: str, attr_val: Any, parameter_proxy_cache: dict[str, Proxy]) -> Any:
        """A module's parameter, buffer or child is read: parameters become proxies of `get_attr` nodes.

        Buffers do if `proxy_buffer_attributes` is set. The cache holds the proxies by qualified name.
        """
        if isinstance(attr_val, Parameter):
            kind = "parameters"
        elif self.proxy_buffer_attributes and isinstance(attr_val, Tensor):
            kind = "buffers"
        else:
            return attr_val
        path = self._path_of(kind, attr_val)
        if path is None:
            return attr_val
        if path not in parameter_proxy_cache:
            options: dict[str, Any] = {}
            if self.param_shapes_constant:
                options["proxy_factory_fn"] = lambda node: ParameterProxy(self, node, path, attr_val)
            parameter_proxy_cache[path] = self.create_proxy("get_attr", path, (), {}, **options)
        return parameter_proxy_cache[path]

    def create_arg(self, a: Any) -> Argument:
        """A value of the program as an argument: parameters, buffers and tensors become `get_attr` nodes.

        A tensor that the root does not hold is stored there, as `_tensor_constant0` and so on.
        """
        kind = type(a)
        if kind is Proxy:
            return a.node
        if kind in _PLAIN:
            return a
        if kind is tuple:
            return tuple([self.create_arg(each) for each in a])
        if kind is dict and not a:
            return a
        if isinstance(a, (Tensor, nn.Module)):
            return self._attribute(a)
        if is_named_tuple(a):
            args = tuple([self.create_arg(each) for each in a])
            return self.create_node("call_function", kind, args, {})
        if kind in ProxyableClassMeta._classes:
            name = self.get_fresh_qualname(f"_{kind.__name__}_constant_")
            setattr(self.root, name, a)
            return self.create_node("get_attr", name, (), {})
        return super().create_arg(a)

    # inside

    def _attribute(self, a: Any) -> Node:
        """The node that reads a tensor or module off the root."""
        if isinstance(a, Parameter):
            path = self._path_of("parameters", a)
            if path is None:
                raise NameError("parameter is not a member of this module")
        else:
            path = self._path_of("buffers" if isinstance(a, Tensor) else "modules", a)
        if path is None:
            if isinstance(a, nn.Module):
                raise NotImplementedError(f"argument of type: {type(a)}")
            path = self.tensor_attrs.get(a)
        if path is None:
            path = self.tensor_attrs[a] = self.get_fresh_qualname("_tensor_constant")
            setattr(self.root, path, a)
        return self.create_node("get_attr", path, (), {})

    def _path_of(self, kind: str, value: Any) -> str | None:
        """The dotted path of a parameter, buffer or module. The map is made again when it misses."""
        for _ in range(2):
            known = self._paths.get(kind)
            if known is not None and id(value) in known and known[id(value)][0] is value:
                return known[id(value)][1]
            listed = getattr(self.root, f"named_{kind}")()
            self._paths[kind] = {id(held): (held, name) for name, held in reversed([*listed])}
        return None

    def get_fresh_qualname(self, prefix: str) -> str:
        """A name `prefix0`, `prefix1`, … that the root does not have yet."""
        number = self._fresh.get(prefix, 0) if hasattr(self.root, f"{prefix}0") else 0
        while hasattr(self.root, f"{prefix}{number}"):
            number += 1
        self._fresh[prefix] = number + 1
        return f"{prefix}{number}"

    def create_args_for_root(
        self, root_fn: Callable[..., Any], is_module: bool, concrete_args: Any = None
    ) -> tuple[Any, list[Any]]:
        """Make the placeholders of a function's parameters; returns the function to call, and its arguments.

        `*args` and `**kwargs` are one placeholder each. `concrete_args` replaces parameters by constants; containers
        in it are taken apart, and the function returned puts them together again.
        """
        analysed = inspect.unwrap(root_fn)
        code = analysed.__code__
        signature = inspect.signature(analysed)
        count = code.co_argcount + code.co_kwonlyargcount
        names = list(code.co_varnames[:count])
        args: list[Any] = []
        if is_module:
            if count == 0:
                raise RuntimeError("``self`` argument cannot be part of *args expansion!")
            args.append(self.root)
            names.pop(0)
        stars = code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
        if isinstance(concrete_args, tuple):
            if concrete_args and stars and count == 1:
                given = [
                    described(value, self.create_proxy("placeholder", f"input_{i}", (), {}))
                    for i, value in enumerate(concrete_args)
                ]
                return root_fn, [*args, *given]
            if len(names) != len(concrete_args):
                raise RuntimeError(
                    f"Tracing expected {len(names)} arguments but got {len(concrete_args)} concrete arguments"
                )
            concrete_args = dict(zip(names, concrete_args, strict=True))
        args += [placeholder_args(self, name, concrete_args or {}, signature, analysed) for name in names]
        if code.co_kwonlyargcount or stars:
            starred = iter(code.co_varnames[count:])
            for flag, mark in ((inspect.CO_VARARGS, "*"), (inspect.CO_VARKEYWORDS, "**")):
                if code.co_flags & flag:
                    name = mark + next(starred)
                    args.append(self.create_proxy("placeholder", name, (), {}))
            root_fn = without_stars(root_fn, len(args))
        if all(child.is_leaf() for child in _pytree.tree_flatten(tuple(args))[1].children()):
            return root_fn, args
        return flattened(self.graph, root_fn, args, list(code.co_varnames[:count]))

    def trace(self, root: Any, concrete_args: Any = None) -> Graph:
        """Record a module or a function; `self.root` is then what holds the attributes that the graph names."""
        if isinstance(root, nn.Module):
            self.root: Any = root
            name = self.traced_func_name
            assert hasattr(type(root), name), f"traced_func_name={name} doesn't exist in {type(root).__name__}"
            function = getattr(type(root), name)
            self.root_module_name = root._get_name()
            self.submodule_paths = {module: path for path, module in root.named_modules()}
        else:
            self.root, function = nn.Module(), root
        self.graph = Graph(tracer_cls=type(self))
        self._paths = {}
        if isinstance(function, FunctionType) and not is_builtin(function):
            code = function.__code__
            self.graph._co_fields = {
                field: getattr(code, field) for field in ("co_name", "co_filename", "co_firstlineno")
            }
        else:
            raise AssertionError(f"Expected FunctionType, got {type(function)}")
        self.tensor_attrs = {}
        self._collect_tensors()
        function_globals = function.__globals__
        call, args = self.create_args_for_root(function, isinstance(root, nn.Module), concrete_args)
        searched = [function_globals, *(module.__dict__ for module in self._autowrap_search)]
        annotations = annotations_of(call)
        with leaves_in_place(self._autowrap_function_ids, searched) as leaves, _watching(_Watch(self, leaves)):
            result = self.create_arg(call(*args))
            self.create_node("output", "output", (result,), {}, type_expr=annotations.get("return"))
        self.submodule_paths = None
        return self.graph

    def _collect_tensors(self) -> None:
        """Plain attributes that are tensors, by their paths."""
        pending: list[tuple[str, Any]] = [("", self.root)]
        while pending:
            prefix, module = pending.pop()
            for name, value in module.__dict__.items():
                if isinstance(value, Tensor):
                    self.tensor_attrs[value] = prefix + name
            children = [(f"{prefix}{name}.", child) for name, child in module._modules.items() if child is not None]
            pending += reversed(children)

    def __deepcopy__(self, memo: dict[int, Any]) -> Tracer:
        copied: Tracer = Tracer.__new__(Tracer)
        for name, value in self.__dict__.items():
            copied.__dict__[name] = copy.copy(value) if name == "_autowrap_search" else copy.deepcopy(value, memo)
        return copied


@contextmanager
def _watching(watch: _Watch) -> Iterator[None]:
    token = symbolic_tracer.set(watch)
    try:
        yield
    finally:
        symbolic_tracer.reset(token)


def symbolic_trace(root: Any, concrete_args: dict[str, Any] | None = None) -> GraphModule:
    """A module or function as a GraphModule: the operations that it does, as a graph and as code made from it.

    `concrete_args` fixes parameters to constants, by name: control flow on them is then followed. In a container,
    `fx.PH` marks the elements that stay inputs.
    """
    tracer = Tracer()
    with paused_collector():
        graph = tracer.trace(root, concrete_args)
        name = type(root).__name__ if isinstance(root, nn.Module) else root.__name__
        return GraphModule(tracer.root, graph, name)
