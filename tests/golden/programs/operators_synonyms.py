# One small trace for each operator: synonyms.
import torch


def numbers(*sizes):
    """Numbers spread over (-2, 2), no two alike."""
    count = 1
    for size in sizes:
        count *= size
    values = (torch.arange(count, dtype=torch.float64) * 0.6180339887498949) % 1.0 * 4.0 - 2.0
    return values.to(torch.float32).reshape(sizes)


def trace(name, function, *inputs):
    show(name, str(torch.jit.trace(function, inputs, check_trace=False).graph))


trace("moveaxis.int", lambda a: torch.moveaxis(a, 0, -1), numbers(2, 3, 4))
trace("moveaxis.intlist", lambda a: torch.moveaxis(a, [0, 1], [2, 0]), numbers(2, 3, 4))
trace("adjoint", lambda a: torch.adjoint(a), numbers(2, 3))
trace("inverse", lambda a: torch.inverse(a), torch.tensor([[1.0, 0.4721, -1.056], [1.416, 2.889, -1.639], [0.8328, -0.695, 4.777]]))
trace("linalg_matmul", lambda a, b: torch.linalg.matmul(a, b), numbers(2, 3), numbers(3, 4))
trace("special_gammaln", lambda a: torch.special.gammaln(a), numbers(2, 3))
trace("special_gammaln (2)", lambda a: torch.special.gammaln(a), numbers(4, 3).t())
trace("special_digamma", lambda a: torch.special.digamma(a), numbers(2, 3))
trace("special_digamma (2)", lambda a: torch.special.digamma(a), numbers(4, 3).t())
trace("special_psi", lambda a: torch.special.psi(a), numbers(2, 3))
trace("special_psi (2)", lambda a: torch.special.psi(a), numbers(4, 3).t())
trace("special_i0", lambda a: torch.special.i0(a), numbers(2, 3))
trace("special_i0 (2)", lambda a: torch.special.i0(a), numbers(4, 3).t())
trace("special_sinc", lambda a: torch.special.sinc(a), numbers(2, 3))
trace("special_sinc (2)", lambda a: torch.special.sinc(a), numbers(4, 3).t())
trace("special_erfc", lambda a: torch.special.erfc(a), numbers(2, 3))
trace("special_erfc (2)", lambda a: torch.special.erfc(a), numbers(4, 3).t())
trace("special_erfinv", lambda a: torch.special.erfinv(a), torch.tensor([[0.8, 0.1889, 0.4223], [0.5666, 0.04458, 0.6557]]))
trace("special_round", lambda a: torch.special.round(a, decimals=1), numbers(2, 3))
trace("special_polygamma", lambda a: torch.special.polygamma(1, a), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
trace("special_multigammaln", lambda a: torch.special.multigammaln(a, 2), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]))
trace("special_xlogy", lambda a, b: torch.special.xlogy(a, b), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]), torch.tensor([3.0, 1.472, 2.056]))
trace("special_xlogy.other_scalar", lambda a: torch.special.xlogy(a, 1.5), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]))
trace("special_xlogy.self_scalar", lambda a: torch.special.xlogy(2.5, a), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
