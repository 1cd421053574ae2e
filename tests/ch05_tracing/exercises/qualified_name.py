"""Names of classes and functions, as PyTorch prints them in the types of its graphs."""

from __future__ import annotations

import functools
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


def check_own_classes() -> None:
    for module, wanted in {
        "__main__": "__torch__.Net",
        "models": "__torch__.models.Net",
        "models.blocks": "__torch__.models.blocks.Net",
        "__main__extra": "__torch__.__main__extra.Net",
    }.items():
        same(
            f"qualified_name(class Net of module {module})", outcome(names.qualified_name, named("Net", module)), wanted
        )


def check_the_package_goes_by_the_names_that_pytorch_gives() -> None:
    for shown, thing, wanted in [
        ("nn.Linear", nn.Linear, "__torch__.torch.nn.modules.linear.Linear"),
        ("resnet.ResNet", ResNet, "__torch__.torchvision.models.resnet.ResNet"),
        ("a class of minitorchscript itself", named("Net", "minitorchscript"), "__torch__.torch.Net"),
        ("a class of minitorchscript.vision", named("Net", "minitorchscript.vision"), "__torch__.torchvision.Net"),
        ("a class of minitorchscript_fork", named("Net", "minitorchscript_fork"), "__torch__.minitorchscript_fork.Net"),
    ]:
        same(f"qualified_name({shown})", outcome(names.qualified_name, thing), wanted)


def check_functions() -> None:
    def double(x: Any) -> Any:
        return 2 * x

    double.__module__ = "models"
    unnamed = lambda x: x  # noqa: E731
    unnamed.__module__ = "__main__"
    same("qualified_name(function double of module models)", names.qualified_name(double), "__torch__.models.double")
    same("qualified_name(a lambda of __main__)", names.qualified_name(unnamed), "__torch__._lambda")


def check_what_has_no_name_is_refused() -> None:
    for shown, thing, message in [
        ("functools.partial(print)", functools.partial(print), "Could not get name of python class object"),
        (
            "class Net of no module",
            named("Net", None),
            "Could not get qualified name for class 'Net': __module__ can't be None.",
        ),
        (
            "class 'Net.Inner'",
            named("Net.Inner", "__main__"),
            "Could not get qualified name for class 'Net.Inner': 'Net.Inner' is not a valid identifier",
        ),
    ]:
        same(f"qualified_name({shown})", outcome(names.qualified_name, thing), f"RuntimeError: {message}")


@settings(max_examples=10)
@given(networks())
def check_types_in_traces(network: Network) -> None:
    same_network_texts(network)
