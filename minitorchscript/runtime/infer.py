"""The types of a Python module's attributes, and the class type made of them."""

from __future__ import annotations

from ..ir.types import BoolType, ClassType, OptionalType, TensorType
from ..ir.unit import CompilationUnit
from ..nn.modules.module import Module
from .module import ScriptModule


def traced_class_type(module: Module, name: str, children: dict[str, ScriptModule], unit: CompilationUnit) -> ClassType:
    """The class type of a module that is to be traced: parameters, buffers and submodules, no other attributes.

    It also has the two attributes that every module has, ``training`` and ``_is_full_backward_hook``.
    """
    class_type = unit.create_class(name)
    for key, parameter in module._parameters.items():
        if parameter is not None:
            class_type.add_attribute(key, TensorType.get(), is_parameter=True)
    for key, buffer in module._buffers.items():
        if buffer is not None:
            class_type.add_attribute(key, TensorType.get(), is_buffer=True)
    class_type.add_attribute("training", BoolType())
    class_type.add_attribute("_is_full_backward_hook", OptionalType(BoolType()))
    for key, child in children.items():
        class_type.add_attribute(key, child.class_type)
    return class_type
