"""Messages on the wire, read by protobuf's own reader."""

from __future__ import annotations

import io
from typing import Any

import onnx
from book.grading import same
from book.overlay import reference
from hypothesis import given, settings
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript.onnx import model as m
from minitorchscript.onnx import protobuf

names = st.text("abc", max_size=3)
int64s = st.integers(-(2**63), 2**63 - 1)
values = st.one_of(
    int64s, st.floats(-10, 10, width=32), names, st.lists(int64s, max_size=3), st.lists(names, min_size=1)
)
nodes = st.builds(
    m.NodeProto, st.lists(names, max_size=2), st.lists(names, max_size=2), names, names,
    st.lists(st.builds(m.attribute_proto, names, values), max_size=2),
)  # fmt: skip


def wire(message: Any) -> bytes:
    return b"".join(protobuf._pieces(message))


@settings(max_examples=60)
@given(nodes)
def check_protobuf_s_own_reader(node: m.NodeProto) -> None:
    with reference():
        wanted = onnx.NodeProto.FromString(protobuf.to_bytes(node))
    try:
        read = str(onnx.NodeProto.FromString(wire(node)))
    except NotImplementedError:
        raise
    except Exception as error:
        read = f"{type(error).__name__}: {error}"
    same(f"{node},\nas onnx reads it", read, str(wanted))


@settings(max_examples=60)
@given(nodes)
def check_the_bytes_themselves(node: m.NodeProto) -> None:
    with reference():
        wanted = b"".join(protobuf._pieces(node))
    same(f"{node}", wire(node).hex(" "), wanted.hex(" "))


def check_a_small_one_by_hand() -> None:
    attribute = m.attribute_proto("n", 150)
    node = m.NodeProto(["x"], [], "", "Op", [attribute])
    inner = "0a 01 6e 18 96 01 a0 01 02"
    same("an attribute n = 150", wire(attribute).hex(" "), inner)
    outer = [part for part in wire(node).hex(" ").split(inner) if part]
    same("a node around it has its bytes in it", len(outer) >= 1 and inner in wire(node).hex(" "), True)


def check_a_whole_file() -> None:
    file = io.BytesIO()
    torch.onnx.export(torch.nn.Linear(2, 3), (torch.ones(1, 2),), file)
    model = onnx.load_model_from_string(file.getvalue())
    same("the operators in the file of a Linear", [node.op_type for node in model.graph.node], ["Gemm"])
