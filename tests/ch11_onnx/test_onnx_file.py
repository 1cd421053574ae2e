"""The file: our wire writer and JSON form against onnx's own, names, initializers, and where the file goes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from google.protobuf import json_format
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper
from onnx_agreement import Calls, exported, runs

import minitorchscript as torch
from minitorchscript.dtype import ALL_DTYPES, bfloat16, float16, float64
from minitorchscript.onnx import model as m
from minitorchscript.onnx.protobuf import json_object, to_bytes, to_json

nn = torch.nn

names = st.text(st.characters(codec="utf-8"), max_size=5)
int64s = st.integers(-(2**63), 2**63 - 1)
# A nan is one of many on the wire and only "NaN" in JSON; this one is the same on both.
float32s = st.floats(-(2.0**127), 2.0**127, width=32) | st.sampled_from([float("inf"), float("-inf"), float("nan")])
attribute_values = st.one_of(int64s, float32s, names, st.lists(int64s), st.lists(float32s), st.lists(names, min_size=1))


@st.composite
def messages(draw: st.DrawFn) -> m.ModelProto:
    """Models of the right structure and no sense."""
    nodes = st.builds(
        m.NodeProto,
        st.lists(names),
        st.lists(names),
        names,
        names,
        st.lists(st.builds(m.attribute_proto, names, attribute_values), max_size=3),
    )
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    constant = m.tensor_proto(np.full(shape, 1.5), float64, draw(names))
    info = m.value_info(draw(names), float16, draw(st.lists(st.integers(0, 2**40) | names, max_size=3)))
    graph = m.GraphProto(draw(st.lists(nodes, max_size=3)), draw(names), [constant], [info], [info])
    return m.ModelProto(draw(int64s), draw(names), None, graph, [m.OperatorSetIdProto("", draw(int64s))])


@given(messages())
def test_the_wire_is_what_onnx_writes(message: m.ModelProto) -> None:
    read = onnx.load_model_from_string(to_bytes(message))
    assert read.SerializeToString(deterministic=True) == to_bytes(message)


@given(messages())
def test_json_is_what_protobuf_writes_and_reads(message: m.ModelProto) -> None:
    theirs = onnx.load_model_from_string(to_bytes(message))
    assert json.dumps(json.loads(json_format.MessageToJson(theirs))) == json.dumps(json_object(message))
    back = json_format.Parse(to_json(message), onnx.ModelProto())
    assert back.SerializeToString(deterministic=True) == to_bytes(message)


def test_json_of_the_largest_float_can_be_read() -> None:
    largest = float(np.finfo(np.float32).max)
    message = m.attribute_proto("max", [largest, -largest])
    back = json_format.Parse(to_json(message), onnx.AttributeProto())
    assert list(back.floats) == [largest, -largest]


@pytest.mark.parametrize("kind", [each for each in ALL_DTYPES if each is not bfloat16], ids=str)
def test_constants_of_every_dtype(kind: Any) -> None:
    array = np.array([[0, 1, 1], [1, 0, 1]]).astype(kind.numpy).T
    read = onnx.TensorProto.FromString(to_bytes(m.tensor_proto(array, kind, "c")))
    np.testing.assert_array_equal(numpy_helper.to_array(read), array)
    assert read.data_type == onnx.helper.np_dtype_to_tensor_dtype(kind.numpy)


class Block(nn.Module):
    """A convolution with a buffer of its own, used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 2, 1)
        self.act = nn.ReLU(inplace=True)
        self.register_buffer("shift", torch.ones(2, 1, 1))

    def forward(self, x: Any) -> Any:
        return self.act(self.conv(self.act(self.conv(x)))) + self.shift


class Net(nn.Module):
    """Nested modules, two inputs, two outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(Block(), Block())
        self.scale = nn.Parameter(torch.ones(2, 1, 1))

    def forward(self, image: Any, bias: Any) -> Any:
        out = self.features(image) * self.scale
        return out, out + bias


INPUTS = (torch.ones(1, 2, 3, 3), torch.ones(3))


def test_names() -> None:
    proto = exported(Net(), *INPUTS)
    # As PyTorch 2.13.0 names the inputs (the second after the operation that takes it) …
    assert [each.name for each in proto.graph.input] == ["input.1", "onnx::Add_1"]
    # … the parameters and buffers …
    assert [each.name for each in proto.graph.initializer] == [
        *("features.0.conv.weight", "features.0.conv.bias", "features.0.shift"),
        *("features.1.conv.weight", "features.1.conv.bias", "features.1.shift", "scale"),
    ]
    # … and the nodes; but for a module's second call, which PyTorch numbers (``conv_1/Conv``).
    assert [each.name for each in proto.graph.node] == [
        *("/features/features.0/conv/Conv", "/features/features.0/act/Relu"),
        *("/features/features.0/conv/Conv_1", "/features/features.0/act/Relu_1", "/features/features.0/Add"),
        *("/features/features.1/conv/Conv", "/features/features.1/act/Relu"),
        *("/features/features.1/conv/Conv_1", "/features/features.1/act/Relu_1", "/features/features.1/Add"),
        *("/Mul", "/Add"),
    ]


def test_wanted_names() -> None:
    proto = exported(Net(), *INPUTS, input_names=["image", "bias", "w"], output_names=["features", "sum"])
    assert [each.name for each in proto.graph.input] == ["image", "bias"]
    assert proto.graph.initializer[0].name == "w"
    assert [each.name for each in proto.graph.output] == ["features", "sum"]


def test_inputs_that_nothing_reads_are_left_out() -> None:
    function = Calls(lambda a, b, c: (b, c + 1))
    proto = exported(function, *(torch.ones(2) for _ in range(3)))
    # As PyTorch 2.13.0 names them.
    assert [each.name for each in proto.graph.input] == ["onnx::Identity_1", "onnx::Add_2"]
    proto = exported(function, *(torch.ones(2) for _ in range(3)), input_names=["a", "b", "c"])
    assert [each.name for each in proto.graph.input] == ["b", "c"]


def test_traced_modules_keep_names_too() -> None:
    traced = torch.jit.trace(Net(), INPUTS)
    proto = exported(traced, *INPUTS)
    # As PyTorch 2.13.0 names them: in the inlined graph a parameter has taken the second one's name.
    assert [each.name for each in proto.graph.input] == ["image", "bias.1"]
    assert {each.name for each in proto.graph.initializer} == {*dict(Net().state_dict())}


def test_initializers_hold_the_parameters() -> None:
    net = Net()
    for initializer in exported(net, *INPUTS).graph.initializer:
        np.testing.assert_array_equal(numpy_helper.to_array(initializer), net.state_dict()[initializer.name].numpy())


def test_parameters_can_stay_outside() -> None:
    proto = exported(nn.Linear(2, 3), torch.ones(1, 2), export_params=False, input_names=["x"])
    assert [each.name for each in proto.graph.input] == ["x", "weight", "bias"]
    assert not proto.graph.initializer


def test_initializers_can_be_inputs_as_well() -> None:
    proto = exported(nn.Linear(2, 3), torch.ones(1, 2), keep_initializers_as_inputs=True, input_names=["x"])
    assert [each.name for each in proto.graph.input] == ["x", "weight", "bias"]
    assert [each.name for each in proto.graph.initializer] == ["weight", "bias"]


def test_a_shared_parameter_is_written_once() -> None:
    first, second = nn.Linear(2, 2), nn.Linear(2, 2)
    second.weight = first.weight
    proto = exported(nn.Sequential(first, second), torch.ones(1, 2))
    assert [each.name for each in proto.graph.initializer] == ["0.weight", "0.bias", "1.bias"]


def test_outputs_that_are_inputs_or_come_twice() -> None:
    proto = exported(Calls(lambda x: (x, x + 1, x)), torch.ones(2), output_names=["a", "b", "c"])
    results = runs(proto, torch.ones(2))
    for found in results.values():
        assert [each.tolist() for each in found] == [[1, 1], [2, 2], [1, 1]]


def test_path_and_json_form(tmp_path: Path) -> None:
    net, x = nn.Linear(2, 3), torch.ones(1, 2)
    assert torch.onnx.export(net, (x,), tmp_path / "net.onnx") is None
    torch.onnx.export(net, x, str(tmp_path / "net.json"))
    proto = onnx.load(tmp_path / "net.onnx")
    assert json_format.Parse((tmp_path / "net.json").read_text(), onnx.ModelProto()) == proto
    assert sorted(each.name for each in tmp_path.iterdir()) == ["net.json", "net.onnx"]


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_text("old")
    with pytest.raises(torch.onnx.OnnxExporterError):
        torch.onnx.export(nn.Dropout(), torch.ones(1), path, training=torch.onnx.TrainingMode.TRAINING)
    assert path.read_text() == "old"
    with pytest.raises(FileNotFoundError, match="missing"):
        torch.onnx.export(nn.ReLU(), torch.ones(1), tmp_path / "missing" / "net.onnx")


def test_modes_are_restored() -> None:
    net = nn.Sequential(nn.BatchNorm1d(2), nn.Dropout())
    net[1].eval()
    exported(net, torch.ones(2, 2))
    assert [net.training, net[0].training, net[1].training] == [True, True, False]


def test_keyword_arguments() -> None:
    class Named(nn.Module):
        def forward(self, x: Any, y: Any, scale: Any) -> Any:
            return x - y * scale

    x, y, scale = torch.ones(2), torch.ones(2) * 2, torch.ones(2) * 3
    for args, kwargs in (((x, {"scale": scale, "y": y}), {}), ((x,), {"scale": scale, "y": y})):
        file = io.BytesIO()
        torch.onnx.export(Named(), args, file, kwargs=kwargs)
        proto = onnx.load_model_from_string(file.getvalue())
        assert runs(proto, x, y, scale)["reference"][0].tolist() == [-5, -5]


def test_verbose_prints_the_graph(capsys: pytest.CaptureFixture[str]) -> None:
    exported(nn.Linear(2, 3), torch.ones(1, 2), verbose=True, input_names=["x"], output_names=["y"])
    text = capsys.readouterr().out
    assert text.startswith("Exported graph: graph(%x : Float(1, 2")
    assert "%y : Float(1, 3) = onnx::Gemm[alpha=1., beta=1., transB=1](%x, %weight, %bias)" in text
