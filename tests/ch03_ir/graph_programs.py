"""Small programs in the text of a graph, with inputs: what they compute is recorded from PyTorch."""

from __future__ import annotations

_PAIRS = [(7, -3), (-7, 3), (7, 2), (-7, -2), (0, 5), (2**62, 4)]
_FLOATS = [(7.5, -3.0), (-7.5, 3.0), (2.5, 2.0), (-0.5, 0.25), (1.0, 0.0), (float("inf"), 2.0)]

#: name, the types of the arguments, the statement that computes %r, the type of %r
_BINARY = [
    *((f"aten::{name}", "int", "int") for name in "add sub mul floordiv remainder __and__ __or__ __xor__".split()),
    *((f"aten::{name}", "int", "bool") for name in "eq ne lt le gt ge".split()),
    *((f"aten::{name}", "int", "float") for name in ("div", "pow")),
    *((f"prim::{name}", "int", "int") for name in ("min", "max")),
    *((f"aten::{name}", "float", "float") for name in "add sub mul div floordiv remainder pow".split()),
    *((f"aten::{name}", "float", "bool") for name in "eq ne lt le gt ge".split()),
    *((f"prim::{name}", "float", "float") for name in ("min", "max")),
]
_UNARY = [
    *((f"aten::{name}", "int", result) for name, result in (("neg", "int"), ("Float", "float"), ("Bool", "bool"))),
    *((f"aten::{name}", "float", result) for name, result in (("neg", "float"), ("Int", "int"), ("Bool", "bool"))),
    *((f"aten::{name}", kind, "int") for name in ("floor", "ceil") for kind in ("int", "float")),
    *((f"aten::{name}", kind, "float") for name in ("round", "exp") for kind in ("int", "float")),
    *((f"aten::{name}", kind, "str") for name in ("str",) for kind in ("int", "float", "bool")),
    ("prim::abs", "int", "int"),
    ("prim::abs", "float", "float"),
    ("aten::__not__", "bool", "bool"),
]
_VALUES = {"int": [0, 3, -7], "float": [0.0, 2.5, -2.5, 0.5, -1.9], "bool": [True, False], "str": ["", "ab,c"]}


def _one(kind: str, types: list[str], result: str) -> str:
    names = [f"%{letter}" for letter in "abcd"[: len(types)]]
    formal = ", ".join(f"{name} : {type_}" for name, type_ in zip(names, types, strict=True))
    return f"graph({formal}):\n  %r : {result} = {kind}({', '.join(names)})\n  return (%r)\n"


PROGRAMS: list[tuple[str, list[tuple[object, ...]]]] = [
    *((_one(kind, [type_] * 2, result), _PAIRS if type_ == "int" else _FLOATS) for kind, type_, result in _BINARY),
    *((_one(kind, [type_], result), [(value,) for value in _VALUES[type_]]) for kind, type_, result in _UNARY),
    (_one("aten::mul", ["int", "float"], "float"), [(3, 0.5)]),
    (_one("aten::mul", ["float", "int"], "float"), [(0.5, 3)]),
    (_one("aten::__lshift__", ["int", "int"], "int"), [(3, 2), (1, 62), (3, 62)]),
    (_one("aten::mul", ["int", "int"], "int"), [(2**40, 2**40), (2**62, 2)]),
    (_one("aten::Int", ["str"], "int"), [("12",), ("a",), ("1.5",)]),
    (_one("aten::Float", ["str"], "float"), [("1.5",), ("a",)]),
    # lists
    (_one("aten::__getitem__", ["int[]", "int"], "int"), [([1, 2], 0), ([1, 2], -1), ([1, 2], 2), ([1], -2)]),
    (_one("aten::len", ["float[]"], "int"), [([1.5],), ([],)]),
    (_one("aten::add", ["int[]", "int[]"], "int[]"), [([1], [2, 3])]),
    (_one("aten::mul", ["int[]", "int"], "int[]"), [([1, 2], 2), ([1], 0)]),
    (_one("aten::eq", ["str[]", "str[]"], "bool"), [(["a"], ["a"]), (["a"], ["b"])]),
    (_one("aten::__contains__", ["int[]", "int"], "bool"), [([1, 2], 2), ([1], 2)]),
    (_one("aten::index", ["int[]", "int"], "int"), [([1, 2], 2), ([1], 2)]),
    (_one("aten::count", ["int[]", "int"], "int"), [([1, 2, 2], 2)]),
    (_one("aten::sum", ["int[]"], "int"), [([1, 2, 2],)]),
    (_one("prim::max", ["int[]"], "int"), [([1, 3, 2],), ([],)]),
    (_one("aten::sorted", ["float[]"], "float[]"), [([2.5, -1.0],)]),
    (
        _one("aten::slice", ["int[]", "int?", "int?", "int"], "int[]"),
        [([1, 2, 3, 4], 1, None, 2), ([1, 2, 3], -2, 9, 1)],
    ),
    (
        """graph(%l : int[], %i : int, %n : int):
  %a : int[] = aten::append(%l, %n)
  aten::insert(%l, %i, %n)
  aten::extend(%l, %l)
  %s : int[] = aten::_set_item(%l, %i, %i)
  %p : int = aten::pop(%l, %i)
  aten::reverse(%l)
  aten::remove(%l, %n)
  return (%l, %p)
""",
        [([1, 2], 0, 5), ([1, 2], -1, 5), ([], 0, 5), ([1], 7, 5)],
    ),
    # dictionaries and strings
    (
        """graph(%k : str, %q : str, %n : int):
  %d : Dict(str, int) = prim::DictConstruct(%k, %n)
  aten::_set_item(%d, %q, %n)
  %c : bool = aten::__contains__(%d, %q)
  %l : int = aten::len(%d)
  %v : int[] = aten::values(%d)
  %s : str[] = aten::keys(%d)
  %g : int? = aten::get(%d, %k)
  %p : int = aten::pop(%d, %k)
  %e : int = aten::__getitem__(%d, %q)
  return (%c, %l, %v, %s, %g, %p, %e)
""",
        [("a", "b", 3), ("a", "a", 3)],
    ),
    (_one("aten::add", ["str", "str"], "str"), [("a", "b")]),
    (_one("aten::len", ["str"], "int"), [("abc",)]),
    (
        _one("aten::format", ["str", "float", "int[]"], "str"),
        [("{} and {}", 1.0, [1]), ("{}", 1.0, []), ("{} {} {}", 1.0, [])],
    ),
    (_one("aten::split", ["str", "str?", "int"], "str[]"), [("a,b,c", ",", -1), ("a,b,c", ",", 1), ("a b", None, -1)]),
    (_one("aten::join", ["str", "str[]"], "str"), [(", ", ["a", "b"])]),
    (_one("aten::upper", ["str"], "str"), [("aB",)]),
    # blocks, tuples and tensors
    (
        """graph(%n : int, %x : float):
  %t : bool = prim::Constant[value=1]()
  %two : int = prim::Constant[value=2]()
  %r : float, %s : int = prim::Loop(%n, %t, %x, %two)
    block0(%i : int, %y : float, %z : int):
      %m : int = aten::remainder(%i, %two)
      %e : bool = aten::eq(%m, %two)
      %c : bool = aten::Bool(%m)
      %w : float = prim::If(%c)
        block0():
          %a : float = aten::mul(%y, %two)
          -> (%a)
        block1():
          %b : float = aten::add(%y, %i)
          -> (%b)
      %go : bool = aten::lt(%z, %n)
      %z2 : int = aten::add(%z, %i)
      -> (%go, %w, %z2)
  return (%r, %s)
""",
        [(0, 1.5), (1, 1.5), (5, 1.5), (100, 1.0)],
    ),
    (
        """graph(%a : int, %b : str):
  %t : (int, str) = prim::TupleConstruct(%a, %b)
  %zero : int = prim::Constant[value=0]()
  %i : int = prim::TupleIndex(%t, %zero)
  %x : int, %y : str = prim::TupleUnpack(%t)
  %l : int[] = prim::ListConstruct(%i, %x)
  %p : int, %q : int = prim::ListUnpack(%l)
  %none : NoneType = prim::Constant()
  %same : bool = aten::__is__(%none, %none)
  return (%t, %y, %p, %none, %same)
""",
        [(3, "s")],
    ),
    ("graph(%l : int[]):\n  %a : int, %b : int = prim::ListUnpack(%l)\n  return (%a)\n", [([1, 2],), ([1],)]),
    (
        """graph(%a : int, %f : float):
  %t : Tensor = prim::NumToTensor(%a)
  %u : Tensor = prim::NumToTensor(%f)
  %d : int = prim::dtype(%t)
  %e : int = prim::dtype(%u)
  %v : Tensor = aten::neg(%u)
  %w : Tensor = aten::neg(%t)
  %i : int = aten::Int(%v)
  %j : float = aten::Float(%w)
  %b : bool = aten::Bool(%t)
  %s : Scalar = aten::ScalarImplicit(%u)
  %n : int[] = aten::size(%t)
  return (%d, %e, %i, %j, %b, %s, %n)
""",
        [(3, 2.75), (0, -1.5)],
    ),
    (
        """graph(%n : int):
  %size : int[] = prim::ListConstruct(%n, %n)
  %six : int = prim::Constant[value=7]()
  %no : bool = prim::Constant[value=0]()
  %one : int = prim::Constant[value=1]()
  %none : NoneType = prim::Constant()
  %x : Tensor = aten::ones(%size, %six, %none, %none, %none)
  %y : Tensor = aten::add(%x, %n, %one)
  %z : Tensor = aten::sum(%y, %none)
  %w : Tensor = aten::reshape(%y, %size)
  %f : float = aten::Float(%z)
  %d : int = prim::dtype(%w)
  %dev : Device = prim::device(%w)
  return (%f, %d)
""",
        [(2,), (3,)],
    ),
    ("graph(%m : str, %c : str):\n  prim::RaiseException(%m, %c)\n  return (%m)\n", [("bad 5", "builtins.ValueError")]),
    (
        "graph(%m : str, %c : NoneType):\n  prim::RaiseException(%m, %c)\n  return (%m)\n",
        [("AssertionError: no", None)],
    ),
]


def outcome(compute: object, inputs: tuple[object, ...]) -> str:
    """What a program gives, as text: its results, or the last line of its error."""
    try:
        return repr(compute(*inputs))  # type: ignore[operator]
    except Exception as error:
        return f"error: {str(error).strip().splitlines()[-1]}"
