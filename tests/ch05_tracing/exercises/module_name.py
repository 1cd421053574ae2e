"""Names of modules, alone and in the names of classes and functions, as PyTorch prints them."""

from __future__ import annotations

from typing import Any

from book.grading import outcome, same
from hypothesis import given, settings
from strategies import Network, networks
from traced_texts import same_network_texts

from minitorchscript import nn
from minitorchscript.trace import names
from minitorchscript.vision.models.resnet import ResNet


def named(name: str, module: Any) -> Any:
    found = type("Placeholder", (), {})
    found.__name__ = name
    found.__module__ = module
    return found


NAMES = {
    "models": "models",
    "models.blocks": "models.blocks",
    "minitorchscript": "torch",
    "minitorchscript.nn.modules.linear": "torch.nn.modules.linear",
    "minitorchscript.vision": "torchvision",
    "minitorchscript.vision.models.resnet": "torchvision.models.resnet",
    "minitorchscript_fork.nn": "minitorchscript_fork.nn",
    "my.minitorchscript.nn": "my.minitorchscript.nn",
    "vision": "vision",
}


def check_modules() -> None:
    for module, wanted in NAMES.items():
        same(f"_module_name({module!r})", outcome(names._module_name, module), wanted)


def check_classes_of_these_modules() -> None:
    for module, wanted in NAMES.items():
        given = f"qualified_name(class Net of module {module})"
        same(given, outcome(names.qualified_name, named("Net", module)), f"__torch__.{wanted}.Net")
    wanted = "__torch__.torch.nn.modules.linear.Linear"
    same("qualified_name(nn.Linear)", outcome(names.qualified_name, nn.Linear), wanted)
    same("qualified_name(ResNet)", outcome(names.qualified_name, ResNet), "__torch__.torchvision.models.resnet.ResNet")


@settings(max_examples=10)
@given(networks())
def check_types_in_traces(network: Network) -> None:
    same_network_texts(network)
