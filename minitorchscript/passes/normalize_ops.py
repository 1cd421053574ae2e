"""Normalize operators: synonyms get one name (``absolute`` → ``abs``), ``rsub(x, y)`` becomes ``sub(y, x)``."""

from __future__ import annotations

from ..ir.graph import Graph
from ..ir.types import BoolType, TensorType
from .base import register_pass

_FUNCTIONS = {
    "absolute": "abs",
    "clip": "clamp",
    "negative": "neg",
    "subtract": "sub",
    "multiply": "mul",
    "divide": "div",
    "true_divide": "div",
    "greater": "gt",
    "greater_equal": "ge",
    "less": "lt",
    "less_equal": "le",
    "not_equal": "ne",
    "fix": "trunc",
    "arccos": "acos",
    "arcsin": "asin",
    "arctan": "atan",
    "arctan2": "atan2",
    "arccosh": "acosh",
    "arcsinh": "asinh",
    "arctanh": "atanh",
    "swapdims": "transpose",
    "swapaxes": "transpose",
}
_PLAIN = {
    "det": "linalg_det",
    "matrix_power": "linalg_matrix_power",
    "matrix_exp": "linalg_matrix_exp",
    "ger": "outer",
    "linalg_matmul": "matmul",
    "inverse": "linalg_inv",
    "moveaxis": "movedim",
    "adjoint": "mH",
    "orgqr": "linalg_householder_product",
    "special_erf": "erf",
    "special_erfc": "erfc",
    "special_erfinv": "erfinv",
    "special_round": "round",
    "special_sinc": "sinc",
    "special_digamma": "digamma",
    "special_psi": "digamma",
    "special_i0": "i0",
    "special_xlogy": "xlogy",
    "special_log1p": "log1p",
    "special_multigammaln": "mvlgamma",
    "special_polygamma": "polygamma",
    "special_gammainc": "igamma",
    "special_gammaincc": "igammac",
    "special_gammaln": "lgamma",
    "special_expm1": "expm1",
    "special_exp2": "exp2",
    "special_expit": "sigmoid",
    "special_logit": "logit",
    "special_softmax": "softmax",
    "special_log_softmax": "log_softmax",
    "special_logsumexp": "logsumexp",
    "row_stack": "vstack",
    "concat": "cat",
    "concatenate": "cat",
}
SYNONYMS = {f"aten::{old}": f"aten::{new}" for old, new in {**_FUNCTIONS, **_PLAIN}.items()}
SYNONYMS |= {f"aten::{old}_": f"aten::{new}_" for old, new in _FUNCTIONS.items()}
#: of two booleans: whether they are the same is whether they are equal
_IDENTITY = {"aten::__is__": "aten::eq", "aten::__isnot__": "aten::ne"}


@register_pass("normalize_ops")
def normalize_ops(graph: Graph) -> bool:
    """Rename synonyms, everywhere in the graph."""
    changed = False
    for node in graph.block().walk():
        kind = node._kind
        if kind in SYNONYMS:
            node.replaceWithNewSymbol(SYNONYMS[kind])
        elif kind in _IDENTITY and all(isinstance(value._type, BoolType) for value in node._inputs):
            node.replaceWithNewSymbol(_IDENTITY[kind])
        elif kind == "aten::rsub" and all(isinstance(value._type, TensorType) for value in node._inputs[:2]):
            swapped = node.replaceWithNewSymbol("aten::sub")
            swapped.replaceInput(0, node._inputs[1])
            swapped.replaceInput(1, node._inputs[0])
        else:
            continue
        node.destroy()
        changed = True
    return changed
