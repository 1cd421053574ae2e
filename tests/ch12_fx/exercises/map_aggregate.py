"""Containers of containers: each leaf is mapped, once, and the rest stays what it was."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.fx import immutable_collections, node

Point = namedtuple("Point", ["x", "y"])

leaves = st.one_of(st.integers(0, 9), st.none(), st.sampled_from("ab"))
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from("kl"), inner),
        st.builds(slice, inner, inner, inner),
        st.builds(Point, inner, inner),
    ),
    max_leaves=6,
)


def leaves_of(tree: Any) -> list[Any]:
    if isinstance(tree, slice):
        tree = (tree.start, tree.stop, tree.step)
    if isinstance(tree, dict):
        tree = tuple(tree.values())
    return [leaf for each in tree for leaf in leaves_of(each)] if isinstance(tree, (tuple, list)) else [tree]


@given(trees)
def check_every_leaf_is_mapped_in_order(tree: Any) -> None:
    seen: list[Any] = []
    node.map_aggregate(tree, seen.append)
    same(f"the leaves of {tree}", seen, leaves_of(tree))


@given(trees)
def check_the_structure_stays(tree: Any) -> None:
    mapped = node.map_aggregate(tree, lambda leaf: leaf)
    same(f"{tree}, mapped by the identity", repr(mapped), repr(tree))
    counted = node.map_aggregate(tree, lambda leaf: (leaf,))
    same(f"the leaves of {tree}, each in a tuple", leaves_of(counted), leaves_of(tree))


def check_lists_and_dicts_come_back_immutable() -> None:
    mapped = node.map_aggregate(([1], {"k": [2]}), lambda leaf: leaf)
    kinds = [type(mapped[0]), type(mapped[1]), type(mapped[1]["k"])]
    immutable_list, immutable_dict = immutable_collections.immutable_list, immutable_collections.immutable_dict
    same("the types of ([1], {'k': [2]})", kinds, [immutable_list, immutable_dict, immutable_list])


def check_named_tuples_keep_their_names() -> None:
    mapped = node.map_aggregate(Point(1, [2]), lambda leaf: leaf + 1)
    same("Point(1, [2]), each plus one", repr(mapped), "Point(x=2, y=[3])")
