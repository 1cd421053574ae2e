"""`GraphModule`: a module whose `forward` is compiled from its graph's Python text.

Each instance has a class of its own, since `forward` lives on the class. The text stays readable for tracebacks,
`inspect` and the TorchScript compiler, under a file name like `<eval_with_key>.0`.
"""

from __future__ import annotations

import copy
import itertools
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from .. import nn
from ..nn.modules.module import _addindent
from ..runtime.module import CompiledModule
from ..tensor.tensor import Tensor
from .codegen import PythonCode
from .graph import Graph
from .module_folder import write_folder
from .node import Node
from .pytree_codegen import PyTreeCodeGen

__all__ = ["GraphModule"]

_keys = itertools.count()


class _Forward:
    """`forward` as text: whoever first reads it off the class has it compiled, and it takes this object's place.

    Many graphs are edited several times before they run. `linecache` shows the text for tracebacks.
    """

    def __init__(self, source: str, namespace: dict[str, Any], co_fields: dict[str, Any]) -> None:
        self.source = source
        self.namespace = namespace
        self.key = f"<eval_with_key>.{next(_keys)}"
        if co_fields:
            self.key += f" from {co_fields['co_filename']}:{co_fields['co_firstlineno']} in {co_fields['co_name']}"

    def __get__(self, instance: Any, owner: type) -> Any:
        lines = [line + "\n" for line in self.source.split("\n")]
        # without a modification time linecache keeps an entry that no file stands behind
        linecache.cache[self.key] = len(self.source), None, lines, self.key
        namespace = dict(self.namespace)
        exec(compile(self.source, self.key, "exec", dont_inherit=True), namespace)
        forward = namespace.pop("forward")
        holder = next(each for each in owner.__mro__ if each.__dict__.get("forward") is self)
        holder.forward = forward  # type: ignore[attr-defined]
        return forward if instance is None else forward.__get__(instance, owner)


def _copy_attr(source: Any, target: Any, path: str) -> None:
    """Let `target` hold what `source` has at a path; empty modules are made on the way."""
    *prefix, name = path.split(".")
    for step in prefix:
        inner, made = getattr(source, step), getattr(target, step, None)
        if inner is made:
            return  # a parent was taken over whole
        if isinstance(inner, CompiledModule):
            setattr(target, step, inner)
            return
        if made is None:
            made = nn.Module()
            setattr(target, step, made)
        source, target = inner, made
    _install(target, name, getattr(source, name))


def _assign_attr(value: Any, target: Any, path: str) -> None:
    *prefix, name = path.split(".")
    for step in prefix:
        made = getattr(target, step, None)
        if made is None:
            made = nn.Module()
            setattr(target, step, made)
        target = made
    _install(target, name, value)


def _install(target: Any, name: str, value: Any) -> None:
    if isinstance(value, Tensor) and not isinstance(value, nn.Parameter):
        target.register_buffer(name, value)
    else:
        setattr(target, name, value)


class GraphModule(nn.Module):
    """A module made from a graph.

    After editing the graph in place call `recompile()`; assigning `graph` does so.
    """

    meta: dict[str, Any]
    _replace_hooks: list[Callable[..., object]]
    _create_node_hooks: list[Callable[[Node], object]]
    _erase_node_hooks: list[Callable[[Node], object]]

    # Properties that the TorchScript compiler leaves alone.
    __jit_unused_properties__ = ("graph",)

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:  # its class is new, and so no Self
        base = next(each for each in cls.__mro__ if each.__qualname__.split(".")[-1] != "GraphModuleImpl")

        class GraphModuleImpl(base):  # type: ignore[misc, valid-type]
            pass

        return super().__new__(GraphModuleImpl)

    def __init__(self, root: nn.Module | dict[str, Any], graph: Graph, class_name: str = "GraphModule") -> None:
        """Take from `root` (a module, or values by path) what the graph names; other attributes are left behind."""
        super().__init__()
        type(self).__name__ = class_name
        targets = [node.target for node in graph.nodes if node.op in ("get_attr", "call_module")]
        if isinstance(root, nn.Module):
            self.training = root.training
            for target in targets:
                _copy_attr(root, self, target)
        elif isinstance(root, dict):
            for node in graph.nodes:
                if node.op in ("get_attr", "call_module") and node.target not in root:
                    raise RuntimeError(
                        f"Node {node} referenced target {node.target} but that target was not provided in ``root``!"
                    )
            for target in sorted(targets, key=lambda path: path.count(".")):  # parents before what is inside them
                _assign_attr(root[target], self, target)
        else:
            raise RuntimeError(f"Unsupported type {root} passed for root!")
        self.graph = graph
        tracer = graph._tracer_cls
        self._tracer_cls = tracer if tracer is not None and "<locals>" not in tracer.__qualname__ else None
        self._tracer_extras = graph._tracer_extras or {}
        self.meta = {}
        self._replace_hooks = []
        self._create_node_hooks = []
        self._erase_node_hooks = []

    @property
    def graph(self) -> Graph:
        """The graph; assigning one recompiles."""
        return self._graph

    @graph.setter
    def graph(self, graph: Graph) -> None:
        assert isinstance(graph, Graph), f"Expected a Graph instance, but got {type(graph)}"
        self._graph = graph
        graph.owning_module = self
        self.recompile()

    @property
    def code(self) -> str:
        """The Python text of `forward`."""
        return self._code

    def recompile(self) -> PythonCode:
        """Make `forward` anew from the graph, after it was edited; child GraphModules too."""
        codegen = self._graph._codegen
        if isinstance(codegen, PyTreeCodeGen):
            self._in_spec, self._out_spec = codegen.pytree_info.in_spec, codegen.pytree_info.out_spec
        python_code = self._graph.python_code(root_module="self")
        self._code = python_code.src
        self._lineno_map = python_code._lineno_map
        self._prologue_start = python_code._prologue_start
        type(self).forward = _Forward(self._code, python_code.globals, self._graph._co_fields)  # type: ignore[assignment]
        for child in self.children():
            if isinstance(child, GraphModule):
                child.recompile()
        return python_code

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            if "eval_with_key" not in frame.filename:
                raise
            print(_where(frame), file=sys.stderr)
            raise error.with_traceback(None) from None

    # submodules

    def add_submodule(self, target: str, m: nn.Module) -> bool:
        """Put a module at a dotted path, making empty ones on the way; False if the path runs into something else."""
        *prefix, name = target.split(".")
        module: Any = self
        for step in prefix:
            inner = getattr(module, step, None)
            if inner is None:
                inner = nn.Module()
                setattr(module, step, inner)
            if not isinstance(inner, nn.Module):
                return False
            module = inner
        module.add_module(name, m)
        return True

    def delete_submodule(self, target: str) -> bool:
        """Delete the module at a dotted path; False if there is none, or if it is a part of a compiled one."""
        *prefix, name = target.split(".")
        module: Any = self
        for step in prefix:
            module = getattr(module, step, None)
            if not isinstance(module, nn.Module) or isinstance(module, CompiledModule):
                return False
        if not isinstance(getattr(module, name, None), nn.Module):
            return False
        delattr(module, name)
        return True

    def delete_all_unused_submodules(self) -> None:
        """Delete the modules that no node calls, reads from, or needs as a parent."""
        used: set[str] = set()
        for node in self.graph.nodes:
            if node.op not in ("call_module", "get_attr"):
                continue
            used.update(itertools.accumulate(node.target.split("."), lambda path, step: f"{path}.{step}"))
            if node.op == "call_module":
                try:
                    called = self.get_submodule(node.target)
                except AttributeError:
                    continue
                used.update(f"{node.target}.{path}" for path, _ in called.named_modules() if path)
        for path in [path for path, _ in self.named_modules() if path not in used]:
            self.delete_submodule(path)

    # copies and files

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied: Any = type(self).__new__(type(self))
        memo[id(self)] = copied
        state = {key: copy.deepcopy(value, memo) for key, value in self.__dict__.items() if key != "_graph"}
        holder = nn.Module()
        holder.__dict__.update(state)
        GraphModule.__init__(copied, holder, copy.deepcopy(self._graph))
        for table in ("_parameters", "_buffers", "_modules"):
            for name, value in state[table].items():  # also what the graph does not name
                copied.__dict__[table].setdefault(name, value)
        kept = ("_state_dict_hooks", "_load_state_dict_pre_hooks", "_load_state_dict_post_hooks", "meta")
        for name in (*kept, "_replace_hooks", "_create_node_hooks", "_erase_node_hooks"):
            copied.__dict__[name] = state[name]
        for name, value in state.items():
            copied.__dict__.setdefault(name, value)
        return copied

    def __copy__(self) -> GraphModule:
        copied = GraphModule(self, self.graph)
        copied.meta = self.meta
        return copied

    def __reduce__(self) -> NoReturn:
        raise NotImplementedError(
            "pickling a GraphModule is not offered: its code would be run by whoever loads it; save the result of "
            "torch.jit.trace or torch.jit.script of it, or write it out as a program with GraphModule.to_folder"
        )

    def to_folder(self, folder: str | Path, module_name: str = "FxModule") -> None:
        """Write the module as a Python package, `from <folder> import <module_name>`, with its weights beside it."""
        write_folder(self, Path(folder), module_name)

    # text

    def print_readable(
        self,
        print_output: bool = True,
        include_stride: bool = False,
        include_device: bool = False,
        colored: bool = False,
        *,
        expanded_def: bool = False,
    ) -> str:
        """The code as a class, with the lines that it came from and its child GraphModules inside; printed too."""
        text = _readable(
            self,
            self._get_name(),
            include_stride=include_stride,
            include_device=include_device,
            colored=colored,
            expanded_def=expanded_def,
        )
        if print_output:
            print(text)
        return text

    def __str__(self) -> str:
        reminder = "# To see more debug info, please use `graph_module.print_readable()`"
        return "\n".join([super().__str__(), self._code, reminder])

    @contextmanager
    def _set_replace_hook(self, f: Callable[..., object]) -> Iterator[None]:
        """Inside the block `f(old=node, new=name, user=node)` hears of each replaced argument."""
        self._replace_hooks.append(f)
        try:
            yield
        finally:
            self._replace_hooks.remove(f)

    def _register_create_node_hook(self, f: Callable[[Node], object]) -> None:
        self._create_node_hooks.append(f)

    def _unregister_create_node_hook(self, f: Callable[[Node], object]) -> None:
        self._create_node_hooks.remove(f)

    def _register_erase_node_hook(self, f: Callable[[Node], object]) -> None:
        self._erase_node_hooks.append(f)

    def _unregister_erase_node_hook(self, f: Callable[[Node], object]) -> None:
        self._erase_node_hooks.remove(f)


def _readable(module: GraphModule, name: str, *, expanded_def: bool = False, **options: bool) -> str:
    code = module.graph.python_code("self", verbose=True, expanded_def=expanded_def, **options).src.lstrip("\n")
    text = _addindent(f"class {name}(torch.nn.Module):\n{code}", 4)
    children = [
        _readable(child, child_name, **options)
        for child_name, child in module.named_children()
        if isinstance(child, GraphModule)
    ]
    return text + _addindent("\n".join(["", *children]), 4)


def _where(frame: traceback.FrameSummary) -> str:
    """The generated lines around the one that failed."""
    line = frame.lineno or 0
    source = linecache.getlines(frame.filename)
    return "\n".join(
        [
            traceback.format_exc(),
            f"Call using an FX-traced Module, line {line} of the traced Module's generated forward function:",
            "".join(source[line - 2 : line]),
            "~" * len(frame.line or "") + "~~~ <--- HERE",
            "\n".join(source[line : line + 2]),
        ]
    )
