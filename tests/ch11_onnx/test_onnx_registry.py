"""Every operator that has an ONNX mapping, on its own samples from the registry."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from onnx_agreement import Calls, exported, flat, runs
from onnxruntime.capi.onnxruntime_pybind11_state import NotImplemented as NoKernel

import minitorchscript as torch
from minitorchscript.onnx.capture import tensors_in, with_tensors
from minitorchscript.ops.registry import Operator, all_operators
from minitorchscript.tensor.dispatch import execute

MAPPED = {str(op.schema): op for op in all_operators() if op.onnx is not None}

#: reasons for which samples are refused
REFUSALS = (
    "random in training mode",
    "slopes are random",
    "indices have no ONNX form",
    "do not divide the input's sizes",
    "indexing by a mask",
)
#: where a runtime does not do as PyTorch does on some sample; `test_onnx_operators` has others for these operators
RUNTIMES_DIFFER = {
    # The smallest and largest of nans and numbers.
    *((f"aten::{name}", "onnxruntime") for name in ("max", "min", "amax", "amin", "argmax", "argmin")),
    # A sum of exp(-inf) alone; integers to negative powers; fewer indices than elements.
    *((f"aten::{name}", "reference") for name in ("logsumexp", "pow", "gather")),
}


def values_of(op: Operator, sample: tuple[Any, ...]) -> list[Any]:
    """A sample as values in the schema's order, arrays as tensors."""
    given, named = list(sample), {}
    if given and isinstance(given[-1], dict):
        named = given.pop()
    arguments = op.schema.arguments
    rest = [named.get(each.name, each.default) for each in arguments[len(given) :]]
    return [_tensors(each) for each in [*given, *rest]]


def _tensors(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_tensors(each) for each in value]
    return torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value


def test_there_are_many() -> None:
    assert len(MAPPED) > 280


@pytest.mark.parametrize("schema", MAPPED)
def test_samples_agree(schema: str) -> None:
    op = MAPPED[schema]
    for sample in op.samples():
        values = values_of(op, sample)
        if any(isinstance(each, bool) for each in values) and op.name == "aten::full":
            continue  # a graph's bool is no Scalar
        agrees(op, values)


def agrees(op: Operator, values: list[Any]) -> None:
    model = Calls(lambda *tensors: execute(op, with_tensors(values, tensors)))
    tensors = tensors_in(values)
    expected = model(*(each.clone() for each in tensors))
    if not tensors_in(expected):
        return  # a number, or sizes: no output of a graph
    names = [f"input{position}" for position in range(len(tensors))]
    try:
        proto = exported(model, *(each.clone() for each in tensors), input_names=names)
    except torch.onnx.errors.UnsupportedOperatorError as error:
        assert any(reason in str(error) for reason in REFUSALS)
        return
    for runtime in ("reference", "onnxruntime"):
        if (op.name, runtime) in RUNTIMES_DIFFER:
            continue
        try:
            results = runs(proto, *tensors, names=names, runtimes=runtime)
        except NoKernel:  # for this dtype
            continue
        for found in results.values():
            for ours, theirs in zip(flat(expected), found, strict=True):
                assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape), runtime
                np.testing.assert_allclose(theirs, ours, rtol=2e-5, atol=2e-5, err_msg=runtime)
