# Graphs built and edited by hand: names, order, users, and what lint refuses.
import copy
import operator
from typing import Dict, List, Tuple

import torch
import torch.nn.functional as F
from torch import fx


def told(name, call):
    try:
        show(name, repr(call()))
    except Exception as error:
        show(name, f"{type(error).__name__}: {str(error).splitlines()[0]}")


graph = fx.Graph()
x = graph.placeholder("x", type_expr=torch.Tensor)
y = graph.placeholder("y", type_expr=List[torch.Tensor], default_value=None)
first = graph.call_function(operator.getitem, (y, 0), type_expr=torch.Tensor)
relu = graph.call_function(torch.relu, (x,), name="relu")
again = graph.call_function(torch.relu, (relu,), name="relu")
numbered = graph.call_function(torch.neg, (again,), name="relu_5")
fresh = graph.call_function(torch.neg, (numbered,), name="relu")
builtin = graph.call_function(torch.sum, (fresh,), name="sum")
illegal = graph.create_node("call_method", "view", (builtin, -1), name="1 view!")
snake = graph.call_method("__add__", (illegal, first))
output = graph.output({"a": snake, "b": [relu, (again, slice(None, 2, None))]}, type_expr=Dict[str, torch.Tensor])
graph.lint()
show("graph", str(graph))
show("code", graph.python_code("self").src)
show("names", " ".join(node.name for node in graph.nodes))
show("users", "\n".join(f"{node}: {list(node.users)} {node.all_input_nodes}" for node in graph.nodes))
show("lengths", f"{len(graph.nodes)} {[n.name for n in reversed(graph.nodes)][:2]} {graph.output_node()}")

with graph.inserting_before(relu):
    tanh = graph.call_function(torch.tanh, (x,))
    sine = graph.call_function(torch.sin, (tanh,))
with graph.inserting_after(relu):
    after = graph.call_function(torch.cos, (relu,))
    later = graph.call_function(torch.exp, (relu,))
relu.args = (sine,)
relu.replace_all_uses_with(after, lambda user: user is not after and user is not later)
show("inserted", str(graph))
told("erase used", lambda: graph.erase_node(relu))
later.replace_all_uses_with(after)
graph.erase_node(later)
again.update_arg(0, tanh)
again.insert_arg(1, 2)
told("insert_arg", lambda: again.args)
again.args = (tanh,)
builtin.update_kwarg("dim", 0)
numbered.replace_input_with(again, sine)
after.append(numbered)
sine.prepend(sine)
show("moved", str(graph))
told("lint", graph.lint)
show("relations", f"{x < sine} {sine < x} {x.next} {x.prev.op!r} {sorted([after, x, sine])}")
show("found", str(graph.find_nodes(op="call_function", target=torch.relu) + graph.find_nodes(op="placeholder")))

copied = copy.deepcopy(graph)
show("copied", str(copied))
other = fx.Graph()
values = {}
result = other.graph_copy(graph, values)
show("graph_copy", f"{result}\n{other}")
lost = fx.Graph()
for node in graph.nodes:
    lost.node_copy(node)
told("foreign", lost.lint)
told("foreign insert", lambda: graph.inserting_before(next(iter(lost.nodes))))
told("wrong target", lambda: fx.Node(fx.Graph(), "foo", "call_function", "foo", (), {}))
told("wrong str", lambda: fx.Graph().create_node("call_method", 3))
told("list args", lambda: x.users.__class__.__name__)


def mutated():
    graph.output_node().args[0]["b"].append(1)


told("mutated", mutated)

dead = fx.Graph()
a = dead.placeholder("a")
dead.call_method("neg", (dead.call_function(operator.mul, (a, 2)),))
dead.call_function(torch._assert, (a, "message"))
dead.call_function(torch.rand, (2,))
dead.call_method("add_", (a, 1))
dead.call_function(operator.setitem, (a, 0, 1))
dead.output(a)
show("changed", f"{dead.eliminate_dead_code()} {dead.eliminate_dead_code()}")
show("alive", str(dead))
show("inplace code", dead.python_code("self").src)

empty = fx.Graph()
show("empty", f"{empty}|{empty.python_code('self').src}")
proxied = fx.Graph()
p = fx.Proxy(proxied.placeholder("p"))
q = F.relu(p + 1) * torch.add(p, p.shape[0])
proxied.output(q.node)
show("proxied", f"{proxied}\n{proxied.python_code('root').src}")
typed = fx.Graph()
t = typed.placeholder("t", type_expr=Tuple[int, str])
typed.output(t, type_expr=Tuple[int, str])
show("typed", f"{typed}\n{typed.python_code('self').src}")
with typed.on_generate_code(lambda before: lambda body: ["print('hello')\n", *body]):
    show("transformed", typed.python_code("self").src)
show("restored", typed.python_code("self").src)
mapped = fx.node.map_aggregate(([x, 1], {"k": slice(x, None)}), lambda v: "n" if isinstance(v, fx.Node) else v)
show("mapped", f"{mapped} {type(mapped[0]).__name__} {type(mapped[1]).__name__}")
