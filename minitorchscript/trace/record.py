"""Recording: a mode of the dispatcher that writes every operator down as a node while the program runs.

The recorder knows, for every tensor that the traced program touches, the value that stands for it.  A tensor that
it never saw becomes a constant.  It holds on to all of them, since an object's ``id`` may be used again as soon as
the object is gone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any

from ..ir.graph import Graph
from ..ir.node import Node
from ..ir.source import SourceRange, Stack
from ..ir.types import (
    ClassType,
    DictType,
    FloatType,
    IntType,
    ListType,
    OptionalType,
    StringType,
    TensorType,
    TupleType,
    Type,
)
from ..ir.unit import Function
from ..ir.value import Value
from ..nn.modules.module import Module
from ..ops.registry import Operator, lookup
from ..ops.schema import Argument
from ..runtime.infer import inferred_type
from ..runtime.module import ScriptModule
from ..tensor.dispatch import active_mode, push_mode, run_unseen
from ..tensor.frames import user_frame
from ..tensor.tensor import Tensor
from . import dialect18
from .attributes import Attributes
from .calls import record_call
from .forks import record_fork, record_wait
from .forms import Form, form_of
from .frozen import FrozenValue, asking_frame, outer_frame, warn_frozen
from .inputs import check_inputs, checked_type, input_type, message_text
from .names import local_name
from .numbers_in_tensors import holds_number, plain, wants_int, wrapped_number
from .places import Places
from .python_calls import record_python_call

_STRICT_ADVICE = (
    " might cause the trace to be incorrect, this is only valid if the container structure does not change based on"
    " the module's inputs. Consider using a constant container instead (e.g. for `list`, use a `tuple` instead. for"
    " `dict`, use a `NamedTuple` instead). If you absolutely need this and know the side effects, pass strict=False"
    " to trace() to allow this behavior."
)


_RECORDED_AS = {"aten::detach_": "aten::detach"}


class Recorder:
    """The state of one trace, and the dispatcher's mode that fills it."""

    def __init__(self, strict: bool = True) -> None:
        self.graph = Graph()
        self.attributes = Attributes(self.graph)
        self.strict = strict
        self.frozen: list[FrozenValue] = []
        self._values: dict[int, tuple[Any, Value]] = {}
        #: the paths of attributes, which get their value when they are first used
        self._paths: dict[int, tuple[Any, str]] = {}
        self._scopes: dict[Module, str] = {}
        #: local variables that stand in for the innermost frame's; none before the program itself runs
        self._locals: Mapping[str, Any] | None = {}
        #: the frame that called the innermost module, and the stack that it is the end of
        self._border: tuple[FrameType | None, Stack | None] = (None, None)
        self._places = Places()

    # -- what stands for what

    def has(self, tensor: Any) -> bool:
        return id(tensor) in self._values or id(tensor) in self._paths

    def remember(self, tensor: Any, value: Value) -> None:
        """From now on the tensor (or compiled module) is this value."""
        self._values[id(tensor)] = (tensor, value)

    def known(self, content: Any) -> Value | None:
        """What stands for a tensor or compiled module that the trace has met, or that is an attribute."""
        found = self._values.get(id(content))
        if found is not None:
            return found[1]
        attribute = self._paths.get(id(content))
        if attribute is None:
            return None
        value = self.attributes.value(attribute[1])
        self.remember(content, value)
        return value

    def value_of(self, tensor: Tensor, frame: FrameType | None = None) -> Value:
        """The value of a tensor that an operator uses; named after the local variable that holds it.

        ``frame`` is the innermost Python frame, for whoever has looked for it already.
        """
        value = self.known(tensor)
        if value is None:
            _refuse_grad(tensor)
            value = self.graph.insertConstant(tensor, self.here())
            self.remember(tensor, value)
        elif not value._name:
            name = local_name(tensor, self._variables(frame or user_frame()))
            if name:
                value.setDebugName(name)
        return value

    def here(self) -> SourceRange:
        """Where the program is: the line of the innermost Python frame, and the stack that led there."""
        return self._places.at(user_frame(), *self._border)

    def _variables(self, frame: FrameType | None) -> Mapping[str, Any]:
        """The local variables that name values: those of the innermost Python frame."""
        if self._locals is not None:
            return self._locals
        return frame.f_locals if frame is not None else {}

    # -- the traced program's inputs and outputs

    def add_module(self, module: ScriptModule, prefix: str = "__module") -> None:
        """Note every attribute of a module and of the modules in it."""
        self.remember(module, self.graph.inputs()[0])
        pending = [(module, prefix, iter(module.class_type.attributes.items()))]
        while pending:
            current, path, attributes = pending[-1]
            name, attribute = next(attributes, ("", None))
            if attribute is None:
                pending.pop()
                continue
            content = current._read(name)
            if isinstance(content, Tensor):
                own_path = f"{path}.{name}"
                self.attributes.note(own_path, TensorType.of(content))
                if self.has(content):
                    _viewed(content)
                else:
                    self._paths[id(content)] = (content, own_path)
            elif isinstance(content, ScriptModule) and isinstance(attribute.type, ClassType):
                own_path = f"{path}.{name}"
                self.attributes.note(own_path, attribute.type)
                self._paths[id(content)] = (content, own_path)
                pending.append((content, own_path, iter(content.class_type.attributes.items())))
            else:
                self.attributes.skip()

    def add_scopes(self, module: Module, prefix: str = "__module") -> None:
        """Note under which name each module's forward is recorded."""
        pending = [(module, prefix)]
        while pending:
            current, path = pending.pop()
            children = [(child, f"{path}.{name}") for name, child in current.named_children()]
            for child, child_path in children:
                self._scopes[child] = child_path
            pending.extend(reversed(children))

    def add_input(self, content: Any, value: Value, type_: Type | None = None) -> Any:
        """Let a value stand for an input; returns the input as the program should get it (tuples without names)."""
        if isinstance(content, Tensor):
            return self._add_tensor(content, value.inferTypeFrom(content))
        type_ = value.setType(type_ or input_type(content))._type
        if isinstance(content, dict):
            assert isinstance(type_, DictType)
            return {key: self._add_entry(value, key, entry, type_.value) for key, entry in content.items()}
        create = self.graph.createTupleUnpack(value) if isinstance(content, tuple) else None
        node = self.graph.insertNode(create or self.graph.createListUnpack(value, len(content)))
        parts = [
            self.add_input(part, output, output._type) for part, output in zip(content, node.outputs(), strict=True)
        ]
        return parts if isinstance(content, list) else tuple(parts)

    def _add_tensor(self, tensor: Tensor, value: Value) -> Tensor:
        """A tensor that is there already under another name becomes a view of itself, and the view is recorded."""
        if self.has(tensor):
            tensor = _viewed(tensor)
        self.remember(tensor, value)
        return tensor

    def _add_entry(self, value: Value, key: Any, entry: Any, type_: Type) -> Any:
        constant = self.graph.insertConstant(key)
        node = self.graph.insertNode(self.graph.create("aten::__getitem__", [value, constant]))
        node.set_source_range(self.here())
        return self.add_input(entry, node.output(), type_)

    def output_of(self, content: Any) -> Value:
        """The value of what the traced program returns."""
        graph = self.graph
        if isinstance(content, Tensor):
            known = self.known(content)
            if known is None:
                _refuse_grad(content)
                raise RuntimeError(
                    f"output 1 ({message_text(content)}) of traced region did not have observable data dependence with"
                    " trace inputs; this probably indicates your program cannot be understood by the tracer."
                )
            return known
        if isinstance(content, list) and content and all(isinstance(item, Tensor) for item in content):
            if self.strict:
                warn_frozen("Encountering a list at the output of the tracer" + _STRICT_ADVICE, outer_frame())
            return graph.insertNode(graph.createList(TensorType.get(), [*map(self.output_of, content)])).output()
        if isinstance(content, tuple):
            return graph.insertNode(graph.createTuple([*map(self.output_of, content)])).output()
        if isinstance(content, dict):
            if self.strict:
                raise RuntimeError("Encountering a dict at the output of the tracer" + _STRICT_ADVICE)
            type_ = inferred_type(content)
            assert isinstance(type_, DictType)
            if not _is_entry_type(type_.value) or not isinstance(type_.key, StringType | TensorType):
                raise RuntimeError(
                    f"output 1 ({message_text(content)}) of traced region cannot be understood by the tracer, only"
                    " outputs matching dict[Union[str, Tensor], Union[Tensor, Tuple[Tensor, ...]]] can be a dictionary"
                    " output of a traced function"
                )
            entries = [(self._key(key), self.output_of(entry)) for key, entry in content.items()]
            keys, values = [*zip(*entries, strict=True)]
            return graph.insertNode(graph.createDict(type_.key, type_.value, keys, values)).output()
        raise RuntimeError(
            "Only tensors, lists, tuples of tensors, or dictionary of tensors can be output from traced functions"
        )

    def _key(self, key: Any) -> Value:
        """A key of a dict that is returned: mostly a string, and then a constant."""
        return self.value_of(key) if isinstance(key, Tensor) else self.graph.insertConstant(key, self.here())

    # -- the dispatcher's mode

    def operator(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        """Record an operator that returns tensors, and run it."""
        if not op.schema.returns_tensors:
            return run([plain(value) for value in values])
        if op.schema.name in _RECORDED_AS:
            (outer,) = lookup(_RECORDED_AS[op.schema.name])
            return self._record(outer, values, lambda _: run(values))
        if self.graph.dialect.records_old_operators:
            return self._operator_of_1_8(op, values, run)
        return self._record(op, values, run)

    def _operator_of_1_8(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        name = op.schema.name
        if name not in dialect18.COVERED:
            raise NotImplementedError(
                f'dialect "1.8" does not cover {name}, for which PyTorch 1.8 may have recorded other operators; '
                'trace in dialect "2.x"'
            )
        lowering = dialect18.LOWERINGS.get(name)
        return self._record(op, values, run) if lowering is None else lowering(self.lowered, *values)

    def lowered(self, op: Operator, values: list[Any], local_names: dict[str, Tensor]) -> Any:
        """Record an operator in place of another one, as from a frame with these local variables."""
        self._locals = local_names
        try:
            return self._record(op, values, lambda values: run_unseen(op, values))
        finally:
            self._locals = None

    def run(self, function: Callable[..., Any], inputs: Sequence[Any]) -> Any:
        """Run the traced program, whose variables name values from now on."""
        self._locals = None
        frame = sys._getframe()
        self._border = (frame, self._places.at(frame).stack)
        try:
            return function(*inputs)
        finally:
            self._border = (None, None)
            del frame  # it holds this very variable, and through it all that the program's frames hold

    def _record(self, op: Operator, values: list[Any], run: Callable[[list[Any]], Any]) -> Any:
        graph = self.graph
        form = form_of(op, graph.dialect.records_old_operators)
        frame = user_frame(4)  # not this one, nor `operator`, the dispatcher's `execute` and the builtin that calls it
        node = Node(graph, form.kind)
        node._range = place = self._places.at(frame, *self._border)
        marked = place if form.is_marked else None
        numbers = self._numbers(form, values) if form.numbers else {}
        for index, (value, argument) in enumerate(zip(values, form.arguments, strict=False)):
            if isinstance(value, Tensor) and argument.takes_tensor:
                node.addInput(self.value_of(value, frame))
            else:
                node.addInput(self._argument(value, argument.unwrapped, argument, numbers.get(index), marked))
        node.insertAfter(graph._insert_before._prev)
        if numbers:
            values = values[:]
            for index in numbers:
                values[index] = plain(values[index], wants_int(op.schema.arguments[index]))
        results = run(values)
        if not form.has_one_result:
            self._add_results(node, results)
        elif isinstance(results, Tensor):
            flag = False if form.is_below_autograd else results.requires_grad
            self.remember(results, node.addOutput(TensorType.of(results, flag)))
        else:
            self._add_results(node, (results,))
        return results

    def _numbers(self, form: Form, values: list[Any]) -> dict[int, Any]:
        """The numbers that came out of tensors, by argument: converted before anything else is written down."""
        return {
            index: self._number(values[index], argument)
            for index, argument in form.numbers
            if holds_number(values[index], argument)
        }

    def _add_results(self, node: Node, results: Sequence[Any]) -> None:
        for result in results:
            output = node.addOutput()
            if isinstance(result, Tensor):
                self.remember(result, output.inferTypeFrom(result))
            elif isinstance(result, list | tuple):
                output.setType(ListType.ofTensors())
                unpack = self.graph.create("prim::ListUnpack", [output], len(result))
                self.graph.insertNode(unpack)
                for element, value in zip(result, unpack.outputs(), strict=True):
                    self.remember(element, value.inferTypeFrom(element))

    def _argument(self, value: Any, type_: Type, argument: Argument, number: Any, place: SourceRange | None) -> Value:
        """The value of one argument, recorded as a constant or a list where it must be."""
        graph = self.graph
        if isinstance(number, Value):
            return number
        if value is None:
            return graph.insertNode(graph.createNone()).output()
        if isinstance(type_, TensorType):
            return self.value_of(value if isinstance(value, Tensor) else wrapped_number(value))
        if isinstance(type_, ListType):
            element = type_.element
            if isinstance(element, TensorType | OptionalType):
                items = [self._element(item) for item in value]
            else:
                kind = float if isinstance(element, FloatType) else None
                items = [
                    known or graph.insertConstant(kind(item) if kind else item, place)
                    for item, known in zip(value, number or [None] * len(value), strict=True)
                ]
            return graph.insertNode(graph.createList(element, items)).output()
        if isinstance(type_, FloatType):
            value = float(plain(value))
        return graph.insertConstant(value, place)

    def _element(self, item: Tensor | None) -> Value:
        """One element of a list of tensors, where absent ones are None."""
        return self.value_of(item) if item is not None else self.graph.insertNode(self.graph.createNone()).output()

    def _number(self, value: Any, argument: Argument) -> Any:
        """The number inside a 0-dim tensor that is given where a number is expected, as a value of its own."""
        if isinstance(value, list | tuple):
            return [self._number(item, argument) if isinstance(item, Tensor) else None for item in value]
        type_ = argument.unwrapped
        inner = type_.element if isinstance(type_, ListType) else type_
        kind = {"IntType": "aten::Int", "FloatType": "aten::Float"}.get(inner.kind(), "aten::ScalarImplicit")
        source = self.value_of(value)
        with self.graph.insert_point_guard(source.node()._next):
            node = self.graph.insertNode(self.graph.create(kind, [source]))
        return node.output().setType(inner)

    def module(self, module: Module, args: tuple[Any, ...], kwargs: dict[str, Any], run: Callable[[], Any]) -> Any:
        """Record a module's forward in a block of its own; that of a compiled module is a call."""
        scope = None if isinstance(module, ScriptModule) else self._scopes.get(module)
        if scope is None:
            return run()
        frame, border = sys._getframe(), self._border
        self._border = (frame, self._places.at(frame, *border).stack)
        self.graph.push_scope(scope)
        try:
            return run()
        finally:
            self.graph.pop_scope()
            self._border = border
            del frame

    def compiled(self, function: Function, is_method: bool, values: list[Any], run: Callable[[], Any]) -> Any:
        """Record a call of a compiled function or method; what happens inside stays there."""
        return record_call(self, function, is_method, values, run)

    def fork(self, run: Callable[[], Any]) -> Any:
        """Record what is forked in a block of its own."""
        return record_fork(self, run)

    def wait(self, future: Any, result: Any) -> None:
        """Record that somebody waits for a fork."""
        record_wait(self, future, result)

    def python_function(self, function: Any, arguments: Sequence[Any], run: Callable[[], tuple[Any, bool]]) -> Any:
        """Record a call of an operator written in Python, which runs seen."""
        return record_python_call(self, function, arguments, run)

    def size(self, tensor: Tensor, dim: int) -> Tensor:
        """``x.size(dim)``: an ``aten::size`` in the graph, a 0-dim tensor for the program."""
        place = self.here()
        value = self.value_of(tensor)
        constant = self.graph.insertConstant(dim, place)
        node = self.graph.insertNode(self.graph.create("aten::size", [value, constant])).set_source_range(place)
        return self._number_to_tensor(node, int(tensor._array.shape[dim]))

    def numel(self, tensor: Tensor) -> Tensor:
        """``x.numel()``, likewise."""
        node = self.graph.insertNode(self.graph.create("aten::numel", [self.value_of(tensor)]))
        return self._number_to_tensor(node.set_source_range(self.here()), int(tensor._array.size))

    def _number_to_tensor(self, node: Node, number: int) -> Tensor:
        node.output().setType(IntType())
        value = self.graph.insertNode(self.graph.createNumToTensor(node.output())).output()
        result = wrapped_number(number)
        self.remember(result, value)
        return result

    def scalar(self, tensor: Tensor, what: str) -> None:
        """A tensor is about to become a Python value, which the trace can't follow."""
        frame = asking_frame(what)
        self.frozen.append(FrozenValue.of(tensor, what, frame))
        if what != "index" or self.graph.dialect.records_old_operators:
            warn_frozen(FrozenValue.message(what), frame)

    def constructor(self, tensor: Tensor, what: str) -> None:
        """A tensor was made of Python values: it is a constant of the trace."""
        frame = asking_frame(what)
        self.frozen.append(FrozenValue.of(tensor, what, frame))
        warn_frozen(FrozenValue.message(what), frame)


def record(
    function: Callable[..., Any],
    inputs: Sequence[Any],
    names: Sequence[str],
    *,
    module: ScriptModule | None = None,
    scopes: Module | None = None,
    strict: bool = True,
) -> Recorder:
    """Run a function on inputs and write down what it does.

    ``module`` holds the attributes that the function may use; ``scopes`` is the Python module whose submodules
    get blocks of their own.  The graph's ``self`` comes first, then one input for each of ``inputs``.
    """
    check_inputs(inputs)
    if active_mode() is not None:
        raise RuntimeError("Tracing can't be nested")
    recorder = Recorder(strict)
    graph = recorder.graph
    if scopes is not None:
        recorder.add_scopes(scopes)
    named = names if graph.dialect.names_arguments and len(names) >= len(inputs) else [""] * len(inputs)
    with push_mode(recorder):
        if module is not None:
            graph.insertInput(0, "self").setType(module.class_type)
            recorder.add_module(module)
        given = [
            recorder.add_input(content, graph.addInput(name)) for content, name in zip(inputs, named, strict=False)
        ]
        result = recorder.run(function, given)
    if result is None:
        raise RuntimeError(
            "The traced function didn't return any values! Side-effects are not captured in traces, so it would be a"
            " no-op."
        )
    checked_type(result)
    graph.registerOutput(recorder.output_of(result))
    return recorder


def _refuse_grad(tensor: Tensor) -> None:
    if tensor.requires_grad:
        raise RuntimeError(
            "Cannot insert a Tensor that requires grad as a constant. Consider making it a parameter or input, or"
            f" detaching the gradient\nTensor:\n{message_text(tensor)}"
        )


def _viewed(tensor: Tensor) -> Tensor:
    """A second name for a tensor: a view of itself, which is recorded."""
    result: Tensor = tensor.view(tensor._array.shape)
    return result


def _is_entry_type(type_: Type) -> bool:
    """Whether a dict of these may be returned: tensors, or tuples of tensors."""
    members = type_.members if isinstance(type_, TupleType) else (type_,)
    return all(isinstance(member, TensorType) for member in members)
