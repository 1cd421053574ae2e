"""A warning for attributes of a module that are annotated in ``__init__`` and start out empty.

Their type is inferred from the value, and an empty list or None says too little.
"""

from __future__ import annotations

import ast
import inspect
import warnings
from textwrap import dedent

from ..nn.modules.module import Module
from .concrete import annotations_of

_EMPTY = {"List": ast.List, "list": ast.List, "Dict": ast.Dict, "dict": ast.Dict, "Optional": ast.Constant}
_ADVICE = (
    "The TorchScript type system doesn't support instance-level annotations on empty non-base types in `__init__`."
    " Instead, either 1) use a type annotation in the class body, or 2) wrap the type in `torch.jit.Attribute`."
)


def check_attribute_annotations(module: Module) -> None:
    """Warn of each ``self.x: List[int] = []`` (or None, or ``{}``) that the class body does not annotate."""
    lines = inspect.getsource(type(module).__init__).split("\n")
    kept = [line for line in lines if not line.strip().startswith("#") or line.strip().startswith("# type:")]
    known = annotations_of(module)
    for node in ast.walk(ast.parse(dedent("\n".join(kept)))):
        if isinstance(node, ast.AnnAssign) and _is_own_attribute(node.target, known):
            if isinstance(node.annotation, ast.Subscript) and _is_empty(node.annotation.value, node.value):
                warnings.warn(_ADVICE, stacklevel=2)


def _is_own_attribute(target: ast.expr, known: dict[str, object]) -> bool:
    is_own = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
    return is_own and target.attr not in known  # type: ignore[attr-defined]  # it is an ast.Attribute


def _is_empty(container: ast.expr, value: ast.expr | None) -> bool:
    kind = _EMPTY.get(container.id) if isinstance(container, ast.Name) else None
    if kind is None or not isinstance(value, kind):
        return False
    if isinstance(value, ast.List):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.Constant) and not value.value
