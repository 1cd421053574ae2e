"""`trace` and `trace_module`: from a module or function and example inputs to a compiled one."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

from ..collector import paused_collector
from ..ir.unit import current_unit
from ..nn.modules.module import Module
from ..runtime.function import ScriptFunction
from ..runtime.module import ScriptModule, TopLevelTracedModule
from ..tensor.tensor import Tensor
from .check import check_trace as run_check
from .lift import lift
from .names import argument_names, qualified_name
from .record import record
from .skeletons import skeleton


def trace(
    func: Callable[..., Any],
    example_inputs: Any = None,
    optimize: Any = None,
    check_trace: bool = True,
    check_inputs: Any = None,
    check_tolerance: float = 1e-5,
    strict: bool = True,
    _force_outplace: bool = False,
    example_kwarg_inputs: Mapping[str, Any] | None = None,
) -> Any:
    """Run a module or function on example inputs and return it compiled, as the graph of what it did.

    Args:
        func: an `nn.Module`, its ``forward``, or a function of tensors.
        example_inputs: a tensor, or a tuple of tensors and (nested) tuples, lists and dicts of them.
        check_trace: take the trace twice, run it, and compare.
        check_inputs: other inputs to check with.
        check_tolerance: relative tolerance of that comparison.
        strict: refuse to return lists and dicts, which a trace holds with their length fixed.
        example_kwarg_inputs: example inputs by name, instead of ``example_inputs``.

    Returns a `TopLevelTracedModule` or a `ScriptFunction`.  Raises ``RuntimeError`` for what a trace can't take or
    return; warns (`TracerWarning`) where the program leaves what a trace can follow.
    """
    if isinstance(func, ScriptModule):
        warnings.warn(
            "The input to trace is already a ScriptModule, tracing it is a no-op. Returning the object as is.",
            stacklevel=2,
        )
        return func
    by_name = isinstance(example_kwarg_inputs, dict)
    owner = func if isinstance(func, Module) else getattr(func, "__self__", None)
    if isinstance(owner, Module):
        if not isinstance(func, Module) and func.__name__ != "forward":
            raise AttributeError(
                "trace doesn't support compiling individual module's functions.\nPlease use trace_module"
            )
        if example_inputs is None and not by_name:
            raise RuntimeError("example_kwarg_inputs should be a dict")
        given = example_kwarg_inputs if example_inputs is None else example_inputs
        checks = None if check_inputs is None else [{"forward": inputs} for inputs in check_inputs]
        return trace_module(
            owner,
            {"forward": given},
            optimize,
            check_trace,
            checks,
            check_tolerance,
            strict,
            _force_outplace,
            example_inputs_is_kwarg=by_name,
        )
    _refuse_outplace(_force_outplace)
    given = example_kwarg_inputs if by_name else _as_tuple(example_inputs)
    return _trace_function(func, given, check_trace, check_inputs, check_tolerance, strict, by_name)


def trace_module(
    mod: Module,
    inputs: Mapping[str, Any],
    optimize: Any = None,
    check_trace: bool = True,
    check_inputs: Any = None,
    check_tolerance: float = 1e-5,
    strict: bool = True,
    _force_outplace: bool = False,
    example_inputs_is_kwarg: bool = False,
) -> ScriptModule:
    """Trace methods of a module: ``inputs`` has example inputs by method name.  See `trace` for the rest."""
    if not isinstance(mod, Module):
        raise AttributeError("expected torch.nn.Module as the first argument")
    if not isinstance(inputs, Mapping):
        raise AttributeError("expected a dictionary of (method_name, input) pairs")
    if optimize is not None:
        warnings.warn(
            "`optimize` is deprecated and has no effect. Use `with torch.jit.optimized_execution()` instead",
            FutureWarning,
            stacklevel=2,
        )
    _refuse_outplace(_force_outplace)
    with paused_collector():
        traced = skeleton(mod, TopLevelTracedModule)
        for method, given in inputs.items():
            _trace_method(traced, mod, method, given, strict, example_inputs_is_kwarg)
            if check_trace:
                function = mod if method == "forward" else getattr(mod, method)

                def again(fresh: Any, method: str = method) -> Any:
                    second = skeleton(mod, TopLevelTracedModule)
                    for name, other in inputs.items():
                        given = fresh if name == method else other
                        _trace_method(second, mod, name, given, strict, example_inputs_is_kwarg)
                    return second._method(method)

                for example in [inputs] if check_inputs is None else check_inputs:
                    compiled = traced._method(method)
                    run_check(compiled, again, function, example[method], check_tolerance, example_inputs_is_kwarg)
    return traced


def _trace_function(
    func: Callable[..., Any],
    given: Any,
    check_trace: bool,
    check_inputs: Any,
    check_tolerance: float,
    strict: bool,
    by_name: bool,
) -> ScriptFunction:
    name = qualified_name(func)

    def compiled(inputs: Any) -> ScriptFunction:
        names = argument_names(func)
        inputs = inputs if by_name else _as_tuple(inputs)
        call, values, value_names = _by_position(func, inputs, names, by_name)
        with paused_collector():
            recorder = record(call, values, value_names, strict=strict)
            lift(recorder.graph, None, current_unit())
        function = current_unit().create_function(name, recorder.graph, should_mangle=True)
        return ScriptFunction(function, recorder.frozen)

    traced = compiled(given)
    if check_trace:
        for example in [given] if check_inputs is None else check_inputs:
            run_check(traced, compiled, func, example, check_tolerance, by_name)
    return traced


def _trace_method(traced: ScriptModule, module: Module, method: str, given: Any, strict: bool, by_name: bool) -> None:
    """Record one method of a module and add it to the traced module's type."""
    function = module if method == "forward" else getattr(module, method)
    names = argument_names(getattr(module, method))
    by_name = by_name and isinstance(given, dict)
    if by_name:
        unknown = next((key for key in given if key not in names), None)
        if unknown is not None:
            raise NameError(
                f"'{unknown}' is not in forward() method's arguments,\n"
                f"                         valid arguments name are [{','.join(names)}]"
            )
    call, values, value_names = _by_position(function, given, names, by_name)
    unit = current_unit()
    recorder = record(call, values, value_names, module=traced, scopes=module, strict=strict)
    lift(recorder.graph, traced, unit, recorder.attributes)
    unit.create_method(traced.class_type, method, recorder.graph)
    traced.__dict__["_frozen_values"] = [*traced.__dict__.get("_frozen_values", []), *recorder.frozen]


def _by_position(
    function: Callable[..., Any], given: Any, names: list[str], by_name: bool
) -> tuple[Callable[..., Any], tuple[Any, ...], list[str]]:
    """The function to call, the example inputs, and their names.

    Inputs by name reach the function as they are: one given twice is the graph's first input both times.
    """
    if by_name:
        keys = [name for name in names if name in given]
        return (lambda *values: function(**given)), tuple(given[key] for key in keys), keys
    return function, _as_tuple(given), names


def _as_tuple(inputs: Any) -> tuple[Any, ...]:
    """One tensor or dict is short for a tuple of it."""
    return (inputs,) if isinstance(inputs, Tensor | dict) else tuple(inputs)


def _refuse_outplace(force: bool) -> None:
    if force:
        raise NotImplementedError("_force_outplace is not supported: in-place operators are recorded as they are")
