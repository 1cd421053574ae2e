# One small trace for each operator: sorting.
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


trace("sort", lambda a: torch.sort(a), numbers(2, 5))
trace("sort (2)", lambda a: torch.sort(a, 0), numbers(4, 3).t())
trace("sort.stable", lambda a: torch.sort(a, stable=True), numbers(2, 5))
trace("sort.stable (2)", lambda a: torch.sort(a, stable=False, dim=0), numbers(4, 3).t())
trace("msort", lambda a: torch.msort(a), numbers(4, 3))
trace("argsort", lambda a: torch.argsort(a), numbers(2, 5))
trace("argsort (2)", lambda a: torch.argsort(a, 0), numbers(4, 3).t())
trace("argsort.stable", lambda a: torch.argsort(a, stable=True, descending=True), numbers(2, 5))
trace("topk", lambda a: torch.topk(a, 2), numbers(2, 5))
trace("topk (2)", lambda a: torch.topk(a, 1, 0, False), numbers(4, 3).t())
trace("kthvalue", lambda a: torch.kthvalue(a, 2), numbers(2, 5))
trace("kthvalue (2)", lambda a: torch.kthvalue(a, 3, 0, True), numbers(4, 3).t())
trace("median", lambda a: torch.median(a), numbers(2, 3))
trace("median (2)", lambda a: torch.median(a), numbers(2, 5))
trace("median.dim", lambda a: torch.median(a, 1), numbers(2, 4))
trace("median.dim (2)", lambda a: torch.median(a, 0, True), numbers(4, 3).t())
trace("nanmedian", lambda a: torch.nanmedian(a), numbers(2, 3))
trace("nanmedian (2)", lambda a: torch.nanmedian(a), numbers(2, 5))
trace("nanmedian.dim", lambda a: torch.nanmedian(a, 1), numbers(2, 4))
trace("nanmedian.dim (2)", lambda a: torch.nanmedian(a, 0, True), numbers(4, 3).t())
trace("mode", lambda a: torch.mode(a), torch.tensor([3, 1, 3, 2, 1]))
trace("mode (2)", lambda a: torch.mode(a, 0, True), torch.tensor([[1, 2, 2], [1, 1, 1]]))
trace("_unique", lambda a: torch._unique(a), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("_unique (2)", lambda a: torch._unique(a, True, True), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("_unique2", lambda a: torch._unique2(a), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("_unique2 (2)", lambda a: torch._unique2(a, True, True, True), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("unique_consecutive", lambda a: torch.unique_consecutive(a), torch.tensor([1, 1, 2, 2, 1]))
trace("unique_consecutive (2)", lambda a: torch.unique_consecutive(a, True, True), torch.tensor([1, 1, 2, 2, 1]))
trace("bincount", lambda a: torch.bincount(a), torch.tensor([3, 1, 1]))
trace("bincount (2)", lambda a, b: torch.bincount(a, b, 6), torch.tensor([3, 1, 1]), numbers(3))
trace("histc", lambda a: torch.histc(a, 4), numbers(10))
trace("histc (2)", lambda a: torch.histc(a, 3, -1, 1), numbers(10))
trace("searchsorted.Tensor", lambda a, b: torch.searchsorted(a, b), torch.tensor([-1.0, 0.0, 0.5, 2.0]), numbers(2, 3))
trace("searchsorted.Tensor (2)", lambda a, b: torch.searchsorted(a, b, right=True, out_int32=True), torch.tensor([[-1.0, 0.0, 0.5, 2.0], [0.0, 1.0, 1.5, 3.0]]), numbers(2, 3))
trace("searchsorted.Scalar", lambda a: torch.searchsorted(a, 0.5), torch.tensor([-1.0, 0.0, 0.5, 2.0]))
trace("searchsorted.Scalar (2)", lambda a: torch.searchsorted(a, 1, right=True), torch.tensor([-1.0, 0.0, 0.5, 2.0]))
trace("bucketize.Tensor", lambda a, b: torch.bucketize(a, b), numbers(2, 3), torch.tensor([-1.0, 0.0, 0.5, 2.0]))
trace("bucketize.Tensor (2)", lambda a, b: torch.bucketize(a, b, right=True, out_int32=True), numbers(3), torch.tensor([-1.0, 0.0, 0.5, 2.0]))
trace("bucketize.Scalar", lambda a: torch.bucketize(0.5, a), torch.tensor([-1.0, 0.0, 0.5, 2.0]))
trace("isin.Tensor_Tensor", lambda a, b: torch.isin(a, b), torch.tensor([[3, 1, 3], [2, 1, 1]]), torch.tensor([1, 2]))
trace("isin.Tensor_Tensor (2)", lambda a, b: torch.isin(a, b, invert=True), torch.tensor([[3, 1, 3], [2, 1, 1]]), torch.tensor([1, 2]))
trace("isin.Tensor_Scalar", lambda a: torch.isin(a, 1), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("isin.Scalar_Tensor", lambda a: torch.isin(1, a), torch.tensor([[3, 1, 3], [2, 1, 1]]))
trace("one_hot", lambda a: torch._C._nn.one_hot(a), torch.tensor([1, 0, 2]))
trace("one_hot (2)", lambda a: torch._C._nn.one_hot(a, 4), torch.tensor([[1], [0]]))
