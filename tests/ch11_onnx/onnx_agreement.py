"""Export a model, check the file, and hold what two runtimes make of it against the model itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx.reference import ReferenceEvaluator

import minitorchscript as torch

onnxruntime.set_default_logger_severity(3)


class Calls(torch.nn.Module):
    """A module that is one function."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, *args: Any) -> Any:
        return self.function(*args)


def exported(model: Any, *args: Any, **options: Any) -> onnx.ModelProto:
    """The exported model, checked."""
    file = io.BytesIO()
    torch.onnx.export(model, args, file, **options)
    proto = onnx.load_model_from_string(file.getvalue())
    onnx.checker.check_model(proto, full_check=True)
    return proto


def runs(
    proto: onnx.ModelProto,
    *args: Any,
    names: Sequence[str] | None = None,
    runtimes: str = "reference onnxruntime",
) -> dict[str, list[np.ndarray]]:
    """What the named runtimes compute; `names` are the arguments', if the model may not read all of them."""
    read = [info.name for info in proto.graph.input]
    feed = {name: each.detach().numpy() for name, each in zip(names or read, args, strict=True) if name in read}
    results = {}
    if "reference" in runtimes and not any(map(_is_misjudged, proto.graph.node)):
        with np.errstate(all="ignore"):
            results["reference"] = ReferenceEvaluator(proto).run(None, feed)
    if "onnxruntime" in runtimes:
        session = onnxruntime.InferenceSession(proto.SerializeToString(), providers=["CPUExecutionProvider"])
        results["onnxruntime"] = session.run(None, feed)
    return results


def _is_misjudged(node: onnx.NodeProto) -> bool:
    """Whether onnx's reference evaluator gets a node wrong: it mixes up the groups of a transposed convolution."""
    return node.op_type == "ConvTranspose" and any(each.name == "group" and each.i > 1 for each in node.attribute)


def flat(result: Any) -> list[np.ndarray]:
    """The tensors of a result as arrays."""
    if isinstance(result, torch.Tensor):
        return [result.detach().numpy()]
    values = result.values() if isinstance(result, dict) else result
    return [array for each in values for array in flat(each)]


def assert_agrees(
    model: Any,
    *args: Any,
    tolerance: float = 1e-5,
    runtimes: str = "reference onnxruntime",
    **options: Any,
) -> onnx.ModelProto:
    """Export, run, and compare values, dtypes and shapes."""
    names = options.setdefault("input_names", [f"input{position}" for position in range(len(args))])
    proto = exported(model, *args, **options)
    expected = flat(model(*args))
    for runtime, found in runs(proto, *args, names=names, runtimes=runtimes).items():
        assert len(found) == len(expected), runtime
        for ours, theirs in zip(expected, found, strict=True):
            assert (theirs.dtype, theirs.shape) == (ours.dtype, ours.shape), runtime
            np.testing.assert_allclose(theirs, ours, rtol=tolerance, atol=tolerance, err_msg=runtime)
    return proto
