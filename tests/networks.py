"""What a whole network shows, in little room: a digest for each text that would fill megabytes.

Programs get two functions from here: `show_network(name, model, x)` and `with undrawn():`. A digest that differs names
the submodule; `tests/conformance/zoo.py` writes the program that shows its texts. Standard library and Python 3.9 only.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

DRAWING = ("kaiming_normal_", "kaiming_uniform_", "normal_", "trunc_normal_", "uniform_", "xavier_uniform_")
# These come from logarithms, whose last bit is the machine's.
LOGARITHMS = ("logit_scale", "relative_coords_table")


@contextlib.contextmanager
def undrawn() -> Iterator[None]:
    """Inside, layers are made without drawing weights, which costs seconds for a large network and shows nowhere."""
    init = importlib.import_module("torch").nn.init
    with contextlib.ExitStack() as stack:
        for name in DRAWING:
            stack.enter_context(
                mock.patch.object(init, name, lambda tensor, *args, **kwargs: init.constant_(tensor, 0.01))
            )
        yield


def digest_of(*parts: bytes) -> str:
    """Sixteen digits of the SHA-256 of `parts`, joined."""
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


def show_digests(show: Callable[[str, str], None], texts: dict[str, str], prefix: str) -> None:
    """The root's own graph and code in full; of everything else, a digest for each submodule, forward1 included."""
    parts: dict[str, list[bytes]] = {}
    for name, text in texts.items():
        if name in ("root.graph", "root.code"):
            show(f"{prefix}{name}", text)
            continue
        place = name if name == "modules" or name.startswith("root.inlined") else name.rpartition(".")[0]
        parts.setdefault(place, []).append(text.encode())
    show(f"{prefix}digests", "\n".join(f"{place} {digest_of(*each)}" for place, each in parts.items()))


def show_network(show: Any, show_numbers: Any, show_module: Any, name: str, model: Any, x: Any, numbers: bool) -> None:
    """Everything about a network as its constructor and the seed made it, its traced texts and logits in eval mode.

    What the seed left constant (norms, biases, scales, some heads) is varied by a formula before the logits, so that
    each of it counts. Without `numbers` neither weights nor logits are shown.
    """
    torch = importlib.import_module("torch")
    state = model.state_dict()
    show(f"{name}.repr", digest_of(repr(model).encode()))
    show(
        f"{name}.state_dict", digest_of("\n".join(f"{k} {tuple(v.shape)} {v.dtype}" for k, v in state.items()).encode())
    )
    if numbers:
        drawn = {key: value.numpy().tobytes() for key, value in state.items() if not key.endswith(LOGARITHMS)}
        show(f"{name}.weights", digest_of(*drawn.values()))
        vary_constants(torch, state)
    model.eval()
    with torch.no_grad():
        traced = torch.jit.trace(model, x, check_trace=False)
        if numbers:
            show_numbers(f"{name}.logits", model(x)[0, ::50].tolist(), "rtol 1e-5")
            show_numbers(f"{name}.traced.logits", traced(x)[0, ::50].tolist(), "rtol 1e-5")
    show_module(traced, f"{name}.", True)


def vary_constants(torch: Any, state: dict[str, Any]) -> None:
    """Spreads each floating tensor whose elements are all equal over ± 0.1 around its value."""
    with torch.no_grad():
        for salt, value in enumerate(state.values()):
            if not value.is_floating_point() or value.numel() < 2:
                continue
            flat = value.reshape(-1)
            if bool((flat == flat[0]).all()):
                steps = (torch.arange(flat.numel()) * 7919 + salt * 104729) % 2048
                value.add_(((steps.float() - 1023.5) * (0.1 / 1024)).reshape(value.shape))
