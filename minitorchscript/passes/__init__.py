"""Transformations of graphs.  One pass is one file: it takes a graph, changes it in place, and says whether it did."""

from . import (
    alias_db,
    canonicalize,
    canonicalize_outputs,
    combine_concats,
    common_subexpressions,
    constant_pooling,
    constant_propagation,
    dead_code,
    erase_shapes,
    inline,
    inline_forks,
    lower_all_tuples,
    lower_tuples,
    normalize_ops,
    peephole,
    unroll_loops,
)
from .base import PASSES, register_pass

__all__ = [
    "PASSES",
    "alias_db",
    "canonicalize",
    "canonicalize_outputs",
    "combine_concats",
    "common_subexpressions",
    "constant_pooling",
    "constant_propagation",
    "dead_code",
    "erase_shapes",
    "inline",
    "inline_forks",
    "lower_all_tuples",
    "lower_tuples",
    "normalize_ops",
    "peephole",
    "unroll_loops",
    "register_pass",
]
