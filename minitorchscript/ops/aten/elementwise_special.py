"""Special functions element by element: lgamma, digamma, i0, sinc, entr, ndtr, …; `torch.special`'s names for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from .. import gamma, special
from ..pointwise import compute, dtype_of, floating, pointwise, require
from ..promotion import result_type
from ..registry import operator
from .elementwise_ternary import xlogy
from .elementwise_unary import erf, erfc, erfinv, exp2, expm1, log1p, logit, round_decimals, sigmoid
from .reduction import logsumexp
from .samples import sample, sample_ints
from .softmaxes import log_softmax, softmax

Array = np.ndarray
Samples = list[tuple[Any, ...]]


def _signed() -> Samples:
    return [(sample(2, 3),), (sample(4, 3).T,), (sample_ints(1, 2, 3),)]


def _unit() -> Samples:
    return [(abs(sample(2, 3)) / np.float32(2.5),)]


def _real(function: Callable[[Array], Any], self: Array, name: str) -> Array:
    kind = floating(dtype_of(self))
    require(not kind.is_complex, name, kind)
    return compute(function, (self,), kind)


def _register(names: Sequence[str], function: Callable[[Array], Any], samples: Callable[[], Samples]) -> None:
    """Register a function with its in-place form, and its names in torch.special."""
    name, *aliases = names
    title = "".join(part.capitalize() for part in name.removeprefix("special_").split("_"))

    def kernel(self: Array) -> Array:
        return _real(function, self, f"{name}_cpu")

    if not name.startswith("special_"):
        pointwise(f"aten::{name}(Tensor self) -> Tensor", samples=samples, inplace_variants=_inplace_variants(name))(
            kernel
        )
    else:
        aliases = [name]
    prefix = "Special" if name.startswith("special_") else ""
    for alias in aliases:
        _register_special(alias, "(Tensor self) -> Tensor", kernel, samples, f"{prefix}{title}Backward0")


def _inplace_variants(name: str) -> str:
    return "function method" if name in ("i0", "sinc") else "method"


def _register_special(
    name: str, signature: str, kernel: Callable[..., Array], samples: Callable[[], Samples], grad_fn: str
) -> None:
    operator(
        f"aten::{name}{signature}",
        variants="special",
        python_name=name.removeprefix("special_"),
        samples=samples,
        grad_fn=grad_fn,
    )(kernel)


def _entropy(x: Array) -> Any:
    with np.errstate(all="ignore"):
        return np.where(x > 0, -x * np.log(np.where(x > 0, x, 1)), np.where(x == 0, 0, np.where(x < 0, -np.inf, x)))


def _i0e(x: Array) -> Any:
    return np.i0(x) * np.exp(-np.abs(x))


def _ndtr(x: Array) -> Any:
    return special.erfc(-x / np.sqrt(x.dtype.type(2))) / 2


def _ndtri(x: Array) -> Any:
    return special.erfinv(2 * x.astype(np.float64) - 1) * np.sqrt(2)


def _log_ndtr(x: Array) -> Any:
    wide = x.astype(np.float64)
    with np.errstate(all="ignore"):
        tail = -wide * wide / 2 - np.log(-wide * np.sqrt(2 * np.pi)) + np.log1p(-1 / (wide * wide) + 3 / wide**4)
        return np.where(wide > -20, np.log(special.erfc(-wide / np.sqrt(2)) / 2), tail)


_register(("lgamma", "special_gammaln"), gamma.lgamma, _signed)
_register(("digamma", "special_digamma", "special_psi"), gamma.digamma, _signed)
_register(("i0", "special_i0"), np.i0, _signed)
_register(("sinc", "special_sinc"), np.sinc, _signed)
_register(("special_entr",), _entropy, lambda: [*_unit(), (sample(2, 3),)])
_register(("special_i0e",), _i0e, _signed)
_register(("special_ndtri",), _ndtri, _unit)
_register(("special_log_ndtr",), _log_ndtr, _signed)

for _name, _kernel, _samples, _grad_fn in (
    ("erf", erf, _signed, "Erf"),
    ("erfc", erfc, _signed, "Erfc"),
    ("erfinv", erfinv, _unit, "Erfinv"),
    ("exp2", exp2, _signed, "Exp2"),
    ("expm1", expm1, _signed, "Expm1"),
    ("expit", sigmoid, _signed, "Sigmoid"),
    ("log1p", log1p, _unit, "Log1P"),
):
    _register_special(f"special_{_name}", "(Tensor self) -> Tensor", _kernel, _samples, f"{_grad_fn}Backward0")


def ndtr(self: Array) -> Array:
    """The normal distribution's function."""
    return _real(_ndtr, self, "ndtr_cpu")


_register_special("special_ndtr", "(Tensor self) -> Tensor", ndtr, _signed, "MulBackward0")
_register_special("special_logit", "(Tensor self, float? eps=None) -> Tensor", logit, _unit, "LogitBackward0")
_register_special(
    "special_round", "(Tensor self, *, int decimals=0) -> Tensor", round_decimals,
    lambda: [(sample(2, 3), {"decimals": 1})], "RoundBackward1",
)  # fmt: skip
_register_special(
    "special_logsumexp", "(Tensor self, int[1] dim, bool keepdim=False) -> Tensor", logsumexp,
    lambda: [(sample(2, 3), [1])], "LogsumexpBackward0",
)  # fmt: skip
_register_special(
    "special_softmax", "(Tensor self, int dim, ScalarType? dtype=None) -> Tensor", softmax,
    lambda: [(sample(2, 3), 1)], "SoftmaxBackward0",
)  # fmt: skip
_register_special(
    "special_log_softmax", "(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor", log_softmax,
    lambda: [(sample(2, 3), 1)], "LogSoftmaxBackward0",
)  # fmt: skip


@operator(
    "aten::polygamma(int n, Tensor self) -> Tensor",
    samples=lambda: [(0, sample(2, 3)), (1, abs(sample(2, 3)) + 1), (3, abs(sample(4, 3).T) + 1)],
)
def polygamma(n: int, self: Array) -> Array:
    if n < 0:
        raise RuntimeError("polygamma(n, x) does not support negative n.")
    return _real(lambda x: gamma.polygamma(n, x), self, "polygamma")


@operator(
    "aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)",
    variants="method",
    samples=lambda: [(abs(sample(2, 3)) + 1, 1)],
)
def polygamma_(self: Array, n: int) -> Array:
    self[...] = polygamma(n, self)
    return self


_register_special(
    "special_polygamma", "(int n, Tensor self) -> Tensor", polygamma, lambda: [(1, abs(sample(2, 3)) + 1)],
    "PolygammaBackward0",
)  # fmt: skip


def _multigamma(self: Array, p: int) -> Array:
    """The logarithm of the gamma function of p dimensions."""
    kind = floating(dtype_of(self))
    if p < 1:
        raise RuntimeError("p has to be greater than or equal to 1")

    def function(x: Array) -> Any:
        shifts = np.arange(-p + 1, 1) / 2
        return gamma.lgamma(x[..., None].astype(np.float64) + shifts).sum(-1) + p * (p - 1) / 4 * np.log(np.pi)

    return compute(function, (self,), kind)


operator(
    "aten::mvlgamma(Tensor self, int p) -> Tensor",
    samples=lambda: [(abs(sample(2, 3)) + 2, 3)],
)(_multigamma)
_register_special(
    "special_multigammaln", "(Tensor self, int p) -> Tensor", _multigamma, lambda: [(abs(sample(2, 3)) + 2, 2)],
    "MvlgammaBackward0",
)  # fmt: skip


def _only(each: tuple[Any, ...]) -> Samples:
    return [each]


def xlog1py(self: Any, other: Any) -> Array:
    """self log(1 + other), 0 where self is 0."""

    def function(x: Any, y: Any) -> Any:
        with np.errstate(all="ignore"):
            return np.where(np.isnan(y), y, np.where(x == 0, 0, x * np.log1p(y)))

    return compute(function, (self, other), floating(result_type(self, other)))


def zeta(self: Any, other: Any) -> Array:
    """The Hurwitz zeta function of two arguments."""
    return compute(gamma.zeta, (self, other), floating(result_type(self, other)))


for _name, _binary, _titles in (
    ("xlog1py", xlog1py, ("SpecialXlog1Py", "SpecialXlog1Py", "SpecialXlog1Py")),
    ("xlogy", xlogy, ("Xlogy", "Xlogy", "Xlogy")),
    ("zeta", zeta, ("SpecialZeta", "SpecialZeta", "SpecialZeta")),
):
    _signatures = (
        ("(Tensor self, Tensor other) -> Tensor", (abs(sample(2, 3)) + 2, abs(sample(3)) + 1), "0"),
        (".other_scalar(Tensor self, Scalar other) -> Tensor", (abs(sample(2, 3)) + 2, 1.5), "2"),
        (".self_scalar(Scalar self, Tensor other) -> Tensor", (2.5, abs(sample(2, 3)) + 1), "1"),
    )
    for (_signature, _sample, _number), _title in zip(_signatures, _titles, strict=True):
        _register_special(
            f"special_{_name}", _signature, _binary, partial(_only, _sample), f"{_title}Backward{_number}"
        )
