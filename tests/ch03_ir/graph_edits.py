"""Edits of a graph, each a small program on PyTorch's binding names that runs under PyTorch and under this package.

An edit takes the module that stands for ``torch`` and returns what is to be compared: texts, names, an error's type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CHAIN = """graph(%x : Tensor, %y : Tensor):
  %2 : int = prim::Constant[value=1]()
  %3 : Tensor = aten::add(%x, %y, %2)
  %4 : Tensor = aten::mul(%3, %3)
  %5 : Tensor = aten::relu(%4)
  return (%5)
"""
BRANCHES = """graph(%x : Tensor, %c : bool):
  %2 : Tensor = prim::If(%c)
    block0():
      %3 : Tensor = aten::relu(%x)
      -> (%3)
    block1():
      %4 : Tensor = aten::neg(%x)
      %5 : Tensor = aten::relu(%4)
      -> (%5)
  return (%2)
"""
LOOP = """graph(%x : Tensor, %n : int):
  %2 : bool = prim::Constant[value=1]()
  %3 : Tensor = prim::Loop(%n, %2, %x)
    block0(%i : int, %y : Tensor):
      %6 : Tensor = aten::relu(%y)
      -> (%2, %6)
  return (%3)
"""

EDITS: dict[str, Callable[[Any], Any]] = {}


def edit(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    EDITS[function.__name__] = function
    return function


def attempt(action: Callable[[], Any]) -> str:
    """How an action ends: the built-in type of its error, or "fine"."""
    try:
        action()
    except Exception as error:
        return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
    return "fine"


def nodes(graph: Any, kind: str) -> list[Any]:
    return list(graph.findAllNodes(kind))


@edit
def create_and_insert(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    relu = graph.findNode("aten::relu")
    sigmoid = graph.create("aten::sigmoid", [relu.inputsAt(0)], 1)
    sigmoid.insertBefore(relu)
    tanh = graph.create("aten::tanh", [relu.output()], 1)
    tanh.insertAfter(relu)
    graph.appendNode(graph.create("aten::neg", [tanh.output()], 1))
    graph.prependNode(graph.create("prim::Constant", 1))
    return str(graph)


@edit
def insert_at_the_insertion_point(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    graph.setInsertPoint(graph.findNode("aten::mul"))
    graph.insertNode(graph.create("aten::foo", 2))
    graph.insertConstant(3.5)
    graph.setInsertPoint(graph.block())
    graph.insertNode(graph.create("aten::bar", 0))
    return str(graph), str(graph.insertPoint().kind())


@edit
def insert_point_guard(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    with graph.insert_point_guard(graph.findNode("aten::mul")):
        graph.insertConstant(1)
    graph.insertConstant(2)
    return str(graph)


@edit
def replace_all_uses(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    x, y = list(graph.inputs())
    add = graph.findNode("aten::add")
    add.output().replaceAllUsesWith(x)
    uses = [(use.user.kind(), use.offset) for use in x.uses()]
    return str(graph), uses, len(list(add.output().uses())), add.hasUses()


@edit
def replace_all_uses_after(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    x = list(graph.inputs())[0]
    mul = graph.findNode("aten::mul")
    other = graph.create("aten::neg", [x], 1).insertAfter(mul)
    relu = graph.create("aten::relu", [x], 1).insertAfter(other)
    x.replaceAllUsesAfterNodeWith(other, other.output())
    return str(graph), relu.isAfter(other), mul.isBefore(other), other.isAfter(mul)


@edit
def replace_a_node(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    mul = graph.findNode("aten::mul")
    new = graph.create("aten::div", list(mul.inputs()), 1).insertBefore(mul)
    mul.replaceAllUsesWith(new)
    mul.destroy()
    return str(graph)


@edit
def inputs_of_a_node(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    x, y = list(graph.inputs())
    add, mul = graph.findNode("aten::add"), graph.findNode("aten::mul")
    mul.replaceInput(0, x)
    mul.addInput(y)
    add.replaceInputWith(x, y)
    first = str(graph)
    mul.removeInput(0)
    before = [(use.user.kind(), use.offset) for use in y.uses()]
    mul.removeAllInputs()
    return first, str(graph), before, [(use.user.kind(), use.offset) for use in y.uses()], mul.inputsSize()


@edit
def outputs_of_a_node(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    relu = graph.findNode("aten::relu")
    second = relu.addOutput()
    relu.addOutput()
    text = str(graph)
    relu.eraseOutput(1)
    return text, str(graph), relu.outputsSize(), second is not None, relu.hasMultipleOutputs()


@edit
def erase_inputs(torch: Any) -> Any:
    graph = torch._C.parse_ir(
        "graph(%x : Tensor, %y : int, %z : Tensor):\n  %3 : Tensor = aten::relu(%z)\n  return (%3)\n"
    )
    graph.eraseInput(1)
    graph.eraseInput(0)
    graph.addInput()
    graph.addInput("fresh")
    graph.registerOutput(list(graph.inputs())[2])
    text = str(graph)
    graph.eraseOutput(0)
    return text, str(graph)


@edit
def move_nodes(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    constant, add = graph.findNode("prim::Constant"), graph.findNode("aten::add")
    neg = graph.create("aten::neg", [list(graph.inputs())[0]], 1)
    graph.insertNode(neg)
    neg.moveBefore(add)
    constant.moveAfter(neg)
    return str(graph), constant.isAfter(neg), [node.kind() for node in graph.nodes()]


@edit
def debug_names(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    values = [node.output() for node in graph.nodes()]
    names = []
    for name in ("x", "x", "y.1", "x.3"):
        values[0].setDebugName(name)
        values[1].setDebugName(name)
        names.append([value.debugName() for value in [*graph.inputs(), *values]])
    return names, str(graph)


@edit
def more_debug_names(torch: Any) -> Any:
    graph = torch._C.Graph()
    values = [graph.addInput() for _ in range(6)]
    names = []
    for value, name in zip(values, ("a", "a", "a", "a.7", "a", "a.x"), strict=True):
        value.setDebugName(name)
        names.append([each.debugName() for each in values])
    for value in values:
        value.setDebugName("self.2")
        names.append([each.debugName() for each in values])
    return names


@edit
def illegal_names(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    x = list(graph.inputs())[0]
    return [attempt(lambda name=name: x.setDebugName(name)) for name in ("7", "7a", "a b", "1.2", ".5")]


@edit
def destroy_used(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    relu = graph.findNode("aten::relu")
    neg = graph.create("aten::neg", [relu.output()], 1).insertAfter(relu)
    neg.destroy()
    return str(graph)


@edit
def destroy_a_branch(torch: Any) -> Any:
    graph = torch._C.parse_ir(BRANCHES)
    x = list(graph.inputs())[0]
    graph.findNode("prim::If").output().replaceAllUsesWith(x)
    graph.findNode("prim::If").destroy()
    return str(graph), [(use.user.kind(), use.offset) for use in x.uses()]


@edit
def find_nodes(torch: Any) -> Any:
    graph = torch._C.parse_ir(BRANCHES)
    branch = graph.findNode("prim::If")
    return (
        [str(node) for node in graph.findAllNodes("aten::relu")],
        [str(node) for node in graph.findAllNodes("aten::relu", False)],
        str(graph.findNode("aten::neg")),
        str(graph.findNode("aten::nothing")),
        [str(node) for node in branch.findAllNodes("aten::relu")],
        str(branch),
    )


@edit
def blocks(torch: Any) -> Any:
    graph = torch._C.parse_ir(LOOP)
    loop = graph.findNode("prim::Loop")
    (block,) = list(loop.blocks())
    return (
        [value.debugName() for value in block.inputs()],
        [value.debugName() for value in block.outputs()],
        [node.kind() for node in block.nodes()],
        block.returnNode().kind(),
        block.paramNode().kind(),
        block.owningNode().kind(),
        graph.block().owningNode() is None,
        [node.kind() for node in (graph.param_node(), graph.return_node())],
    )


@edit
def grow_a_block(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    branch = graph.insertNode(graph.create("prim::If", [list(graph.inputs())[0]], 1))
    for kind in ("aten::sin", "aten::cos"):
        block = branch.addBlock()
        node = block.addNode(kind, [list(graph.inputs())[1]])
        block.registerOutput(node.output())
    block.addInputToBlock()
    return str(graph)


@edit
def attributes(torch: Any) -> Any:
    graph = torch._C.Graph()
    node = graph.insertNode(graph.create("my::node", 1))
    node.i_("i", 3).f_("f", 2.5).s_("s", "a\n").is_("is", [1, 2]).ss_("ss", ["a"]).fs_("fs", [1.0])
    node.ty_("ty", torch._C.IntType.get()).tys_("tys", [torch._C.IntType.get(), torch._C.TensorType.get()])
    text = str(graph)
    facts = [node.attributeNames(), [node.kindOf(name) for name in ("i", "f", "s", "is", "ss", "ty", "tys")]]
    values = [node.i("i"), node.f("f"), node.s("s"), node.ss("ss"), node.fs("fs")]
    node.i_("i", 4).removeAttribute("f")
    copy = graph.insertNode(graph.create("my::copy", 1)).copyAttributes(node)
    missing = [node.hasAttribute("f"), attempt(lambda: node.i("nothing")), attempt(lambda: node.f("i"))]
    return text, str(graph), facts, values, missing, copy.attributeNames()


@edit
def types(torch: Any) -> Any:
    graph = torch._C.parse_ir(
        "graph(%x : Float(2, 3, strides=[3, 1], requires_grad=1, device=cpu), %n : int[]?):\n  return (%x)\n"
    )
    x, n = list(graph.inputs())
    facts = [
        x.type().kind(), str(x.type()), x.type().str(), x.type().annotation_str, x.type().sizes(), x.type().strides(),
        x.type().dim(), x.type().scalarType(), x.isCompleteTensor(), x.requires_grad(), n.type().kind(),
        n.type().getElementType().kind(), n.type().annotation_str, str(n.type()), n.isCompleteTensor(),
    ]  # fmt: skip
    n.setType(torch._C.ListType(torch._C.TupleType([torch._C.StringType.get(), torch._C.BoolType.get()])))
    x.setType(torch._C.DictType(torch._C.StringType.get(), torch._C.ListType.ofTensors()))
    return facts, str(graph), n.type().annotation_str, x.type().annotation_str


@edit
def values(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    add = graph.findNode("aten::add")
    return (
        [value.debugName() for value in add.inputs()],
        [value.unique() for value in add.inputs()],
        add.output().offset(),
        add.output().node().kind(),
        str(add.output()),
        list(graph.inputs())[0].node().kind(),
        add.inputsAt(2).toIValue(),
        add.output().toIValue(),
        [value.toIValue() for value in add.inputs()],
        add.mustBeNone(),
        add.owningBlock().owningNode() is None,
    )


@edit
def copies(torch: Any) -> Any:
    graph = torch._C.parse_ir(LOOP)
    copied = graph.copy()
    list(graph.inputs())[0].setDebugName("renamed")
    return str(copied), str(graph)


@edit
def clones(torch: Any) -> Any:
    graph = torch._C.parse_ir(BRANCHES)
    branch = graph.findNode("prim::If")
    x = list(graph.inputs())[0]
    clone = graph.createClone(branch, lambda value: value)
    graph.insertNode(clone)
    relu = graph.createClone(graph.findNode("aten::relu"), lambda value: clone.output())
    graph.insertNode(relu)
    return str(graph), len(list(x.uses()))


@edit
def lint(torch: Any) -> Any:
    graph = torch._C.parse_ir(CHAIN)
    fine = attempt(lambda: torch._C._jit_pass_lint(graph))
    graph.findNode("aten::relu").moveBefore(graph.findNode("aten::add"))
    return fine, attempt(lambda: torch._C._jit_pass_lint(graph))
