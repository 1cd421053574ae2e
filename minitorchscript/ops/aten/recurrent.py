"""Recurrent layers, recorded whole: lstm, gru, rnn_tanh, rnn_relu, on padded or packed sequences; padding, packing.

Gates stand in PyTorch's order in the weights: input, forget, cell, output for lstm; reset, update, new for gru.
Cells are composites (a trace shows the operators they are made of): `ops.aten.recurrent_cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..registry import operator
from ..strides import contiguous
from .dropouts import drop_elements
from .linalg import linear
from .samples import sample, sample_ints
from .sizes import size_text

Array = np.ndarray
Arrays = Sequence[Array]
State = tuple[Array, ...]


def _sigmoid(x: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-x)), x.dtype)


class _Weights(NamedTuple):
    """One direction of one layer."""

    w_ih: Array
    w_hh: Array
    b_ih: Array | None
    b_hh: Array | None
    w_hr: Array | None

    def project(self, x: Array) -> Array:
        """The part of the gates that the input gives."""
        return linear(x, self.w_ih, self.b_ih)


Step = Callable[[Array, State, _Weights], State]


def _lstm_step(gates_in: Array, state: State, weights: _Weights) -> State:
    h, c = state
    i, f, g, o = np.split(gates_in + linear(h, weights.w_hh, weights.b_hh), 4, axis=-1)
    c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(g)
    h = _sigmoid(o) * np.tanh(c)
    return (h if weights.w_hr is None else linear(h, weights.w_hr, None)), c


def _gru_step(gates_in: Array, state: State, weights: _Weights) -> State:
    (h,) = state
    r_in, z_in, n_in = np.split(gates_in, 3, axis=-1)
    r_h, z_h, n_h = np.split(linear(h, weights.w_hh, weights.b_hh), 3, axis=-1)
    r, z = _sigmoid(r_in + r_h), _sigmoid(z_in + z_h)
    n = np.tanh(n_in + r * n_h)
    return ((h - n) * z + n,)


def _rnn_step(activation: Callable[[Array], Any]) -> Step:
    def step(gates_in: Array, state: State, weights: _Weights) -> State:
        return (np.asarray(activation(gates_in + linear(state[0], weights.w_hh, weights.b_hh))),)

    return step


def _relu(x: Array) -> Any:
    return np.maximum(x, 0)


def _weights(params: Arrays, has_biases: bool, projects: bool) -> list[_Weights]:
    """The flat list of parameters, a group for each direction of each layer."""
    size = 2 + 2 * has_biases + projects
    if len(params) % size:
        raise RuntimeError("got an incorrect number of RNN parameters")
    groups = []
    for start in range(0, len(params), size):
        group = list(params[start : start + size])
        w_hr = group.pop() if projects else None
        b_ih, b_hh = group[2:] if has_biases else (None, None)
        groups.append(_Weights(group[0], group[1], b_ih, b_hh, w_hr))
    return groups


def _run_padded(x: Array, state: State, weights: _Weights, step: Step, reverse: bool) -> tuple[Array, State]:
    """One direction over (time, batch, features)."""
    gates = weights.project(x)
    outputs = []
    for t in range(len(x) - 1, -1, -1) if reverse else range(len(x)):
        state = step(gates[t], state, weights)
        outputs.append(state[0])
    return np.stack(outputs[::-1] if reverse else outputs), state


def _run_packed(
    x: Array, batch_sizes: Sequence[int], state: State, weights: _Weights, step: Step, reverse: bool
) -> tuple[Array, State]:
    """One direction over packed steps; a sequence that has ended (or not begun) keeps its state."""
    gates = weights.project(x)
    ends = np.cumsum(batch_sizes)
    current = [each.copy() for each in state]
    outputs: list[Array] = []
    for t in reversed(range(len(batch_sizes))) if reverse else range(len(batch_sizes)):
        active = batch_sizes[t]
        found = step(gates[ends[t] - active : ends[t]], tuple(each[:active] for each in current), weights)
        for each, new in zip(current, found, strict=True):
            each[:active] = new
        outputs.append(found[0])
    return np.concatenate(outputs[::-1] if reverse else outputs), tuple(current)


Run = Callable[[Array, State, _Weights, bool], tuple[Array, State]]


def _layers(
    x: Array, states: list[State], groups: list[_Weights], run: Run, num_layers: int, p: float, train: bool, both: bool
) -> tuple[Array, list[State]]:
    """All layers, each in one or both directions; dropout between them. `states` go in and out per direction."""
    if len(groups) != num_layers * (2 if both else 1):
        raise RuntimeError("got an incorrect number of RNN parameters")
    if len(states) != len(groups):
        raise RuntimeError("Expected more hidden states in stacked_rnn")
    finals: list[State] = []
    directions = 2 if both else 1
    for layer in range(num_layers):
        outputs = []
        for direction in range(directions):
            at = layer * directions + direction
            found, final = run(x, states[at], groups[at], direction == 1)
            outputs.append(found)
            finals.append(final)
        x = np.concatenate(outputs, axis=-1) if both else outputs[0]
        if p != 0 and train and layer < num_layers - 1:
            x = drop_elements(x, p, True, False, False)
    return contiguous(x), finals


def _check_input(input: Array, hidden: Array, weights: _Weights, batch: int) -> None:
    features = weights.w_ih.shape[1]
    if input.shape[-1] != features:
        raise RuntimeError(f"input.size(-1) must be equal to input_size. Expected {features}, got {input.shape[-1]}")
    if hidden.shape[1] != batch:
        raise RuntimeError(
            f"Expected hidden size {size_text([hidden.shape[0], batch, hidden.shape[2]])}, got "
            f"{size_text(hidden.shape)}"
        )


def _padded(
    step: Step, input: Array, hx: Arrays, params: Arrays, has_biases: bool, num_layers: int, p: float, train: bool,
    both: bool, batch_first: bool,
) -> tuple[Array, ...]:  # fmt: skip
    groups = _weights(params, has_biases, len(hx) == 2 and hx[0].shape[2] != hx[1].shape[2])
    x = input.swapaxes(0, 1) if batch_first else input
    if len(x) == 0:
        raise RuntimeError("Expected sequence length to be larger than 0 in RNN")
    _check_input(x, hx[0], groups[0], x.shape[1])
    states = list(zip(*hx, strict=True))

    def run(x: Array, state: State, weights: _Weights, reverse: bool) -> tuple[Array, State]:
        return _run_padded(x, state, weights, step, reverse)

    output, finals = _layers(x, states, groups, run, num_layers, p, train, both)
    ends = [contiguous(np.stack(each)) for each in zip(*finals, strict=True)]
    return (output.swapaxes(0, 1) if batch_first else output), *ends


def _packed(
    step: Step, data: Array, batch_sizes: Array, hx: Arrays, params: Arrays, has_biases: bool, num_layers: int,
    p: float, train: bool, both: bool,
) -> tuple[Array, ...]:  # fmt: skip
    groups = _weights(params, has_biases, len(hx) == 2 and hx[0].shape[2] != hx[1].shape[2])
    sizes = [int(each) for each in batch_sizes]
    _check_input(data, hx[0], groups[0], sizes[0])

    def run(x: Array, state: State, weights: _Weights, reverse: bool) -> tuple[Array, State]:
        return _run_packed(x, sizes, state, weights, step, reverse)

    output, finals = _layers(data, list(zip(*hx, strict=True)), groups, run, num_layers, p, train, both)
    return output, *(contiguous(np.stack(each)) for each in zip(*finals, strict=True))


def _parameters(gates: int, features: int, hidden: int, layers: int, directions: int) -> list[Array]:
    """Small weights and biases for samples."""
    shapes: list[tuple[int, ...]] = []
    for layer in range(layers):
        own = features if layer == 0 else hidden * directions
        shapes += [(gates * hidden, own), (gates * hidden, hidden), (gates * hidden,), (gates * hidden,)] * directions
    return [sample(*shape) * np.float32(0.3) for shape in shapes]


_SIZES = (2, 2, 1)  # of the batch in each step of the packed samples


def _layer_samples(gates: int, packed: bool, pair: bool) -> Iterator[tuple[Any, ...]]:
    for layers, both, batch_first in ((1, False, False), (2, True, True)):
        directions = 2 if both else 1
        state = sample(layers * directions, 2, 3)
        hx = [state, state * np.float32(0.5)] if pair else state
        tail = (_parameters(gates, 4, 3, layers, directions), True, layers, 0.0, False, both)
        if packed:
            yield (sample(sum(_SIZES), 4), sample_ints(*_SIZES), hx, *tail)
        else:
            yield (sample(2, 5, 4) if batch_first else sample(5, 2, 4), hx, *tail, batch_first)


_TAIL = "Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional"


def _register_layer(name: str, gates: int, step: Step) -> None:
    """Register both forms of a layer: on padded sequences, and on packed ones."""
    pair = name == "lstm"
    state = "Tensor[] hx" if pair else "Tensor hx"
    returns = "(Tensor, Tensor, Tensor)" if pair else "(Tensor, Tensor)"

    def states(hx: Any) -> Arrays:
        if pair and len(hx) != 2:
            raise RuntimeError("lstm expects two hidden states")
        return list(hx) if pair else [hx]

    @operator(
        f"aten::{name}.input(Tensor input, {state}, {_TAIL}, bool batch_first) -> {returns}",
        variants="function",
        grad_fn="StackBackward0",
        samples=lambda: list(_layer_samples(gates, False, pair)),
    )
    def padded(input: Array, hx: Any, *rest: Any) -> tuple[Array, ...]:
        return _padded(step, input, states(hx), *rest)

    @operator(
        f"aten::{name}.data(Tensor data, Tensor batch_sizes, {state}, {_TAIL}) -> {returns}",
        variants="function",
        grad_fn="StackBackward0",
        samples=lambda: list(_layer_samples(gates, True, pair)),
    )
    def packed(data: Array, batch_sizes: Array, hx: Any, *rest: Any) -> tuple[Array, ...]:
        return _packed(step, data, batch_sizes, states(hx), *rest)


_register_layer("lstm", 4, _lstm_step)
_register_layer("gru", 3, _gru_step)
_register_layer("rnn_tanh", 1, _rnn_step(np.tanh))
_register_layer("rnn_relu", 1, _rnn_step(_relu))


@operator(
    "aten::_pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first) -> (Tensor, Tensor)",
    variants="function",
    differentiable=(True, False),
    samples=lambda: [(sample(3, 2, 4), sample_ints(3, 1), False), (sample(2, 3), sample_ints(3, 3), True)],
)
def pack_padded_sequence(input: Array, lengths: Array, batch_first: bool) -> tuple[Array, Array]:
    """The steps of sequences, longest first, without the padding: (data, how many are alive at each step)."""
    x = input.swapaxes(0, 1) if batch_first else input
    if x.size == 0:
        raise RuntimeError("Cannot pack empty tensors.")
    if lengths.size != x.shape[1]:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {lengths.size} (batch_size={x.shape[1]})"
        )
    if (np.diff(lengths) > 0).any():
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
            "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you "
            "do not need ONNX exportability."
        )
    if lengths[-1] <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0"
        )
    sizes = (lengths[None, :] > np.arange(int(lengths[0]))[:, None]).sum(axis=1)
    steps = [x[t, :count] for t, count in enumerate(sizes)]
    return contiguous(np.concatenate(steps)), contiguous(sizes.astype(np.int64))


@operator(
    "aten::_pad_packed_sequence(Tensor data, Tensor batch_sizes, bool batch_first, Scalar padding_value, "
    "int total_length) -> (Tensor, Tensor)",
    variants="function",
    differentiable=(True, False),
    grad_fn="CopySlices",
    samples=lambda: [
        (sample(5, 4), sample_ints(*_SIZES), False, 0.0, -1),
        (sample(5, 4), sample_ints(*_SIZES), True, 1.5, 4),
    ],
)
def pad_packed_sequence(
    data: Array, batch_sizes: Array, batch_first: bool, padding_value: Any, total_length: int
) -> tuple[Array, Array]:
    """Packed steps back as (time, batch, *), with padding, and the lengths."""
    steps, batch = len(batch_sizes), int(batch_sizes[0])
    if 0 < total_length < steps:
        raise RuntimeError(
            "Expected total_length to be at least the length of the longest sequence in input, but got "
            f"total_length={total_length} and max sequence length being {steps}"
        )
    out = np.full((max(steps, total_length), batch, *data.shape[1:]), padding_value, data.dtype)
    start = 0
    for t, count in enumerate(batch_sizes):
        out[t, :count] = data[start : start + count]
        start += int(count)
    lengths = (batch_sizes[:, None] > np.arange(batch)[None, :]).sum(axis=0).astype(np.int64)
    return (out.swapaxes(0, 1) if batch_first else contiguous(out)), contiguous(lengths)


@operator(
    "aten::pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0., "
    'str padding_side="right") -> Tensor',
    variants="nn",
    grad_fn="CopySlices",
    samples=lambda: [([sample(2, 3), sample(4, 3)],), ([sample(2), sample(3)], True, 1.0, "left")],
)
def pad_sequence(sequences: Arrays, batch_first: bool, padding_value: float, padding_side: str) -> Array:
    """Sequences (length, *) side by side in (time, batch, *), filled up at one end."""
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    if padding_side not in ("left", "right"):
        raise RuntimeError(f"Expected padding_side to be one of left or right, but got {padding_side}.")
    longest = max(len(each) for each in sequences)
    out = np.full((len(sequences), longest, *sequences[0].shape[1:]), padding_value, sequences[0].dtype)
    for row, each in zip(out, sequences, strict=True):
        start = longest - len(each) if padding_side == "left" else 0
        row[start : start + len(each)] = each
    return contiguous(out if batch_first else out.swapaxes(0, 1))
