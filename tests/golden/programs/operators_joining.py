# One small trace for each operator: joining.
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


trace("cat", lambda a, b: torch.cat([a, b]), numbers(2, 3), numbers(1, 3))
trace("cat (2)", lambda a, b: torch.cat([a, b], -1), numbers(2, 3), torch.tensor([[4], [5]]))
trace("concat", lambda a, b: torch.concat([a, b]), numbers(2, 3), numbers(1, 3))
trace("concatenate", lambda a, b: torch.concatenate([a, b]), numbers(2, 3), numbers(1, 3))
trace("stack", lambda a, b: torch.stack([a, b]), numbers(2, 3), numbers(2, 3))
trace("stack (2)", lambda a, b: torch.stack([a, b], -1), numbers(2, 3), numbers(2, 3))
trace("hstack", lambda a, b: torch.hstack([a, b]), numbers(2, 1), numbers(2, 3))
trace("hstack (2)", lambda a, b: torch.hstack([a, b]), numbers(2), numbers())
trace("vstack", lambda a, b: torch.vstack([a, b]), numbers(3), numbers(2, 3))
trace("row_stack", lambda a: torch.row_stack([a]), numbers(3))
trace("dstack", lambda a, b: torch.dstack([a, b]), numbers(3), numbers(1, 3))
trace("column_stack", lambda a, b: torch.column_stack([a, b]), numbers(2), numbers(2, 3))
trace("atleast_1d", lambda a: torch.atleast_1d(a), numbers())
trace("atleast_1d (2)", lambda a: torch.atleast_1d(a), numbers(2))
trace("atleast_1d.Sequence", lambda a, b: torch.atleast_1d(*[a, b]), numbers(), numbers(2, 2))
trace("atleast_2d", lambda a: torch.atleast_2d(a), numbers())
trace("atleast_2d (2)", lambda a: torch.atleast_2d(a), numbers(2))
trace("atleast_2d.Sequence", lambda a, b: torch.atleast_2d(*[a, b]), numbers(), numbers(2, 2))
trace("atleast_3d", lambda a: torch.atleast_3d(a), numbers())
trace("atleast_3d (2)", lambda a: torch.atleast_3d(a), numbers(2))
trace("atleast_3d.Sequence", lambda a, b: torch.atleast_3d(*[a, b]), numbers(), numbers(2, 2))
trace("meshgrid", lambda a, b: torch.meshgrid([a, b]), numbers(2), numbers(3))
trace("meshgrid.indexing", lambda a, b: torch.meshgrid([a, b], indexing='xy'), numbers(2), numbers(3))
trace("repeat", lambda a: a.repeat([2, 1]), numbers(2, 3))
trace("repeat (2)", lambda a: a.repeat([2, 2]), numbers(3))
trace("tile", lambda a: torch.tile(a, [2]), numbers(2, 3))
trace("tile (2)", lambda a: torch.tile(a, [2, 2]), numbers(3))
trace("repeat_interleave.Tensor", lambda a: torch.repeat_interleave(a), torch.tensor([1, 0, 2]))
trace("repeat_interleave.self_Tensor", lambda a, b: torch.repeat_interleave(a, b, 0), numbers(2, 3), torch.tensor([2, 1]))
trace("repeat_interleave.self_Tensor (2)", lambda a, b: torch.repeat_interleave(a, b), numbers(2), torch.tensor([3]))
trace("repeat_interleave.self_int", lambda a: torch.repeat_interleave(a, 2), numbers(2, 3))
trace("repeat_interleave.self_int (2)", lambda a: torch.repeat_interleave(a, 2, 1), numbers(2, 3))
trace("roll", lambda a: torch.roll(a, [1], [1]), numbers(2, 3))
trace("roll (2)", lambda a: torch.roll(a, [-4]), numbers(2, 3))
trace("flip", lambda a: torch.flip(a, [0]), numbers(2, 3))
trace("flip (2)", lambda a: torch.flip(a, [0, -1]), numbers(2, 3))
trace("fliplr", lambda a: torch.fliplr(a), numbers(2, 3))
trace("flipud", lambda a: torch.flipud(a), numbers(2, 3))
trace("rot90", lambda a: torch.rot90(a), numbers(2, 3))
trace("rot90 (2)", lambda a: torch.rot90(a, 2), numbers(2, 3))
