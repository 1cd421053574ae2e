"""The vocabulary of random networks: layers to construct and expressions to apply, each with its shape rule.

Every choice is drawn from a `random.Random`; under hypothesis that is one whose draws shrink, so simple
things stand first in each list. A rule that a shape does not meet is not offered: what is built from here
runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Value:
    """A tensor in a forward method.

    `writable`: autograd lets it be written to (not a split's result, not a leaf that requires grad).
    `packed`: surely contiguous, so `view` is allowed.
    """

    text: str
    shape: Shape
    writable: bool = True
    packed: bool = True

    @property
    def rank(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return math.prod(self.shape)


@dataclass(frozen=True)
class Layer:
    """A module to construct, and what it makes of a value's shape."""

    constructor: str
    shape: Shape


@dataclass(frozen=True)
class Step:
    """An expression with holes `{x}`; one with several holes (`repeats`) wants a variable in them."""

    text: str
    shape: Shape
    view: bool = False
    packs: bool = False
    unpacks: bool = False

    @property
    def repeats(self) -> bool:
        return self.text.count("{x}") > 1

    def applied(self, value: Value) -> Value:
        packed = self.packs or (value.packed and not self.unpacks)
        return Value(self.text.format(x=value.text), self.shape, value.writable or not self.view, packed)


def chance(random: Random, percent: int) -> bool:
    return random.randrange(100) >= 100 - percent


def window(size: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> int:
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


def conv2d(random: Random, shape: Shape) -> Layer:
    n, c, h, w = shape
    groups = random.choice([1, 1, *(g for g in (2, 3) if c % g == 0)])
    out = groups * random.choice([1, 2, 3] if groups > 1 else [4, 2, 6, 3])
    kernel, stride, padding, dilation = (
        1 + random.randrange(3),
        1 + random.randrange(2),
        random.randrange(3),
        1,
    )
    if chance(random, 25):
        dilation = 2
    height, width = (window(size, kernel, stride, padding, dilation) for size in (h, w))
    if min(height, width) < 1:
        kernel, stride, padding, dilation, height, width = 1, 1, 0, 1, h, w
    given = [("stride", stride, 1), ("padding", padding, 0), ("dilation", dilation, 1), ("groups", groups, 1)]
    words = [f"{name}={value}" for name, value, default in given if value != default]
    if chance(random, 20):
        words = [
            f"stride=({stride}, {stride})",
            f"padding=({padding}, {padding})",
            *words[(stride != 1) + (padding != 0) :],
        ]
    if chance(random, 40):
        words.append("bias=False")
    return Layer(f"nn.Conv2d({', '.join([str(c), str(out), str(kernel), *words])})", (n, out, height, width))


def pool2d(random: Random, shape: Shape) -> Layer:
    n, c, h, w = shape
    kind = random.choice(["nn.MaxPool2d", "nn.AvgPool2d"])
    kernel, stride = 2 + random.randrange(2), 1 + random.randrange(2)
    padding = random.randrange(2)
    if min(window(size, kernel, stride, padding) for size in (h, w)) < 1:
        return adaptive_pool2d(random, shape)
    words = [
        str(kernel),
        *([f"stride={stride}"] if stride != kernel else []),
        *([f"padding={padding}"] if padding else []),
    ]
    shape = (n, c, window(h, kernel, stride, padding), window(w, kernel, stride, padding))
    return Layer(f"{kind}({', '.join(words)})", shape)


def adaptive_pool2d(random: Random, shape: Shape) -> Layer:
    argument, size = random.choice([("1", (1, 1)), ("(1, 1)", (1, 1)), ("2", (2, 2)), ("(2, 1)", (2, 1))])
    return Layer(f"nn.AdaptiveAvgPool2d({argument})", (*shape[:2], *size))


def batch_norm2d(random: Random, shape: Shape) -> Layer:
    words = random.choice(["", "", ", eps=0.001", ", affine=False", ", momentum=0.2"])
    return Layer(f"nn.BatchNorm2d({shape[1]}{words})", shape)


def linear(random: Random, shape: Shape) -> Layer:
    out = random.choice([4, 2, 3, 8])
    bias = random.choice(["", "", ", bias=False"])
    return Layer(f"nn.Linear({shape[-1]}, {out}{bias})", (*shape[:-1], out))


def layer_norm(random: Random, shape: Shape) -> Layer:
    taken = random.choice([1, 2]) if len(shape) > 2 else 1
    sizes = shape[-taken:]
    argument = str(sizes[0]) if taken == 1 else str(tuple(sizes))
    return Layer(f"nn.LayerNorm({argument}{random.choice(['', '', ', elementwise_affine=False'])})", shape)


ACTIVATIONS = [
    "ReLU()",
    "ReLU(inplace=True)",
    "Sigmoid()",
    "Tanh()",
    "LeakyReLU(0.1)",
    "ELU()",
    "GELU()",
    "SiLU()",
]
ACTIVATIONS += ["ReLU6()", "Hardtanh()", "Softplus()"]


def activation(random: Random, value: Value, level: str) -> Layer:
    """One that the level covers: PyTorch 1.8 shows whether Softplus was given its defaults, which later ones don't."""
    names = [a for a in ACTIVATIONS if value.writable or "inplace" not in a]
    return Layer("nn." + random.choice([a for a in names if level == "full" or a != "Softplus()"]), value.shape)


def flatten(random: Random, shape: Shape) -> Layer:
    n = shape[0]
    if len(shape) == 4 and chance(random, 20):
        return Layer("nn.Flatten(2)", (n, shape[1], shape[2] * shape[3]))
    return Layer("nn.Flatten()", (n, math.prod(shape[1:])))


def layer(random: Random, value: Value, level: str) -> Layer:
    """Any layer that takes this value."""
    shape, rules = value.shape, [lambda: activation(random, value, level)]
    if value.rank == 4:
        rules += [lambda: conv2d(random, shape)] * 3
        if value.size > shape[1]:  # in training mode one value per channel is refused
            rules += [lambda: batch_norm2d(random, shape)] * 2
        rules += [lambda: pool2d(random, shape), lambda: adaptive_pool2d(random, shape)]
    if value.rank == 2:
        rules += [lambda: linear(random, shape)] * 3
    if value.rank > 2:
        rules.append(lambda: flatten(random, shape))
    if level == "full":
        rules += [
            lambda: Layer(f"nn.Dropout({random.choice([0.5, 0.1])})", shape),
            lambda: Layer("nn.Identity()", shape),
        ]
        if value.rank > 1:
            rules += [lambda: layer_norm(random, shape), lambda: linear(random, shape)]
            rules.append(lambda: Layer(f"nn.Softmax(dim={random.choice([1, -1])})", shape))
    return random.choice(rules)()


def keeps_memory(constructor: str) -> bool:
    """May the layer hand its input's memory on?"""
    return (
        constructor.startswith(("nn.Identity", "nn.Dropout", "nn.Flatten", "nn.Sequential()"))
        or "inplace" in constructor
    )


def kept_layer(random: Random, value: Value, level: str) -> Layer:
    """A layer whose result has the shape of what it took, so that it can be called again."""
    rules: list[Callable[[], Layer]] = [lambda: activation(random, value, level)]
    if value.rank == 4:
        c = value.shape[1]
        rules.append(lambda: Layer(f"nn.Conv2d({c}, {c}, 3, padding=1)", value.shape))
        if value.size > c:
            rules.append(lambda: batch_norm2d(random, value.shape))
    if value.rank == 2 or (value.rank == 3 and level == "full"):
        rules += [lambda: Layer(f"nn.Linear({value.shape[-1]}, {value.shape[-1]})", value.shape)] * 2
    return random.choice(rules)()


def _reduced(shape: Shape, dim: int, keep: bool = False) -> Shape:
    dim %= len(shape)
    return (*shape[:dim], *([1] if keep else []), *shape[dim + 1 :])


def article_step(random: Random, value: Value) -> Step:
    shape = value.shape
    steps = [Step("F.relu({x})", shape), Step("torch.relu({x})", shape)]
    if value.rank == 4:
        steps.append(Step("torch.flatten({x}, 1)", (shape[0], math.prod(shape[1:])), view=True))
    return random.choice(steps)


def pointwise_step(random: Random, value: Value) -> Step:
    texts = [
        "F.relu({x})",
        "torch.relu({x})",
        "{x}.relu()",
        "torch.sigmoid({x})",
        "torch.tanh({x})",
        "{x}.sigmoid()",
    ]
    texts += ["F.leaky_relu({x}, 0.2)", "F.gelu({x})", "F.elu({x})", "{x}.abs()", "({x}).exp()", "-{x}"]
    texts += [
        "F.softmax({x}, dim=-1)",
        "{x}.softmax(0)",
        "F.log_softmax({x}, -1)",
        "F.dropout({x}, 0.5, self.training)",
    ]
    texts += [
        "({x} > 0).float()",
        "{x}.double().float()",
        "{x}.to(torch.float64).to(torch.float32)",
        "{x}.clone()",
        "{x}.detach()",
    ]
    texts += [
        "{x}.clamp(min=0)",
        "{x}.clamp(-1, 1)",
        "torch.where({x} > 0, {x}, 0.1 * {x})",
        "{x}.contiguous()",
    ]
    if value.writable:
        texts += [
            "F.relu({x}, inplace=True)",
            "{x}.relu_()",
            "torch.relu_({x})",
            "{x}.mul_(2)",
            "{x}.add_(1)",
        ]
    text = random.choice(texts)
    view = any(part in text for part in ("inplace", "_(", "contiguous", "detach", "dropout"))
    return Step(text, value.shape, view=view, packs="contiguous" in text)


def scalar_step(random: Random, value: Value) -> Step:
    texts = [
        "({x} + 1)",
        "({x} * 2)",
        "(1 - {x})",
        "(0.5 * {x})",
        "({x} / 3)",
        "({x} - 0.25)",
        "{x}.mul(2)",
        "({x} ** 2)",
    ]
    texts += [
        "(1 / ({x}.abs() + 1))",
        "torch.add({x}, {x}, alpha=2)",
        "{x}.add(1.5)",
        "(2 + {x} * 3)",
        "({x} * -1.5)",
    ]
    return Step(random.choice(texts), value.shape)


def view_step(random: Random, value: Value) -> Step | None:
    shape, rank = value.shape, value.rank
    if rank < 2:
        return Step("{x}.unsqueeze(0)", (1, *shape), view=True)
    k = 1 + random.randrange(rank - 1)
    steps = [
        Step(
            f"{{x}}.transpose(0, {k})",
            (shape[k], *shape[1:k], shape[0], *shape[k + 1 :]),
            view=True,
            unpacks=True,
        ),
        Step("{x}.transpose(-2, -1)", (*shape[:-2], shape[-1], shape[-2]), view=True, unpacks=True),
        Step(
            f"{{x}}.permute({', '.join(map(str, range(rank - 1, -1, -1)))})",
            shape[::-1],
            view=True,
            unpacks=True,
        ),
        Step("{x}[0]", shape[1:], view=True),
        Step("{x}[:, -1]", (shape[0], *shape[2:]), view=True, unpacks=True),
        Step("{x}[..., 0]", shape[:-1], view=True, unpacks=True),
        Step("{x}[..., ::2]", (*shape[:-1], (shape[-1] + 1) // 2), view=True, unpacks=True),
        Step("{x}[:, 1:]", (shape[0], shape[1] - 1, *shape[2:]), view=True, unpacks=True),
        Step("{x}[:1]", (1, *shape[1:]), view=True),
        Step("{x}.contiguous()", shape, view=True, packs=True),
    ]
    if rank < 4:
        steps += [
            Step("{x}.unsqueeze(1)", (shape[0], 1, *shape[1:]), view=True),
            Step("{x}[:, None]", (shape[0], 1, *shape[1:]), view=True),
        ]
    if shape[1] == 1:
        steps.append(Step("{x}.squeeze(1)", (shape[0], *shape[2:]), view=True))
    if rank > 2:
        flat = (shape[0], math.prod(shape[1:]))
        steps += [
            Step("{x}.flatten(1)", flat, view=True, packs=True),
            Step("torch.flatten({x}, 1)", flat, view=True, packs=True),
        ]
        steps.append(Step("{x}.reshape(-1, {x}.shape[-1])", (math.prod(shape[:-1]), shape[-1]), view=True, packs=True))
    steps = [step for step in steps if 0 not in step.shape]
    return random.choice(steps)


def reduction_step(random: Random, value: Value) -> Step | None:
    shape = value.shape
    if value.rank < 2:
        return None
    dim = random.choice([1, -1])
    keep = random.choice([False, True])
    word = ", keepdim=True" if keep else ""
    texts = [
        "{x}.mean(DIM)",
        "{x}.sum(DIM)",
        "torch.mean({x}, DIM)",
        "torch.sum({x}, DIM)",
        "{x}.amax(DIM)",
        "{x}.max(DIM)[0]",
        "{x}.min(DIM).values",
    ]
    steps = [Step(text.replace("DIM", f"dim={dim}{word}"), _reduced(shape, dim, keep), packs=False) for text in texts]
    if value.rank == 4:
        steps += [
            Step("{x}.mean((2, 3))", shape[:2]),
            Step("{x}.mean([-2, -1], keepdim=True)", (*shape[:2], 1, 1)),
        ]
        steps += [
            Step("F.adaptive_avg_pool2d({x}, 1)", (*shape[:2], 1, 1)),
            Step("F.avg_pool2d({x}, 1)", shape),
        ]
        if min(shape[2:]) >= 2:
            steps.append(Step("F.max_pool2d({x}, 2)", (*shape[:2], shape[2] // 2, shape[3] // 2)))
    return random.choice(steps)


def shape_step(random: Random, value: Value) -> Step | None:
    """An expression that reads its operand's sizes: they become values of the graph."""
    shape, rank = value.shape, value.rank
    steps = [
        Step("({x} / {x}.size(-1))", shape),
        Step("({x} * {x}.shape[0])", shape),
        Step("({x} + {x}.numel())", shape),
    ]
    steps.append(Step("({x} + torch.ones({x}.size(-1)))", shape))
    steps.append(Step("({x} * torch.zeros({x}.shape))", shape))
    if rank > 1:
        rest = math.prod(shape[1:])
        steps.append(Step("{x}.reshape({x}.size(0), -1)", (shape[0], rest), view=True, packs=True))
        steps.append(Step("{x}.reshape({x}.shape[1], -1)", (shape[1], value.size // shape[1]), view=True, packs=True))
        if shape[1] > 1:
            steps.append(
                Step(
                    "{x}[:, : {x}.size(1) // 2]",
                    (shape[0], shape[1] // 2, *shape[2:]),
                    view=True,
                    unpacks=True,
                )
            )
            steps.append(Step("{x}[:, {x}.shape[1] - 1 :]", (shape[0], 1, *shape[2:]), view=True, unpacks=True))
        if value.packed:
            steps.append(Step("{x}.view({x}.size(0), -1)", (shape[0], rest), view=True))
    if rank == 4:
        merged = (shape[0], shape[1], shape[2] * shape[3])
        steps.append(
            Step(
                "{x}.reshape({x}.size(0), {x}.size(1), {x}.size(2) * {x}.size(3))",
                merged,
                view=True,
                packs=True,
            )
        )
        if value.packed:
            steps.append(Step("{x}.view({x}.shape[0], {x}.shape[1], -1)", merged, view=True))
    return random.choice(steps)


def matrix_step(random: Random, value: Value) -> Step | None:
    if value.rank < 2 or value.size > 600:
        return None
    rows = value.shape[-2]
    shape = (*value.shape[:-1], rows)
    return Step(
        random.choice(["({x} @ {x}.transpose(-2, -1))", "torch.matmul({x}, {x}.transpose(-1, -2))"]),
        shape,
        packs=True,
    )


FULL_STEPS: Sequence[Callable[[Random, Value], Step | None]]
FULL_STEPS = (
    [pointwise_step] * 3 + [scalar_step] * 2 + [view_step] * 2 + [reduction_step, shape_step, shape_step, matrix_step]
)


def step(random: Random, value: Value, level: str) -> Step:
    """Any expression over one value."""
    if level == "article":
        return article_step(random, value)
    return random.choice(FULL_STEPS)(random, value) or pointwise_step(random, value)


def merged(random: Random, a: Value, b: Value, level: str) -> Value | None:
    """An expression over two values, or None where their shapes do not meet."""
    if level == "article":
        return Value(f"{a.text} + {b.text}", a.shape) if a.shape == b.shape else None
    packed, options = a.packed and b.packed, []
    joint = broadcast(a.shape, b.shape)
    if joint is not None and math.prod(joint) < 3000:
        options += [
            Value(text, joint, packed=packed)
            for text in (f"{a.text} + {b.text}", f"{a.text} * {b.text}", f"{a.text} - {b.text}")
        ]
        options.append(Value(f"torch.where({a.text} > {b.text}, {a.text}, {b.text})", joint, packed=packed))
    if a.rank and a.shape == b.shape and a.size < 1500:
        if a.rank < 4:
            stacked = (a.shape[0], 2, *a.shape[1:])
            options.append(Value(f"torch.stack([{a.text}, {b.text}], 1)", stacked, packed=packed))
        options.append(Value(f"torch.cat((({a.text}), {b.text}), -1)", (*a.shape[:-1], 2 * a.shape[-1]), packed=packed))
    if a.rank > 1 and a.rank == b.rank and _reduced(a.shape, 1) == _reduced(b.shape, 1) and a.size + b.size < 3000:
        options.append(
            Value(
                f"torch.cat([{a.text}, {b.text}], dim=1)",
                (a.shape[0], a.shape[1] + b.shape[1], *a.shape[2:]),
                packed=packed,
            )
        )
    return random.choice(options) if options else None


def broadcast(a: Shape, b: Shape) -> Shape | None:
    longest = max(len(a), len(b))
    pairs = zip((1,) * (longest - len(a)) + a, (1,) * (longest - len(b)) + b, strict=True)
    sizes = []
    for first, second in pairs:
        if first != second and 1 not in (first, second):
            return None
        sizes.append(second if first == 1 else first)
    return tuple(sizes)
