"""Views: they share memory exactly where PyTorch's do, and their strides address the right elements."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import minitorchscript as torch


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    """Tensors of up to four dimensions whose elements are all different: plain, permuted, sliced or expanded."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    x = torch.arange(float(np.prod(sizes) * 2 ** len(sizes))).view([2 * n for n in sizes])
    for dim in range(len(sizes)):
        x = x[(slice(None),) * dim + (slice(None, None, 2) if draw(st.booleans()) else slice(0, sizes[dim]),)]
    return x.permute(draw(st.permutations(range(len(sizes)))))


def addressed(x: torch.Tensor) -> list[float]:
    """The elements of a view, read from its storage by its own strides."""
    offsets = [int(np.dot(at, x.stride())) for at in np.ndindex(*x.shape)]
    return [x.as_strided((), (), x.storage_offset() + offset).item() for offset in offsets]


@given(tensors(), st.data())
def test_reshape_is_a_view_where_strides_can_say_so(x: torch.Tensor, data: st.DataObject) -> None:
    factors = [n for size in x.shape for n in ((2, size // 2) if size % 2 == 0 else (size,))]
    cut = data.draw(st.integers(0, len(factors)))
    sizes = [int(np.prod(factors[:cut])), *factors[cut:], 1]
    shaped = x.reshape(sizes)
    assert shaped.numpy().ravel().tolist() == x.numpy().ravel().tolist()
    shares = np.shares_memory(shaped.numpy(), x.numpy())
    try:
        viewed = x.view(sizes)
    except RuntimeError as error:
        assert "spans across two contiguous subspaces" in str(error)
        assert not shares and shaped.is_contiguous()
    else:
        assert shares and viewed.stride() == shaped.stride()


@given(tensors(), st.data())
def test_strides_address_the_elements_a_view_shows(x: torch.Tensor, data: st.DataObject) -> None:
    dim = data.draw(st.integers(0, x.dim() - 1))
    views = [
        x.unsqueeze(dim),
        x.squeeze(),
        x.select(dim, -1),
        x.narrow(dim, 0, 1),
        x.transpose(dim, 0),
        x.unfold(dim, 1, 1),
        x.expand(2, *x.shape),
        *x.split(1, dim),
        *x.chunk(2, dim),
    ]
    if x.dim() > 1:
        views.append(x.diagonal(0, 0, 1))
    for view in views:
        assert np.shares_memory(view.numpy(), x.numpy())
        assert addressed(view) == view.numpy().ravel().tolist()


VIEWS = {
    "t": lambda x: x.t()[0],
    "view": lambda x: x.view(6)[:2],
    "unsqueeze": lambda x: x.unsqueeze(0)[0, :, 0],
    "diagonal": lambda x: x.diagonal(),
    "unfold": lambda x: x.unfold(1, 2, 1)[:, 0],
    "split": lambda x: x.split(1)[0],
    "as_strided": lambda x: x.as_strided((2,), (4,)),
    "flatten": lambda x: x.flatten()[:1],
}


@pytest.mark.parametrize("name", VIEWS)
def test_writing_to_a_view_writes_to_its_base(name: str) -> None:
    x = torch.zeros(2, 3)
    VIEWS[name](x).fill_(1.0)
    assert x.sum() > 0 and x[0, 0] == 1.0


def test_splitting_takes_everything_once() -> None:
    x = torch.arange(7)
    for pieces in (x.split(3), x.chunk(4), x.tensor_split(3), x.split([2, 0, 5]), x.unbind()):
        assert torch.cat([piece.reshape(-1) for piece in pieces]).tolist() == x.tolist()
