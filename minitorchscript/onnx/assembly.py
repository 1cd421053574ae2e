"""From the ONNX graph to the ONNX model: names for everything, parameters as initializers, extents as declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..ir.node import Node
from ..ir.printer import is_number
from ..ir.types import NoneType, TensorType
from ..ir.value import Value
from ..tensor.tensor import Tensor
from .lowering import Lowered
from .model import (
    AttributeProto,
    GraphProto,
    ModelProto,
    NodeProto,
    OperatorSetIdProto,
    TensorProto,
    ValueInfoProto,
    attribute_proto,
    tensor_proto,
    value_info,
)

PRODUCER = "minitorchscript"
#: the ONNX IR version that each opset came with
IR_VERSIONS = {17: 8, 18: 8, 19: 9, 20: 9}


@dataclass
class Naming:
    """The names of a model's inputs and outputs, and those of its extents that may vary."""

    inputs: Sequence[str]
    outputs: Sequence[str]
    #: names of extents, by the name of the input or output and the axis
    extents: Mapping[tuple[str, int], str] = field(default_factory=dict)


def assemble(
    lowered: Lowered,
    naming: Naming,
    opset: int,
    version: str,
    export_params: bool = True,
    initializers_as_inputs: bool = False,
) -> ModelProto:
    """The model as ONNX's messages."""
    parameters = [_initializer(attribute.path, attribute.content) for attribute in lowered.parameters.values()]
    parameter_infos = [_info(a.path, value, naming) for value, a in lowered.parameters.items()]
    namer = _Namer(lowered, naming)
    nodes = [namer.node(node) for node in lowered.graph.nodes() if node.kind() != "prim::Constant"]
    nodes += namer.outputs()
    namer.label()
    inputs = [value for value in lowered.graph.inputs() if value not in lowered.parameters]
    graph = GraphProto(
        node=nodes,
        name="main_graph",
        initializer=parameters if export_params else [],
        # As PyTorch does, without the inputs that nothing reads.
        input=[
            _info(name, value, naming) for name, value in zip(naming.inputs, inputs, strict=True) if value.hasUses()
        ],
        output=[
            _info(name, value, naming) for name, value in zip(naming.outputs, lowered.graph.outputs(), strict=True)
        ],
    )
    if initializers_as_inputs or not export_params:
        graph.input += parameter_infos
    return ModelProto(
        ir_version=IR_VERSIONS[opset],
        producer_name=PRODUCER,
        producer_version=version,
        graph=graph,
        opset_import=[OperatorSetIdProto("", opset)],
    )


def _initializer(name: str, tensor: Tensor) -> TensorProto:
    return tensor_proto(tensor._array, tensor.dtype, name)


def _info(name: str, value: Value, naming: Naming) -> ValueInfoProto:
    type_ = value.type()
    assert isinstance(type_, TensorType) and type_.scalar_type is not None, name
    if type_.shape is None:
        return value_info(name, type_.scalar_type, None)
    extents: list[int | str] = []
    for axis, size in enumerate(type_.shape):
        label = naming.extents.get((name, axis))
        extents.append(label or (f"{name}_dim_{axis}" if size is None else size))
    return value_info(name, type_.scalar_type, extents)


class _Namer:
    """Names nodes after the modules they ran in (``/layer1/layer1.0/conv1/Conv``), and values after the nodes."""

    def __init__(self, lowered: Lowered, naming: Naming) -> None:
        self.graph = lowered.graph
        inputs = [value for value in lowered.graph.inputs() if value not in lowered.parameters]
        self.names: dict[Value, str] = dict(zip(inputs, naming.inputs, strict=True))
        self.names |= {value: attribute.path for value, attribute in lowered.parameters.items()}
        self.aliases: list[tuple[str, Value]] = []
        for name, value in zip(naming.outputs, lowered.graph.outputs(), strict=True):
            if value in self.names:  # an input as it is, or one result twice: a name of its own needs a node
                self.aliases.append((name, value))
            else:
                self.names[value] = name
        self.taken = {*self.names.values(), *naming.outputs}
        self.counts: dict[str, int] = {}

    def node(self, node: Node) -> NodeProto:
        op_type = node.kind().removeprefix("onnx::")
        name = self._unique("/".join(["", *_modules(node), op_type]))
        for position, value in enumerate(node.outputs()):
            if value not in self.names:
                self.names[value] = f"{name}_output_{position}"
        return NodeProto(
            input=["" if isinstance(value.type(), NoneType) else self.names[value] for value in node.inputs()],
            output=[self.names[value] for value in node.outputs()],
            name=name,
            op_type=op_type,
            attribute=[_attribute(node, each) for each in node.attributeNames()],
        )

    def outputs(self) -> list[NodeProto]:
        """The nodes that give an output another name than its value has."""
        return [
            NodeProto([self.names[value]], [name], self._unique("/Identity"), "Identity")
            for name, value in self.aliases
        ]

    def label(self) -> None:
        """Give the values of the graph their names too, for its text."""
        for value, name in self.names.items():
            if not is_number(name):
                value.setDebugName(name)

    def _unique(self, name: str) -> str:
        count = self.counts.get(name, 0)
        found = f"{name}_{count}" if count else name
        while f"{found}_output_0" in self.taken:
            count += 1
            found = f"{name}_{count}"
        self.counts[name] = count + 1
        return found


def _modules(node: Node) -> list[str]:
    """The modules around a node, each by the last part of its path that says something: ``layer1.0`` for a 0."""
    return [_local_name(part.split(".")[1:]) for part in node.scopeName().split("/") if "." in part]


def _local_name(path: list[str]) -> str:
    start = len(path) - 1
    while start > 0 and path[start].isnumeric():
        start -= 1
    return ".".join(path if path[start].isnumeric() else path[start:])


def _attribute(node: Node, name: str) -> AttributeProto:
    if node.kindOf(name) == "t":
        tensor = node.t(name)
        return attribute_proto(name, tensor_proto(tensor._array, tensor.dtype))
    return attribute_proto(name, node.attribute(name))
