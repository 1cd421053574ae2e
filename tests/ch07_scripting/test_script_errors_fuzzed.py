"""Errors of the compiler on programs gone wrong: whatever Python parses is compiled or refused, never with a crash.

Random programs are mutated: expressions and statements change places, are dropped or replaced by odd ones. What the
compiler raises must be an error of its own kind, with a message; an internal exception that escapes is a bug.
"""

from __future__ import annotations

import ast
import copy
import sys
import warnings
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies_script import script
from strategies_script_mistakes import odd_expressions, odd_statements

from minitorchscript import aliases, jit, nn
from minitorchscript.script.reports import FrontendError

# Refusals that PyTorch raises as `ValueError` and `AssertionError`.
PYTORCHS_OWN = ("Unknown type annotation", "No enum values defined for", "Unsupported annotation")


def statements() -> list[ast.stmt]:
    return [ast.parse(line).body[0] for line in odd_statements()]


def expressions() -> list[ast.expr]:
    return [ast.parse(text, mode="eval").body for text in odd_expressions()]


class Mutation(ast.NodeTransformer):
    """Replaces a few nodes inside functions: by odd ones, or by others of the same program."""

    def __init__(self, random: Random, tree: ast.Module) -> None:
        self.random, self.inside = random, False
        nodes = list(ast.walk(tree))
        self.expressions = [*expressions(), *(node for node in nodes if isinstance(node, ast.expr))]
        self.statements = [*statements(), *(node for node in nodes if isinstance(node, ast.stmt))]
        self.share = random.choice([0.01, 0.02, 0.05])

    def visit(self, node: ast.AST) -> Any:
        outer, self.inside = self.inside, self.inside or isinstance(node, ast.FunctionDef)
        result = self.generic_visit(node)
        self.inside = outer
        if not outer or self.random.random() > self.share:
            return result
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return copy.deepcopy(self.random.choice(self.expressions))
        if isinstance(node, ast.stmt):
            chosen = copy.deepcopy(self.random.choice(self.statements))
            return self.random.choice([chosen, [chosen, node], [node, chosen]])
        return result


def mutated(random: Random) -> str:
    """A program that Python parses; what it would show is left out."""
    tree = ast.parse(script(random).program)
    tree.body = [node for node in tree.body if not isinstance(node, ast.Expr)]
    return ast.unparse(Mutation(random, copy.deepcopy(tree)).visit(tree))


def compiled_or_refused(path: Path) -> list[str]:
    """Script everything in a program; gives what escaped that is no error of the compiler's."""
    program = sys.modules["program"]
    vars(program)["__file__"] = str(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python's own parser, about what the mutation made
            exec(compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True), vars(program))
    except Exception:  # not a program that Python takes
        return []
    escaped = []
    for name, thing in list(vars(program).items()):
        if getattr(thing, "__module__", None) != "program" or isinstance(thing, type):
            if not (isinstance(thing, type) and issubclass(thing, nn.Module) and thing.__module__ == "program"):
                continue
        try:
            if not isinstance(thing, FunctionType):
                thing = thing()
        except Exception:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                jit.script(thing)
        except (RuntimeError, FrontendError) as error:
            if isinstance(error, RecursionError) or not str(error).strip():
                escaped.append(f"{name}: {error!r}")
        except Exception as error:
            if not str(error).startswith(PYTORCHS_OWN):
                escaped.append(f"{name}: {error!r}")
    return escaped


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.randoms(use_true_random=False))
def test_no_internal_error_escapes(tmp_path: Path, random: Random) -> None:
    try:
        text = mutated(random)
        ast.parse(text)
    except (SyntaxError, ValueError):  # what `ast.unparse` can't write
        return
    path = tmp_path / "program.py"
    path.write_text(text, "utf-8")
    jit.fresh_unit()
    with aliases.as_torch(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "program", ModuleType("program"))
        escaped = compiled_or_refused(path)
    assert not escaped, f"{escaped}\n{text}"
