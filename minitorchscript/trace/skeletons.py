"""The compiled modules that a trace will give methods to: class types and weights, from the submodules outwards.

Each module gets a type of its own, even where two are of one class: the methods that a trace records are one module's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..annotations import is_exported
from ..ir.types import Attribute, BoolType, ClassType, OptionalType, TensorType
from ..ir.unit import CompilationUnit, current_unit
from ..nn.modules.module import Module
from ..runtime.module import CompiledModule, ScriptModule, TracedModule
from ..script.recursive import create_script_module, exported_methods
from .names import qualified_name

_BOOL, _MAYBE_BOOL, _TENSOR = BoolType(), OptionalType(BoolType()), TensorType.get()


def skeleton(module: Module, kind: type[CompiledModule]) -> ScriptModule:
    """A compiled module without methods yet.  Types are named submodules first, in order.

    Raises ``ValueError`` where parameters are shared, or backward hooks are set.
    """
    name_of: Callable[[type], str] = cache(qualified_name)  # a network has few classes
    exports: Callable[[type], bool] = cache(_class_exports)
    unit = current_unit()
    finished: list[ScriptModule] = []
    #: what is still to be done, the next one last, and whether its submodules are finished
    waiting: list[tuple[Module, bool]] = [(module, False)]
    while waiting:
        current, is_entered = waiting.pop()
        if is_entered:
            names = [name for name, child in current._modules.items() if child is not None]
            first = len(finished) - len(names)
            children = dict(zip(names, finished[first:], strict=True))
            class_type = _class_type(current, name_of(type(current)), children, unit)
            finished[first:] = [_compiled(current, class_type, children, TracedModule if waiting else kind)]
        elif isinstance(current, ScriptModule):
            # an object of a user's own subclass stands for its compiled form
            finished.append(current.__dict__.get("_actual_script_module", current))
        elif exports(type(current)) or any(map(is_exported, filter(callable, current.__dict__.values()))):
            finished.append(create_script_module(current, exported_methods, is_shared=False))
        elif current._backward_hooks:
            raise ValueError(f"Modules that have backward hooks assigned can't be compiled: {current}")
        else:
            waiting.append((current, True))
            waiting += [(child, False) for child in reversed(current._modules.values()) if child is not None]
    return finished[0]


def _class_exports(cls: type) -> bool:
    """Whether methods are marked to be compiled though a trace is taken; those of `Module` itself are not."""
    own = [base for base in cls.__mro__ if base not in Module.__mro__]
    return any(is_exported(getattr(cls, name, None)) for base in own for name in vars(base))


def _class_type(module: Module, name: str, children: dict[str, ScriptModule], unit: CompilationUnit) -> ClassType:
    """The class type of a module that is to be traced: parameters, buffers and submodules, no other attributes.

    It also has the two attributes that every module has, ``training`` and ``_is_full_backward_hook``.
    """
    tensors = [tensor for tensor in (*module._parameters.values(), *module._buffers.values()) if tensor is not None]
    if len({id(tensor) for tensor in tensors}) < len(tensors):
        raise ValueError("TracedModules don't support parameter sharing between modules")
    class_type = unit.create_class(name)
    class_type.attributes.update(
        {key: Attribute(_TENSOR, is_parameter=True) for key, tensor in module._parameters.items() if tensor is not None}
        | {key: Attribute(_TENSOR, is_buffer=True) for key, tensor in module._buffers.items() if tensor is not None}
        | {"training": Attribute(_BOOL), "_is_full_backward_hook": Attribute(_MAYBE_BOOL)}
        | {key: Attribute(child.class_type) for key, child in children.items()}
    )
    return class_type


def _compiled(
    module: Module,
    class_type: ClassType,
    children: dict[str, ScriptModule],
    kind: Callable[[ClassType], CompiledModule],
) -> CompiledModule:
    compiled = kind(class_type)
    compiled.training = module.training
    compiled.__dict__.update(
        _parameters={key: parameter for key, parameter in module._parameters.items() if parameter is not None},
        _buffers={key: buffer for key, buffer in module._buffers.items() if buffer is not None},
        _modules=children,
    )
    return compiled
