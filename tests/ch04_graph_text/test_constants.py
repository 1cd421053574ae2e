"""Constants print as PyTorch prints them (recorded by record_constants.py)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from constant_values import EXPRESSIONS, SCALARS

import minitorchscript as torch
from minitorchscript.formatting import display_text, float_text
from minitorchscript.ir.graph import Graph

RECORDED = json.loads(Path(__file__).with_name("constants.json").read_text(encoding="utf-8"))["texts"]
TEXTS = dict(zip(EXPRESSIONS, RECORDED, strict=True))


def printed(expression: str) -> str:
    return str(Graph().insertConstant(eval(expression, {"torch": torch})).node())


@pytest.mark.parametrize("expression", SCALARS)
def test_constants_of_every_sort(expression: str) -> None:
    assert printed(expression) == TEXTS[expression]


def test_tensors_of_every_dtype_and_shape() -> None:
    different = {text: printed(text) for text in EXPRESSIONS[len(SCALARS) :] if printed(text) != TEXTS[text]}
    assert not different


def test_a_wide_matrix_is_printed_in_groups_of_columns() -> None:
    text = printed("torch.tensor([[1e5, 1e-5, 1.0, -1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]])")
    assert "Columns 1 to 6" in text and "Columns 7 to 10" in text


# What print() shows in a script, as PyTorch 2.13.0 prints it.
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e18, "1000000000000000000."), (1e19, "1e+19"), (-0.0, "0."), (0.1, "0.10000000000000001"),
        (float("inf"), "inf"), ([1.0, 2.5], "[1., 2.5]"), ((1, "x"), "(1, x)"), ((1,), "(1,)"), ({"a": 1}, "{a: 1}"),
        ([None, True], "[None, True]"), (1 + 2j, "1.+2.j"),
    ],
)  # fmt: skip
def test_what_print_shows(value: object, text: str) -> None:
    assert display_text(value) == text


def test_what_print_shows_of_a_tensor() -> None:
    assert display_text([torch.ones(2)]) == "[ 1\n 1\n[ CPUFloatType{2} ]]"


def test_a_float_reads_back() -> None:
    for number in (0.1, 1e-5, 1 / 3, 1e300, 5e-324, -2.5e10, 123456789.0):
        assert float(float_text(number)) == number
