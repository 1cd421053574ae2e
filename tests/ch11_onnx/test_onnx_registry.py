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
#: what the runtimes do not do as PyTorch does: (operator, runtime)
RUNTIMES_DIFFER = {
    # The smallest and largest of nans and numbers.
    *((f"aten::{name}", "onnxruntime") for name in ("max", "min", "amax", "amin", "argmax", "argmin")),
    # exp(-inf) in the sum; integers to negative powers; indices smaller than the tensor.
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
    if not isinstance(expected, torch.Tensor | tuple | list) or isinstance(expected, list) and not tensors_in(expected):
        return  # a number, or sizes: no output of a graph
    names = [f"input{position}" for position in range(len(tensors))]
    try:
        proto = exported(model, *(each.clone() for each in tensors), input_names=names)
    except torch.onnx.errors.UnsupportedOperatorError as error:
        assert any(reason in str(error) for reason in REFUSALS)
        return
    for runtime in ("reference", "onnxruntime"):
        try:
            [found] = runs(proto, *tensors, names=names, runtimes=runtime).values() or [None]
        except NoKernel:  # not for every dtype
            continue
        except ValueError:
            assert (op.name, runtime) in RUNTIMES_DIFFER
            continue
        for ours, theirs in zip(flat(expected), found or flat(expected), strict=True):
            assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape)
            if (op.name, runtime) not in RUNTIMES_DIFFER or np.isfinite(ours).all() and ours.dtype.kind == "f":
                np.testing.assert_allclose(theirs, ours, rtol=2e-5, atol=2e-5, err_msg=f"{runtime} {values}")
