"""Python text for a graph whose inputs and output are nested containers, taken apart and put together around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from . import _pytree
from .codegen import CodeGen
from .node import Argument

__all__ = ["PyTreeCodeGen", "PyTreeInfo"]


class PyTreeInfo(NamedTuple):
    """The traced function's parameters, and the structure of its arguments and of its result."""

    orig_args: list[str]
    in_spec: _pytree.TreeSpec
    out_spec: _pytree.TreeSpec | None


class PyTreeCodeGen(CodeGen):
    """The generated function takes the original parameters and flattens them."""

    def __init__(self, pytree_info: PyTreeInfo) -> None:
        super().__init__()
        self.pytree_info = pytree_info

    def process_inputs(self, *inputs: Any) -> Any:
        """The leaves of what the function was given: one for each placeholder."""
        return _pytree.tree_leaves(*inputs)

    def process_outputs(self, out: Any) -> Any:
        """What the graph returned, put back into the containers that the function returned."""
        if self.pytree_info.out_spec is None:
            return out
        return _pytree.tree_unflatten(out if isinstance(out, (list, tuple)) else [out], self.pytree_info.out_spec)

    def gen_fn_def(self, free_vars: list[str], maybe_return_annotation: str, *, expanded_def: bool = False) -> str:
        names = self.pytree_info.orig_args
        if names and names[0] == "self":
            free_vars.insert(0, "self")
        definition = super().gen_fn_def(names[:], maybe_return_annotation, expanded_def=expanded_def)
        return definition + self._bindings(names, free_vars) if free_vars else definition

    def _bindings(self, names: list[str], free_vars: list[str]) -> str:
        annotated = [each for each in free_vars if ":" in each]
        lines = "\n    " + "".join(each + "; " for each in annotated) + "\n" if annotated else ""
        bound = ", ".join(each.split(":")[0].split("#")[0] for each in free_vars)
        return f"{lines}\n    {bound}, = fx_pytree.tree_flatten_spec([{', '.join(names)}], self._in_spec)"

    def generate_output(
        self, output_args: Argument, *, descs: Any = None, repr_fn: Callable[[Any], str] | None = None
    ) -> str:
        if self.pytree_info.out_spec is None:
            return super().generate_output(output_args, descs=descs, repr_fn=repr_fn)
        return f"return pytree.tree_unflatten({(repr_fn or repr)(output_args)}, self._out_spec)"
