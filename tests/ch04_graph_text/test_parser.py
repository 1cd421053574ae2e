"""What the parser accepts, how it numbers, and how its errors read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_graphs import make_tensor

import minitorchscript as torch
from minitorchscript.errors import ParseError
from minitorchscript.formatting import quoted
from minitorchscript.ir.constant_reader import unquoted
from minitorchscript.ir.parser import parse_ir
from minitorchscript.ir.types import FloatType, FunctionType

# What str(torch._C.parse_ir(text)) gives, as PyTorch 2.13.0 prints it.
AS_PYTORCH = [
    (
        "graph(%a : Tensor, %3 : int):\n  %c : Tensor = aten::add(%a, %a, %3)\n  return (%c)\n",
        "graph(%a : Tensor,\n      %1 : int):\n  %2 : Tensor = aten::add(%a, %a, %1)\n  return (%2)\n",
    ),
    (
        "graph(%a):\n  %b = aten::relu(%a)\n  %b = aten::relu(%b)\n  return (%b)\n",
        "graph(%a : Tensor):\n  %1 : Tensor = aten::relu(%a)\n  %2 : Tensor = aten::relu(%1)\n  return (%2)\n",
    ),
    ("graph(%a, %a):\n  return (%a)\n", "graph(%a.1 : Tensor,\n      %a : Tensor):\n  return (%a)\n"),
    (
        "graph(%a):\n  %7 : Tensor = aten::relu(%a) # x.py:3:0\n  return (%7)\n",
        "graph(%a : Tensor):\n  %1 : Tensor = aten::relu(%a)\n  return (%1)\n",
    ),
    ("foo(%x : Future(int), %y : SymInt):\n  return ()", "graph(%x : Future[int],\n      %y : int):\n  return ()\n"),
    ("graph(): # nothing\n\n  # at all\n  return ()\n", "graph():\n  return ()\n"),
    (
        "graph(%x : Float(*, 3), %y : Double(2, requires_grad=1, device=cuda:0)):\n  return (%x)\n",
        "graph(%x : Float(*, 3),\n      %y : Double(2, requires_grad=1, device=cuda:0)):\n  return (%x)\n",
    ),
    (
        'graph(%a):\n  %7 : Tensor = prim::F_0[a=-1, b=1.5, c="s", d=[1, 2], g=int, h=[int, Tensor[]]](%a)\n'
        "  return (%7)\n",
        'graph(%a : Tensor):\n  %1 : Tensor = prim::F_0[a=-1, b=1.5, c="s", d=[1, 2], g=int, h=[int, Tensor[]]](%a)\n'
        "  return (%1)\n",
    ),
]


@pytest.mark.parametrize(("text", "printed"), AS_PYTORCH)
def test_parse_ir_numbers_as_pytorch(text: str, printed: str) -> None:
    assert str(torch._C.parse_ir(text)) == printed


ERRORS = [
    (
        "graph(%a):\n  %b : Tensor aten::relu(%a)\n  return (%b)\n",
        "expected '=' but found 'aten::relu'",
        2,
        15,
        "aten::relu",
    ),
    ("graph(%a):\n  %b = aten::relu(%c)\n  return (%b)\n", "Cannot find a variable with name 'c'", 2, 19, "%c"),
    (
        "graph(%a):\n  %b = relu(%a)\n  return (%b)\n",
        "expected an operator such as aten::add but found 'relu'",
        2,
        8,
        "relu",
    ),
    ("graph(%a : Foo):\n  return (%a)\n", "expected a type but found 'Foo'", 1, 12, "Foo"),
    ("graph(%a):\n  return (%a", "expected ',' but found the end of the text", 2, 13, " "),
    (
        "graph(%a : Float(2, x)):\n  return (%a)\n",
        "expected extents, strides, requires_grad or device",
        1,
        12,
        "Float(2, x)",
    ),
    (
        "graph(%a : Float(2, strides=[1, 2])):\n  return (%a)\n",
        "there must be as many strides as extents",
        1,
        12,
        "Float(",
    ),
    ("graph(%a):\n  %b = aten::f[n=@](%a)\n  return ()\n", "expected a literal but found '@'", 2, 18, "@"),
    ("graph(%a):\n  %b = aten::f[n=[<Tensors>]](%a)\n  return ()\n", "a Tensors can't be rebuilt", 2, 20, "Tensors"),
    ("graph(%a):\n  return (%a)\nmore", "expected the end of the text but found 'more'", 3, 1, "more"),
    (
        "graph(%a):\n  return (%a)\nwith prim::G_0 = graph():\n  return ()\n",
        "no node is a 'prim::G_0'",
        3,
        6,
        "prim::G_0",
    ),
    (
        "graph(%a):\n  -> (%a)\n",
        "expected 'return', a value or an operator such as aten::add but found '->'",
        2,
        3,
        "->",
    ),
]


@pytest.mark.parametrize(("text", "message", "line", "column", "marked"), ERRORS)
def test_errors_point_at_the_place(text: str, message: str, line: int, column: int, marked: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_ir(text)
    head, source, caret = str(caught.value).split("\n")
    assert head.startswith(message) and head.endswith(f" at line {line}, column {column}:")
    assert source == text.split("\n")[line - 1]
    assert caret.startswith(" " * (column - 1) + "~") and caret.endswith(" <--- HERE")
    assert source[column - 1 :].startswith(marked.strip())


def test_a_name_is_defined_once_where_names_are_kept() -> None:
    text = "graph(%a):\n  %b = aten::relu(%a)\n  %b = aten::relu(%b)\n  return (%b)\n"
    with pytest.raises(ParseError, match="%b is defined twice at line 3, column 3"):
        parse_ir(text, keep_numbers=True)


def test_new_values_stay_clear_of_kept_numbers() -> None:
    graph = parse_ir("graph(%x : Tensor):\n  %7 : Tensor = aten::relu(%x)\n  return (%7)\n", keep_numbers=True)
    assert int(graph.insertConstant(1).debugName()) > 7


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_ir(text)
    except (ParseError, NotImplementedError):
        pass


@given(st.data())
def test_a_damaged_text_is_read_or_refused(data: st.DataObject) -> None:
    text = AS_PYTORCH[-1][1]
    start, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 6))
    damaged = text[:start] + data.draw(st.text("%()[]{}:=,.#\"'<->\\ ab1\n", max_size=4)) + text[start + length :]
    try:
        parse_ir(damaged)
    except (ParseError, NotImplementedError, RuntimeError):
        pass


def test_hostile_nesting_is_refused() -> None:
    with pytest.raises(ParseError, match="types are nested more than 100 deep"):
        parse_ir(f"graph(%a : {'(' * 5000}int{')' * 5000}):\n  return ()\n")
    with pytest.raises(ParseError, match="constants are nested more than 100 deep"):
        parse_ir(f"graph():\n  %1 : int[] = prim::Constant[value={'[' * 5000}]()\n  return ()\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_string_literals_are_inverse(text: str) -> None:
    assert unquoted(quoted(text)) == text


def constant(text: str) -> object:
    source = f"graph():\n  %1 : {text}()\n  return ()\n"
    graph = parse_ir(source, parse_tensor_constants=True, make_tensor=make_tensor)
    assert str(graph).splitlines()[1] == source.splitlines()[1].replace("%1", "%0")
    return next(graph.nodes()).output().toIValue()


def test_constants_have_the_type_of_their_value() -> None:
    assert constant("bool = prim::Constant[value=1]") is True
    assert constant("float = prim::Constant[value=100000000000]") == 1e11
    assert isinstance(constant("float = prim::Constant[value=100000000000]"), float)
    assert constant("float[] = prim::Constant[value=[1., 100000000000]]") == [1.0, 1e11]
    assert constant('Device = prim::Constant[value="cpu"]') == torch.device("cpu")
    assert math.isnan(constant("float = prim::Constant[value=nan]"))  # type: ignore[arg-type]
    assert constant("float = prim::Constant[value=-inf]") == -math.inf
    assert constant("complex = prim::Constant[value=0.5-1.0000000000000001e-05j]") == 0.5 - 1e-5j
    assert constant('(int, (str, float)) = prim::Constant[value=(1, ("a", 2.))]') == (1, ("a", 2.0))
    assert constant("int[] = prim::Constant[value=annotate(List[int], [])]") == []
    assert constant("Dict(str, int[]) = prim::Constant[value=annotate(Dict[str, List[int]],{})]") == {}
    assert constant('Dict(str, int) = prim::Constant[value={"a": 1}]') == {"a": 1}
    assert constant("NoneType = prim::Constant") is None


def test_tensor_constants() -> None:
    one = constant("Long(requires_grad=0, device=cpu) = prim::Constant[value={2}]")
    assert torch.equal(one, torch.tensor(2)) and one.dtype is torch.int64  # type: ignore[attr-defined]
    type_ = "Float(2, 2, strides=[2, 1], requires_grad=0, device=cpu)"
    text = f"{type_} = prim::Constant[value= 1  2  3  4 [ CPUFloatType{{2,2}} ]]"
    assert constant(text).tolist() == [[1.0, 2.0], [3.0, 4.0]]  # type: ignore[attr-defined]
    type_ = "Double(2, strides=[1], requires_grad=0, device=cpu)"
    scaled = f"{type_} = prim::Constant[value=100000 *  1.2346  3.5300 [ CPUDoubleType{{2}} ]]"
    assert constant(scaled).tolist() == pytest.approx([123460.0, 353000.0])  # type: ignore[attr-defined]
    elided = "Float(20, strides=[1], requires_grad=0, device=cpu) = prim::Constant[value=<Tensor>]"
    assert constant(elided).shape == (20,)  # type: ignore[attr-defined]


def test_tensor_constants_must_be_asked_for() -> None:
    text = "graph():\n  %0 : Long() = prim::Constant[value={2}]()\n  return ()\n"
    with pytest.raises(RuntimeError, match="Tensor constant encountered but `parse_tensor_constants` set to false"):
        parse_ir(text)
    with pytest.raises(NotImplementedError, match="make_tensor"):
        parse_ir(text, parse_tensor_constants=True)


def test_functions_are_known_by_name() -> None:
    text = 'graph(%x : Tensor):\n  %1 : Function = prim::Constant[name="helper"]()\n  return (%x)\n'
    type_ = next(parse_ir(text).nodes()).output().type()
    assert isinstance(type_, FunctionType) and type_.function.qualified_name == "helper"
    assert str(parse_ir(text)) == text


def test_untyped_outputs_ask_for_their_type() -> None:
    graph = parse_ir("graph(%x):\n  %1 = aten::f(%x)\n  return ()\n", result_type=lambda node, index: FloatType())
    assert isinstance(next(graph.nodes()).output().type(), FloatType)
