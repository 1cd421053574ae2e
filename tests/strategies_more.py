"""More of what users write: expressions on shapes, masks, indices and integers, further layers, and whole statements.

The vocabulary of `strategies_steps` is what most networks are made of; this is the rest. A statement here is a
function of the class being written, with its line or lines; one that the value at hand does not suit returns False.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from strategies_steps import Layer, Shape, Step, Value, chance


def more_step(random: Random, value: Value) -> Step | None:
    """An expression over one value, of those less common."""
    rules = [integer_step, shape_made_step, indexed_step, product_step, resampled_step, function_step, spectral_step]
    return random.choice(rules)(random, value)


def integer_step(random: Random, value: Value) -> Step | None:
    """Through integers, booleans or another float, and back."""
    shape = value.shape
    texts = [
        "({x} * 3).long().float()",
        "({x} * 7).int().to(torch.float32)",
        "(({x} > 0.5) & ({x} <= 1)).float()",
        "(({x} < 0) | ~({x} > 1)).to({x}.dtype)",
        "({x} * 10).long().remainder(3).type_as({x})",
        "(({x} * 10).long() // 2 % 3).float()",
        "({x} >= 0).to(torch.int32).bitwise_and(1).float()",
        "{x}.double().round().float()",
        "{x}.gt(0.5).logical_not().float()",
        "({x} == {x}.max()).float()",
        "{x}.to(torch.bfloat16).to(torch.float32)",
        "{x}.sign() * {x}.floor()",
    ]
    return Step(f"({random.choice(texts)})", shape)


def shape_made_step(random: Random, value: Value) -> Step | None:
    """With a tensor made in the size of the value."""
    shape, rank = value.shape, value.rank
    if not rank:
        return None
    steps = [
        Step("({x} + torch.arange({x}.size(-1)))", shape),
        Step("({x} * torch.ones({x}.shape[-1:], dtype={x}.dtype))", shape),
        Step("({x} + {x}.new_zeros({x}.size(-1)))", shape),
        Step("({x} * {x}.new_full(({x}.shape[-1],), 0.5))", shape),
        Step("({x} + torch.full(({x}.size(-1),), 2.0))", shape),
        Step("({x} - torch.zeros_like({x}))", shape),
        Step("({x} + torch.linspace(0, 1, {x}.size(-1)))", shape),
        Step("({x} / ({x}.size(0) * {x}.shape[-1] + 1))", shape),
        Step("({x} * ({x}.size(-1) // 2 - {x}.size(0) % 2))", shape),
        Step("({x} + torch.tensor(1.5))", shape),
        Step("({x} * torch.tensor([2.0]).to({x}.device))", shape),
        Step("({x} * {x}.size(-1) ** -0.5)", shape),
        Step("{x}.sum() / {x}.numel() + {x}", shape),
        Step("torch.eye({x}.size(-1))[0] + {x}", shape),
        Step("({x} + {x}.new_ones(()))", shape),
    ]
    if rank > 1:
        steps.append(Step("{x}.new_zeros({x}.size(0), 1).expand(-1, 3) + 1.0", (shape[0], 3), unpacks=True))
        steps.append(Step("{x}[:, : {x}.size(-1)]", (shape[0], min(shape[1], shape[-1]), *shape[2:]), True))
        steps.append(
            Step("{x}.narrow(1, 0, {x}.size(1) - 1)", (shape[0], shape[1] - 1, *shape[2:]), True, unpacks=True)
        )
        steps.append(Step("{x}.repeat({x}.size(0), *[1] * ({x}.dim() - 1))", (shape[0] ** 2, *shape[1:]), packs=True))
        steps.append(Step("{x}.unflatten(0, (1, {x}.size(0)))", (1, *shape), True))
    if rank == 2:
        steps.append(Step("({x} * torch.ones({x}.size(0), {x}.size(1)).tril())", shape))
        steps.append(Step("{x}.masked_fill(torch.ones({x}.size(0), {x}.size(1)).triu(1).bool(), -1e9)", shape))
    return random.choice([s for s in steps if 0 not in s.shape and math.prod(s.shape) < 3000])


def indexed_step(random: Random, value: Value) -> Step | None:
    """Picked by indices, masks, sorting."""
    shape = value.shape
    if value.rank < 2:
        return None
    rest = shape[:-1]
    loose: dict[str, Any] = {"unpacks": True}
    steps = [
        Step("{x}.masked_fill({x} > 0.5, 0)", shape),
        Step("{x}.masked_fill({x} == 0, float('-inf')).exp()", shape),
        Step("torch.where({x} > 0.5, {x}, torch.zeros_like({x}))", shape),
        Step("{x}[torch.tensor([0, 0])]", (2, *shape[1:]), **loose),
        Step("{x}[[0, -1]]", (2, *shape[1:]), **loose),
        Step("{x}[:, [0, 0]]", (shape[0], 2, *shape[2:]), **loose),
        Step("{x}[torch.arange({x}.size(0)), 0]", (shape[0], *shape[2:]), **loose),
        Step("{x}.index_select(0, torch.tensor([0, 1, 0]))", (3, *shape[1:]), **loose),
        Step("{x}.gather(-1, {x}.argmax(-1, keepdim=True))", (*rest, 1), **loose),
        Step("{x}.topk(1, dim=-1)[0]", (*rest, 1), **loose),
        Step("{x}.sort(dim=-1, descending=True)[0]", shape, **loose),
        Step("{x}.sort(-1).values", shape, **loose),
        Step("{x}.argsort(-1).float()", shape, **loose),
        Step("{x}.cumsum(-1)", shape),
        Step("torch.flip({x}, [-1])", shape, **loose),
        Step("torch.roll({x}, 1, dims=-1)", shape, **loose),
        Step("{x}.argmax(dim=-1).float()", rest, **loose),
        Step("{x}.max(dim=-1)[1].float()", rest, **loose),
        Step("F.one_hot({x}.argmax(1) % 3, 3).float()", (shape[0], *shape[2:], 3), **loose),
        Step("{x}.var(dim=-1, unbiased=False)", rest, **loose),
        Step("{x}.std(-1, keepdim=True)", (*rest, 1), **loose),
        Step("{x}.norm(dim=-1, keepdim=True)", (*rest, 1), **loose),
        Step("F.normalize({x}, dim=-1)", shape, **loose),
        Step("{x}.logsumexp(-1)", rest, **loose),
        Step("{x}.prod(-1)", rest, **loose),
        Step("({x} > 0.5).any(-1).float()", rest, **loose),
        Step("torch.stack(list({x}.unbind(0)))", shape, **loose),
        Step("torch.cat([{x}[:1], {x}[1:]])", shape, **loose),
        Step("{x}[..., None].squeeze(-1)", shape, True),
        Step("{x}.diagonal(dim1=0, dim2=-1)", (*shape[1:-1], min(shape[0], shape[-1])), True, **loose),
        Step("{x}.movedim(0, -1)", (*shape[1:], shape[0]), True, **loose),
    ]
    return random.choice([s for s in steps if 0 not in s.shape and math.prod(s.shape) < 3000])


def product_step(random: Random, value: Value) -> Step | None:
    """Matrix products, `einsum`."""
    shape, rank = value.shape, value.rank
    if rank not in (2, 3) or value.size > 200:
        return None
    rows, columns = shape[-2:]
    batch = shape[:-2]
    loose: dict[str, Any] = {"unpacks": True}
    if rank == 2:
        steps = [
            Step("torch.mm({x}, {x}.t())", (rows, rows), **loose),
            Step("torch.einsum('ij,kj->ik', {x}, {x})", (rows, rows), **loose),
            Step("torch.einsum('ij->ji', {x})", (columns, rows), True, **loose),
            Step("torch.addmm(torch.zeros({x}.size(0)), {x}, {x}.t())", (rows, rows), **loose),
            Step("{x}.mv({x}[0])", (rows,), **loose),
            Step("F.linear({x}, {x}, None)", (rows, rows), **loose),
            Step("{x}.pow(2).sum(1, keepdim=True).sqrt()", (rows, 1), **loose),
            Step("torch.outer({x}[0], {x}[-1])", (columns, columns), **loose),
        ]
    else:
        steps = [
            Step("torch.bmm({x}, {x}.transpose(1, 2))", (*batch, rows, rows), **loose),
            Step("torch.einsum('bij,bkj->bik', {x}, {x})", (*batch, rows, rows), **loose),
            Step("torch.baddbmm(torch.zeros(1), {x}, {x}.mT, beta=0.5, alpha=2)", (*batch, rows, rows), **loose),
            Step("torch.einsum('bij->bi', {x})", (*batch, rows), **loose),
            Step("F.softmax({x} @ {x}.transpose(-2, -1) / {x}.size(-1) ** 0.5, dim=-1) @ {x}", shape, **loose),
            Step("F.scaled_dot_product_attention({x}, {x}, {x})", shape, **loose),
        ]
    return random.choice(steps)


def resampled_step(random: Random, value: Value) -> Step | None:
    """Images made larger, smaller, padded, cut up."""
    if value.rank != 4 or value.size > 800:
        return None
    n, c, h, w = value.shape
    loose: dict[str, Any] = {"unpacks": True}
    steps = [
        Step("F.interpolate({x}, scale_factor=2)", (n, c, 2 * h, 2 * w), **loose),
        Step("F.interpolate({x}, size=(4, 5), mode='bilinear', align_corners=False)", (n, c, 4, 5), **loose),
        Step("F.interpolate({x}, size={x}.shape[2:])", (n, c, h, w), **loose),
        Step("F.interpolate({x}, size=({x}.size(2) * 2, {x}.size(3)))", (n, c, 2 * h, w), **loose),
        Step("F.pad({x}, (1, 1, 0, 2))", (n, c, h + 2, w + 2), **loose),
        Step("F.pad({x}, (0, {x}.size(2)), value=0.5)", (n, c, h, w + h), **loose),
        Step("F.adaptive_avg_pool2d({x}, (2, 1))", (n, c, 2, 1), **loose),
        Step("F.avg_pool2d({x}, {x}.shape[2:])", (n, c, 1, 1), **loose),
        Step("F.max_pool2d({x}, {x}.size()[2:])", (n, c, 1, 1), **loose),
        Step("F.layer_norm({x}, {x}.shape[1:])", (n, c, h, w), **loose),
        Step("F.unfold({x}, 1)", (n, c, h * w), **loose),
        Step("{x}.flatten(2).transpose(1, 2)", (n, h * w, c), True, **loose),
        Step("{x}.permute(0, 2, 3, 1).contiguous()", (n, h, w, c), packs=True),
        Step("{x}.to(memory_format=torch.channels_last)", (n, c, h, w), True, **loose),
    ]
    return random.choice(steps)


def function_step(random: Random, value: Value) -> Step | None:
    """Less common functions of each element."""
    texts = ["F.silu({x})", "F.mish({x})", "F.hardswish({x})", "F.relu6({x})", "F.softplus({x})", "F.selu({x})"]
    texts += ["F.hardtanh({x}, -0.5, 0.5)", "F.celu({x})", "F.logsigmoid({x})", "torch.rsqrt({x}.abs() + 1)"]
    texts += ["{x}.abs().sqrt()", "{x}.abs().log1p()", "torch.erf({x})", "({x} ** 3)", "(2 ** {x})", "{x}.pow(2.0)"]
    texts += ["torch.clamp({x}, max=0.7)", "{x}.clamp_min(0.1)", "torch.lerp({x}, {x} + 1, 0.3)", "{x}.reciprocal()"]
    texts += ["torch.maximum({x}, -{x})", "torch.addcmul({x}, {x}, {x}, value=0.5)", "{x}.sin() + {x}.cos()"]
    texts += ["torch.rsub({x}, 1)", "{x}.true_divide(3)", "{x}.square()", "({x} // 0.3)", "({x} % 0.7)", "(3 // {x})"]
    texts += ["{x}.sub(0.5, alpha=2)", "torch.atan2({x}, {x} + 2)", "F.threshold({x}, 0.1, 0.2)", "{x}.expm1()"]
    texts += ["F.glu(torch.cat([{x}, {x}], -1))", "F.gelu({x}, approximate='tanh')", "F.softmin({x}, dim=-1)"]
    if not value.rank:
        texts = texts[:-3]
    return Step(random.choice(texts), value.shape)


def spectral_step(random: Random, value: Value) -> Step | None:
    """Into the frequency domain, and back to real numbers."""
    shape, rank = value.shape, value.rank
    if not rank:
        return None
    steps = [
        Step("torch.fft.fft({x}).abs()", shape),
        Step("(torch.fft.ifft({x}, dim=0).real + 1)", shape),
        Step("torch.fft.irfft(torch.fft.rfft({x}), n={x}.size(-1))", shape),
        Step("torch.fft.rfft({x}, dim=0, norm='ortho').abs()", (shape[0] // 2 + 1, *shape[1:])),
        Step("torch.fft.fftshift({x}, dim=-1)", shape),
        Step("({x} * torch.fft.fftfreq({x}.shape[-1]))", shape),
        Step("torch.fft.fftn({x}, dim=(-1, 0)).abs()" if rank > 1 else "torch.fft.fftn({x}).abs()", shape),
    ]
    if rank > 1:
        steps.append(Step("torch.fft.ifft2(torch.fft.fft2({x})).abs()", shape))
    return random.choice(steps)


def more_layer(random: Random, value: Value) -> Layer | None:
    """A layer of those less common that takes this value."""
    shape, rank = value.shape, value.rank
    last = shape[-1] if rank else 0
    names = ["Hardswish()", "Mish()", "Hardsigmoid()", "SELU()", "CELU()", "LogSigmoid()", "Softsign()", "Tanhshrink()"]
    names += ["PReLU()", "Threshold(0.1, 0.2)", "RReLU()", "Softshrink()", "Hardshrink()", "GELU('tanh')"]
    layers = [Layer(f"nn.{name}", shape) for name in names]
    if rank > 1:
        layers += [Layer("nn.LogSoftmax(dim=1)", shape)] * 2
        layers += [Layer(f"nn.Unflatten(1, (1, {shape[1]}))", (shape[0], 1, *shape[1:]))] * (rank < 4)
        if last % 2 == 0:
            layers += [Layer("nn.GLU()", (*shape[:-1], last // 2))] * 2
    if rank == 2:
        layers += [Layer(f"nn.BatchNorm1d({last})", shape)] * 4
    if rank == 3:
        n, c, length = shape
        layers += [Layer(f"nn.Conv1d({c}, 4, 1)", (n, 4, length)), Layer("nn.AdaptiveAvgPool1d(2)", (n, c, 2))] * 2
        layers += [Layer(f"nn.ConvTranspose1d({c}, 3, 2)", (n, 3, length + 1))] * 2
        layers += [Layer("nn.MaxPool1d(2)", (n, c, length // 2))] * (2 * (length > 1))
        layers += [Layer(f"nn.BatchNorm1d({c})", shape)] * (2 * (n * length > 1))
        layers += [Layer(f"nn.GroupNorm(1, {c})", shape)] * 2
    if rank == 4:
        n, c, h, w = shape
        layers += [Layer(f"nn.GroupNorm({random.choice([1, c])}, {c})", shape)] * 3
        layers += [Layer(f"nn.InstanceNorm2d({c}{random.choice(['', ', affine=True'])})", shape)] * (2 * (h * w > 1))
        layers += [Layer(f"nn.ConvTranspose2d({c}, 2, 2, stride=2)", (n, 2, 2 * h, 2 * w))] * 3
        layers += [Layer("nn.Upsample(scale_factor=2)", (n, c, 2 * h, 2 * w))] * 2
        layers += [Layer("nn.ZeroPad2d(1)", (n, c, h + 2, w + 2)), Layer("nn.Dropout2d(0.3)", shape)] * 2
        layers += [Layer("nn.AdaptiveMaxPool2d((1, 2))", (n, c, 1, 2)), Layer("nn.LocalResponseNorm(2)", shape)] * 2
        if min(h, w) > 1:
            layers += [Layer("nn.ReflectionPad2d(1)", (n, c, h + 2, w + 2))] * 2
            layers += [Layer("nn.MaxPool2d(2, ceil_mode=True)", (n, c, (h + 1) // 2, (w + 1) // 2))] * 2
        if c % 4 == 0:
            layers += [Layer("nn.PixelShuffle(2)", (n, c // 4, 2 * h, 2 * w))] * 3
        layers += [Layer(f"nn.Conv2d({c}, 2, 2, padding='same')", (n, 2, h, w))]
        if min(h, w) > 1:
            layers += [Layer(f"nn.Conv2d({c}, 2, 3, padding=1, padding_mode='circular')", (n, 2, h, w))]
    return random.choice([layer for layer in layers if math.prod(layer.shape) < 3000])


# Statements: each writes its lines to the class and returns whether it did.

Statement = Callable[[Any], bool]


def mask_assigned(c: Any) -> bool:
    value = c.pick()
    if not value.writable or value.rank < 2:
        return False
    texts = ["{x}[{x} > 0.5] = 0", "{x}[:, 0][{x}[:, 0] < 0.2] = 1", "{x}[torch.tensor([0])] = 2", "{x}[0, 0] += 1"]
    texts += ["{x}[[0, 1], 0] = 0.25", "{x}[..., -1] *= 2", "{x}.masked_fill_({x} > 0.9, 0.1)", "{x}[:, ::2] += 1"]
    texts += ["{x}[0].fill_(3)", "{x}.view_as({x}).mul_(2)", "{x}[:1].zero_()", "{x}.transpose(0, 1)[0] = 1"]
    texts += ["{x}.index_fill_(0, torch.tensor([0]), 0.5)", "{x}.clamp_(0, 2)", "{x}.sub_(0.5).div_(2)", "{x} **= 2"]
    texts += ["{x}[{x}.size(0) - 1] = 0", "{x}[:, : {x}.size(1) // 2] = 1", "{x}.select(0, 0).add_({x}[-1])"]
    c.body.append(c.random.choice(texts).format(x=value.text))
    return True


def child_with_own_weight(c: Any) -> bool:
    """A child is handed its parent's parameter, or shares one with its sibling."""
    value, random = c.pick(), c.random
    if value.rank < 2:
        return False
    k = value.shape[-1]
    kind = random.choice(["handed", "tied", "list", "dict"])
    c.feature(f"parameters: {kind}")
    if kind == "handed":
        inner = f"Scale{len(c.program.classes)}"
        c.program.classes.append(f"class {inner}(nn.Module):\n    def forward(self, x, w):\n        return x * w + w\n")
        child = c.attribute(f"{inner}()")
        weight = c.attribute(f"nn.Parameter(torch.rand({k}))")
        c.assign(replace(value, text=f"{child}({value.text}, {weight})", writable=True))
    elif kind == "tied":
        first, second = c.attribute(f"nn.Linear({k}, {k})"), c.attribute(f"nn.Linear({k}, {k}, bias=False)")
        c.init.append(f"{second}.weight = {first}.weight")
        c.assign(replace(value, text=f"{second}({first}({value.text}))", writable=True, packed=False))
    elif kind == "list":
        name = c.attribute(f"nn.ParameterList([nn.Parameter(torch.ones({k})), nn.Parameter(torch.zeros({k}))])")
        value = c.assign(replace(value, text=f"{value.text} * {name}[1]", writable=True))
        c.body += [f"for p in {name}:", f"    {value.text} = {value.text} + p"]
    else:
        name = c.attribute(f'nn.ParameterDict({{"a": nn.Parameter(torch.ones({k}))}})')
        c.assign(replace(value, text=f'{value.text} + {name}["a"]', writable=True))
    return True


def module_dict(c: Any) -> bool:
    value = c.pick()
    first, after = c.layer(value)
    second, last = c.layer(after)
    name = c.attribute(f'nn.ModuleDict({{"one": {first}, "two": {second}}})')
    c.assign(replace(last, text=f'{name}["two"]({name}["one"]({value.text}))'))
    return True


def named_arguments(c: Any) -> bool:
    """A block called by keyword, with a default argument left out; it gives a dict or a named tuple."""
    value, random = c.pick(), c.random
    if not value.rank:
        return False
    name = f"Named{len(c.program.classes)}"
    result, part = random.choice(
        [('{"a": a * scale, "b": b}', '["a"]'), ("(a - b, scale)", "[0]"), ("Pair(a, b * scale)", ".second")]
    )
    c.feature("called by keyword")
    pair = "from collections import namedtuple\n\nPair = namedtuple('Pair', 'first second')\n\n\n" * ("Pair" in result)
    k = value.shape[-1]
    init = f"    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear({k}, {k})\n"
    lines = ["def forward(self, a, b=None, scale=2):", "    b = a if b is None else self.fc(b)", f"    return {result}"]
    body = "".join(f"    {line}\n" for line in lines)
    c.program.classes.append(f"{pair}class {name}(nn.Module):\n{init}\n{body}")
    words = random.choice(
        [f"{value.text}", f"a={value.text}", f"{value.text}, b={value.text}", f"b={value.text} + 1, a={value.text}"]
    )
    c.assign(replace(value, text=f"{c.attribute(f'{name}()')}({words}){part}", writable=False, packed=False))
    return True


def recurrent(c: Any) -> bool:
    value, random = c.pick(), c.random
    if value.rank != 3 or value.size > 300:
        return False
    n, length, k = value.shape
    options = [
        (f"nn.LSTM({k}, 3, batch_first=True)", "out, (h, _)", "out", (n, length, 3)),
        (f"nn.GRU({k}, 3)", "out, h", "out", (n, length, 3)),
        (f"nn.RNN({k}, 2, num_layers=2, batch_first=True)", "out, h", "h", (2, n, 2)),
        (f"nn.LSTM({k}, 2, bidirectional=True)", "out, _", "out", (n, length, 4)),
    ]
    constructor, names, kept, shape = random.choice(options)
    c.feature("recurrent")
    c.body.append(f"{names} = {c.attribute(constructor)}({value.text})")
    for name in ("out", "h", "_"):
        c.pool.pop(name, None)
    c.keep(kept, Value("", shape, writable=False, packed=False))
    return True


def attention(c: Any) -> bool:
    value, random = c.pick(), c.random
    if value.rank != 3 or value.shape[-1] % 2 or value.size > 300:
        return False
    k = value.shape[-1]
    c.feature("attention")
    if chance(random, 50):
        name = c.attribute(f"nn.MultiheadAttention({k}, 2{random.choice(['', ', batch_first=True'])})")
        words = random.choice(["", ", need_weights=False"])
        call = f"{name}({value.text}, {value.text}, {value.text}{words})[0]"
    else:
        name = c.attribute(f"nn.TransformerEncoderLayer({k}, 2, 8, 0.0{random.choice(['', ', batch_first=True'])})")
        call = f"{name}({value.text})"
    c.assign(replace(value, text=call, writable=False, packed=False))
    return True


def embedded(c: Any) -> bool:
    value = c.pick()
    if not 0 < value.rank < 3 or value.size > 100:
        return False
    name = c.attribute(f"nn.Embedding(5, 3{c.random.choice(['', ', padding_idx=0'])})")
    text = f"{name}({value.text}.abs().long().clamp(0, 4))"
    c.assign(Value(text, (*value.shape, 3), writable=True))
    return True


def without_grad(c: Any) -> bool:
    value, random = c.pick(), c.random
    if not value.rank:
        return False
    k = value.shape[-1]
    layer = c.attribute(f"nn.Linear({k}, {k})")
    mode = random.choice(["torch.no_grad()", "torch.enable_grad()", "torch.set_grad_enabled(False)"])
    c.feature("grad mode inside")
    name = random.choice(["x", "y", "h"])
    c.body += [f"with {mode}:", f"    {name} = {layer}({value.text})"]
    c.keep(name, replace(value, writable=False, packed=False))
    return True


def helper_method(c: Any) -> bool:
    """A method of the module, a nested function or a lambda does the work."""
    value, random = c.pick(), c.random
    kind = random.choice(["lambda", "nested", "comprehension"])
    if kind == "lambda":
        text = f"(lambda t: t * 2 + 1)({value.text})"
    elif kind == "nested":
        c.body += ["def helper(t, scale=0.5):", "    u = t * scale", "    return u + t"]
        text = f"helper({value.text})"
    else:
        text = f"sum([t * 0.5 for t in ({value.text}, {value.text} + 1)])"
    c.assign(replace(value, text=text, writable=True))
    return True


def attribute_kept(c: Any) -> bool:
    """A tensor is kept in an attribute that is no parameter or buffer, and used from there."""
    value = c.pick()
    c.body.append(f"self.kept = {value.text} + 1")
    c.assign(replace(value, text="self.kept * 2", writable=True))
    return True


def frozen_number(c: Any) -> bool:
    """A number taken out of a tensor: the trace keeps it as it was."""
    value, random = c.pick(), c.random
    texts = ["{x} * int({x}.size(0))", "{x} * float({x}.size(-1))", "{x} / len({x})", "sum(row for row in {x})"]
    texts += ["{x} if {x}.sum() > -1000 else -{x}", "{x} * ({x}.numel() > 3)", "{x} + {x}.shape.numel()"]
    texts += ["{x} * {x}.dim()", "torch.stack([row + i for i, row in enumerate({x})])", "{x} * max({x}.shape)"]
    if not value.rank:
        return False
    text = random.choice(texts)
    shape: Shape = value.shape[1:] if text.startswith("sum(") else value.shape
    if not shape or ("> 3" in text):
        text, shape = "{x} * 2", value.shape
    c.feature("frozen")
    c.assign(Value(text.format(x=value.text), shape, writable=False, packed=False))
    return True


MORE_STATEMENTS: Sequence[Statement] = (
    mask_assigned,
    mask_assigned,
    child_with_own_weight,
    module_dict,
    named_arguments,
    recurrent,
    attention,
    attention,
    embedded,
    without_grad,
    helper_method,
    attribute_kept,
    frozen_number,
)

__all__ = ["MORE_STATEMENTS", "more_layer", "more_step"]
