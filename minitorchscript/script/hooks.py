"""Forward hooks of a compiled module: what they must take and return, checked before they are compiled.

A pre-hook takes the tuple of ``forward``'s arguments and returns None or what shall take its place; a hook takes
that tuple and the result so far, and returns None or another result.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.types import ClassType, NoneType, TupleType, Type
from ..ir.unit import Function, FunctionArgument
from .parse import Definition
from .types import TypeReader


def _expect(condition: bool, message: str) -> None:
    if not condition:
        raise RuntimeError(message)


def _signature(definition: Definition, class_type: ClassType) -> tuple[list[FunctionArgument], Type | None]:
    """What a hook declares, ``self`` included."""
    reader = TypeReader(definition.resolver)
    own = FunctionArgument(definition.tree.parameters[0].name, class_type)
    return [own, *reader.arguments(definition.tree, True, {})], reader.returned(definition.tree)


def _input_types(forward: Function) -> tuple[list[Type], str]:
    types = [argument.type for argument in forward.signature.arguments[1:]]
    return types, ", ".join(type_.annotation_str for type_ in types) or "()"


def _check_inputs(types: list[Type], given: Type, who: str, explanation: str) -> None:
    received = f"Received type: '{given.annotation_str}'.\n{explanation}"
    if not isinstance(given, TupleType):
        raise RuntimeError(
            f"{who}expected the input argument to be typed as a Tuple but found type: '{given.annotation_str}'"
            f" instead.\n{explanation}"
        )
    if not types:
        _expect(not given.members, f"{who}was expecting Tuple[()] as the input type. {received}")
        return
    count = len(given.members) == len(types)
    _expect(count, f"{who}has the wrong number of contained types for the input argument's Tuple. {received}")
    _expect(list(given.members) == types, f"{who}has the wrong inner types for the input tuple argument. {received}")


def check_pre_hook(class_type: ClassType, definition: Definition, before: Sequence[Function]) -> None:
    """Raises ``RuntimeError`` where a pre-hook's signature does not go with ``forward``."""
    arguments, returned = _signature(definition, class_type)
    module, name = class_type.name(), definition.name
    types, text = _input_types(class_type.methods["forward"])
    who = f"Pre-hook '{name}' on module '{module}' "
    is_single = len(types) == 1
    single = f", '{types[0].annotation_str}'," if is_single and not isinstance(types[0], TupleType) else ""
    explanation = (
        f"This error occurred while scripting the forward pre-hook '{name}' on module '{module}'. If you did not want"
        " to script this pre-hook remove it from the original NN module before scripting. Pre-hooks for module"
        f" '{module}' are expected to have the following signature: {name}(self, input: Tuple[{text}]) with a return"
        f" type of either 'None'{single} or 'Tuple[{text}]'.\n"
    )
    _expect(
        len(arguments) == 2,
        f"{who}was expected to only have exactly 2 inputs but it had {len(arguments)} inputs. {explanation}",
    )
    _check_inputs(types, arguments[1].type, who, explanation)
    if returned is None:
        raise RuntimeError(
            f"{who}is missing a return annotation. Return annotations are required, please add one.\n{explanation}"
        )
    if isinstance(returned, NoneType):
        return
    wrong = f"{who}returned the wrong type of: '{returned.annotation_str}'."
    if is_single and types[0] == returned:
        _expect(
            not isinstance(returned, TupleType),
            f"{wrong} When forward has a single tuple input argument, the return needs to be 'None' or a nested tuple"
            f" containing forward's input tuple argument as in: 'Tuple[{types[0].annotation_str}]'.\n{explanation}",
        )
        return
    if not isinstance(returned, TupleType):
        raise RuntimeError(f"{wrong}{explanation}")
    if not types:
        _expect(
            not returned.members,
            f"{wrong} Was expecting either 'None' or 'Tuple[()]' since forward had no arguments.\n{explanation}",
        )
        return
    count = len(returned.members) == len(types)
    _expect(count, f"{wrong} The returned tuple contains the wrong number of contained types.\n{explanation}")
    _expect(
        list(returned.members) == types, f"{wrong} The returned tuple contains the wrong inner types.\n{explanation}"
    )


def check_hook(class_type: ClassType, definition: Definition, before: Sequence[Function]) -> None:
    """Raises ``RuntimeError`` where a hook's signature does not go with ``forward`` and the hooks before it."""
    arguments, _ = _signature(definition, class_type)
    module, name = class_type.name(), definition.name
    forward = class_type.methods["forward"]
    types, text = _input_types(forward)
    result = (before[-1] if before else forward).signature.returns[0]
    who = f"Hook '{name}' on module '{module}' "
    explanation = (
        f"This error occurred while scripting the forward hook '{name}' on module {module}. If you did not want to"
        " script this hook remove it from the original NN module before scripting. This hook was expected to have the"
        f" following signature: {name}(self, input: Tuple[{text}], output: {result.annotation_str}). The type of the"
        " output arg is the returned type from either the forward method or the previous hook if it exists. Note that"
        " hooks can return anything, but if the hook is on a submodule the outer module is expecting the same return"
        " type as the submodule's forward.\n"
    )
    _expect(
        len(arguments) == 3,
        f"{who}was expected to only have exactly 3 inputs but it had {len(arguments)} inputs. {explanation}",
    )
    _check_inputs(types, arguments[1].type, who, explanation)
    _expect(
        result == arguments[2].type,
        f"{who}has the wrong type for the output argument. Received type: '{arguments[2].type.annotation_str}'."
        f" Expected type: '{result.annotation_str}'.\n{explanation}",
    )
