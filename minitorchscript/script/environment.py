"""Variables: frames of names, one for each block, and the `prim::Store` and `prim::Load` that stand for them.

A variable is written by a ``prim::Store`` and read by a ``prim::Load``; the passage to SSA replaces both by values.
(Both can be left out until a function first branches: `StraightPart`.)
What is no value of the graph (a function, a module) is kept in the frame alone, and can't be assigned again.
"""

from __future__ import annotations

from collections.abc import Callable

from ..ir.block import Block
from ..ir.named_types import why_no_subtype
from ..ir.types import ClassType, ListType, TupleType, Type
from ..ir.unit import unshaped
from ..ir.value import Value
from .conversions import convert
from .python_values import is_lasting
from .ranges import Span
from .reports import CompilationError, report
from .simple_values import SimpleValue
from .special_values import GLOBALS, ClassValue, NamedTupleConstructor
from .straight import StraightPart
from .sugared import Method, Resolver, SugaredValue
from .unify import repr_str


def is_meaningful(name: str) -> bool:
    """Whether a variable's name is worth keeping: not ``_``, ``_1`` or one of the compiler's own."""
    if not name or name[0] == "$":
        return False
    return name[0] != "_" or any(not letter.isdigit() for letter in name[1:])


class Environment:
    """The variables of one block; those of the blocks around it are found through ``parent``."""

    __slots__ = (
        "block",
        "method",
        "outer",
        "parent",
        "resolved",
        "resolver",
        "root",
        "straight",
        "type_errors",
        "types",
        "values",
    )

    def __init__(
        self,
        method: Method,
        resolver: Resolver,
        block: Block,
        parent: Environment | None,
        straight: StraightPart | None = None,
    ) -> None:
        self.method = method
        self.resolver = resolver
        self.block = block
        self.parent = parent
        #: the innermost frame around that has any variables; as long as this one is open, no other gets any
        self.outer: Environment | None = parent
        if parent is not None and not (parent.types or parent.values):
            self.outer = parent.outer
        self.root: Environment = parent.root if parent is not None else self
        #: as long as it lasts
        self.straight = straight
        self.root.straight = straight  # which ends where a block within the function begins
        #: variables that are values of the graph
        self.types: dict[str, Type] = {}
        #: variables that are not
        self.values: dict[str, SugaredValue] = {}
        #: why a variable is not defined, for those that two branches define differently
        self.type_errors: dict[str, Callable[[], str]] = {}
        #: what the resolver said of a name, as far as that is lasting
        self.resolved: dict[str, SugaredValue] = {}

    # -- reading

    def find_outside(self, name: str) -> SugaredValue | None:
        return self.outer.find(name) if self.outer is not None else None

    def find(self, name: str) -> SugaredValue | None:
        """What a variable stands for, from the innermost frame that has it.  A value is loaded."""
        frame: Environment | None = self
        while frame is not None:
            found = frame.values.get(name)
            if found is not None:
                return found
            type_ = frame.types.get(name)
            if type_ is not None:
                return SimpleValue(self._load(name, type_))
            frame = frame.outer
        return None

    def _load(self, name: str, type_: Type) -> Value:
        graph = self.method.graph
        if self.straight is not None:
            value = self.straight.load(name, type_)
        else:
            node = graph.insertNode(graph.create("prim::Load").s_("name", name))
            value = node._outputs[0].setType(type_)
        if is_meaningful(name):
            graph._claim_name(value, name)
        return value

    def get(self, name: str, where: Span) -> SugaredValue:
        """What a name stands for: a variable, one of Python's own, or what the resolver knows."""
        found = self.find(name)
        if found is None:
            found = GLOBALS.get(name)
        if found is None:
            found = self.root.resolved.get(name)
        if found is None:
            found = self._resolved(name, where)
            if is_lasting(found):
                self.root.resolved[name] = found
        return found

    def _resolved(self, name: str, where: Span) -> SugaredValue:
        type_ = self.resolver.resolve_type(name, where)
        if isinstance(type_, TupleType):
            return NamedTupleConstructor(type_)
        found = self.resolver.resolve_value(name, self.method, where)
        if found is not None:
            return found
        if isinstance(type_, ClassType):
            return ClassValue(type_)
        raise self.not_found(name, where)

    def value(self, name: str, where: Span) -> Value:
        return self.get(name, where).as_value(where, self.method)

    def not_found(self, name: str, where: Span) -> CompilationError:
        reason = self.root.type_errors.get(name)
        if reason is not None:
            return CompilationError(where, f"{reason()}and was used here")
        return CompilationError(where, f"undefined value {name}")

    def defined_variables(self) -> list[str]:
        return list(self.types)

    # -- writing

    def set_type(self, name: str, type_: Type) -> None:
        self.types[name] = type_

    def set_type_error(self, name: str, where: Span, message: str) -> None:
        text = report(where, message)
        self.root.type_errors[name] = lambda: text

    def set_value(self, where: Span, name: str, value: Value) -> None:
        self.set(where, name, SimpleValue(value))

    def set(self, where: Span, name: str, meaning: SugaredValue, annotated: Type | None = None) -> None:
        """Let a name stand for something from here on.  Raises ``CompilationError`` where types disagree."""
        value = meaning.value if isinstance(meaning, SimpleValue) else None
        if value is not None and not value._name and is_meaningful(name) and value._node._block is self.block:
            value.setDebugName(name)
        outer = self.find_outside(name)
        if outer is not None:
            value = self._checked_against(where, name, meaning, value, outer, annotated)
        if value is None:
            self.values[name] = meaning
            return
        if annotated is not None and not value._type.isSubtypeOf(annotated):
            raise CompilationError(
                where,
                f"Variable '{name}' is annotated with type {repr_str(annotated)} but is being assigned to a value of"
                f" type {repr_str(value._type)}",
            )
        if self.straight is not None:
            self.straight.holds[name] = value
        else:
            graph = self.method.graph
            graph.insertNode(graph.create("prim::Store", [value], 0).s_("name", name))._range = where
        self.types[name] = annotated if annotated is not None else value._type

    def _checked_against(
        self,
        where: Span,
        name: str,
        meaning: SugaredValue,
        value: Value | None,
        outer: SugaredValue,
        annotated: Type | None,
    ) -> Value:
        """A variable of an outer block keeps its type, since both values may meet behind the block."""
        if annotated is not None:
            raise CompilationError(
                where,
                f"Attempting to declare and annotate the type of variable '{name}' but it is already defined in an"
                " outer block",
            )
        if value is None:
            raise CompilationError(
                where,
                f"Cannot re-assign '{name}' to a value of type {meaning.kind()} because {name} is not a first-class"
                " value.  Only reassignments to first-class values are allowed",
            )
        if not isinstance(outer, SimpleValue):
            raise CompilationError(
                where,
                f"Cannot re-assign '{name}' because it has type {meaning.kind()} and {name} is not a first-class"
                " value.  Only reassignments to first-class values are allowed",
            )
        former = outer.value._type
        value = convert(where, self.method.graph, unshaped(former), value, True)
        if not value._type.isSubtypeOf(unshaped(former)):
            message = (
                f"Variable '{name}' previously had type {repr_str(former)} but is now being assigned to a value of"
                f" type {repr_str(value._type)}"
            )
            if isinstance(former, ListType) and isinstance(value._type, ListType):
                message += (
                    "\nEmpty lists default to List[Tensor]. Add a variable annotation to the assignment to create an"
                    " empty list of another type (torch.jit.annotate(List[T, []]) where T is the type of elements in"
                    " the list for Python 2)"
                )
            raise CompilationError(where, f"{message}\n{why_no_subtype(value._type, unshaped(former))}")
        return value

    def remove(self, name: str, where: Span) -> None:
        """``del name``, in all frames."""
        removed = False
        frame: Environment | None = self
        while frame is not None:
            in_values = frame.values.pop(name, None) is not None
            removed = frame.types.pop(name, None) is not None or in_values
            frame = frame.parent
        if not removed:
            raise self.not_found(name, where)
