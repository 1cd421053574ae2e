"""`Node`: one call, attribute, input or output in a graph, and the bookkeeping of who uses whom.

Nodes form a doubly linked list that the graph owns. `users` and the input nodes are ordered sets (dicts without
values); assigning `args` or `kwargs` keeps both sides right.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Reversible
from typing import TYPE_CHECKING, Any

from ..tensor.namespace import TORCH
from ..tensor.return_types import NamedResult
from ..tensor.tensor import Tensor
from .immutable_collections import immutable_dict, immutable_list
from .operator_schemas import ArgsKwargsPair, normalize_function, normalize_module
from .target_names import abbreviation, format_arg, format_type, qualified_name

if TYPE_CHECKING:
    from .graph import Graph

__all__ = ["Argument", "Node", "Target", "has_side_effect", "is_named_tuple", "last_uses", "map_aggregate", "map_arg"]

Target = Callable[..., Any] | str
Argument = Any
"""None, a number, string, dtype, device, tensor or node, or tuples, lists, dicts and slices of them."""

OPS = ("placeholder", "call_method", "call_module", "call_function", "get_attr", "output", "root")

_side_effectful_functions: set[Callable[..., Any]] = {TORCH["_assert"], operator.setitem}
_RANDOM = frozenset(
    TORCH[name]
    for name in (
        *("bernoulli", "multinomial", "normal", "poisson", "rand", "rand_like", "randint", "randint_like"),
        *("randn", "randn_like", "randperm"),
    )
    if name in TORCH
)


def has_side_effect(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep calls of this function when dead code is removed."""
    _side_effectful_functions.add(function)
    return function


class Node:
    """One operation.

    `op` says what kind, and what `target`, `args` and `kwargs` mean: "placeholder" (an input's name, its default),
    "get_attr" (a dotted path), "call_function" (a callable), "call_method" (a name; `args[0]` is the object),
    "call_module" (a dotted path), "output" (`args[0]` is what is returned).
    """

    graph: Graph
    name: str
    op: str
    target: Any
    type: Any
    users: dict[Node, None]
    meta: dict[str, Any]

    def __init__(
        self,
        graph: Graph,
        name: str,
        op: str,
        target: Target,
        args: tuple[Argument, ...],
        kwargs: dict[str, Argument],
        return_type: Any = None,
    ) -> None:
        if op == "call_function":
            if not callable(target):
                raise ValueError(_misfit(graph, name, target, "a Callable"))
        else:
            assert op in OPS, f"op '{op}' is not in _legal_ops"
            if not isinstance(target, str):
                raise ValueError(_misfit(graph, name, target, "a str"))
        self.graph = graph
        self.name = name
        self.op = op
        self.target = target
        self.type = return_type
        self.users = {}
        self.meta = {}
        self._input_nodes: dict[Node, None] = {}
        self._prev = self._next = self
        self._erased = False
        self._repr_fn: Callable[[Node], str] | None = None
        self._args: tuple[Argument, ...] = ()
        self._kwargs: dict[str, Argument] = {}
        self._set_arguments(args, kwargs)

    # the list

    @property
    def next(self) -> Node:
        """The node after this one; the last one's is the graph's root."""
        return self._next

    @property
    def prev(self) -> Node:
        """The node before this one."""
        return self._prev

    def prepend(self, x: Node) -> None:
        """Put `x`, a node of this graph, before this node: `p, self` becomes `p, x, self`."""
        assert self.graph == x.graph, "Attempting to move a Node into a different Graph"
        if self is x:
            return
        x._remove_from_list()
        before = self._prev
        before._next, x._prev = x, before
        x._next, self._prev = self, x
        self.graph._moved = True

    def append(self, x: Node) -> None:
        """Put `x`, a node of this graph, after this node."""
        self._next.prepend(x)

    def _remove_from_list(self) -> None:
        self._prev._next, self._next._prev = self._next, self._prev

    def __lt__(self, other: Node) -> bool:
        """Whether this node comes first in the graph."""
        return self.graph._position(self) < self.graph._position(other)

    def __gt__(self, other: Node) -> bool:
        return other < self

    def __le__(self, other: Node) -> bool:
        return not other < self

    def __ge__(self, other: Node) -> bool:
        return not self < other

    # arguments

    @property
    def args(self) -> tuple[Argument, ...]:
        """Positional arguments; assigning them updates the users of all nodes concerned."""
        return self._args

    @args.setter
    def args(self, args: tuple[Argument, ...]) -> None:
        self._set_arguments(args, self._kwargs)

    @property
    def kwargs(self) -> dict[str, Argument]:
        """Keyword arguments; likewise."""
        return self._kwargs

    @kwargs.setter
    def kwargs(self, kwargs: dict[str, Argument]) -> None:
        self._set_arguments(self._args, kwargs)

    def _set_arguments(self, args: tuple[Argument, ...], kwargs: dict[str, Argument]) -> None:
        for used in self._input_nodes:
            used.users.pop(self, None)
        inputs = self._input_nodes = {}

        def use(value: Any) -> Any:
            if isinstance(value, Node):
                inputs[value] = None
                value.users[self] = None
            return value

        self._args = _map_tuple(args, use)
        self._kwargs = map_aggregate(kwargs, use) if kwargs else _NO_KWARGS

    @property
    def all_input_nodes(self) -> list[Node]:
        """The nodes among the arguments, in order, each once."""
        return list(self._input_nodes)

    def update_arg(self, idx: int, arg: Argument) -> None:
        """Set one positional argument."""
        args = list(self.args)
        args[idx] = arg
        self.args = tuple(args)

    def insert_arg(self, idx: int, arg: Argument) -> None:
        """Insert a positional argument before the one at `idx`."""
        assert 0 <= idx <= len(self.args), f"insert_args index must be between 0 and len(self.args), got {idx}"
        self.args = (*self.args[:idx], arg, *self.args[idx:])

    def update_kwarg(self, key: str, arg: Argument) -> None:
        """Set one keyword argument."""
        self.kwargs = {**self.kwargs, key: arg}

    def replace_input_with(self, old_input: Node, new_input: Node) -> None:
        """Use `new_input` wherever an argument is `old_input`."""
        for hook in self._hooks("_replace_hooks"):
            hook(old=old_input, new=new_input.name, user=self)
        self._replace_input_with(old_input, new_input)

    def _replace_input_with(self, old: Node, new: Argument) -> None:
        def swap(node: Node) -> Argument:
            return new if node is old else node

        self._set_arguments(map_arg(self._args, swap), map_arg(self._kwargs, swap))

    def replace_all_uses_with(
        self,
        replace_with: Node,
        delete_user_cb: Callable[[Node], bool] | None = None,
        *,
        propagate_meta: bool = False,
    ) -> list[Node]:
        """Let all users use `replace_with` instead, those for which `delete_user_cb` is false excepted.

        `%y = relu(%x)` becomes `%y = relu(%z)` after `x.replace_all_uses_with(z)`. Returns the users changed.
        """
        if propagate_meta:
            assert not replace_with.meta, (
                "Called node.replace_all_uses_with(replace_with, propagate_meta=True), but replace_with already has "
                ".meta keys"
            )
            replace_with.meta.update(self.meta)
        changed = [user for user in [*self.users] if delete_user_cb is None or delete_user_cb(user)]
        for user in changed:
            for hook in self._hooks("_replace_hooks"):
                hook(old=self, new=replace_with.name, user=user)
            user._replace_input_with(self, replace_with)
        return changed

    def _hooks(self, name: str) -> Iterable[Callable[..., Any]]:
        return getattr(self.graph.owning_module, name, None) or ()

    def _rename(self, candidate: str) -> None:
        """Take another name, made unique in the graph."""
        if candidate != self.name:
            self.name = self.graph._graph_namespace.create_name(candidate, None)
            self.graph._graph_namespace.rename(self, self.name)

    # questions

    @property
    def stack_trace(self) -> str | None:
        """The Python stack that made this node, innermost frame last; kept by a tracer with `record_stack_traces`."""
        return self.meta.get("stack_trace", None)

    @stack_trace.setter
    def stack_trace(self, trace: str | None) -> None:
        self.meta["stack_trace"] = trace

    def is_impure(self, impure_random: bool = True) -> bool:
        """Whether removing this node, although nothing uses it, would change what the program does."""
        if self.op in ("placeholder", "output"):
            return True
        if self.op == "call_module":
            assert self.graph.owning_module is not None, "self.graph.owning_module not set for purity check"
            return bool(getattr(self.graph.owning_module.get_submodule(self.target), "_is_impure", False))
        if self.op == "call_function":
            return self.target in _side_effectful_functions or self.target in _RANDOM
        return False

    def normalized_arguments(
        self,
        root: Any,
        arg_types: tuple[Any, ...] | None = None,
        kwarg_types: dict[str, Any] | None = None,
        normalize_to_only_use_kwargs: bool = False,
    ) -> ArgsKwargsPair | None:
        """The arguments laid out as the target's signature has them, defaults included; None where that is unknown."""
        if self.op == "call_function":
            return normalize_function(
                self.target, self.args, self.kwargs, arg_types, kwarg_types, normalize_to_only_use_kwargs
            )
        if self.op == "call_module":
            return normalize_module(root, self.target, self.args, self.kwargs, normalize_to_only_use_kwargs)
        return None

    # text

    def __repr__(self) -> str:
        return self._repr_fn(self) if self._repr_fn else self.name

    @staticmethod
    def _pretty_print_target(target: Target) -> str:
        """`operator.add`, `builtins.getattr`, `torch.relu`."""
        if isinstance(target, str):
            return target
        module = getattr(target, "__module__", None)
        if module in ("builtins", "_operator"):
            return f"{module.removeprefix('_')}.{target.__name__}"
        return qualified_name(target)

    def format_node(
        self,
        placeholder_names: list[str] | None = None,
        maybe_return_typename: list[str] | None = None,
        *,
        include_tensor_metadata: bool = False,
    ) -> str | None:
        """`%add : [num_users=1] = call_function[target=operator.add](args = (%x, 1), kwargs = {})`.

        The lists are how `str(graph)` gathers its signature line; leave them out. `include_tensor_metadata` shows
        what `meta` has under "val", "tensor_meta" or "example_value" if that is a tensor.
        """
        typename = "" if self.type is None else f"{format_type(self.type)} "
        head = f"[num_users={len(self.users)}] = {self.op}"
        if self.op == "placeholder":
            if placeholder_names:
                shown = f"{self.target}: {typename.rstrip()}" if self.type else ""
                placeholder_names.append(self.target + shown)
                return None
            default = f"(default={self.args[0]})" if self.args else ""
            return f"%{self.name} : {typename}{head}[target={self.target}]{default}"
        target = self._pretty_print_target(self.target)
        if self.op == "get_attr":
            return f"%{self.name} : {typename}{head}[target={target}]"
        if self.op == "output":
            if self.type and maybe_return_typename:
                maybe_return_typename[0] = f" -> {typename.rstrip()}"
            return f"return {self.args[0]}"
        if include_tensor_metadata:
            value = self.meta.get("val", self.meta.get("tensor_meta", self.meta.get("example_value")))
            if isinstance(value, Tensor):
                strides = ", ".join(map(str, value.stride()))
                extents = ", ".join(map(str, value.shape))
                typename = f'Tensor "{abbreviation(value.dtype)}[{extents}][{strides}]{value.device}"'
        args, kwargs = format_arg(self.args, _is_node), format_arg(self.kwargs, _is_node)
        return f"%{self.name} : {typename}{head}[target={target}](args = {args}, kwargs = {kwargs})"


_NO_KWARGS: dict[str, Argument] = immutable_dict()


def _is_node(value: Any) -> bool:
    return isinstance(value, Node)


def _misfit(graph: Graph, name: str, target: Any, expected: str) -> str:
    kind = type(target)
    where = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return (
        f"Node [graph = {graph}, name = '{name}'] target {target} has type {where}{kind.__qualname__} but {expected} "
        "is expected"
    )


def _map_tuple(values: tuple[Argument, ...], fn: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple([fn(v) if type(v) in _LEAVES else map_aggregate(v, fn) for v in values])


_LEAVES = frozenset({Node, int, float, str, bool, type(None)})


def is_named_tuple(value: Any) -> bool:
    """Whether this is a named tuple (the results of operators are tuples of another kind, as in PyTorch)."""
    return isinstance(value, tuple) and hasattr(value, "_fields") and not isinstance(value, NamedResult)


def last_uses(nodes: Reversible[Node]) -> dict[Node, list[Node]]:
    """For a node the values that no later node uses: they can be forgotten after it.

    Of nodes in the order they run; the values of one node are in order of its arguments.
    """
    found: dict[Node, list[Node]] = {}
    seen: set[Node] = set()
    for node in reversed(nodes):
        for used in node.all_input_nodes:
            if used not in seen:
                seen.add(used)
                found.setdefault(node, []).append(used)
    return found


def map_aggregate(a: Argument, fn: Callable[[Any], Any]) -> Any:
    """Apply `fn` to everything in an argument that is no tuple, list, dict or slice; the structure is kept."""
    if isinstance(a, tuple):
        mapped = [map_aggregate(each, fn) for each in a]
        return type(a)(*mapped) if is_named_tuple(a) else tuple(mapped)
    if isinstance(a, list):
        return immutable_list([map_aggregate(each, fn) for each in a])
    if isinstance(a, dict):
        return immutable_dict({key: map_aggregate(value, fn) for key, value in a.items()})
    if isinstance(a, slice):
        return slice(map_aggregate(a.start, fn), map_aggregate(a.stop, fn), map_aggregate(a.step, fn))
    return fn(a)


def map_arg(a: Argument, fn: Callable[[Node], Argument]) -> Any:
    """Apply `fn` to every node in an argument."""
    assert callable(fn), "torch.fx.map_arg(a, fn): fn must be a callable"
    return map_aggregate(a, lambda value: fn(value) if isinstance(value, Node) else value)
