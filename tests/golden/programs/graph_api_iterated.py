# Inputs, outputs and blocks one by one; mistakes when nodes are made; graphs as functions; who writes to what.
import torch

graph = torch._C.parse_ir("""
graph(%x : Tensor, %y : Tensor, %n : int):
  %one : int = prim::Constant[value=1]()
  %z : Tensor = aten::add(%x, %y, %one)
  %w : Tensor = aten::mul_(%z, %y)
  %c : bool = aten::gt(%n, %one)
  %r : Tensor = prim::If(%c)
    block0():
      %s : Tensor = aten::neg(%y)
      -> (%s)
    block1():
      -> (%y)
  return (%w, %r)
""")
inputs = graph.inputs()
show("inputs", f"{next(inputs).debugName()} {[each.debugName() for each in inputs]}")
add = graph.findNode("aten::add")
show("node", f"{next(add.inputs()).debugName()} {next(add.outputs()).debugName()} {len(list(add.inputs()))}")
branch = graph.findNode("prim::If")
show("block", f"{next(branch.blocks()).findNode('aten::neg').kind()} {next(next(branch.blocks()).outputs()).type()}")
show("first", next(graph.nodes()).kind())
show("outputs", str([each.debugName() for each in graph.outputs()]))


def told(name, call):
    try:
        show(name, str(call()))
    except Exception as error:
        show(name, f"{type(error).__name__}: {error}")


fresh = torch._C.Graph()
told("None among inputs", lambda: fresh.create("prim::Constant", [None]))
told("no namespace", lambda: fresh.create("relu", []))
told("unknown namespace", lambda: fresh.create("mine::relu", [], 2))
told("exhausted", lambda: next(fresh.inputs()))
for value in (3, [1, 2], "s", None, (1, 2.0), torch.float32, {"a": 1}, 1j, torch.device("cpu"), torch.ones(2)):
    told(f"constant {value}", lambda: fresh.insertConstant(value))
show("constants", str(fresh))

memory = graph.alias_db()
x, y, n = graph.inputs()
show("writers", str([memory.has_writers(each) for each in (x, y, n, add.output())]))
pairs = [(x, y), (x, add.output()), (add.output(), graph.findNode("aten::mul_").output()), (y, branch.output())]
show("aliases", str([memory.may_contain_alias(*pair) for pair in pairs]))
show("as text", str("WILDCARD" in str(memory) and "digraph alias_db" in memory.to_graphviz_str()))


@torch.jit.script
def changes(a, b):
    a.add_(1)
    return a + b


@torch.jit.script
def caller():
    a, b = torch.ones(2), torch.ones(2)
    return changes(a, b), a


for descends in (False, True):
    memory = caller.graph.alias_db(False, descends)
    call = caller.graph.findNode("prim::CallFunction")
    show(f"a call, descending {descends}", str([memory.has_writers(each) for each in list(call.inputs())[1:]]))

unit = torch._C.CompilationUnit()
made = unit.create_function("some.where.sum", changes.graph)
show("function", f"{made.name} {made.qualified_name} {made.schema} {made(torch.ones(1), torch.ones(1))}")
unit.create_function("plain", changes.graph)
show("found", f"{unit.find_function('plain') is None} {unit.find_function('nothing')} {len(unit.get_functions())}")
told("attribute", lambda: unit.plain(torch.zeros(1), torch.ones(1)))
told("no attribute", lambda: unit.nothing)
told("taken", lambda: unit.create_function("plain", changes.graph))
show("mangled", unit.create_function("plain", changes.graph, should_mangle=True).qualified_name)
alone = torch._C._create_function_from_graph("forward", changes.graph)
show("alone", f"{alone.code}{alone(torch.ones(1), torch.ones(1))}")

types = torch._C.TensorType
seen = types.create_from_tensor(torch.ones(2, 3))
value = next(graph.inputs())
for type_ in (
    seen,
    types.get().with_sizes([2, 3]),
    types.get().with_sizes([None, 3]),
    seen.with_sizes([3, 2]),
    seen.with_sizes([4, 5, 6]),
    seen.with_sizes(None),
    seen.with_dtype(torch.int64),
):
    value.setType(type_)
    show(str(graph).splitlines()[0], str(type_.sizes()))
