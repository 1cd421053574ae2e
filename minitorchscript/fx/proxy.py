"""`Proxy`: stands for a value that is not known yet, and writes down what is done with it.

Operators, methods and attributes are its own; public functions hand themselves over to it (`tensor.door`). What would
need the value (a branch, a length, a loop) raises `TraceError` with the line of the user's program.
"""

from __future__ import annotations

import copy
import dis
import linecache
import operator
import sys
import traceback
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from ..device import device, layout, memory_format
from ..dtype import dtype
from ..nn import Parameter
from ..runtime.function import ScriptMethod
from ..tensor.door import is_tensor_method
from ..tensor.size import Size
from ..tensor.tensor import Tensor
from .codegen import magic_methods, reflectable_magic_methods
from .graph import Graph
from .node import Argument, Node, Target, is_named_tuple, map_aggregate, map_arg
from .operator_schemas import check_for_mutable_operation

__all__ = ["Attribute", "GraphAppendingTracer", "ParameterProxy", "Proxy", "Scope", "TraceError", "TracerBase"]

BASE_TYPES = (str, int, float, bool, complex, dtype, Tensor, device, memory_format, layout)
_AS_THEY_ARE = frozenset({*BASE_TYPES, type(None), type(...)})

_FUNCTIONS_OF_TENSOR = frozenset(
    {
        *("as_subclass", "new", "new_empty", "new_empty_strided", "new_full", "new_ones", "new_tensor", "new_zeros"),
        *("stride", "to_padded_tensor", "to_sparse_bsc", "to_sparse_bsr", "to_sparse_coo", "to_sparse_csc"),
        *("to_sparse_csr", "unflatten"),
    }
)
"""Methods of Tensor that PyTorch does not list as such (`torch.overrides`): they are recorded as functions."""

_PACKAGE = Path(__file__).parents[1]
_UNSEEN = (str(_PACKAGE / "fx") + "/", str(_PACKAGE / "tensor") + "/")


class TraceError(ValueError):
    """The program needs a value that a symbolic trace does not have."""


class _LengthError(TraceError, RuntimeError):
    """`len` of a proxy; PyTorch raises RuntimeError."""


def _user_frame() -> FrameType | None:
    """The innermost frame outside of fx and the tensor library: the code being traced."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith(_UNSEEN):
        frame = frame.f_back
    return frame


def _refuse(message: str, instead: str, kind: type[TraceError] = TraceError) -> NoReturn:
    """Raise with the user's line and what to write there instead."""
    frame = _user_frame()
    if frame is not None:
        file, line = frame.f_code.co_filename, frame.f_lineno
        source = linecache.getline(file, line).strip()
        message += f'\n  File "{file}", line {line}, in {frame.f_code.co_name}\n    {source}'
    raise kind(f"{message}\nInstead: {instead}")


class Scope:
    """The module that is being traced through: its path, and its type."""

    def __init__(self, module_path: str, module_type: Any) -> None:
        self.module_path = module_path
        self.module_type = module_type


class TracerBase:
    """Makes nodes of calls. Subclasses override its methods to see or change what is recorded."""

    graph: Graph
    record_stack_traces: bool = False
    check_mutable_operations: bool = False
    trace_asserts: bool = False
    proxy_buffer_attributes: bool = False
    traced_func_name: str = "forward"
    scope: Scope
    module_stack: dict[str, tuple[str, Any]]
    node_name_to_scope: dict[str, tuple[str, type]]

    def create_node(
        self,
        kind: str,
        target: Target,
        args: tuple[Argument, ...],
        kwargs: dict[str, Argument],
        name: str | None = None,
        type_expr: Any = None,
    ) -> Node:
        """Add a node to the graph; its arguments are nodes and constants already."""
        if kind == "call_function" and self.check_mutable_operations:
            check_for_mutable_operation(target, args, kwargs)  # type: ignore[arg-type]
        node = self.graph.create_node(kind, target, args, kwargs, name, type_expr)
        scope = self.scope
        self.node_name_to_scope[node.name] = (scope.module_path, scope.module_type)
        if self.module_stack:
            node.meta["nn_module_stack"] = self.module_stack.copy()
        if self.record_stack_traces and not node.stack_trace:
            node.stack_trace = self._stack_trace()
        return node

    def _stack_trace(self) -> str | None:
        """The user's frames from the first `forward` on; None outside of any."""
        frames = traceback.extract_stack(_user_frame())
        start = next((i for i, frame in enumerate(frames) if frame.name == "forward"), None)
        if start is None:
            return None
        kept = [frame for frame in frames[start:] if not frame.filename.startswith(str(_PACKAGE))]
        return "".join(traceback.StackSummary.from_list(kept).format()).strip() or None

    def proxy(self, node: Node) -> Proxy:
        """What stands for a node in the program."""
        return Proxy(node, self)

    def create_proxy(
        self,
        kind: str,
        target: Target,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        name: str | None = None,
        type_expr: Any = None,
        proxy_factory_fn: Callable[[Node], Proxy] | None = None,
    ) -> Proxy:
        """Add a node for a call with these arguments (proxies among them); returns what stands for its result."""
        args_, kwargs_ = self.create_arg(args), self.create_arg(kwargs)
        assert isinstance(args_, tuple), f"Expected args_ to be tuple, got {type(args_)}"
        assert isinstance(kwargs_, dict), f"Expected kwargs_ to be dict, got {type(kwargs_)}"
        node = self.create_node(kind, target, args_, kwargs_, name, type_expr)
        return (proxy_factory_fn or self.proxy)(node)

    def create_arg(self, a: Any) -> Argument:
        """A value of the program as an argument of a node; override it for types that fx does not know."""
        kind = type(a)
        if kind is Proxy or isinstance(a, Proxy):
            return a.node
        if kind in _AS_THEY_ARE:
            return a
        if kind is tuple:
            return tuple([self.create_arg(each) for each in a])
        if hasattr(a, "__fx_create_arg__"):
            return a.__fx_create_arg__(self)
        if isinstance(a, tuple):
            made = [self.create_arg(each) for each in a]
            return kind(*made) if is_named_tuple(a) else kind(made)
        if isinstance(a, list):
            return [self.create_arg(each) for each in a]
        if isinstance(a, dict):
            return {self._key(key): self.create_arg(value) for key, value in a.items()}
        if isinstance(a, slice):
            return slice(self.create_arg(a.start), self.create_arg(a.stop), self.create_arg(a.step))
        if isinstance(a, range):
            return range(self.create_arg(a.start), self.create_arg(a.stop), self.create_arg(a.step))
        if is_dataclass(a):
            arguments = {field.name: self.create_arg(getattr(a, field.name)) for field in fields(a)}
            return self.create_node("call_function", kind, (), arguments)
        if isinstance(a, (*BASE_TYPES, Enum)):
            return a
        raise NotImplementedError(f"argument of type: {kind}")

    def _key(self, key: Any) -> Any:
        if isinstance(key, str):
            return key

        def refuse(node: Node) -> NoReturn:
            raise RuntimeError(f"Keys for dictionaries used as an argument cannot contain a Node. Got key: {made}")

        made = self.create_arg(key)
        map_arg(made, refuse)
        return made

    def to_bool(self, obj: Proxy) -> bool:
        """The program asks for a truth value; a subclass that knows it returns it."""
        _refuse(
            "symbolically traced variables cannot be used as inputs to control flow",
            "compute both branches and choose with torch.where; or make the condition a constant by "
            "symbolic_trace(root, concrete_args={…}); or keep the branch whole, in a function marked by torch.fx.wrap "
            "or in a module that Tracer.is_leaf_module names.",
        )

    def iter(self, obj: Proxy) -> Iterator[Any]:
        """The program asks to iterate; a subclass that knows the length returns an iterator."""
        _refuse(
            "Proxy object cannot be iterated. This can be attempted when the Proxy is used in a loop or as a *args or "
            "**kwargs function argument. See the torch.fx docs on pytorch.org for a more detailed explanation of what "
            "types of control flow can be traced, and check out the Proxy docstring for help troubleshooting Proxy "
            "iteration errors",
            "loop over range(n) with an n that is known and index x[i]; or unpack into names (a, b = x), which says "
            "how many there are.",
        )

    def keys(self, obj: Proxy) -> Any:
        """The program asks for keys, as `**x` does."""
        return Attribute(obj, "keys")()


class GraphAppendingTracer(TracerBase):
    """Adds to a graph outside of tracing: what a `Proxy(node)` of your own uses."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.scope = Scope("", None)
        self.module_stack = {}
        self.node_name_to_scope = {}


def assert_fn(x: Any) -> None:
    """What a traced `assert x` becomes."""
    assert x, "Assertion failed"


class Proxy:
    """Stands for the value of a node; all that is done with it is recorded.

    It can't be iterated and has no length and no truth value: those would be facts of one run.
    """

    tracer: TracerBase
    node: Node

    def __init__(self, node: Node, tracer: TracerBase | None = None) -> None:
        self.tracer = GraphAppendingTracer(node.graph) if tracer is None else tracer
        self.node = node

    def __repr__(self) -> str:
        return f"Proxy({self.node.name})"

    def __getattr__(self, k: str) -> Attribute:
        # Nothing is recorded yet: if this is called, it is a method
        return Attribute(self, k)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ = state

    def __deepcopy__(self, memo: dict[int, Any]) -> Proxy:
        copied: Proxy = Proxy.__new__(type(self))
        for name, value in self.__dict__.items():
            copied.__dict__[name] = copy.deepcopy(value, memo)
        return copied

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.tracer.create_proxy("call_method", "__call__", (self, *args), kwargs)

    def __iter__(self) -> Iterator[Any]:
        instruction, _ = _caller_instruction(sys._getframe(1))
        if instruction.opname == "UNPACK_SEQUENCE":
            return (self[i] for i in range(instruction.argval))  # type: ignore[index]
        return self.tracer.iter(self)

    def __abs__(self) -> Any:
        return self.tracer.create_proxy("call_function", operator.abs, (self,), {})

    def __bool__(self) -> bool:
        if self.tracer.trace_asserts and _is_assertion(sys._getframe(1)):
            self.tracer.create_proxy("call_function", assert_fn, (self,), {})
            return True
        return self.tracer.to_bool(self)

    def __len__(self) -> int:
        _refuse(
            "'len' is not supported in symbolic tracing by default. If you want this call to be recorded, please call "
            "torch.fx.wrap('len') at module scope",
            "torch.fx.wrap('len') records it; x.size(0) of a tensor is recorded as it is.",
            _LengthError,
        )

    def keys(self) -> Any:
        """The keys; recorded as a method call."""
        return self.tracer.keys(self)

    @classmethod
    def __torch_function__(
        cls,
        orig_method: Callable[..., Any],
        types: tuple[type, ...],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """A public function or tensor method was called with a proxy among its arguments."""
        kwargs = kwargs or {}
        tracers: dict[TracerBase, None] = {}

        def find(value: Any) -> None:
            if isinstance(value, Proxy):
                tracers[value.tracer] = None

        map_aggregate(args, find)
        map_aggregate(kwargs, find)
        if len(tracers) > 1:
            raise RuntimeError(
                f"Found multiple different tracers {list(tracers)} while trying to trace operations {orig_method}"
            )
        (tracer,) = tracers
        if isinstance(orig_method, ScriptMethod):
            owner = _CompiledHalf(orig_method.owner)
            return tracer.create_proxy("call_method", orig_method.name, (owner, *args), kwargs)
        if is_tensor_method(orig_method) and orig_method.__name__ not in _FUNCTIONS_OF_TENSOR:
            return tracer.create_proxy("call_method", orig_method.__name__, args, kwargs)
        name = tracer.graph._target_to_str(orig_method.__name__)
        return tracer.create_proxy("call_function", orig_method, args, kwargs, name=name)


def _caller_instruction(frame: FrameType) -> tuple[dis.Instruction, list[dis.Instruction]]:
    """The bytecode instruction that a frame is at, and those after it."""
    instructions = [*dis.get_instructions(frame.f_code)]
    here = bisect_left(instructions, frame.f_lasti, key=lambda each: each.offset)
    return instructions[here], instructions[here + 1 :]


def _is_assertion(frame: FrameType) -> bool:
    """Whether the truth value is asked for by an `assert`."""
    instruction, following = _caller_instruction(frame)
    # From Python 3.13 on; a comparison gives its truth value itself.
    if instruction.opname in ("TO_BOOL", "COMPARE_OP"):
        instruction, *following = following
    after = following[0]
    if after.opname == "NOT_TAKEN":  # from Python 3.14 on
        after = following[1]
    # Python 3.11 says whether the jump goes forward; until 3.13 the error had an instruction of its own.
    raises = after.opname == "LOAD_ASSERTION_ERROR" or after.argrepr == "AssertionError"
    return instruction.opname.startswith("POP_JUMP_") and raises


class _CompiledHalf:
    """What a compiled method belongs to, as an argument: a scripted module's attribute `_c`, as in PyTorch."""

    def __init__(self, module: Any) -> None:
        self.module = module

    def __fx_create_arg__(self, tracer: Any) -> Node:
        node: Node = tracer.create_node("get_attr", f"{tracer.path_of_module(self.module)}._c", (), {})
        return node


class Attribute(Proxy):
    """An attribute of a proxy: recorded when used; called, it is a method."""

    def __init__(self, root: Proxy, attr: str) -> None:
        self.root = root
        self.attr = attr
        self.tracer = root.tracer
        self._node: Node | None = None

    @property
    def node(self) -> Node:  # type: ignore[override]
        """The read of the attribute."""
        if self._node is None:
            self._node = self.tracer.create_proxy("call_function", getattr, (self.root, self.attr), {}).node
        return self._node

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.tracer.create_proxy("call_method", self.attr, (self.root, *args), kwargs)


class ParameterProxy(Proxy):
    """Stands for a parameter, and knows its shape: a branch on that does not raise (`param_shapes_constant`)."""

    def __init__(self, tracer: TracerBase, node: Node, name: str, param: Parameter) -> None:
        super().__init__(node, tracer)
        assert isinstance(param, Parameter), f"Expected Parameter, got {type(param)}"
        self.param = param
        self.name = name

    def __repr__(self) -> str:
        return f"ParameterProxy({self.name})"

    @property
    def shape(self) -> Size:
        """The parameter's own."""
        return self.param.shape

    def size(self) -> Size:
        """The parameter's own."""
        return self.param.shape

    def dim(self) -> int:
        """The parameter's own."""
        return self.param.ndim

    @property
    def ndim(self) -> int:
        """The parameter's own."""
        return self.param.ndim

    def numel(self) -> int:
        """The parameter's own."""
        return int(self.param.numel())

    def nelement(self) -> int:
        """The parameter's own."""
        return int(self.param.numel())


def _recorded(name: str) -> Callable[..., Any]:
    function = getattr(operator, name)

    def method(*args: Any) -> Any:
        return args[0].tracer.create_proxy("call_function", function, args, {})

    method.__name__ = method.__qualname__ = f"__{name.strip('_')}__"
    return method


def _reflected(name: str) -> Callable[..., Any]:
    function = getattr(operator, name)

    def method(self: Proxy, other: Any) -> Any:
        return self.tracer.create_proxy("call_function", function, (other, self), {})

    method.__name__ = method.__qualname__ = f"__r{name.strip('_')}__"
    return method


for _name in magic_methods:
    if hasattr(operator, _name):
        setattr(Proxy, f"__{_name.strip('_')}__", _recorded(_name))
for _name in reflectable_magic_methods:
    if hasattr(operator, _name):
        setattr(Proxy, f"__r{_name.strip('_')}__", _reflected(_name))
Proxy.__hash__ = object.__hash__  # type: ignore[method-assign]
