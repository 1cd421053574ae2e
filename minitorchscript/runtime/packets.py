"""`torch.ops.aten.add`: operators as programs reach them by namespace and name, all overloads of a name together.

Arguments are matched as compiled code's are, by each overload's schema in turn; `add.Tensor` is one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from ..ir.types import ListType
from ..ir.unit import FunctionArgument, Signature
from ..ops import namespaces
from ..ops.overloads import overloads_of
from ..ops.registry import lookup
from ..ops.schema import Argument, FunctionSchema
from ..tensor.output import write_out
from ..tensor.tensor import Tensor
from .arguments import bind
from .calls import call_to, fitting_overload, is_out
from .steps import call_operator


class _SchemaSignature(Signature):
    """A schema as what `bind` takes; errors show it as it is written."""

    def __init__(self, schema: FunctionSchema) -> None:
        super().__init__(schema.name, tuple(map(_formal, schema.arguments)), ())
        object.__setattr__(self, "schema", schema)

    def __str__(self) -> str:
        return str(self.__dict__["schema"])


def _formal(argument: Argument) -> FunctionArgument:
    return FunctionArgument(
        argument.name, argument.type, argument.default, argument.has_default, argument.kwarg_only, argument.N
    )


class OpOverload:
    """One overload of an operator."""

    def __init__(self, packet: OpOverloadPacket, schema: FunctionSchema) -> None:
        self.overloadpacket = packet
        self._schema = schema
        self._overloadname = schema.overload_name or "default"
        self.__name__ = f"{packet.__name__}.{self._overloadname}"
        self._signature = _SchemaSignature(schema)

    def __str__(self) -> str:
        return f"{self.overloadpacket}.{self._overloadname}"

    def __repr__(self) -> str:
        return f"<OpOverload(op='{self.overloadpacket}', overload='{self._overloadname}')>"

    def name(self) -> str:
        """The name in graphs, with the overload's own where it has one."""
        schema = self._schema
        return f"{schema.name}.{schema.overload_name}" if schema.overload_name else schema.name

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._run(self._bound(args, kwargs))

    def _bound(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        for value, argument in zip(args, self._schema.arguments, strict=False):
            # A tensor can be taken apart, but is no list of anything.
            if isinstance(value, Tensor) and isinstance(argument.type, ListType) and argument.kind == "t":
                raise RuntimeError(f"{self._schema.name}() takes a list for argument '{argument.name}': {self._schema}")
        return bind(self._signature, args, kwargs)

    def _run(self, values: list[Any]) -> Any:
        returns = self._schema.returns
        result = self._computed(values)
        if len(returns) == 1 and isinstance(returns[0].type, ListType):
            return list(result)
        return tuple(result) if len(returns) > 1 else result

    def _computed(self, values: list[Any]) -> Any:
        schema = self._schema
        for known in lookup(schema.name):
            if known.schema.overload_name == schema.overload_name:
                return call_operator(call_to(known), values)
        outs = sum(map(is_out, schema.arguments))
        operator = fitting_overload(schema.name, values[:-outs]) if outs else None
        if operator is None:
            raise NotImplementedError(f"minitorchscript has no operator {self.name()}")
        stores = values[-outs:]
        given = call_to(operator).converted(values[:-outs])
        return write_out(operator.python_name, operator, given, stores[0] if outs == 1 else tuple(stores))


class OpOverloadPacket:
    """All overloads of an operator: a call runs the first one that takes what is given."""

    def __init__(self, namespace: str, name: str, schemas: Sequence[FunctionSchema]) -> None:
        self.__name__ = name
        self.__module__ = f"torch.ops.{namespace}"
        self._qualified_op_name = f"{namespace}::{name}"
        self._overloads = {each._overloadname: each for each in (OpOverload(self, schema) for schema in schemas)}

    def overloads(self) -> list[str]:
        return list(self._overloads)

    def __getattr__(self, name: str) -> OpOverload:
        found: OpOverload | None = self.__dict__.get("_overloads", {}).get(name)
        if found is None:
            raise AttributeError(f"The underlying op of '{self}' has no overload name '{name}'")
        return found

    def __str__(self) -> str:
        return self._qualified_op_name.replace("::", ".")

    def __repr__(self) -> str:
        return f"<OpOverloadPacket(op='{self}')>"

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        """Raises ``RuntimeError`` with what each overload lacks."""
        reasons = []
        for overload in self._overloads.values():
            try:
                values = overload._bound(args, kwargs)
            except RuntimeError as error:
                reasons.append(str(error))
                continue
            return overload._run(values)
        if len(reasons) == 1:
            raise RuntimeError(reasons[0])
        listed = "".join(f"{reason}\n\n" for reason in reasons)
        raise RuntimeError(f"Overloaded torch operator invoked from Python failed to match any schema:\n{listed}")


class OpNamespace(ModuleType):
    """The operators of a namespace other than `aten`."""

    def __getattr__(self, name: str) -> OpOverloadPacket:
        return packet(self.__name__.rpartition(".")[2], name)


@cache
def packet(namespace: str, name: str) -> OpOverloadPacket:
    """An operator by name.  Raises ``AttributeError`` for one that does not exist."""
    schemas = () if name.startswith("__") else overloads_of(f"{namespace}::{name}")
    if not schemas:
        raise AttributeError(f"'_OpNamespace' '{namespace}' object has no attribute '{name}'")
    return OpOverloadPacket(namespace, name, schemas)


namespaces.offer(packet, cache(lambda name: OpNamespace(f"torch.ops.{name}")))
