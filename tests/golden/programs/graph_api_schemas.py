# Node.schema and Node.matches: the signature that a node calls, as text.
import torch


def computed(inp):
    x = inp + 1
    y = x / 2
    z = y * y
    w = torch.add(z, y, alpha=2)
    return [w, w][0], len([w])


graph = torch.jit.script(computed).graph
for index, node in enumerate(graph.nodes()):
    show(f"{index} {node.kind()}", node.schema())
added, divided = graph.findNode("aten::add"), graph.findNode("aten::div")
show("own", str(added.matches(added.schema())))
show("other", str(added.matches(divided.schema())))
