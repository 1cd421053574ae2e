"""Names, in the order in which they were wanted."""

from __future__ import annotations

from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.code.naming import RESERVED, Names

wanted_names = st.lists(st.sampled_from(["_", "_0", "_1", "x", "x0", "x1", "x10", "in", "bn1"]), max_size=20)


def slowly(wanted: list[str]) -> list[str]:
    taken, counters, names = set(RESERVED), dict[str, int](), []
    for want in wanted:
        name = want
        while name in taken:
            counters[name] = counters.get(name, 0) + 1
            name = f"{want}{counters[name] - 1}"
        taken.add(name)
        names.append(name)
    return names


def walked(wanted: list[str]) -> list[str]:
    """The names that `_walk` finds, each taken as soon as it is found."""
    names, counters, found = Names(), dict[str, int](), []
    for want in wanted:
        found.append(names._walk(want, counters))
        names._taken.add(found[-1])
    return found


@given(wanted_names)
def check_every_name_is_walked_to(wanted: list[str]) -> None:
    same(f"wanted, one after the other: {wanted}", walked(wanted), slowly(wanted))


def check_recorded_from_pytorch() -> None:
    """The locals of a small network, inlined, as PyTorch 2.13.0 named them."""
    wanted = ["b", "_", "b", "_", "_", "_", "_", "_", "_1", "_0", "_", "in"]
    same(f"wanted, one after the other: {wanted}", walked(wanted),
         ["b", "_0", "b0", "_1", "_2", "_3", "_4", "_5", "_10", "_00", "_6", "in0"])  # fmt: skip


@given(wanted_names)
def check_the_printer_s_own_names(wanted: list[str]) -> None:
    names = Names()
    same(f"wanted, one after the other: {wanted}", [names.unique(want) for want in wanted], slowly(wanted))


def check_a_free_name_moves_no_counter() -> None:
    counters: dict[str, int] = {}
    Names()._walk("x", counters)
    same("the counters after x was wanted and free", counters, {})
