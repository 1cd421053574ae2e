"""What a beginner writes and TorchScript can't take: refused when compiling or running, never passed over."""

from __future__ import annotations

import pickle
import random

import numpy as np
import pytest

import minitorchscript as torch
from minitorchscript import linalg


def missing(x):
    return torch.poisson(x)


def missing_inside(x):
    return missing(x)


def missing_solver(x):
    return linalg.lu(x)


@pytest.mark.parametrize(
    ("function", "name"),
    [(missing, "torch.poisson"), (missing_inside, "torch.poisson"), (missing_solver, "torch.linalg.lu")],
)
def test_a_name_of_pytorch_that_is_missing_here_is_named_in_a_note(function, name):
    with pytest.raises(RuntimeError, match="object has no attribute") as raised:
        torch.jit.script(function)
    assert type(raised.value) is RuntimeError
    assert raised.value.__notes__[0].startswith(f"{name} is not offered by minitorchscript")


def bound_method(x):
    return random.random()


upper = "text".upper


def method_of_a_text(x):
    return upper()


@pytest.mark.parametrize("function", [bound_method, method_of_a_text])
def test_a_builtin_method_of_an_object_is_refused(function):
    with pytest.raises(RuntimeError, match="Python builtin <built-in method .* is currently not supported"):
        torch.jit.script(function)


def sine(x):
    return np.sin(x)


def dot(x):
    return np.dot(x, x)


@pytest.mark.parametrize(("function", "kind"), [(sine, "numpy.ufunc"), (dot, "numpy._ArrayFunctionDispatcher")])
def test_functions_of_numpy_are_refused_as_pytorch_does_and_a_note_says_why(function, kind):
    with pytest.raises(TypeError, match=f"^cannot create weak reference to '{kind}' object") as raised:
        torch.jit.script(function)
    assert "is not a Python function" in raised.value.__notes__[0]
    assert "<--- HERE" in raised.value.__notes__[1]


def backwards(x):
    x.sum().backward()
    return x


def test_backward_is_kept_and_refused_when_it_runs():
    scripted = torch.jit.script(backwards)
    assert "  torch.autograd.backward(torch.sum(x))\n" in scripted.code
    with pytest.raises(NotImplementedError, match="no autograd"):
        scripted(torch.ones(2))


@pytest.mark.parametrize("name", ["freeze", "optimize_for_inference", "run_frozen_optimizations"])
def test_freezing_is_refused_with_what_to_use_instead(name):
    with pytest.raises(AttributeError, match=rf"^torch\.jit\.{name} is not offered: .* eval\(\) as it is$"):
        getattr(torch.jit, name)


def test_operators_and_compilers_are_not_compiled():
    def captures(x):
        return torch.jit.script(torch.relu)(x)

    with pytest.raises(TypeError, match="<class 'builtin_function_or_method'> is a built-in class"):
        torch.jit.script(torch.relu)
    with pytest.raises(RuntimeError, match="'script' captures programs; compiled code can't call it"):
        torch.jit.script(captures)


def test_compiled_modules_are_not_pickled():
    with pytest.raises(RuntimeError, match="object __torch__.torch.nn.modules.linear.Linear which does not have a __"):
        pickle.dumps(torch.jit.script(torch.nn.Linear(1, 1)))
