"""Objects with all the fields they need and none that nobody knows."""

from __future__ import annotations

from typing import Any

from book.grading import same
from hypothesis import given
from hypothesis import strategies as st

from minitorchscript.serialize import fields as checked

names = st.sets(st.sampled_from(["format", "version", "kind", "root", "extra"]))


def outcome_of(obj: Any, where: str, required: Any, optional: Any = ()) -> str:
    try:
        checked.fields(obj, where, required, optional)
    except NotImplementedError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "accepted"


@given(names, names, names, st.sampled_from(["", "classes[0]"]))
def check_required_and_optional(found: set[str], required: set[str], optional: set[str], where: str) -> None:
    prefix, optional = (f"{where}: " if where else ""), optional - required
    missing, unknown = sorted(required - found), sorted(found - required - optional)
    wanted = "accepted"
    if missing:
        wanted = f"Malformed: {prefix}the field {missing[0]!r} is missing"
    elif unknown:
        wanted = f"Malformed: {prefix}unknown field {unknown[0]!r}"
    given = f"fields({dict.fromkeys(sorted(found), 1)}, {where!r}, {sorted(required)}, {sorted(optional)})"
    same(given, outcome_of(dict.fromkeys(found, 1), where, required, optional), wanted)


def check_what_is_no_object() -> None:
    for value, kind in (([], "a list"), ("format", "a string"), (None, "null"), (3, "an integer")):
        wanted = f"Malformed: root: expected an object, found {kind}"
        same(f"fields({value!r}, 'root', [])", outcome_of(value, "root", []), wanted)
