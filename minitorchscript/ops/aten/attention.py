"""Attention: scaled_dot_product_attention, and the fused layers that PyTorch runs in eval mode without gradients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..registry import operator
from ..strides import contiguous, element_strides, like_strides, strided_copy
from .activation import gelu, relu
from .dropouts import drop_elements
from .linalg import linear, matmul
from .normalization import layer_norm
from .samples import sample
from .sizes import broadcast_sizes, cpp_name

Array = np.ndarray


def _softmax(scores: Array) -> Array:
    """Along the last dimension; a row of -inf gives zeros."""
    top = scores.max(axis=-1, keepdims=True, initial=-np.inf)
    parts = np.exp(scores - np.where(np.isinf(top), scores.dtype.type(0), top))
    total = parts.sum(axis=-1, keepdims=True)
    return np.asarray(parts / np.where(total == 0, scores.dtype.type(1), total))


def _additive(mask: Array, kind: np.dtype) -> Array:
    """A mask to add to the scores: -inf where a bool mask is false."""
    return np.where(mask, kind.type(0), kind.type(-np.inf)) if mask.dtype == np.bool_ else mask


def _check(query: Array, key: Array, value: Array, mask: Array | None, is_causal: bool, fused: bool) -> None:
    if not query.dtype == key.dtype == value.dtype:
        raise RuntimeError(
            "Expected query, key, and value to have the same dtype, but got query.dtype: "
            f"{cpp_name(query.dtype)} key.dtype: {cpp_name(key.dtype)} and value.dtype: "
            f"{cpp_name(value.dtype)} instead."
        )
    if min(query.ndim, key.ndim, value.ndim) < 2:
        raise RuntimeError(
            "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
            f"{query.ndim} key.dim: {key.ndim} and value.dim: {value.ndim} instead."
        )
    if mask is None:
        return
    if mask.dtype != np.bool_ and mask.dtype not in (query.dtype, np.dtype(np.float32)):
        raise RuntimeError(
            "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
            f"{cpp_name(mask.dtype)} and  query.dtype: {cpp_name(query.dtype)} instead."
        )
    if is_causal and not fused:
        raise RuntimeError("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")


def _attend(
    query: Array, key: Array, value: Array, mask: Array | None, dropout_p: float, is_causal: bool, scale: float | None
) -> tuple[Array, Array]:
    """softmax(query key^T scale + mask) value, and the weights."""
    kind = query.dtype
    wide = np.dtype(np.float32) if kind == np.float16 else kind
    factor = wide.type(1 / math.sqrt(query.shape[-1]) if scale is None else scale)
    broadcast_sizes(query.shape[:-2], key.shape[:-2])
    scores = matmul(query.astype(wide, copy=False) * factor, key.astype(wide, copy=False).swapaxes(-1, -2))
    causal = np.tri(query.shape[-2], key.shape[-2], dtype=np.bool_) if is_causal else None
    for each in (mask, causal):
        if each is not None:
            broadcast_sizes(scores.shape, each.shape)
            scores = scores + _additive(each, wide)
    weights = _softmax(scores)
    if dropout_p > 0:
        weights = drop_elements(weights, dropout_p, True, False, False)
    return matmul(weights, value.astype(wide, copy=False)).astype(kind), weights.astype(kind)


def _is_fused(query: Array, key: Array, value: Array, mask: Array | None, dropout_p: float) -> bool:
    """Whether PyTorch takes its flash kernel on the CPU: then the result is laid out as the query."""
    arrays = (query, key, value)
    if dropout_p or any(each.ndim != 4 or 0 in each.shape or element_strides(each)[-1] != 1 for each in arrays):
        return False
    same_heads = query.shape[:2] == key.shape[:2] == value.shape[:2]
    return same_heads and query.shape[-1] == key.shape[-1] == value.shape[-1] and (mask is None or mask.ndim in (2, 4))


def _grad_fn(arrays: list[Any], result: Array) -> str:
    fused = _is_fused(arrays[0], arrays[1], arrays[2], arrays[3], 0.0)
    return "ScaledDotProductFlashAttentionForCpuBackward0" if fused else "UnsafeViewBackward0"


@operator(
    "aten::scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, "
    "float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor",
    variants="nn",
    grad_fn=_grad_fn,
    samples=lambda: [
        (sample(2, 3, 4, 5), sample(2, 3, 6, 5), sample(2, 3, 6, 5)),
        (sample(2, 4, 3, 5).swapaxes(1, 2), sample(2, 4, 3, 5).swapaxes(1, 2), sample(2, 4, 3, 5).swapaxes(1, 2)),
        (sample(2, 3, 4, 5), sample(2, 3, 4, 5), sample(2, 3, 4, 7), None, 0.0, True),
        (sample(3, 4, 5), sample(3, 4, 5), sample(3, 4, 5), np.tri(4, dtype=np.bool_)),
        (sample(1, 2, 4, 5), sample(1, 2, 4, 5), sample(1, 2, 4, 5), sample(4, 4), 0.0, False, {"scale": 0.3}),
        (sample(1, 4, 3, 2), sample(1, 2, 3, 2), sample(1, 2, 3, 2), None, 0.0, False, {"enable_gqa": True}),
        (sample(1, 2, 4, 5), sample(1, 2, 4, 5), sample(1, 2, 4, 5), None, 0.5),
    ],
)
def scaled_dot_product_attention(
    query: Array,
    key: Array,
    value: Array,
    attn_mask: Array | None,
    dropout_p: float,
    is_causal: bool,
    scale: float | None,
    enable_gqa: bool,
) -> Array:
    """Attention of (*, L, E) over (*, S, E) and (*, S, V): (*, L, V); with `enable_gqa` heads share keys and values."""
    fused = _is_fused(query, key, value, attn_mask, dropout_p)
    _check(query, key, value, attn_mask, is_causal, fused)
    if enable_gqa and query.ndim > 2:
        key, value = (np.repeat(each, query.shape[-3] // each.shape[-3], axis=-3) for each in (key, value))
    found, _ = _attend(query, key, value, attn_mask, dropout_p, is_causal, scale)
    return strided_copy(found, like_strides(query)) if fused else contiguous(found)


@operator(
    "aten::_scaled_dot_product_attention_math(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, "
    "float dropout_p=0., bool is_causal=False, Tensor? dropout_mask=None, *, float? scale=None, "
    "bool enable_gqa=False) -> (Tensor, Tensor)",
    variants="function",
    grad_fn="UnsafeViewBackward0",
    samples=lambda: [(sample(2, 3, 4, 5), sample(2, 3, 4, 5), sample(2, 3, 4, 5))],
)
def scaled_dot_product_attention_math(
    query: Array,
    key: Array,
    value: Array,
    attn_mask: Array | None,
    dropout_p: float,
    is_causal: bool,
    dropout_mask: Array | None,
    scale: float | None,
    enable_gqa: bool,
) -> tuple[Array, Array]:
    """Attention, and the weights that it used."""
    _check(query, key, value, attn_mask, is_causal, False)
    if dropout_mask is not None:
        raise NotImplementedError("_scaled_dot_product_attention_math: dropout_mask is not supported; use dropout_p")
    if enable_gqa:
        key, value = (np.repeat(each, query.shape[-3] // each.shape[-3], axis=-3) for each in (key, value))
    found, weights = _attend(query, key, value, attn_mask, dropout_p, is_causal, scale)
    return contiguous(found), contiguous(weights)


def _check_heads(
    query: Array, key: Array, value: Array, embed_dim: int, num_head: int, qkv_weight: Array, qkv_bias: Array
) -> None:
    for name, each in (("query", query), ("key", key), ("value", value)):
        if each.ndim != 3:
            raise RuntimeError(f"expected 3-D `{name}`, got {each.ndim}-D tensor")
    if query.shape[2] != embed_dim:
        raise RuntimeError(f"passed-in embed_dim {embed_dim} didn't match last dim of query {query.shape[2]}")
    if not query.shape == key.shape == value.shape:
        raise RuntimeError("expected `query`/`key`/`value` shapes to match")
    if qkv_weight.ndim != 2:
        raise RuntimeError(f"expected 2-D `qkv_weight`, got {qkv_weight.ndim}-D tensor")
    if qkv_weight.shape[0] != 3 * embed_dim:
        raise RuntimeError("expected `qkv_weight` first dim to be 3x embed_dim")
    if qkv_weight.shape[1] != embed_dim:
        raise RuntimeError("expected `qkv_weight` second dim to be embed_Dim")
    if qkv_bias.ndim != 1:
        raise RuntimeError(f"expected 2-D `qkv_bias`, got {qkv_bias.ndim}-D tensor")
    if qkv_bias.shape[0] != 3 * embed_dim:
        raise RuntimeError("expected `qkv_bias` first dim and first dim of query to be equal")
    if embed_dim % num_head:
        raise RuntimeError("`embed_dim` must divide evenly by `num_heads`")


def _hidden(mask: Array | None, mask_type: int | None, batch: int) -> Array | None:
    """Where a mask of PyTorch's kind (0: (L, S), 1: (N, S) of padding, 2: (N, heads, L, S)) hides a key."""
    if mask is None:
        return None
    if mask.dtype != np.bool_:
        mask = mask != 0
    return mask.reshape(batch, 1, 1, -1) if mask_type == 1 else mask


def _heads(
    query: Array,
    key: Array,
    value: Array,
    num_head: int,
    qkv_weight: Array,
    qkv_bias: Array,
    hidden: Array | None,
) -> tuple[Array, Array]:
    """The heads' outputs, side by side in (N, L, E), and their weights (N, heads, L, S)."""
    batch, length, width = query.shape
    parts = []
    for each, weight, bias in zip((query, key, value), np.split(qkv_weight, 3), np.split(qkv_bias, 3), strict=True):
        parts.append(linear(each, weight, bias).reshape(batch, length, num_head, -1).swapaxes(1, 2))
    q, k, v = parts
    mask = None if hidden is None else ~hidden
    found, weights = _attend(q, k, v, mask, 0.0, False, None)
    if hidden is not None:  # a query to which every key is hidden: nan, unlike in scaled_dot_product_attention
        lost = hidden.all(axis=-1, keepdims=True)
        found, weights = (np.where(lost, found.dtype.type(np.nan), each) for each in (found, weights))
    return found.swapaxes(1, 2).reshape(batch, length, width), weights


def _layer_sample() -> tuple[Array, ...]:
    """Input, and the projections' weights and biases, for 2 heads of 2."""
    return sample(2, 3, 4), sample(12, 4) / 2, sample(12) / 2, sample(4, 4) / 2, sample(4) / 2


def _attention_samples() -> list[tuple[object, ...]]:
    x, *parameters = _layer_sample()
    head = (x, x, x, 4, 2, *parameters)
    causal = ~np.tri(3, dtype=np.bool_)
    padding = np.array([[False, False, True], [False, False, False]])
    return [head, (*head, causal, True, False, 0), (*head, padding, True, True, 1)]


@operator(
    "aten::_native_multi_head_attention(Tensor query, Tensor key, Tensor value, int embed_dim, int num_head, "
    "Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, Tensor? mask=None, "
    "bool need_weights=True, bool average_attn_weights=True, int? mask_type=None) -> (Tensor, Tensor)",
    variants="function",
    grad_fn="NotImplemented",
    samples=_attention_samples,
)
def native_multi_head_attention(
    query: Array,
    key: Array,
    value: Array,
    embed_dim: int,
    num_head: int,
    qkv_weight: Array,
    qkv_bias: Array,
    proj_weight: Array,
    proj_bias: Array,
    mask: Array | None,
    need_weights: bool,
    average_attn_weights: bool,
    mask_type: int | None,
) -> tuple[Array, Array | None]:
    """Multi-head attention over (N, L, E) with one weight for the three projections; and the weights, or None."""
    _check_heads(query, key, value, embed_dim, num_head, qkv_weight, qkv_bias)
    hidden = _hidden(mask, mask_type, len(query))
    context, weights = _heads(query, key, value, num_head, qkv_weight, qkv_bias, hidden)
    found = linear(context, proj_weight, proj_bias)
    if not need_weights:
        return found, None
    return found, contiguous(weights.mean(axis=1, dtype=weights.dtype) if average_attn_weights else weights)


def _encoder_samples() -> list[tuple[object, ...]]:
    x, *projections = _layer_sample()
    norms = (sample(4) + 2, sample(4), sample(4) + 2, sample(4))
    ffn = (sample(6, 4) / 2, sample(6), sample(4, 6) / 2, sample(4))
    causal = ~np.tri(3, dtype=np.bool_)
    return [
        (x, 4, 2, *projections, False, False, 1e-5, *norms, *ffn),
        (x, 4, 2, *projections, True, True, 1e-5, *norms, *ffn, causal, 0),
    ]


@operator(
    "aten::_transformer_encoder_layer_fwd(Tensor src, int embed_dim, int num_heads, Tensor qkv_weight, "
    "Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, bool use_gelu, bool norm_first, float eps, "
    "Tensor norm_weight_1, Tensor norm_bias_1, Tensor norm_weight_2, Tensor norm_bias_2, Tensor ffn_weight_1, "
    "Tensor ffn_bias_1, Tensor ffn_weight_2, Tensor ffn_bias_2, Tensor? mask=None, int? mask_type=None) -> Tensor",
    variants="function",
    grad_fn="NotImplemented",
    samples=_encoder_samples,
)
def transformer_encoder_layer_fwd(
    src: Array,
    embed_dim: int,
    num_heads: int,
    qkv_weight: Array,
    qkv_bias: Array,
    proj_weight: Array,
    proj_bias: Array,
    use_gelu: bool,
    norm_first: bool,
    eps: float,
    norm_weight_1: Array,
    norm_bias_1: Array,
    norm_weight_2: Array,
    norm_bias_2: Array,
    ffn_weight_1: Array,
    ffn_bias_1: Array,
    ffn_weight_2: Array,
    ffn_bias_2: Array,
    mask: Array | None,
    mask_type: int | None,
) -> Array:
    """A whole encoder layer: self-attention and two linear layers, each with its sum and norm, after or before."""

    def first(x: Array) -> Array:
        return layer_norm(x, [embed_dim], norm_weight_1, norm_bias_1, eps, True)

    def second(x: Array) -> Array:
        return layer_norm(x, [embed_dim], norm_weight_2, norm_bias_2, eps, True)

    x = first(src) if norm_first else src
    attended, _ = native_multi_head_attention(
        x, x, x, embed_dim, num_heads, qkv_weight, qkv_bias, proj_weight, proj_bias, mask, False, True, mask_type
    )
    x = attended + src
    if not norm_first:
        x = first(x)
    hidden = linear(second(x) if norm_first else x, ffn_weight_1, ffn_bias_1)
    hidden = gelu(hidden, "none") if use_gelu else relu(hidden)
    x = linear(hidden, ffn_weight_2, ffn_bias_2) + x
    return contiguous(x if norm_first else second(x))


@operator(
    "aten::_nested_tensor_from_mask_left_aligned(Tensor t, Tensor mask) -> bool",
    variants="function",
    samples=lambda: [(np.zeros((2, 3, 4), np.float32), np.array([[True, True, False], [True, False, False]]))],
)
def nested_tensor_from_mask_left_aligned(t: Array, mask: Array) -> bool:
    """Whether what the mask (batch, length) keeps stands before all that it hides."""
    return not bool((mask[:, 1:] & ~mask[:, :-1]).any())


@operator("aten::_nested_tensor_from_mask(Tensor t, Tensor mask, bool mask_check=True) -> Tensor", variants="function")
def nested_tensor_from_mask(t: Array, mask: Array, mask_check: bool) -> Array:
    """Refused: there are no tensors of rows that differ in length."""
    raise NotImplementedError(
        "aten::_nested_tensor_from_mask: minitorchscript has no nested tensors; "
        "pass enable_nested_tensor=False to TransformerEncoder"
    )
