"""Operators on numbers, strings, lists and dictionaries give and refuse what PyTorch's do, call by call."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from program_values import decoded, encoded

import minitorchscript as torch
from minitorchscript.ops.registry import Operator, overload

FACTS: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("operator_facts.json").read_text("utf-8"))


def operator_of(schema: str) -> Operator | None:
    name, _, overload_name = schema.partition("(")[0].partition(".")
    try:
        return overload(name, overload_name)
    except KeyError:
        return None


OFFERED = {schema: found for schema in FACTS if (found := operator_of(schema)) is not None}
#: internals of PyTorch's executors, and operators on what is not offered
LEFT_OUT = {schema for schema in FACTS if schema not in OFFERED}


def close(a: Any, b: Any) -> bool:
    """Equal, but for the last digits of floats, which differ from one C library to the next."""
    if isinstance(a, dict) and isinstance(b, dict):
        if "float" in a and "float" in b:
            one, other = float(a["float"]), float(b["float"])
            same_sign = math.copysign(1, one) == math.copysign(1, other)
            return (math.isclose(one, other, rel_tol=1e-13) and same_sign) or (math.isnan(one) and math.isnan(other))
        if "complex" in a and "complex" in b:
            pairs = zip(map(float, a["complex"]), map(float, b["complex"]), strict=True)
            return all(
                math.isclose(x, y, rel_tol=1e-13, abs_tol=1e-15) or (math.isnan(x) and math.isnan(y)) for x, y in pairs
            )
        return a.keys() == b.keys() and all(close(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(close, a, b))
    return type(a) is type(b) and bool(a == b)


def is_finite(number: dict[str, list[str]]) -> bool:
    return all(math.isfinite(float(part)) for part in number["complex"])


@pytest.mark.parametrize("schema", OFFERED)
def test_operator_is_pytorchs(schema: str) -> None:
    kernel = OFFERED[schema].kernel
    for fact in FACTS[schema]:
        arguments = decoded(fact["given"], torch)
        if "pow" in schema and "complex" in schema and not is_finite(fact["result"]):
            continue  # what is left of a complex power's infinities depends on the C library
        if "error" in fact:
            with pytest.raises(Exception) as caught:  # noqa: B017, PT011  (whatever the interpreter then wraps)
                kernel(*arguments)
            assert str(caught.value).rstrip() == fact["error"], fact["given"]
        else:
            result = encoded(kernel(*arguments))
            assert close(result, fact["result"]), (fact["given"], result, fact["result"])


def test_what_is_left_out() -> None:
    assert {schema.partition("(")[0] for schema in LEFT_OUT} == {
        "prim::Uninitialized",
        "aten::result_type.Scalar_Scalar",
    }
