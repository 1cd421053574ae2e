"""A graph as Python text: one statement per node, values set to None after their last use.

`CodeGen` writes the function; a subclass may write another signature or return (`fx.pytree_codegen`).
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Any

from ..device import device
from ..tensor.tensor import Tensor
from .annotate_code import COLORS, stack_summary, value_annotation
from .namespace import CUSTOM_BUILTINS, Namespace
from .node import Argument, Node, is_named_tuple, last_uses
from .target_names import ROOT, format_type, is_from_torch, qualified_name

__all__ = ["CodeGen", "PythonCode", "inplace_methods", "magic_methods", "reflectable_magic_methods"]

reflectable_magic_methods = {
    "add": "{} + {}", "sub": "{} - {}", "mul": "{} * {}", "floordiv": "{} // {}", "truediv": "{} / {}",
    "div": "{} / {}", "mod": "{} % {}", "pow": "{} ** {}", "lshift": "{} << {}", "rshift": "{} >> {}",
    "and_": "{} & {}", "or_": "{} | {}", "xor": "{} ^ {}", "getitem": "{}[{}]", "matmul": "{} @ {}",
}  # fmt: skip
magic_methods = {
    "eq": "{} == {}", "ne": "{} != {}", "lt": "{} < {}", "gt": "{} > {}", "le": "{} <= {}", "ge": "{} >= {}",
    "pos": "+{}", "neg": "-{}", "invert": "~{}", **reflectable_magic_methods,
}  # fmt: skip
inplace_methods = {
    "iadd": "{} += {}", "iand": "{} &= {}", "ifloordiv": "{} //= {}", "ilshift": "{} <<= {}", "imod": "{} %= {}",
    "imul": "{} *= {}", "imatmul": "{} @= {}", "ior": "{} |= {}", "ipow": "{} **= {}", "irshift": "{} >>= {}",
    "isub": "{} -= {}", "itruediv": "{} /= {}", "ixor": "{} ^= {}", "setitem": "{}[{}] = {}",
}  # fmt: skip

_TYPING = {list: typing.List, dict: typing.Dict, set: typing.Set, frozenset: typing.FrozenSet, tuple: typing.Tuple}  # noqa: UP006
_COUNTER = "# COUNTER: "

Transform = Callable[[list[str]], list[str]]


@dataclass
class PythonCode:
    """A function's source text, and the values of the global names in it."""

    src: str
    globals: dict[str, Any]
    _lineno_map: dict[int, int | None] | None
    """For a line of the function the index of the node that it came from."""
    _prologue_start: int = 0


def access(base: str, path: str) -> str:
    """`self.layers.0` as an expression: `getattr(self.layers, "0")`."""
    for step in path.split("."):
        base = f"{base}.{step}" if step.isidentifier() else f'getattr({base}, "{step}")'
    return base


class CodeGen:
    """Writes `def forward(self, …)`; subclass it to change what stands around the statements."""

    def __init__(self) -> None:
        self._body_transformer: Transform | None = None
        self._func_name = "forward"

    def gen_fn_def(self, free_vars: list[str], maybe_return_annotation: str, *, expanded_def: bool = False) -> str:
        """The `def` line; with `expanded_def` one parameter a line."""
        if not free_vars or free_vars[0] != "self":
            free_vars.insert(0, "self")
        if not expanded_def:
            return f"def {self._func_name}({', '.join(free_vars)}){maybe_return_annotation}:"
        lines = "".join(f"    {_before_comment(each)}\n" for each in free_vars)
        return f"def {self._func_name}(\n{lines}){maybe_return_annotation}:"

    def generate_output(
        self, output_args: Argument, *, descs: Any = None, repr_fn: Callable[[Any], str] | None = None
    ) -> str:
        """The return statement."""
        return f"return {(repr_fn or repr)(output_args)}"

    def process_inputs(self, *args: Any) -> Any:
        """What the placeholders get for these arguments of the function."""
        return args

    def process_outputs(self, outputs: Any) -> Any:
        """What the function returns for this value of the output node."""
        return outputs

    def additional_globals(self) -> list[tuple[str, Any]]:
        """More global names that the text needs, with their values."""
        return []

    def _gen_python_code(
        self,
        nodes: Any,
        root_module: str,
        namespace: Namespace,
        *,
        verbose: bool = False,
        include_stride: bool = False,
        include_device: bool = False,
        colored: bool = False,
        expanded_def: bool = False,
    ) -> PythonCode:
        writer = _Writer(namespace, root_module, colored)
        writer.emit_all(self, nodes, verbose, include_stride, include_device)
        body = writer.body or ["pass\n"]
        wrap_lines = ""
        if writer.wrapped:
            wrap = sys.modules[f"{ROOT}.fx"].wrap
            name = writer.add_global("wrap", wrap)
            wrap_lines = "\n".join(f'{name}("{each}")' for each in writer.wrapped)
        if self._body_transformer is not None:
            body = self._body_transformer(body)
        for name, value in self.additional_globals():
            writer.add_global(name, value)
        prologue = self.gen_fn_def(writer.free_vars, writer.returned, expanded_def=expanded_def)
        lines, numbers = _without_counters(body, prologue.count("\n") + 1)
        code = "\n".join(lines).lstrip("\n")
        code = "\n".join("    " + line for line in code.split("\n"))
        return PythonCode(f"\n{wrap_lines}\n\n{prologue}\n{code}", writer.globals, numbers, wrap_lines.count("\n") + 4)


def _before_comment(parameter: str) -> str:
    code, hash_, comment = parameter.partition("#")
    return f"{code.rstrip()},  # {comment.lstrip()}" if hash_ else f"{parameter},"


def _without_counters(body: list[str], offset: int) -> tuple[list[str], dict[int, int | None]]:
    """The lines, and which node each came from: the counters between them, which are dropped, tell."""
    lines: list[str] = []
    numbers: dict[int, int | None] = {}
    index: int | None = None
    for line in "".join(body).split("\n"):
        if line.startswith(_COUNTER):
            index = int(line[len(_COUNTER) :])
        else:
            numbers[len(lines) + offset] = index
            lines.append(line)
    return lines, numbers


class _Writer:
    """The text under way: lines, parameters, and the global names it needs."""

    def __init__(self, namespace: Namespace, root_module: str, colored: bool) -> None:
        self.namespace = namespace
        self.root_module = root_module
        self.colors = COLORS[colored]
        self.body: list[str] = []
        self.free_vars: list[str] = []
        self.globals: dict[str, Any] = {}
        self.wrapped: dict[str, None] = {}
        self.returned = ""
        self.names: dict[Node, str] = {}
        self.functions: dict[Any, str] = {}
        for name, (_, value) in CUSTOM_BUILTINS.items():
            self._set_global(name, value)

    # names

    def name(self, node: Node) -> str:
        """What the text calls a node's value: its repr, while text is generated."""
        name = self.names.get(node)
        if name is None:
            name = self.names[node] = repr(node)
        return name

    def add_global(self, hint: str, value: Any) -> str:
        """How the text names a function or a type."""
        if is_from_torch(value) and value is not device:
            return qualified_name(value)
        return self._set_global(hint, value)

    def _set_global(self, hint: str, value: Any) -> str:
        name = self.namespace.create_name(hint, value)
        held = self.globals.setdefault(name, value)
        assert held is value or held == value, f"Global name {name} already assigned to different object"
        return name

    def type_text(self, annotation: Any) -> str:
        """A type annotation: `torch.Tensor`, `typing_List[int]`."""
        if annotation == ():
            return "()"
        if isinstance(annotation, UnionType):
            return "|".join(self.type_text(each) for each in typing.get_args(annotation))
        origin = getattr(annotation, "__origin__", None)
        if origin is None:
            return self.add_global(format_type(annotation), annotation)
        if isinstance(annotation, typing._GenericAlias):  # type: ignore[attr-defined]
            origin = _TYPING.get(origin, origin)
        name = self.add_global(format_type(origin), origin)
        args = typing.get_args(annotation)
        return f"{name}[{','.join(map(self.type_text, args))}]" if args else name

    # expressions

    def text(self, value: Any) -> str:
        """An argument as an expression."""
        kind = type(value)
        if kind is Node:
            return self.names.get(value) or self.name(value)
        if kind is int or kind is str or value is None:
            return self.colors["blue"](repr(value))
        if isinstance(value, Node):
            return repr(value)
        if is_named_tuple(value):
            return f"{self.add_global(qualified_name(kind), kind)}{tuple(value)!r}"
        if isinstance(value, Enum):
            return f"{self.add_global(kind.__name__, kind)}.{value.name}"
        if isinstance(value, Tensor):
            return f"torch.Tensor(size={list(value.size())}, dtype={value.dtype.name})"
        if isinstance(value, tuple):
            inner = ", ".join(map(self.text, value))
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        if isinstance(value, list):
            return f"[{', '.join(map(self.text, value))}]"
        if isinstance(value, slice):
            return f"slice({self.text(value.start)}, {self.text(value.stop)}, {self.text(value.step)})"
        return self.colors["blue"](repr(value))

    def arguments(self, args: Iterable[Argument], kwargs: dict[str, Argument]) -> str:
        """Arguments of a call, without the parentheses."""
        return ", ".join([*map(self.text, args), *(f"{key} = {self.text(value)}" for key, value in kwargs.items())])

    # statements

    def emit_all(self, codegen: CodeGen, nodes: Any, verbose: bool, stride: bool, device_: bool) -> None:
        """Write all nodes; after each, the values that it used last become None."""
        forgotten = last_uses(nodes)
        body = self.body
        shown = None
        for index, node in enumerate(nodes):
            if verbose and node.op not in ("placeholder", "output"):
                summary = stack_summary(node, self.colors["dim"])
                if summary != shown:
                    shown = summary
                    body.append(summary)
            body.append(f"{_COUNTER}{index}\n")
            annotation = "" if node.type is None else f" : {self.type_text(node.type)}"
            if verbose:
                annotation = value_annotation(node, annotation, stride, device_, self.colors)
            if node.op == "placeholder":
                self.emit_placeholder(node, annotation)
                continue
            if node.op == "output":
                if node.type is not None:
                    self.returned = f" -> {self.type_text(node.type)}"
                body.append(codegen.generate_output(node.args[0], repr_fn=self.text) + "\n")
                continue
            body.append(self.statement(node, annotation))
            freed = forgotten.get(node, [])
            if not node.users:
                freed.append(node)
            if freed:
                gone = " = ".join([*map(self.name, freed), "None"])
                body.append(f";  {self.colors['dim'](gone)}\n")
            else:
                body.append("\n")

    def emit_placeholder(self, node: Node, annotation: str) -> None:
        default = f" = {self.text(node.args[0])}" if node.args else ""
        self.free_vars.append(f"{node.target}{annotation}{default}")
        parameter = node.target.replace("*", "")
        if parameter != repr(node):
            self.body.append(f"{node!r} = {parameter}\n")

    def statement(self, node: Node, annotation: str) -> str:
        """One assignment."""
        op, target, args = node.op, node.target, node.args
        left = f"{self.name(node)}{annotation} = "
        if op == "call_function":
            return self.call_function(node, left)
        if op == "call_method":
            return f"{left}{access(self.text(args[0]), target)}({self.arguments(args[1:], node.kwargs)})"
        if op == "call_module":
            return f"{left}{access(self.root_module, target)}({self.arguments(args, node.kwargs)})"
        if op == "get_attr":
            return left + access(self.root_module, target)
        raise NotImplementedError(f"node: {op} {target}")

    def call_function(self, node: Node, left: str) -> str:
        target, args = node.target, node.args
        if getattr(target, "__module__", "") == "_operator":
            if target.__name__ in magic_methods:
                return left + magic_methods[target.__name__].format(*map(self.text, args))
            if target.__name__ in inplace_methods:
                change = inplace_methods[target.__name__].format(*map(self.text, args))
                return f"{change};  {left}{self.text(args[0])}"
        name = self.functions.get(target)
        if name is None:
            name = self.functions[target] = self.add_global(qualified_name(target), target)
        if name == "getattr" and len(args) == 2 and isinstance(args[1], str) and args[1].isidentifier():
            return left + access(self.text(args[0]), args[1])
        if node.meta.get("is_wrapped", False):
            self.wrapped.setdefault(name)
        return f"{left}{name}({self.arguments(args, node.kwargs)})"
