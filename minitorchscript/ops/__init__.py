"""Operators: schemas, numpy kernels and what is known of each. Kernels know arrays, not tensors.

Importing this package registers every operator, family by family.
"""

from __future__ import annotations

from . import prim, prim_containers
from .aten import (
    activation,
    adaptive_pooling,
    casts,
    comparison,
    conv_functions,
    convolution,
    creation,
    dropout,
    elementwise_binary,
    elementwise_logical,
    elementwise_ternary,
    elementwise_unary,
    extremes,
    indexing,
    joining,
    linalg,
    normalization,
    pooling,
    random,
    random_creation,
    reduction,
    repeating,
    scatter,
    slicing,
    softmax,
    strided_views,
    views,
)

FAMILIES = (
    prim,
    prim_containers,
    activation,
    adaptive_pooling,
    casts,
    comparison,
    conv_functions,
    convolution,
    creation,
    dropout,
    elementwise_binary,
    elementwise_logical,
    elementwise_ternary,
    elementwise_unary,
    extremes,
    indexing,
    joining,
    linalg,
    normalization,
    pooling,
    random,
    random_creation,
    reduction,
    repeating,
    scatter,
    slicing,
    softmax,
    strided_views,
    views,
)
"""The modules that register operators."""
