"""The table of operators: schema, kernel and everything else that is known of an operator stand in one block.

    @operator("aten::relu(Tensor self) -> Tensor", variants="function method", samples=lambda: [(x,)])
    def relu(self): ...

`@operator` registers a numpy kernel. `@composite` registers an operator that a trace does not show: its function
gets `call` first and is written in terms of other operators, which are recorded instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from .schema import FunctionSchema, parse_schema

__all__ = ["Operator", "all_operators", "composite", "lookup", "operator", "overload"]

Kernel = Callable[..., Any]
K = TypeVar("K", bound=Kernel)
Refusals = Mapping[str, str | Callable[[list[Any]], str]]
VARIANTS = ("function", "method", "nn", "linalg", "special", "fft")


class Operator:
    """One overload of one operator.

    `variants` says where Python sees it; `differentiable` whether each output may require grad; `grad_fn` the name
    that a result's repr shows (or a function of the tensor arguments' arrays and the result that gives it);
    `gradless` names arguments whose requires_grad does not pass on to results, `refuses_grad` those that must not
    require grad since the PyTorch function named beside them has no derivative (or a function of the tensor arguments'
    arrays that gives its name, "" where it has one);
    `onnx(context, node)` emits its ONNX form; `samples()` gives example argument tuples.
    """

    __slots__ = (
        "differentiable", "grad_fn", "gradless", "is_composite", "kernel", "nondeterministic", "onnx", "plan",
        "python_name", "refuses_grad", "samples", "schema", "side_effects", "variants",
    )  # fmt: skip

    def __init__(
        self,
        schema: FunctionSchema,
        kernel: Kernel,
        *,
        is_composite: bool,
        variants: frozenset[str],
        python_name: str,
        samples: Callable[[], Sequence[tuple[Any, ...]]] | None,
        nondeterministic: bool,
        side_effects: bool,
        differentiable: tuple[bool, ...],
        grad_fn: str | Callable[[list[Any], Any], str],
        gradless: Sequence[str],
        refuses_grad: Refusals,
        onnx: Callable[[Any, Any], Any] | None,
    ) -> None:
        self.schema = schema
        self.kernel = kernel
        self.is_composite = is_composite
        self.variants = variants
        self.python_name = python_name
        self.samples = samples or tuple
        self.nondeterministic = nondeterministic
        self.side_effects = side_effects
        self.differentiable = differentiable
        self.grad_fn = grad_fn
        self.gradless = gradless
        self.refuses_grad = refuses_grad
        self.onnx = onnx
        self.plan: Any = None
        """Prepared by whoever executes the operator (the dispatcher's marshalling plan); None until its first call."""

    @property
    def name(self) -> str:
        """The qualified name without the overload: "aten::add"."""
        return self.schema.name

    @property
    def overload_name(self) -> str:
        return self.schema.overload_name

    def __repr__(self) -> str:
        return f"<Operator {self.schema}>"


_overloads: dict[str, list[Operator]] = {}
_by_name: dict[tuple[str, str], Operator] = {}


def _grad_fn_name(name: str) -> str:
    """The autograd node of an operator: aten::leaky_relu and aten::leaky_relu_ give LeakyReluBackward0."""
    base = name.rpartition("::")[2]
    return "".join(part[:1].upper() + part[1:] for part in base.split("_")) + "Backward0"


def _register(schema_text: str, kernel: K, is_composite: bool, options: dict[str, Any]) -> K:
    schema = parse_schema(schema_text)
    variants = frozenset(options["variants"].split())
    unknown = variants.difference(VARIANTS)
    if unknown:
        raise ValueError(f"{schema.name}: unknown variants {sorted(unknown)}; known are {', '.join(VARIANTS)}")
    existing = _overloads.setdefault(schema.name, [])
    if (schema.name, schema.overload_name) in _by_name:
        raise ValueError(f"{schema.name}.{schema.overload_name} is registered twice")
    differentiable = options["differentiable"]
    if isinstance(differentiable, bool):
        differentiable = (differentiable,) * max(1, len(schema.returns))
    registered = Operator(
        schema,
        kernel,
        is_composite=is_composite,
        variants=variants,
        python_name=options["python_name"] or schema.name.rpartition("::")[2],
        samples=options["samples"],
        nondeterministic=options["nondeterministic"],
        side_effects=options["side_effects"],
        differentiable=tuple(differentiable),
        grad_fn=options["grad_fn"] or _grad_fn_name(schema.name),
        gradless=options["gradless"],
        refuses_grad=options["refuses_grad"] or {},
        onnx=options["onnx"],
    )
    # Overloads on tensors come before those on numbers, in whichever order the files are read.
    place = len(existing)
    while place and _takes_tensors(registered) and not _takes_tensors(existing[place - 1]):
        place -= 1
    existing.insert(place, registered)
    _by_name[schema.name, schema.overload_name] = registered
    return kernel


def _takes_tensors(registered: Operator) -> bool:
    return any(argument.kind == "Tensor" for argument in registered.schema.arguments)


def operator(
    schema: str,
    *,
    variants: str = "function method",
    python_name: str | None = None,
    samples: Callable[[], Sequence[tuple[Any, ...]]] | None = None,
    nondeterministic: bool = False,
    side_effects: bool = False,
    differentiable: bool | tuple[bool, ...] = True,
    grad_fn: str | Callable[[list[Any], Any], str] | None = None,
    gradless: Sequence[str] = (),
    refuses_grad: Refusals | None = None,
    onnx: Callable[[Any, Any], Any] | None = None,
) -> Callable[[K], K]:
    """Register a numpy kernel under a schema; overloads resolve in the order they are registered.

    `variants`, words among "function" (torch.X), "method" (Tensor.X), "nn" (torch.nn.functional's builtins),
    "linalg", "special" and "fft" (modules of these names), say where it is bound, under `python_name` if that differs.
    """
    options = {
        "variants": variants,
        "python_name": python_name,
        "samples": samples,
        "nondeterministic": nondeterministic,
        "side_effects": side_effects,
        "differentiable": differentiable,
        "grad_fn": grad_fn,
        "gradless": gradless,
        "refuses_grad": refuses_grad,
        "onnx": onnx,
    }
    return lambda kernel: _register(schema, kernel, False, options)


def composite(
    schema: str,
    *,
    variants: str = "function",
    python_name: str | None = None,
    samples: Callable[[], Sequence[tuple[Any, ...]]] | None = None,
) -> Callable[[K], K]:
    """Register an operator that traces look through: the function's first argument is `call(name, *args)`.

    Its other arguments, and what `call` takes and returns, are tensors rather than arrays.
    """
    options = {
        "variants": variants,
        "python_name": python_name,
        "samples": samples,
        "nondeterministic": False,
        "side_effects": False,
        "differentiable": True,
        "grad_fn": None,
        "gradless": (),
        "refuses_grad": None,
        "onnx": None,
    }
    return lambda function: _register(schema, function, True, options)


def lookup(name: str) -> tuple[Operator, ...]:
    """All overloads of "aten::add" in resolution order; KeyError where there is none."""
    return tuple(_overloads[name])


def overload(name: str, overload_name: str) -> Operator:
    """One overload, as ("aten::add", "Tensor"); KeyError where it is missing."""
    return _by_name[name, overload_name]


def all_operators() -> Iterator[Operator]:
    """Every registered overload, by name in order of registration."""
    for overloads in _overloads.values():
        yield from overloads
