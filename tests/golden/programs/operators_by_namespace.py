# torch.ops.aten: operators by name, all overloads together or one of them; in scripts; what does not fit.
import torch

aten = torch.ops.aten
x = torch.tensor([-1.0, 2.0])


def told(name, call):
    try:
        show(name, str(call()))
    except Exception as error:
        show(name, f"{type(error).__name__}: {error}")


for name, call in {
    "relu": lambda: aten.relu(x),
    "by keyword": lambda: aten.relu(self=x),
    "overload": lambda: aten.relu.default(x),
    "add a number": lambda: aten.add(x, 1),
    "add with alpha": lambda: aten.add(x, x, alpha=2),
    "add.Tensor": lambda: aten.add.Tensor(x, x),
    "add.Scalar": lambda: aten.add.Scalar(x, 2),
    "sum": lambda: aten.sum(x, dim=[0]),
    "sum.dim_IntList": lambda: aten.sum.dim_IntList(x, [0], True),
    "max": lambda: aten.max(x),
    "max over a dimension": lambda: aten.max(x, 0),
    "where, one argument": lambda: aten.where(x > 0),
    "where": lambda: aten.where(x > 0, x, 2.0),
    "split": lambda: aten.split(x, 1),
    "cat": lambda: aten.cat([x, x]),
    "softmax": lambda: aten.softmax(x, 0).tolist()[0] < 0.05,
    "convolution": lambda: aten.convolution,
    "dropout": lambda: aten.dropout(x, 0.0, True),
    "scatter": lambda: aten.scatter(x, 0, torch.tensor([0]), torch.tensor([9.0])),
    "einsum": lambda: aten.einsum("i,i->", [x, x]),
    "zeros": lambda: aten.zeros([2], dtype=torch.int64),
    "in place": lambda: aten.relu_(x.clone()),
    "into": lambda: aten.relu.out(x, out=torch.empty(2)),
    "index_put": lambda: aten.index_put(x, [torch.tensor([0])], torch.tensor([5.0])),
    "several results": lambda: len(aten.native_layer_norm(x, [2], None, None, 1e-5)),
    "of a list": lambda: aten.len([1, 2]),
    "of a number": lambda: aten.Int(3),
    "size": lambda: (aten.size(x), aten.size(x, 0)),
    "names": lambda: (aten.relu, aten.relu.default, aten.relu.__name__, aten.relu.default.name()),
    "reprs": lambda: (repr(aten.relu), repr(aten.add.Tensor)),
    "overloads": lambda: aten.relu.overloads() + aten.add.overloads()[:4],
    "schema": lambda: aten.add.Tensor._schema,
    "the same": lambda: aten.relu is aten.relu and aten.relu.default.overloadpacket is aten.relu,
    "too few": lambda: aten.relu(),
    "too many": lambda: aten.relu(x, x),
    "unknown keyword": lambda: aten.relu(x, y=1),
    "unknown keyword of an overload": lambda: aten.type_as(x, x, y=1),
    "no second": lambda: aten.type_as(x),
    "given twice": lambda: aten.type_as(x, x, self=x),
    "wrong type": lambda: aten.relu(3),
    "wrong second": lambda: aten.type_as(x, "a"),
    "no operator": lambda: aten.nothing,
    "no namespace": lambda: torch.ops.mine.nothing,
    "no overload": lambda: aten.relu.nothing,
}.items():
    told(name, call)

relu = torch.ops.aten.relu


def used(x):
    return torch.ops.aten.relu(x), torch.ops.aten.add(x, 1), torch.ops.aten.softmax(x, 0), relu(x)


def of_one_overload(x):
    return torch.ops.aten.add.Scalar(x, 2)


def unknown(x):
    return torch.ops.aten.nothing(x)


def unknown_namespace(x):
    return torch.ops.mine.nothing(x)


show_script("used", used, (x,))
for function in (of_one_overload, unknown, unknown_namespace):
    refused(function.__name__, lambda: torch.jit.script(function))
show("traced", torch.jit.trace(lambda x: torch.ops.aten.relu(torch.ops.aten.add.Scalar(x, 1)), x).code)


@torch.jit.script
def three(x: torch.Tensor, y: int, z):
    return x


for name, args, kwargs in (
    ("first wrong, more missing", (3,), {}),
    ("second wrong, third missing", (x, "a"), {}),
    ("second missing, third wrong", (x,), {"z": 3}),
    ("second wrong by keyword", (x,), {"y": "a"}),
    ("one too many", (x, 1, x), {"q": 1}),
    ("wrong and unknown", (1,), {"q": "a"}),
):
    told(name, lambda: three(*args, **kwargs))
