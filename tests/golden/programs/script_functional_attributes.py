# What a script function has: name, qualified_name, graph, code, schema, inlined_graph, repr.
import torch


@torch.jit.script
def inner(x):
    return x.relu()


@torch.jit.script
def outer(x, y: int = 3):
    return inner(x) + torch.tensor([1, 2]).sum() + y


show("name", f"{outer.name} {outer.qualified_name}")
show("type", f"{type(outer).__name__} {isinstance(outer, torch.jit.ScriptFunction)}")
show("inlined", str(outer.inlined_graph), "names")
show("schema", str(outer.schema))
show("doc", str(inner.__doc__))
show_script("outer", outer, (torch.ones(2),), (torch.ones(2), 5))
show("again", str(torch.jit.script(outer) is outer))
