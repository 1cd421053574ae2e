# The binding names by which a pass author walks and edits a graph.
import torch
from torch import nn

model = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 2))
traced = torch.jit.trace(model, torch.rand(1, 3))
graph = traced.inlined_graph
lines = []
for node in graph.nodes():
    ins = [value.debugName() for value in node.inputs()]
    outs = [f"{value.debugName()}: {value.type()}" for value in node.outputs()]
    lines.append(f"{node.kind()} {ins} -> {outs} {node.attributeNames()} {node.scopeName()}")
show("nodes", "\n".join(lines))
show("inputs", "\n".join(f"{value.debugName()}: {value.type().str()} {value.type().kind()} {len(value.uses())}" for value in graph.inputs()))
show("outputs", "\n".join(f"{value.debugName()}: {value.type().str()} {value.node().kind()}" for value in graph.outputs()))
relu = graph.findNode("aten::relu")
show("findNode", str(relu))
show("findAllNodes", "".join(str(node) for node in graph.findAllNodes("aten::linear")))
with_gelu = graph.create("aten::sigmoid", [relu.inputsAt(0)], 1)
with_gelu.insertBefore(relu)
relu.output().replaceAllUsesWith(with_gelu.output())
relu.destroy()
graph.lint()
show("edited", str(graph))
show("code untouched", traced.code)
parsed = torch._C.parse_ir("graph(%a : Tensor, %b : int):\n  %c : Tensor = aten::add(%a, %a, %b)\n  return (%c)\n")
show("parse_ir", str(parsed))
