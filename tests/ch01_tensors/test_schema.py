"""The schema language: reading, writing back, and what an argument knows of itself."""

from __future__ import annotations

import pytest

from minitorchscript.ir.types import IntType, ListType, NumberType, OptionalType, TensorType
from minitorchscript.ops.registry import all_operators
from minitorchscript.ops.schema import Alias, parse_schema

# As PyTorch 2.13.0 prints its own schemas.
PRINTED = [
    "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
    "aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)",
    "aten::add.t(t[] a, t[] b) -> t[]",
    "aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]",
    "aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
    "aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
    "aten::to.prim_Device(Tensor(a) self, Device? device, int? dtype=None, bool copy=False) -> Tensor(b|a)",
    "aten::conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], "
    'str padding="valid", SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor',
    "aten::quantized_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0) -> Tensor",
    "aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor",
    "aten::layer_norm(Tensor input, float eps=1.0000000000000001e-05, float p=1., int n=-1) -> Tensor",
    "aten::randint(SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None) -> Tensor",
    "aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor",
    "aten::format(str self, ...) -> str",
    'aten::strip(str self, str chars=" \\n\\t\\f\\v") -> str',
    "aten::items.str(Dict(str, t) self) -> ((str, t)[])",
    "aten::append.t(t[](a!) self, t(c -> *) el) -> t[](a!)",
    "aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]",
    "prim::TupleUnpack(Any tup) -> ...",
    "aten::warn(str message, int stacklevel=2) -> ()",
]


@pytest.mark.parametrize("text", PRINTED)
def test_a_schema_prints_as_it_was_read(text: str) -> None:
    assert str(parse_schema(text)) == text


def test_every_registered_schema_survives_printing() -> None:
    for op in all_operators():
        assert parse_schema(str(op.schema)) == op.schema


def test_a_lone_default_fills_a_list_of_known_length() -> None:
    stride = parse_schema("aten::f(Tensor x, int[2] stride=1) -> Tensor").arguments[1]
    assert (stride.default, stride.N, stride.kind) == ([1, 1], 2, "int")
    assert stride.type == ListType(IntType())


def test_graph_types_and_words_differ_where_torchscript_has_plain_ints() -> None:
    schema = parse_schema("aten::f(ScalarType? dtype=long, SymInt n=3, Scalar? s=None, Tensor? t=None) -> Tensor")
    dtype, n, s, t = schema.arguments
    assert dtype.type == OptionalType(IntType()) and dtype.kind == "ScalarType" and dtype.default == 4
    assert n.type == IntType() and n.kind == "SymInt"
    assert s.type == OptionalType(NumberType()) and s.is_optional and not s.is_list
    assert t.type == OptionalType(TensorType.get()) and t.unwrapped == TensorType.get()


def test_alias_marks_say_what_is_written_and_shared() -> None:
    schema = parse_schema(
        "aten::f(Tensor(a!) self, Tensor(b)[] others, Tensor(c -> c|d) x) -> (Tensor(a!), Tensor(b)[])"
    )
    own, others, x = schema.arguments
    assert own.alias == Alias(("a",), is_write=True)
    assert others.alias is None and others.element_alias == Alias(("b",))
    assert x.alias == Alias(("c",), after=("c", "d"))
    assert schema.is_mutable and not parse_schema("aten::g(Tensor(a) x) -> Tensor(a)").is_mutable


def test_arguments_are_found_by_name() -> None:
    schema = parse_schema(PRINTED[0])
    assert (schema.name, schema.overload_name, schema.index_of("alpha")) == ("aten::add", "Tensor", 2)
    assert schema.arguments[2].kwarg_only and not schema.arguments[1].kwarg_only
    with pytest.raises(KeyError):
        schema.index_of("beta")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("aten::f(Tensor x) -> Blob", "unknown type 'Blob'"),
        ("aten::f(Tensor x", "expected ','"),
        ("aten::f(Tensor x) -> Tensor junk more", "unexpected 'more'"),
        ("aten::f(int x=oops) -> int", "unknown default 'oops'"),
        ("aten::f(Tensor %) -> int", "cannot read the schema"),
        ("aten::f(Tensor) -> int", "expected a name"),
    ],
)
def test_a_broken_schema_names_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_schema(text)
