"""Recurrent cells: one step of lstm, gru or rnn, written in the operators that a trace shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..registry import composite
from .samples import sample

Call = Callable[..., Any]


def _cell_samples(gates: int, pair: bool) -> list[tuple[Any, ...]]:
    state = sample(2, 3)
    hx = [state, state * state] if pair else state
    weights = (sample(gates * 3, 4), sample(gates * 3, 3))
    return [(sample(2, 4), hx, *weights, sample(gates * 3), sample(gates * 3)), (sample(2, 4), hx, *weights)]


@composite(
    "aten::lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) "
    "-> (Tensor, Tensor)",
    samples=lambda: _cell_samples(4, True),
)
def lstm_cell(call: Call, input: Any, hx: Sequence[Any], w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    if len(hx) != 2:
        raise RuntimeError("lstm_cell expects two hidden states")
    hidden, cell = hx
    gates = call("aten::linear", hidden, w_hh, b_hh)
    gates = call("aten::add_", gates, call("aten::linear", input, w_ih, b_ih))
    ingate, forgetgate, cellgate, outgate = call("aten::unsafe_chunk", gates, 4, 1)
    ingate = call("aten::sigmoid_", ingate)
    forgetgate = call("aten::sigmoid_", forgetgate)
    cellgate = call("aten::tanh_", cellgate)
    outgate = call("aten::sigmoid_", outgate)
    kept = call("aten::mul", forgetgate, cell)
    cell = call("aten::add_", kept, call("aten::mul", ingate, cellgate))
    return call("aten::mul", outgate, call("aten::tanh", cell)), cell


@composite(
    "aten::gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor",
    samples=lambda: _cell_samples(3, False),
)
def gru_cell(call: Call, input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    reset_in, update_in, new_in = call("aten::unsafe_chunk", call("aten::linear", input, w_ih, b_ih), 3, 1)
    reset, update, new_hidden = call("aten::unsafe_chunk", call("aten::linear", hx, w_hh, b_hh), 3, 1)
    reset = call("aten::sigmoid_", call("aten::add_", reset, reset_in))
    update = call("aten::sigmoid_", call("aten::add_", update, update_in))
    new = call("aten::tanh_", call("aten::add", new_in, call("aten::mul_", new_hidden, reset)))
    difference = call("aten::mul_", call("aten::sub", hx, new), update)
    return call("aten::add_", difference, new)


def _register_plain(name: str, activation: str) -> None:
    @composite(
        f"aten::{name}(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) "
        "-> Tensor",
        samples=lambda: _cell_samples(1, False),
    )
    def cell(call: Call, input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
        total = call("aten::linear", hx, w_hh, b_hh)
        return call(activation, call("aten::add_", total, call("aten::linear", input, w_ih, b_ih)))


_register_plain("rnn_tanh_cell", "aten::tanh")
_register_plain("rnn_relu_cell", "aten::relu")
