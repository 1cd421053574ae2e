"""A damaged or hostile file gives `FormatError` with the path and the reason, and nothing else."""

from __future__ import annotations

import base64
import copy
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch
from minitorchscript import nn
from minitorchscript.ir.graph import Graph
from minitorchscript.ir.types import FunctionType
from minitorchscript.serialize.fields import MAX_LEVELS


class Net(nn.Module):
    """One of each: parameters, a buffer, a call, a tensor constant, a list constant."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(2, 3)
        self.register_buffer("mask", torch.tensor([True, False, True]))

    def forward(self, x: Any) -> Any:
        return torch.where(self.mask, self.fc(x), torch.ones(3)).sum([0])


def document_of(compiled: Any) -> Any:
    file = io.BytesIO()
    torch.jit.save(compiled, file)
    return json.loads(file.getvalue())


def function_that_calls() -> Any:
    """A compiled function, built by hand, that calls another one."""
    double = torch.jit.trace(lambda x: x * 2, torch.ones(2))
    graph = Graph()
    x = graph.addInput("x")
    callee = graph.insertNode(graph.create("prim::Constant")).s_("name", "double").output()
    callee.setType(FunctionType(double._function))
    call = graph.insertNode(graph.create("prim::CallFunction", [callee, x]))
    graph.registerOutput(call.output())
    return torch.jit.ScriptFunction(torch.jit.current_unit().create_function("__torch__.quadruple", graph))


torch.jit.fresh_unit()
torch.manual_seed(0)
WHOLE = document_of(torch.jit.trace(Net(), torch.rand(1, 2), check_trace=False))
CALLER = document_of(function_that_calls())


def load(document: Any) -> Any:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return torch.jit.load(io.BytesIO(data))


def reason(document: Any) -> str:
    with pytest.raises(torch.jit.FormatError) as caught:
        load(document)
    assert caught.value.path == "<file object>" and caught.value.reason
    assert str(caught.value) == f"<file object>: {caught.value.reason}"
    return caught.value.reason


def at(document: Any, path: str) -> tuple[Any, Any]:
    """The container and key that a path such as `classes.0.name` leads to."""
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        document = document[part]
    return document, last


def damaged(*changes: tuple[str, Any]) -> Any:
    document = copy.deepcopy(WHOLE)
    for path, value in changes:
        container, key = at(document, path)
        container[key] = value
    return document


def test_the_undamaged_file_loads() -> None:
    assert load(WHOLE)(torch.ones(1, 2)).shape == (3,)
    assert load(CALLER)(torch.ones(2)).tolist() == [2.0, 2.0]


# Where things are in the file of `Net`: class 0 is Linear, class 1 is Net.
LINEAR, NET = "classes.0.methods.0.graph", "classes.1.methods.0.graph"
FIELDS = {
    "": WHOLE,
    "classes.0": WHOLE["classes"][0],
    "classes.0.attributes.0": WHOLE["classes"][0]["attributes"][0],
    "classes.0.methods.0": WHOLE["classes"][0]["methods"][0],
    LINEAR: at(WHOLE, f"{LINEAR}.nodes")[0],
    f"{LINEAR}.nodes.0": at(WHOLE, f"{LINEAR}.nodes.0.kind")[0],
    f"{LINEAR}.inputs.1": at(WHOLE, f"{LINEAR}.inputs.1.id")[0],
    f"{LINEAR}.inputs.1.type.tensor": at(WHOLE, f"{LINEAR}.inputs.1.type.tensor.shape")[0],
    f"{LINEAR}.nodes.0.attributes.name": at(WHOLE, f"{LINEAR}.nodes.0.attributes.name.kind")[0],
    "objects.0": WHOLE["objects"][0],
    "tensors.0": WHOLE["tensors"][0],
}
OPTIONAL = {"attributes", "blocks", "scope", "source", "name"}
TABLES = {"sources", "stacks", "scopes"}  # missing where they would be empty
REQUIRED = [
    (path, name)
    for path, held in FIELDS.items()
    for name in held
    if not (name in OPTIONAL and ("nodes" in path or "inputs" in path)) and name not in TABLES
]


@pytest.mark.parametrize(("path", "name"), REQUIRED)
def test_a_missing_field(path: str, name: str) -> None:
    document = copy.deepcopy(WHOLE)
    container, key = at(document, f"{path}.{name}".strip("."))
    del container[key]
    given_reason = reason(document)
    if name == "version":
        assert "format version None" in given_reason
    elif name != "format":
        assert f"the field '{name}' is missing" in given_reason


@pytest.mark.parametrize("path", FIELDS)
def test_an_unknown_field(path: str) -> None:
    assert "unknown field 'extra'" in reason(damaged((f"{path}.extra".strip("."), 1)))


@pytest.mark.parametrize(("path", "name"), REQUIRED)
@pytest.mark.parametrize("value", [None, True, -1, 0.5, "?", [], [[]], {}, {"float": 1}, 2**70])
def test_a_field_of_another_type(path: str, name: str, value: Any) -> None:
    """Most are refused; what is accepted (``null`` for an unknown shape) is a loaded module."""
    try:
        loaded = load(damaged((f"{path}.{name}".strip("."), value)))
    except torch.jit.FormatError as error:
        assert error.reason
    else:
        assert isinstance(loaded, torch.jit.ScriptModule | torch.jit.ScriptFunction)


ONES = base64.b64encode(bytes(16)).decode()
REASONS: list[tuple[str, list[tuple[str, Any]], str]] = [
    ("another format", [("format", "onnx")], "not a minitorchscript file"),
    ("a later version", [("version", 3)], "format version 3; minitorchscript"),
    ("an unknown dialect", [("dialect", "3.x")], "unknown dialect '3.x'"),
    ("an unknown kind of file", [("kind", "weights")], "kind is 'weights'"),
    ("a root that isn't there", [("root", 9)], "there is no object 9"),
    ("a root function that isn't there", [("kind", "function"), ("root", "f")], "'f' is not in the file"),
    ("a storage out of range", [("tensors.0.storage", 99)], "there is no storage 99"),
    ("an offset beyond the storage", [("tensors.0.offset", 5)], "lies beyond the 6 elements of storage"),
    ("a huge shape", [("tensors.0.shape", [2**62, 2**62])], "lies beyond"),
    ("a huge shape without strides", [("tensors.0.shape", [2**62] * 2), ("tensors.0.strides", [0, 0])], "array"),
    ("too many dimensions", [("tensors.0.shape", [1] * 99), ("tensors.0.strides", [1] * 99)], "99 dimensions"),
    ("a negative stride", [("tensors.0.strides", [-1, 1])], "a negative extent, stride or offset"),
    ("shape and strides of two lengths", [("tensors.0.strides", [1])], "do not go together"),
    ("an unknown dtype", [("tensors.0.dtype", "float31")], "unknown dtype 'float31'"),
    ("an integer that requires grad", [("tensors.0.dtype", "int32")], "int32 can't require grad"),
    ("a number with dimensions", [("tensors.0.wrapped_number", True)], "a number has no dimensions"),
    ("a storage that is no base64", [("storages.0", "%%%")], "storages[0]: not base64"),
    ("a bool that is neither", [("storages.2", base64.b64encode(b"\2\0\1").decode())], "neither false nor true"),
    ("a tensor that isn't there", [("objects.0.attributes.weight", {"tensor": 99})], "there is no tensor 99"),
    ("a parameter that is no tensor", [("objects.0.attributes.weight", 1)], "objects[0].weight: is no Tensor"),
    ("an attribute of another type", [("objects.0.attributes.training", 1)], "objects[0].training: is no bool"),
    ("an attribute too many", [("objects.0.attributes.more", 1)], "has the attributes"),
    ("an object within itself", [("objects.1.attributes.fc", {"object": 1})], "there is no object 1 before it"),
    ("an object of another class", [("objects.0.class", WHOLE["classes"][1]["name"])], "has the attributes"),
    ("an unknown class", [("objects.0.class", "os.system")], "the class 'os.system' is not in the file"),
    ("a class twice", [("classes.1", WHOLE["classes"][0])], "stands in the file twice"),
    ("an attribute twice", [("classes.0.attributes.1.name", "weight")], "has an attribute 'weight' already"),
    ("an unknown role", [("classes.0.attributes.0.role", "king")], "unknown role 'king'"),
    ("an unknown type", [("classes.0.attributes.0.type", "Complicated")], "'Complicated' is no type"),
    ("an unknown kind of type", [("classes.0.attributes.0.type", {"set": "Int"})], "unknown type 'set'"),
    ("a method twice", [("classes.0.methods", WHOLE["classes"][0]["methods"] * 2)], "stands in the file twice"),
    ("an argument too many", [("classes.0.methods.0.arguments", [])], "arguments and graph inputs are not as many"),
    ("another object first", [(f"{LINEAR}.inputs.0.type", "Tensor")], "a method takes its object first"),
    ("two results", [(f"{LINEAR}.outputs", at(WHOLE, f"{LINEAR}.outputs.0")[0] * 2)], "a function returns one value"),
    ("a value from nowhere", [(f"{LINEAR}.outputs", [99])], "the value 99 is used before it is defined"),
    ("an id twice", [(f"{LINEAR}.inputs.1.id", at(WHOLE, f"{LINEAR}.inputs.0.id")[0]["id"])], "out of range"),
    ("a name twice", [(f"{LINEAR}.inputs.1.name", at(WHOLE, f"{LINEAR}.inputs.0.name")[0]["name"])], "is taken"),
    ("a number for a name", [(f"{LINEAR}.inputs.1.name", "7")], "'7' is no name"),
    ("an unknown kind of node", [(f"{LINEAR}.nodes.0.kind", "os::system")], "'os::system' is no kind of node"),
    ("an unknown operator", [(f"{LINEAR}.nodes.2.kind", "aten::lineal")], "fits no known operator"),
    ("inputs that no operator takes", [(f"{LINEAR}.nodes.2.inputs", [])], "fits no known operator"),
    ("an attribute of an unknown kind", [(f"{LINEAR}.nodes.0.attributes.name.kind", "x")], "attribute kind 'x'"),
    ("an attribute of another kind", [(f"{LINEAR}.nodes.0.attributes.name.value", 3)], "of kind 's' that holds a int"),
    ("a read of what isn't there", [(f"{LINEAR}.nodes.0.attributes.name.value", "wait")], "does not have"),
    ("a source of another form", [("sources.0", ["net.py"])], "sources[0]: expected file, line, column and stack"),
    ("a source that is not there", [(f"{LINEAR}.nodes.0.source", 99)], "nodes[0].source: there is no source 99"),
    ("a stack that is not there", [("sources.0.3", 99)], "sources[0]: there is no stack 99"),
    ("a stack of another form", [("stacks.0", "net.py")], "stacks[0]: expected a text and a number"),
    ("a stack inside itself", [("stacks.1.1", 1)], "stacks[1]: is inside an entry that is not before it"),
    ("a scope that is not there", [(f"{LINEAR}.nodes.0.scope", -1)], "nodes[0].scope: there is no scope -1"),
    ("a scope of another form", [("scopes.0.0", 7)], "scopes[0]: expected a text and a number"),
    ("blocks where none belong", [(f"{LINEAR}.nodes.0.blocks", [{}])], "the field 'inputs' is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in REASONS], ids=[case[0] for case in REASONS])
def test_damage_is_named(changes: list[tuple[str, Any]], expected: str) -> None:
    assert expected in reason(damaged(*changes))


def test_a_method_that_calls_itself() -> None:
    document = copy.deepcopy(WHOLE)
    graph = document["classes"][0]["methods"][0]["graph"]
    graph["nodes"][2].update(
        kind="prim::CallMethod",
        inputs=[graph["inputs"][0]["id"], graph["inputs"][1]["id"]],
        attributes={"name": {"kind": "s", "value": "forward"}},
    )
    assert reason(document).endswith("Linear.forward calls itself")


def test_a_function_called_with_too_little() -> None:
    document = copy.deepcopy(CALLER)
    document["functions"][1]["graph"]["nodes"][1]["inputs"].pop()
    assert "takes 1 inputs, __torch__.quadruple gives 0" in reason(document)


def test_a_function_before_the_one_it_calls() -> None:
    document = copy.deepcopy(CALLER)
    assert len(document["functions"]) == 2
    document["functions"].reverse()
    assert "is not in the file before its use" in reason(document)


def nested(opening: str, closing: str, depth: int) -> bytes:
    return (opening * depth + closing * depth).encode()


@pytest.mark.parametrize("depth", [MAX_LEVELS, 100_000])
def test_deep_nesting(depth: int) -> None:
    assert "not" in reason(nested("[", "]", depth))
    document = json.dumps(damaged(("objects.0.attributes.training", "HERE"))).encode()
    assert reason(document.replace(b'"HERE"', nested("[", "]", depth)))
    assert reason(document.replace(b'"HERE"', nested('{"tuple":[', "]}", depth)))
    in_type = json.dumps(damaged(("classes.0.attributes.0.type", "HERE"))).encode()
    assert reason(in_type.replace(b'"HERE"', b'{"list":' * depth + b'"Int"' + b"}" * depth))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "not a JSON document"),
        (b"\x80\x02}q\x00.", "not a JSON document"),
        (b"PK", "zip"),
        (b"null", "this is not a minitorchscript file"),
        (b"[1]", "this is not a minitorchscript file"),
        (b'{"format": NaN}', "NaN is not JSON"),
        (b'{"format": Infinity}', "Infinity is not JSON"),
        (b'{"format": 1, "format": 2}', "the same field twice"),
        (b'{"format": ' + b"9" * 10_000 + b"}", "not a JSON document"),
        (json.dumps(WHOLE).encode()[:-1], "not a JSON document"),
        (json.dumps(WHOLE).encode() + b"{}", "not a JSON document"),
    ],
)
def test_what_is_no_such_document(data: bytes, expected: str) -> None:
    assert expected in reason(data)


def test_every_truncation() -> None:
    data = json.dumps(WHOLE).encode()
    for length in range(0, len(data), 97):
        assert "not a JSON document" in reason(data[:length])


def test_a_zip_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "net.pt", "w") as archive:
        archive.writestr("net/version", "3")
    with pytest.raises(torch.jit.FormatError, match="TorchScript archive") as caught:
        torch.jit.load(tmp_path / "net.pt")
    assert caught.value.path == str(tmp_path / "net.pt")


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 9)
    | st.sampled_from([2**31, 2**63, 2**70, -(2**70), 0.5, 1e308])
    | st.sampled_from(["", "Tensor", "weight", "0", "é\x00\n", "aten::add", "prim::If", "prim::Constant", "inf"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["float", "tensor", "tuple", "dict", "class", "object", "list"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def places(document: Any) -> list[tuple[Any, Any]]:
    """Every container and key in a document."""
    found, pending = [], [document]
    while pending:
        held = pending.pop()
        keys = held if isinstance(held, dict) else range(len(held))
        found += [(held, key) for key in keys]
        pending += [held[key] for key in keys if isinstance(held[key], dict | list)]
    return found


@given(st.data())
def test_junk_anywhere_is_refused_or_harmless(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from([WHOLE, CALLER])))
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(places(document)))
        change = data.draw(st.sampled_from(["junk", "nothing", "another part"]))
        if change == "nothing":
            del container[key]
        elif change == "junk":
            container[key] = data.draw(JUNK)
        else:
            container[key] = copy.deepcopy(data.draw(st.sampled_from(places(document)))[0])
    try:
        loaded = load(document)
    except torch.jit.FormatError as error:
        assert error.reason
        return
    # What loads is whole: it prints, as any other compiled program does.
    methods = map(loaded.method, loaded.class_type.methods) if hasattr(loaded, "class_type") else [loaded]
    for method in methods:
        assert str(method.graph) and method.code and str(method.inlined_graph)


def test_loading_imports_and_evaluates_nothing() -> None:
    load(WHOLE)  # what numpy and Python load late has been loaded
    code = """
import builtins, io, sys
import minitorchscript as torch

data = sys.stdin.buffer.read()
torch.jit.load(io.BytesIO(data))

def refuse(*args, **kwargs):
    raise AssertionError("loading must not do this")

for name in ("__import__", "eval", "exec", "compile", "open"):
    setattr(builtins, name, refuse)
print(torch.jit.load(io.BytesIO(data)).original_name)
"""
    run = subprocess.run([sys.executable, "-c", code], input=json.dumps(WHOLE).encode(), capture_output=True)
    assert (run.stdout.decode().strip(), run.stderr.decode()) == ("Net", "")
