"""Nested tuples, lists and dicts taken apart into leaves and put together again (what fx needs of PyTorch's pytree)."""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from .immutable_collections import immutable_dict, immutable_list

__all__ = ["UTILS", "TreeSpec", "tree_flatten", "tree_flatten_spec", "tree_leaves", "tree_map", "tree_unflatten"]


class TreeSpec:
    """The structure without the leaves: the container's type, what it needs besides (keys), and its children."""

    def __init__(self, type_: Any, context: Any, children: list[TreeSpec]) -> None:
        self.type = type_
        self.context = context
        self._children = children
        self.num_children = len(children)
        self.num_leaves: int = 1 if type_ is None else sum(child.num_leaves for child in children)

    def is_leaf(self) -> bool:
        """Whether this is a single value."""
        return self.type is None

    def children(self) -> list[TreeSpec]:
        """The structures of the elements."""
        return self._children

    def child(self, index: int) -> TreeSpec:
        """The structure of one element."""
        return self._children[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TreeSpec):
            return NotImplemented
        return (self.type, self.context, self._children) == (other.type, other.context, other._children)

    def __hash__(self) -> int:
        return hash((self.type, repr(self.context), tuple(self._children)))

    def __repr__(self) -> str:
        if self.type is None:
            return "*"
        children = ", ".join(map(repr, self._children))
        return f"TreeSpec({self.type.__name__}, {self.context!r}, [{children}])"


_LEAF = TreeSpec(None, None, [])
_TABLES = (dict, OrderedDict, immutable_dict)
_SEQUENCES = (list, tuple, immutable_list)


def _is_named_tuple(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")


def _parts(tree: Any) -> tuple[Any, Any, list[Any]] | None:
    """Type, context and elements of a container; None for a leaf."""
    kind = type(tree)
    if kind in _TABLES:
        return kind, list(tree), [*tree.values()]
    if kind in _SEQUENCES:
        return kind, None, [*tree]
    return (namedtuple, kind, [*tree]) if _is_named_tuple(tree) else None


def tree_flatten(tree: Any) -> tuple[list[Any], TreeSpec]:
    """The leaves from left to right, and the structure."""
    parts = _parts(tree)
    if parts is None:
        return [tree], _LEAF
    kind, context, elements = parts
    leaves: list[Any] = []
    children: list[TreeSpec] = []
    for element in elements:
        inner, spec = tree_flatten(element)
        leaves += inner
        children.append(spec)
    return leaves, TreeSpec(kind, context, children)


def tree_unflatten(leaves: Iterable[Any], treespec: TreeSpec) -> Any:
    """Put leaves into a structure; ValueError if their number does not fit."""
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(
            f"tree_unflatten(leaves, treespec): `leaves` has length {len(leaves)} but the spec refers to a pytree that "
            f"holds {treespec.num_leaves} items ({treespec})."
        )
    remaining = iter(leaves)

    def build(spec: TreeSpec) -> Any:
        if spec.type is None:
            return next(remaining)
        elements = [build(child) for child in spec.children()]
        if spec.type in _TABLES:
            return spec.type(zip(spec.context, elements, strict=True))
        return spec.context(*elements) if spec.type is namedtuple else spec.type(elements)

    return build(treespec)


def tree_leaves(*trees: Any) -> list[Any]:
    """The leaves of several trees."""
    return [leaf for tree in trees for leaf in tree_flatten(tree)[0]]


arg_tree_leaves = tree_leaves


def tree_map(function: Callable[[Any], Any], tree: Any) -> Any:
    """Apply a function to each leaf."""
    leaves, spec = tree_flatten(tree)
    return tree_unflatten([function(leaf) for leaf in leaves], spec)


UTILS = ModuleType("pytree")
"""What generated code calls `pytree`; this module is its `fx_pytree`."""
UTILS.__dict__.update(
    tree_flatten=tree_flatten, tree_leaves=tree_leaves, tree_map=tree_map, tree_unflatten=tree_unflatten
)


def tree_flatten_spec(pytree: Any, spec: TreeSpec) -> list[Any]:
    """The leaves of a tree that has (at least) a given structure; what lies deeper stays whole."""
    if spec.is_leaf():
        return [pytree]
    keys = spec.context if spec.type in _TABLES else range(spec.num_children)
    pairs = zip((pytree[key] for key in keys), spec.children(), strict=True)
    return [leaf for element, child in pairs for leaf in tree_flatten_spec(element, child)]
