"""`Graph`: the nodes of one function in order, how they are added, moved and removed, and what must hold of them.

Its Python text is made by `fx.codegen`.
"""

from __future__ import annotations

import copy
import inspect
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .. import nn
from .codegen import CodeGen, PythonCode
from .immutable_collections import immutable_dict
from .namespace import Namespace, target_name
from .node import OPS, Argument, Node, Target, map_arg
from .table import print_table

if TYPE_CHECKING:
    from ._symbolic_trace import Tracer
    from .graph_module import GraphModule

__all__ = ["CodeGen", "Graph", "PythonCode"]


class _InsertPoint:
    """Where new nodes go; leaving the `with` block restores what was."""

    def __init__(self, graph: Graph, insert: Callable[[Node], None]) -> None:
        self.graph = graph
        self.before, graph._insert = graph._insert, insert

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exc_info: object) -> None:
        self.graph._insert = self.before


class _NodeList:
    """The nodes in order, forwards or (`reversed`) backwards; nodes may be added and erased on the way."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __len__(self) -> int:
        return self.graph._len

    def __iter__(self) -> Iterator[Node]:
        root = self.graph._root
        node = root._next
        while node is not root:
            if not node._erased:
                yield node
            node = node._next

    def __reversed__(self) -> Iterator[Node]:
        root = self.graph._root
        node = root._prev
        while node is not root:
            if not node._erased:
                yield node
            node = node._prev


class Graph:
    """Nodes in the order they run.

    `owning_module` is the GraphModule whose attributes the nodes name; it sets itself.
    """

    def __init__(
        self,
        owning_module: GraphModule | None = None,
        tracer_cls: type[Tracer] | None = None,
        tracer_extras: dict[str, Any] | None = None,
    ) -> None:
        self._root = Node(self, "", "root", "", (), {})
        self._insert: Callable[[Node], None] = self._root.prepend
        self._len = 0
        self._graph_namespace = Namespace()
        self._owning_module = owning_module
        self._tracer_cls = tracer_cls
        self._tracer_extras = tracer_extras
        self._codegen = CodeGen()
        self._co_fields: dict[str, Any] = {}
        self._positions: dict[Node, int] = {}
        self._moved = True

    @property
    def owning_module(self) -> GraphModule | None:
        """The module whose forward this graph is."""
        return self._owning_module

    @owning_module.setter
    def owning_module(self, module: GraphModule | None) -> None:
        self._owning_module = module

    # the nodes

    @property
    def nodes(self) -> _NodeList:
        """All nodes in order."""
        return _NodeList(self)

    def _position(self, node: Node) -> int:
        """A node's place in the list; counted anew after the list changed."""
        if self._moved:
            self._positions = {each: place for place, each in enumerate(self.nodes)}
            self._moved = False
        return self._positions[node]

    def output_node(self) -> Node:
        """The last node, which must be the output."""
        node = self._root._prev
        assert node.op == "output", f"Expected output node, got op={node.op}"
        return node

    def find_nodes(self, *, op: str, target: Target | None = None, sort: bool = True) -> list[Node]:
        """The nodes of a kind, and with `target` those that call it; "call_function" needs one. In order always."""
        assert op != "call_function" or target is not None, "target must not be None for call_function op"
        return [node for node in self.nodes if node.op == op and (target is None or node.target == target)]

    # adding

    def create_node(
        self,
        op: str,
        target: Target,
        args: tuple[Argument, ...] | None = None,
        kwargs: dict[str, Argument] | None = None,
        name: str | None = None,
        type_expr: Any = None,
    ) -> Node:
        """Add a node at the insertion point. `name` is made unique; without one it is taken from the target."""
        assert args is None or isinstance(args, tuple), f"args must be a tuple, got {type(args)}"
        assert kwargs is None or isinstance(kwargs, dict), f"kwargs must be a dict, got {type(kwargs)}"
        namespace = self._graph_namespace
        name = namespace.create_name(name if name is not None else target_name(target), None)
        node = Node(self, name, op, target, args or (), kwargs or _NO_KWARGS, type_expr)
        owner = self._owning_module
        if owner is not None:
            for hook in getattr(owner, "_create_node_hooks", None) or ():
                hook(node)
        namespace.associate(name, node)
        self._insert(node)
        self._len += 1
        return node

    def placeholder(self, name: str, type_expr: Any = None, default_value: Any = inspect.Signature.empty) -> Node:
        """Add an input."""
        args = () if default_value is inspect.Signature.empty else (default_value,)
        return self.create_node("placeholder", name, args=args, type_expr=type_expr)

    def get_attr(self, qualified_name: str, type_expr: Any = None) -> Node:
        """Add a read of a parameter, buffer or module at a dotted path; warns where the owner has none."""
        if self._owning_module is not None and not _holds(self._owning_module, qualified_name):
            warnings.warn(
                "Attempted to insert a get_attr Node with no underlying reference in the owning GraphModule! Call "
                "GraphModule.add_submodule to add the necessary submodule, GraphModule.add_parameter to add the "
                "necessary Parameter, or nn.Module.register_buffer to add the necessary buffer",
                stacklevel=2,
            )
        return self.create_node("get_attr", qualified_name, type_expr=type_expr)

    def call_module(
        self,
        module_name: str,
        args: tuple[Argument, ...] | None = None,
        kwargs: dict[str, Argument] | None = None,
        type_expr: Any = None,
    ) -> Node:
        """Add a call of the module at a dotted path; AttributeError where the owner has none."""
        if self._owning_module is not None:
            self._owning_module.get_submodule(module_name)
        return self.create_node("call_module", module_name, args, kwargs, type_expr=type_expr)

    def call_method(
        self,
        method_name: str,
        args: tuple[Argument, ...] | None = None,
        kwargs: dict[str, Argument] | None = None,
        type_expr: Any = None,
    ) -> Node:
        """Add a call of a method of `args[0]`."""
        return self.create_node("call_method", method_name, args, kwargs, type_expr=type_expr)

    def call_function(
        self,
        the_function: Callable[..., Any],
        args: tuple[Argument, ...] | None = None,
        kwargs: dict[str, Argument] | None = None,
        type_expr: Any = None,
        name: str | None = None,
    ) -> Node:
        """Add a call of a function."""
        return self.create_node("call_function", the_function, args, kwargs, name=name, type_expr=type_expr)

    def output(self, result: Argument, type_expr: Any = None) -> Node:
        """Add the return statement."""
        return self.create_node("output", "output", (result,), type_expr=type_expr)

    def node_copy(self, node: Node, arg_transform: Callable[[Node], Argument] = lambda node: node) -> Node:
        """Add a copy of a node of another graph; `arg_transform` gives this graph's value for the other's."""
        args, kwargs = map_arg(node.args, arg_transform), map_arg(node.kwargs, arg_transform)
        made = self.create_node(node.op, node.target, args, kwargs, node.name, node.type)
        made.meta = copy.copy(node.meta)
        return made

    def graph_copy(self, g: Graph, val_map: dict[Node, Node], return_output_node: bool = False) -> Any:
        """Add copies of all nodes of `g`; returns what its output became (None without one).

        `val_map` maps its nodes to this graph's: what is in there is not copied, and the copies are added.
        """
        for node in g.nodes:
            if node in val_map:
                continue
            if node.op == "output":
                result = map_arg(node.args[0], val_map.__getitem__)
                return (result, node) if return_output_node else result
            val_map[node] = self.node_copy(node, val_map.__getitem__)
        return None

    def __deepcopy__(self, memo: dict[Any, Any] | None = None) -> Graph:
        copied = Graph(tracer_cls=self._tracer_cls)
        result = copied.graph_copy(self, val_map=memo if memo is not None else {}, return_output_node=True)
        copied._codegen = copy.deepcopy(self._codegen)
        if result is not None:
            value, old = result
            copied.output(value, type_expr=old.type).meta = copy.copy(old.meta)
        return copied

    def inserting_before(self, n: Node | None = None) -> _InsertPoint:
        """Add nodes before `n` (None: at the beginning): in a `with` block, or from now on."""
        if n is None:
            return self.inserting_after(self._root)
        assert n.graph == self, "Node to insert before is not in graph."
        return _InsertPoint(self, n.prepend)

    def inserting_after(self, n: Node | None = None) -> _InsertPoint:
        """Add nodes right after `n` (None: at the end); of several, the last added comes first."""
        if n is None:
            return self.inserting_before(self._root)
        assert n.graph == self, "Node to insert after is not in graph."
        return _InsertPoint(self, n.append)

    # removing

    def erase_node(self, to_erase: Node) -> None:
        """Remove a node that nothing uses; RuntimeError names its users otherwise."""
        if to_erase.users:
            raise RuntimeError(
                f"Tried to erase Node {to_erase} but it still had {len(to_erase.users)} users in the graph: "
                f"{to_erase.users}!"
            )
        if to_erase.graph != self:
            raise RuntimeError(f"Attempting to remove {to_erase} from wrong graph!")
        if to_erase._erased:
            warnings.warn(f"erase_node({to_erase}) on an already erased node", stacklevel=2)
            return
        for hook in getattr(self._owning_module, "_erase_node_hooks", None) or ():
            hook(to_erase)
        to_erase._remove_from_list()
        to_erase._erased = True  # who iterates may still stand on it
        self._len -= 1
        self._moved = True
        to_erase.args, to_erase.kwargs = map_arg(to_erase.args, _nothing), map_arg(to_erase.kwargs, _nothing)

    def eliminate_dead_code(self, is_impure_node: Callable[[Node], bool] | None = None) -> bool:
        """Remove nodes that nothing uses and that have no effect; returns whether there were any.

        In-place calls count as having no effect, as in PyTorch: pass `is_impure_node` if the graph has any.
        """
        self.lint()
        impure = is_impure_node if is_impure_node is not None else Node.is_impure
        changed = False
        for node in reversed(self.nodes):
            if not node.users and not impure(node):
                self.erase_node(node)
                changed = True
        if self._owning_module is not None:
            named = {node.target for node in self.find_nodes(op="get_attr")}
            for name, child in self._owning_module.named_children():
                if name in named and isinstance(getattr(child, "graph", None), Graph):
                    changed |= child.graph.eliminate_dead_code()
                    child.recompile()
        return changed

    # checks

    def lint(self) -> None:
        """RuntimeError unless nodes are owned by this graph, in order, uniquely named, and name what the owner has."""
        names: set[str] = set()
        seen: set[Node] = set()
        for node in self.nodes:
            if node.op not in OPS[:-1]:
                raise RuntimeError(f"Node {node} had unknown opcode {node.op}!")
            if node.graph is not self:
                raise RuntimeError(f"Node '{node}' does not belong to this Graph!")
            for arg in node._input_nodes:
                if arg.graph is not self:
                    raise RuntimeError(
                        f"Argument '{arg}' of Node '{node}' does not belong to this Graph, but was used as an "
                        "argument! If you are copying nodes from another graph, make sure to use ``arg_transform`` on "
                        f"node_copy() to remap values\n{self}"
                    )
                if arg not in seen:
                    raise RuntimeError(
                        f"Argument '{arg}' of Node '{node}' was used before it has been defined! Please check that "
                        f"Nodes in the graph are topologically ordered\n{self}"
                    )
            seen.add(node)
            if node.name in names:
                raise RuntimeError(f"Node redefined name {node.name}!")
            names.add(node.name)
        if self._owning_module is not None:
            for node in self.nodes:
                if node.op in ("get_attr", "call_module"):
                    self._check_target(node)

    def _check_target(self, node: Node) -> None:
        held: Any = self._owning_module
        steps = node.target.split(".")
        for i, step in enumerate(steps):
            path = ".".join(steps[:i])
            held = getattr(held, step, None)
            if held is None:
                raise RuntimeError(
                    f"Node {node} target {node.target} references nonexistent attribute {step} of {path}"
                )
            if node.op == "call_module" and not isinstance(held, nn.Module):
                raise RuntimeError(f"Node {node} target {node.target} {step} of {path} does not reference an nn.Module")

    # text

    def __str__(self) -> str:
        """The graph, one node a line."""
        names: list[str] = []
        lines = [node.format_node(names) for node in self.nodes]
        head = f"graph({', '.join(names)}):"
        return "\n    ".join([head, *(line for line in lines if line)])

    def print_tabular(self) -> None:
        """Print the nodes as a table; needs the package `tabulate`."""
        print_table(self.nodes)

    def python_code(
        self,
        root_module: str,
        *,
        verbose: bool = False,
        include_stride: bool = False,
        include_device: bool = False,
        colored: bool = False,
        expanded_def: bool = False,
    ) -> PythonCode:
        """The graph as a Python function and the globals that it needs; `root_module` is what it calls the owner."""
        namespace = Namespace()
        names: dict[Node, str] = {}

        def unique_name(node: Node) -> str:
            name = names.get(node)
            if name is None:
                name = names[node] = namespace.create_name(node.name, node)
            return name

        before = [(node, node._repr_fn) for node in self.nodes]
        for node, _ in before:
            node._repr_fn = unique_name  # so that the repr of an argument is an expression of the program
        try:
            return self._codegen._gen_python_code(
                self.nodes,
                root_module,
                namespace,
                verbose=verbose,
                include_stride=include_stride,
                include_device=include_device,
                colored=colored,
                expanded_def=expanded_def,
            )
        finally:
            for node, shown in before:
                node._repr_fn = shown

    def set_codegen(self, codegen: CodeGen) -> None:
        """Use another generator of Python text."""
        self._codegen = codegen

    def on_generate_code(self, make_transformer: Callable[[Any], Callable[[list[str]], list[str]]]) -> Any:
        """Let a function edit the generated lines; it is made from the one in force (or None).

        As a `with` block, what was in force comes back afterwards.
        """
        before = self._codegen._body_transformer
        self._codegen._body_transformer = make_transformer(before)

        @contextmanager
        def restoring() -> Iterator[None]:
            try:
                yield
            finally:
                self._codegen._body_transformer = before

        return restoring()

    def process_inputs(self, *args: Any) -> Any:
        """Arguments as the placeholders take them."""
        return self._codegen.process_inputs(*args)

    def process_outputs(self, out: Any) -> Any:
        """The result as a caller gets it."""
        return self._codegen.process_outputs(out)

    def _target_to_str(self, target: Any) -> str:
        return target_name(target)


_NO_KWARGS: dict[str, Argument] = immutable_dict()


def _nothing(node: Node) -> None:
    return None


def _holds(module: nn.Module, path: str) -> bool:
    """Whether a module has a parameter, buffer or child at a dotted path."""
    parent, _, name = path.rpartition(".")
    try:
        owner = module.get_submodule(parent)
    except AttributeError:
        warnings.warn(f"Failed to fetch module {parent}!", stacklevel=3)
        return False
    held = getattr(owner, name, None)
    return isinstance(held, (nn.Module, nn.Parameter)) or name in owner._buffers
