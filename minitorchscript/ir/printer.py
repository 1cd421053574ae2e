"""The text of a graph, byte for byte as PyTorch prints it.

::

    graph(%x : Float(2, strides=[1], requires_grad=0, device=cpu)):
      %y : Tensor = aten::relu(%x) # net.py:3:0
      return (%y)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..device import device
from ..dialect import using
from ..formatting import array_text, float_text, quoted
from ..generator import Generator
from .named_types import EnumType
from .source import ROOT_SCOPE, Scope
from .types import DictType, ListType, TensorType, TupleType, Type

if TYPE_CHECKING:
    from .block import Block
    from .graph import Graph
    from .node import Node
    from .value import Value

#: tensors of at most this many elements print their elements
MAX_TENSOR_ELEMENTS = 10


def is_number(name: str) -> bool:
    """Whether a name is all digits, as only an unnamed value's may be."""
    return name.isascii() and name.isdigit()


@lru_cache(maxsize=4096)
def name_base(name: str) -> tuple[str, int]:
    """``"input.3"`` is ``("input", 3)``; without a numeric suffix the number is 1."""
    base, dot, suffix = name.rpartition(".")
    return (base, int(suffix)) if dot and is_number(suffix) else (name, 1)


def _references(values: Sequence[Value]) -> str:
    return ", ".join([f"%{value._name or value._unique}" for value in values])


def _tensor_text(tensor: Any) -> str:
    elements = tensor._values()
    if elements.size == 1:
        number = elements.reshape(()).item()
        return f"{{{float_short(number)}}}"
    if elements.size <= MAX_TENSOR_ELEMENTS:
        return array_text(elements, tensor.dtype).replace("\n", " ")
    return "<Tensor>"


def float_short(number: bool | int | float | complex) -> str:
    """A boxed number as a C++ stream shows it: six significant digits."""
    if isinstance(number, complex):
        return f"({number.real:g},{number.imag:g})"
    return f"{number:g}" if isinstance(number, float) else str(int(number))


def constant_text(value: Any, type_: Type | None = None) -> str:
    """A Python value as TorchScript spells it: ``[1, 2]``, ``"text"``, ``0.10000000000000001``.

    An empty list or dictionary shows its type, ``annotate(List[int], [])``, where that is known.
    """
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, complex):
        sign = "+" if value.imag >= 0 else "-"  # a zero's own is not shown
        return f"{float_text(value.real + 0.0)}{sign}{float_text(abs(value.imag))}j"
    if isinstance(value, list):
        return _list_text(value, type_)
    if isinstance(value, tuple):
        members = type_.members if isinstance(type_, TupleType) else (None,) * len(value)
        inside = ", ".join(constant_text(item, member) for item, member in zip(value, members, strict=True))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, dict):
        key, entry = (type_.key, type_.value) if isinstance(type_, DictType) else (None, None)
        if not value and type_ is not None:
            return f"annotate({type_.annotation_str},{{}})"
        return "{" + ", ".join(f"{constant_text(k, key)}: {constant_text(v, entry)}" for k, v in value.items()) + "}"
    if isinstance(value, device):
        return f'torch.device("{value}")'
    if isinstance(value, Generator):
        return f'torch.Generator(device="{value.device}", seed={value.initial_seed()})'
    if isinstance(type_, EnumType):
        return f"{type_.qualified_name}.{value.name}"
    if hasattr(value, "requires_grad"):
        return _tensor_text(value)
    return str(value)


def _list_text(values: list[Any], type_: Type | None) -> str:
    element = type_.element if isinstance(type_, ListType) else None
    if isinstance(element, TensorType) or (values and hasattr(values[0], "requires_grad")):
        return "[<Tensors>]"
    if not values and type_ is not None:
        return f"annotate({type_.annotation_str}, [])"
    return f"[{', '.join([constant_text(item, element) for item in values])}]"


#: what is shown of an attribute, by its kind; of most others, the constant
_ATTRIBUTE_TEXTS: dict[str, Callable[[Any], str]] = {
    "s": quoted,
    "i": lambda number: str(int(number)),
    "t": _tensor_text,
    "ty": lambda type_: str(type_.str()),
    "tys": lambda types: f"[{', '.join([type_.str() for type_ in types])}]",
    "g": lambda graph: "<Graph>",
    "gs": lambda graphs: "[<Graphs>]",
    "ts": lambda tensors: "[<Tensors>]",
}


class _Writer:
    """Collects lines; types and scopes are shown once and remembered, since a graph repeats few."""

    def __init__(self, source_locations: bool) -> None:
        self.lines: list[str] = []
        self.subgraphs: list[Node] = []
        self.source_locations = source_locations
        self.types: dict[int, str] = {}
        self.scopes: dict[int, str] = {}

    def definitions(self, values: Sequence[Value], separator: str = ", ") -> str:
        return separator.join([f"%{value._name or value._unique} : {self.type_text(value._type)}" for value in values])

    def type_text(self, type_: Type) -> str:
        found = self.types.get(id(type_))
        if found is None:
            found = self.types[id(type_)] = type_.str()
        return found

    def node(self, node: Node, level: int) -> None:
        outputs = node._outputs
        if len(outputs) == 1:  # nearly always, and quicker by itself
            value = outputs[0]
            type_ = self.types.get(id(value._type)) or self.type_text(value._type)
            defined = f"%{value._name or value._unique} : {type_}"
        else:
            defined = self.definitions(outputs)
        head = self.head(node) if node._attributes else node._kind
        used = ", ".join([f"%{value._name or value._unique}" for value in node._inputs])
        tail = "" if node._scope is ROOT_SCOPE else self.scope_text(node._scope)
        place = node._range
        shown = self.source_locations or level > 1  # PyTorch, asked to leave them out, forgets to ask within blocks
        if shown and place is not None and place.filename:
            tail += f" # {place.filename}:{place.line}:{place.column}"
        self.lines.append(f"{'  ' * level}{defined} = {head}({used}){tail}")

    def head(self, node: Node) -> str:
        """The kind of a node, and what is shown of its attributes."""
        head = node._kind
        call = node.attribute("call") if head == "prim::PythonOp" else None
        texts = []
        for name, (kind, value) in node._attributes.items():
            if kind == "pyobj":
                continue
            text_of = _ATTRIBUTE_TEXTS.get(kind)
            if name == "Subgraph" and call is None:
                head += f"_{len(self.subgraphs)}"
                self.subgraphs.append(node)
            elif text_of is not None:
                texts.append(f"{name}={text_of(value)}")
            else:
                type_ = node._outputs[0]._type if head == "prim::Constant" else None
                texts.append(f"{name}={constant_text(value, type_)}")
        if call is not None:
            return f"^{call.name}[{', '.join(texts)}]{call.constants_text}"
        return f"{head}[{', '.join(texts)}]" if texts else head

    def scope_text(self, scope: Scope) -> str:
        found = self.scopes.get(id(scope))
        if found is None:
            found = self.scopes[id(scope)] = f", scope: {scope}" if scope.names else ""
        return found

    def block(self, block: Block, level: int) -> None:
        """A block's nodes, nested ones indented further; an explicit stack bounds no nesting."""
        pending: list[Any] = [(block.nodes(), level)]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                self.lines.append(item)
                continue
            nodes, depth = item
            for node in nodes:
                self.node(node, depth)
                if node._blocks:
                    pending.append(item)  # what is left of this block comes behind the nested ones
                    for index, nested in reversed(list(enumerate(node._blocks))):
                        pending.append(f"{'  ' * (depth + 2)}-> ({_references(nested._return._inputs)})")
                        pending.append((nested.nodes(), depth + 2))
                        pending.append(f"{'  ' * (depth + 1)}block{index}({self.definitions(nested._param._outputs)}):")
                    break


def graph_text(graph: Graph, source_locations: bool = True) -> str:
    """The whole graph, and behind it the subgraphs that its nodes carry."""
    with using(graph.dialect):
        writer = _Writer(source_locations)
        writer.lines.append(f"graph({writer.definitions(graph._block._param._outputs, f',{chr(10)}      ')}):")
        writer.block(graph._block, 1)
        writer.lines += (f"  return ({_references(graph._block._return._inputs)})", "")
        text = "\n".join(writer.lines)
        for index, node in enumerate(writer.subgraphs):
            text += f"with {node._kind}_{index} = {graph_text(node.g('Subgraph'))}"
        return text


def node_text(node: Node) -> str:
    """One node with its nested blocks, ended by a newline."""
    with using(node._graph.dialect):
        writer = _Writer(True)
        writer.node(node, 0)
        for index, nested in enumerate(node._blocks):
            writer.lines.append(f"  block{index}({writer.definitions(nested._param._outputs)}):")
            writer.block(nested, 2)
            writer.lines.append(f"    -> ({_references(nested._return._inputs)})")
        return "\n".join(writer.lines) + "\n"
