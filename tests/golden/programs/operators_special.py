# One small trace for each operator: special.
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


trace("lgamma", lambda a: torch.lgamma(a), numbers(2, 3))
trace("lgamma (2)", lambda a: torch.lgamma(a), numbers(4, 3).t())
trace("lgamma_", lambda a: a.lgamma_(), numbers(2, 3))
trace("lgamma_ (2)", lambda a: a.lgamma_(), numbers(4, 3).t())
trace("digamma", lambda a: torch.digamma(a), numbers(2, 3))
trace("digamma (2)", lambda a: torch.digamma(a), numbers(4, 3).t())
trace("digamma_", lambda a: a.digamma_(), numbers(2, 3))
trace("digamma_ (2)", lambda a: a.digamma_(), numbers(4, 3).t())
trace("i0", lambda a: torch.i0(a), numbers(2, 3))
trace("i0 (2)", lambda a: torch.i0(a), numbers(4, 3).t())
trace("i0_", lambda a: torch.i0_(a), numbers(2, 3))
trace("i0_ (2)", lambda a: torch.i0_(a), numbers(4, 3).t())
trace("sinc", lambda a: torch.sinc(a), numbers(2, 3))
trace("sinc (2)", lambda a: torch.sinc(a), numbers(4, 3).t())
trace("sinc_", lambda a: torch.sinc_(a), numbers(2, 3))
trace("sinc_ (2)", lambda a: torch.sinc_(a), numbers(4, 3).t())
trace("special_entr", lambda a: torch.special.entr(a), torch.tensor([[0.8, 0.1889, 0.4223], [0.5666, 0.04458, 0.6557]]))
trace("special_entr (2)", lambda a: torch.special.entr(a), numbers(2, 3))
trace("special_i0e", lambda a: torch.special.i0e(a), numbers(2, 3))
trace("special_i0e (2)", lambda a: torch.special.i0e(a), numbers(4, 3).t())
trace("special_ndtri", lambda a: torch.special.ndtri(a), torch.tensor([[0.8, 0.1889, 0.4223], [0.5666, 0.04458, 0.6557]]))
trace("special_log_ndtr", lambda a: torch.special.log_ndtr(a), numbers(2, 3))
trace("special_log_ndtr (2)", lambda a: torch.special.log_ndtr(a), numbers(4, 3).t())
trace("special_ndtr", lambda a: torch.special.ndtr(a), numbers(2, 3))
trace("special_ndtr (2)", lambda a: torch.special.ndtr(a), numbers(4, 3).t())
trace("polygamma", lambda a: torch.polygamma(0, a), numbers(2, 3))
trace("polygamma (2)", lambda a: torch.polygamma(1, a), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
trace("polygamma_", lambda a: a.polygamma_(1), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
trace("mvlgamma", lambda a: torch.mvlgamma(a, 3), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]))
trace("special_xlog1py", lambda a, b: torch.special.xlog1py(a, b), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]), torch.tensor([3.0, 1.472, 2.056]))
trace("special_xlog1py.other_scalar", lambda a: torch.special.xlog1py(a, 1.5), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]))
trace("special_xlog1py.self_scalar", lambda a: torch.special.xlog1py(2.5, a), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
trace("special_zeta", lambda a, b: torch.special.zeta(a, b), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]), torch.tensor([3.0, 1.472, 2.056]))
trace("special_zeta.other_scalar", lambda a: torch.special.zeta(a, 1.5), torch.tensor([[4.0, 2.472, 3.056], [3.416, 2.111, 3.639]]))
trace("special_zeta.self_scalar", lambda a: torch.special.zeta(2.5, a), torch.tensor([[3.0, 1.472, 2.056], [2.416, 1.111, 2.639]]))
