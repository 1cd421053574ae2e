"""The library's own Python, compiled: equal to what PyTorch prints (`record_library.py` recorded it).

What differs is listed with its reason, and the lists must shrink: an entry that has become equal fails.
"""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from record_library import RECORDED, observe_function, observe_layer

import minitorchscript as torch
from minitorchscript.aliases import as_torch

LIBRARY = json.loads(RECORDED.read_text(encoding="utf-8"))

NOT_OFFERED = "PyTorch's own helper, without a counterpart here"
FUNCTIONS_THAT_DIFFER = {
    "_check_key_padding_mask": "PyTorch's has a lambda and can't be compiled; ours can, and is called in eager mode",
    "_no_grad_embedding_renorm_": "PyTorch's lacks an annotation and can't be compiled alone; ours has it",
    **dict.fromkeys(("_enum_list_as_int_list", "_expand_single_value", "_is_integer", "_list_or_empty"), NOT_OFFERED),
    **dict.fromkeys(
        ("grouped_mm", "linear_cross_entropy", "scaled_grouped_mm", "scaled_mm"), "not offered; PyTorch refuses it too"
    ),
}
INTERNAL_ASSERT = "PyTorch fails with an internal assertion; here the message says what does not fit"
LAYERS_THAT_DIFFER = {
    "nn.MaxUnpool1d(2)": INTERNAL_ASSERT,
    "nn.MaxUnpool2d((2, 3), stride=(2, 2), padding=(1, 0))": INTERNAL_ASSERT,
    "nn.MaxUnpool3d(2)": INTERNAL_ASSERT,
}


def observed(part: str, name: str) -> dict[str, Any]:
    """What this package makes of a function or layer; the message where it can't be compiled at all."""
    observe = observe_function if part == "functions" else observe_layer
    with as_torch(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some layers warn when they are made
        try:
            return observe(torch, name)
        except AttributeError as error:
            return {"refused": str(error)}


def is_equal(part: str, name: str) -> bool:
    found, recorded = observed(part, name), LIBRARY[part][name]
    if "schema" not in recorded:  # PyTorch can't print some
        found.pop("schema", None)
    return bool(found == recorded)


@pytest.mark.parametrize("name", [name for name in LIBRARY["functions"] if name not in FUNCTIONS_THAT_DIFFER])
def test_a_function_compiles_to_pytorchs_text(name: str) -> None:
    found, recorded = observed("functions", name), LIBRARY["functions"][name]
    assert found.get("refused") == recorded.get("refused")
    assert found.get("code") == recorded.get("code")
    assert is_equal("functions", name)


@pytest.mark.parametrize("name", [name for name in LIBRARY["layers"] if name not in LAYERS_THAT_DIFFER])
def test_a_layer_compiles_to_pytorchs_text(name: str) -> None:
    found, recorded = observed("layers", name), LIBRARY["layers"][name]
    assert found.get("refused") == recorded.get("refused")
    for method, text in recorded.get("methods", {}).items():
        assert found["methods"][method]["code"] == text["code"], method
    assert found == recorded


@pytest.mark.parametrize("name", FUNCTIONS_THAT_DIFFER)
def test_a_function_that_differs_still_does(name: str) -> None:
    assert not is_equal("functions", name), "equal now: take it off the list"


@pytest.mark.parametrize("name", LAYERS_THAT_DIFFER)
def test_a_layer_that_differs_still_does(name: str) -> None:
    assert not is_equal("layers", name), "equal now: take it off the list"
