"""Numbered names are those that PyTorch's walk finds, whether or not the walk is walked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.code.naming import RESERVED, Names


def walked(wanted: list[str]) -> list[str]:
    """The walk itself, for every name."""
    taken, counters, names = set(RESERVED), dict[str, int](), []
    for want in wanted:
        name = want
        while name in taken:
            counters[name] = counters.get(name, 0) + 1
            name = f"{want}{counters[name] - 1}"
        taken.add(name)
        names.append(name)
    return names


@given(st.lists(st.sampled_from(["_", "_0", "_1", "_10", "_2", "x", "x0", "x1", "x10", "in", "bn1"]), max_size=60))
def test_the_shortcut_ends_where_the_walk_does(wanted: list[str]) -> None:
    names = Names()
    assert [names.unique(want) for want in wanted] == walked(wanted)


def test_names_as_pytorch_prints_them() -> None:
    """The locals of a small network, inlined, in the order in which PyTorch 2.13.0 named them."""
    names = Names()
    wanted = ["b", "_", "b", "_", "_", "_", "_", "_", "_1", "_0", "_", "in"]
    expected = ["b", "_0", "b0", "_1", "_2", "_3", "_4", "_5", "_10", "_00", "_6", "in0"]
    assert [names.unique(want) for want in wanted] == expected
