# One small trace for each operator: normalization.
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


trace("batch_norm", lambda a, b, c, d, x4: torch.batch_norm(a, b, c, d, x4, False, 0.1, 1e-05, True), numbers(2, 3, 4, 4), numbers(3), numbers(3), numbers(3), torch.tensor([2.0, 0.4721, 1.056]))
trace("batch_norm (2)", lambda a: torch.batch_norm(a, None, None, None, None, True, 0.1, 1e-05, True), numbers(4, 3))
trace("native_batch_norm", lambda a, b, c: torch.native_batch_norm(a, b, c, None, None, True, 0.1, 1e-05), numbers(4, 3), numbers(3), numbers(3))
trace("instance_norm", lambda a, b, c: torch.instance_norm(a, b, c, None, None, True, 0.1, 1e-05, True), numbers(2, 3, 5), numbers(3), numbers(3))
trace("instance_norm (2)", lambda a, b, c: torch.instance_norm(a, None, None, b, c, False, 0.1, 1e-05, True), numbers(2, 3, 5), numbers(3), torch.tensor([2.0, 0.4721, 1.056]))
trace("layer_norm", lambda a, b, c: torch.layer_norm(a, [4], b, c), numbers(2, 3, 4), numbers(4), numbers(4))
trace("layer_norm (2)", lambda a: torch.layer_norm(a, [3, 4]), numbers(2, 3, 4))
trace("native_layer_norm", lambda a, b, c: torch.native_layer_norm(a, [4], b, c, 1e-05), numbers(2, 3, 4), numbers(4), numbers(4))
trace("group_norm", lambda a, b, c: torch.group_norm(a, 2, b, c), numbers(2, 4, 3), numbers(4), numbers(4))
trace("group_norm (2)", lambda a: torch.group_norm(a, 4), numbers(2, 4, 2, 2))
trace("embedding_bag", lambda a, b, c: torch.embedding_bag(a, b, c, False, 0), numbers(4, 3), torch.tensor([1, 3, 0, 2, 1]), torch.tensor([0, 2]))
trace("embedding_bag (2)", lambda a, b, c: torch.embedding_bag(a, b, c, False, 1), numbers(4, 3), torch.tensor([1, 3, 0, 2, 1]), torch.tensor([0, 2]))
trace("embedding_bag.padding_idx", lambda a, b, c: torch.embedding_bag(a, b, c, False, 0, False, None, False, None), numbers(4, 3), torch.tensor([1, 3, 0, 2, 1]), torch.tensor([0, 2]))
trace("embedding_bag.padding_idx (2)", lambda a, b, c: torch.embedding_bag(a, b, c, False, 1, False, None, False, 1), numbers(4, 3), torch.tensor([1, 3, 0, 2, 1]), torch.tensor([0, 2]))
trace("norm_except_dim", lambda a: torch.norm_except_dim(a), numbers(3, 2, 2))
trace("norm_except_dim (2)", lambda a: torch.norm_except_dim(a, 2, 2), numbers(3, 2, 2))
trace("_weight_norm", lambda a, b: torch._weight_norm(a, b), numbers(3, 2, 2), numbers(3, 1, 1))
trace("_weight_norm (2)", lambda a, b: torch._weight_norm(a, b, 1), numbers(3, 2), numbers(1, 2))
trace("_weight_norm_interface", lambda a, b: torch._weight_norm_interface(a, b), numbers(3, 2, 2), numbers(3, 1, 1))
trace("rms_norm", lambda a: torch.rms_norm(a, [4]), numbers(2, 3, 4))
trace("rms_norm (2)", lambda a, b: torch.rms_norm(a, [3, 4], b, 0.001), numbers(2, 3, 4), numbers(3, 4))
