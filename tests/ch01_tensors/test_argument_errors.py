"""Calls that fit and calls that don't: results and TypeErrors as PyTorch 2.13.0 prints them."""

from __future__ import annotations

import pytest

import minitorchscript as torch

# (expression, "ErrorType message" or the printed result); x is ones(2, 3)
CALLS = [
    (
        "torch.relu(3)",
        "TypeError relu(): argument 'input' (position 1) must be Tensor, not int",
    ),
    (
        "torch.relu()",
        'TypeError relu() missing 1 required positional arguments: "input"',
    ),
    (
        "torch.relu(x,x)",
        "TypeError relu() takes 1 positional argument but 2 were given",
    ),
    (
        "torch.relu(x,foo=1)",
        "TypeError relu() got an unexpected keyword argument 'foo'",
    ),
    (
        "x.relu(1)",
        "TypeError TensorBase.relu() takes no arguments (1 given)",
    ),
    (
        'torch.add(x,"a")',
        "TypeError add(): argument 'other' (position 2) must be Tensor, not str",
    ),
    (
        "torch.add(x)",
        (
            "TypeError add() received an invalid combination of arguments - got (Tensor), but "
            "expected (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)"
        ),
    ),
    (
        'x.add("a")',
        "TypeError add(): argument 'other' (position 1) must be Tensor, not str",
    ),
    (
        "x.add(x,x,x)",
        (
            "TypeError add() received an invalid combination of arguments - got (Tensor, !Tensor!, "
            "!Tensor!), but expected (Tensor other, *, Number alpha = 1)"
        ),
    ),
    (
        "x.add()",
        (
            "TypeError add() received an invalid combination of arguments - got (), but expected "
            "(Tensor other, *, Number alpha = 1)"
        ),
    ),
    (
        "x.add(other=1,foo=2)",
        "TypeError add() got an unexpected keyword argument 'foo'",
    ),
    (
        'torch.add(x,x,alpha="a")',
        "TypeError add(): argument 'alpha' must be Number, not str",
    ),
    (
        'x.sum("a")',
        (
            "TypeError sum() received an invalid combination of arguments - got (str), but expected "
            "one of:\n"
            " * (*, torch.dtype dtype = None)\n"
            " * (tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)"
        ),
    ),
    (
        "x.sum(0.5)",
        (
            "TypeError sum() received an invalid combination of arguments - got (float), but "
            "expected one of:\n"
            " * (*, torch.dtype dtype = None)\n"
            " * (tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)"
        ),
    ),
    (
        "torch.sum(3)",
        "TypeError sum(): argument 'input' (position 1) must be Tensor, not int",
    ),
    (
        'torch.sum(x, dim="a")',
        (
            "TypeError sum() received an invalid combination of arguments - got (Tensor, dim=str), "
            "but expected one of:\n"
            " * (Tensor input, *, torch.dtype dtype = None)\n"
            " * (Tensor input, tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None, "
            "Tensor out = None)"
        ),
    ),
    (
        "torch.cat(x)",
        "TypeError cat(): argument 'tensors' (position 1) must be tuple of Tensors, not Tensor",
    ),
    (
        "torch.cat([x,1])",
        "TypeError expected Tensor as element 1 in argument 0, but got int",
    ),
    (
        "torch.cat()",
        'TypeError cat() missing 1 required positional arguments: "tensors"',
    ),
    (
        "torch.cat([])",
        "ValueError torch.cat(): expected a non-empty list of Tensors",
    ),
    (
        'x.view("a")',
        (
            "TypeError view() received an invalid combination of arguments - got (str), but expected "
            "one of:\n"
            " * (torch.dtype dtype)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (tuple of ints size)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)"
        ),
    ),
    (
        "x.view(2.5)",
        (
            "TypeError view() received an invalid combination of arguments - got (float), but "
            "expected one of:\n"
            " * (torch.dtype dtype)\n"
            "      didn't match because some of the arguments have invalid types: (!float!)\n"
            " * (tuple of ints size)\n"
            "      didn't match because some of the arguments have invalid types: (!float!)"
        ),
    ),
    (
        'x.view(2,"a")',
        (
            "TypeError view(): argument 'size' failed to unpack the object at pos 2 with error \"type "
            'must be tuple of ints,but got str"'
        ),
    ),
    (
        "x.view()",
        (
            "TypeError view() received an invalid combination of arguments - got (), but expected "
            "one of:\n"
            " * (torch.dtype dtype)\n"
            " * (tuple of ints size)"
        ),
    ),
    (
        "x.permute(0.5)",
        "TypeError permute(): argument 'dims' (position 1) must be tuple of ints, not float",
    ),
    (
        'x.permute("a",1)',
        "TypeError permute() takes 1 positional argument but 2 were given",
    ),
    (
        'torch.zeros("a")',
        "TypeError zeros(): argument 'size' (position 1) must be tuple of ints, not str",
    ),
    (
        'torch.zeros(2,"a")',
        (
            "TypeError zeros(): argument 'size' failed to unpack the object at pos 2 with error "
            '"type must be tuple of ints,but got str"'
        ),
    ),
    (
        "torch.zeros(2.5)",
        "TypeError zeros(): argument 'size' (position 1) must be tuple of ints, not float",
    ),
    (
        "torch.zeros()",
        'TypeError zeros() missing 1 required positional arguments: "size"',
    ),
    (
        "torch.zeros(2,3,foo=1)",
        "TypeError zeros() got an unexpected keyword argument 'foo'",
    ),
    (
        "torch.zeros(2,3,dtype=3)",
        "TypeError zeros(): argument 'dtype' must be torch.dtype, not int",
    ),
    (
        "torch.max(x,1,2,3)",
        "TypeError max() takes from 2 to 3 positional arguments but 4 were given",
    ),
    (
        'x.max("a")',
        (
            "TypeError max() received an invalid combination of arguments - got (str), but expected "
            "one of:\n"
            " * ()\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (Tensor other)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (int dim, bool keepdim = False)"
        ),
    ),
    (
        'torch.pow("a",x)',
        (
            "TypeError pow() received an invalid combination of arguments - got (str, Tensor), but "
            "expected one of:\n"
            " * (Tensor input, Tensor exponent, *, Tensor out = None)\n"
            " * (Number self, Tensor exponent, *, Tensor out = None)\n"
            " * (Tensor input, Number exponent, *, Tensor out = None)"
        ),
    ),
    (
        'x**"a"',
        "TypeError unsupported operand type(s) for ** or pow(): 'Tensor' and 'str'",
    ),
    (
        'x+"a"',
        "TypeError unsupported operand type(s) for +: 'Tensor' and 'str'",
    ),
    (
        "x+None",
        "TypeError unsupported operand type(s) for +: 'Tensor' and 'NoneType'",
    ),
    (
        "x-[1]",
        "TypeError unsupported operand type(s) for -: 'Tensor' and 'list'",
    ),
    (
        '"a"+x',
        'TypeError can only concatenate str (not "Tensor") to str',
    ),
    (
        "None*x",
        "TypeError unsupported operand type(s) for *: 'NoneType' and 'Tensor'",
    ),
    (
        "x@1",
        "TypeError unsupported operand type(s) for @: 'Tensor' and 'int'",
    ),
    (
        'x.to("a")',
        (
            "RuntimeError Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, "
            "ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at "
            "start of device string: a"
        ),
    ),
    (
        "x.to()",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]])"),
    ),
    (
        "torch.softmax(x)",
        'TypeError softmax() missing 1 required positional arguments: "dim"',
    ),
    (
        'torch.softmax(x,"a")',
        "TypeError softmax(): argument 'dim' (position 2) must be int, not str",
    ),
    (
        'x.reshape("a")',
        "TypeError reshape(): argument 'shape' (position 1) must be tuple of ints, not str",
    ),
    (
        "x.transpose(0)",
        'TypeError transpose() missing 1 required positional arguments: "dim1"',
    ),
    (
        'x.transpose(0,"a")',
        "TypeError transpose(): argument 'dim1' (position 2) must be int, not str",
    ),
    (
        'x.flatten("a")',
        "TypeError flatten(): argument 'start_dim' (position 1) must be int, not str",
    ),
    (
        "torch.flatten(x,0,1,2)",
        "TypeError flatten() takes from 1 to 3 positional arguments but 4 were given",
    ),
    (
        'x.size("a")',
        "TypeError size(): argument 'dim' (position 1) must be int, not str",
    ),
    (
        'x.squeeze("a")',
        (
            "TypeError squeeze() received an invalid combination of arguments - got (str), but "
            "expected one of:\n"
            " * ()\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (int dim)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (tuple of ints dim)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)"
        ),
    ),
    (
        "x.unsqueeze()",
        'TypeError unsqueeze() missing 1 required positional arguments: "dim"',
    ),
    (
        'x.mul_("a")',
        "TypeError mul_(): argument 'other' (position 1) must be Tensor, not str",
    ),
    (
        "torch.stack(1)",
        "TypeError stack(): argument 'tensors' (position 1) must be tuple of Tensors, not int",
    ),
    (
        'torch.arange("a")',
        "TypeError arange(): argument 'end' (position 1) must be Number, not str",
    ),
    (
        "torch.arange()",
        (
            "TypeError arange() received an invalid combination of arguments - got (), but expected "
            "one of:\n"
            " * (Number end, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = "
            "None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)\n"
            " * (Number start, Number end, *, torch.dtype dtype = None, torch.layout layout = None, "
            "torch.device device = None, bool pin_memory = False, bool requires_grad = False)\n"
            " * (Number start, Number end, Number step = 1, *, Tensor out = None, torch.dtype dtype "
            "= None, torch.layout layout = None, torch.device device = None, bool pin_memory = "
            "False, bool requires_grad = False)"
        ),
    ),
    (
        'torch.rand("a")',
        "TypeError rand(): argument 'size' (position 1) must be tuple of ints, not str",
    ),
    (
        'torch.full((2,),"a")',
        "TypeError full(): argument 'fill_value' (position 2) must be Number, not str",
    ),
    (
        "torch.full((2,))",
        'TypeError full() missing 1 required positional arguments: "fill_value"',
    ),
    (
        'torch.clamp(x,"a")',
        (
            "TypeError clamp() received an invalid combination of arguments - got (Tensor, str), but "
            "expected one of:\n"
            " * (Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)\n"
            " * (Tensor input, Number min = None, Number max = None, *, Tensor out = None)"
        ),
    ),
    (
        "torch.clamp(x)",
        "RuntimeError torch.clamp: At least one of 'min' or 'max' must not be None",
    ),
    (
        "x.add_(x,x)",
        "TypeError add_() takes 1 positional argument but 2 were given",
    ),
    (
        "torch.relu(input=x)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]])"),
    ),
    (
        "torch.relu(self=x)",
        'TypeError relu() missing 1 required positional arguments: "input"',
    ),
    (
        "torch.relu(x=x)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]])"),
    ),
    (
        "torch.sum(x,axis=1,keepdims=True)",
        ("tensor([[3.],\n        [3.]])"),
    ),
    (
        "torch.add(x,x2=x)",
        ("tensor([[2., 2., 2.],\n        [2., 2., 2.]])"),
    ),
    (
        "torch.sum(x,dim=0,axis=1)",
        "TypeError sum() got an unexpected keyword argument 'axis'",
    ),
    (
        "torch.add(x,x,input=x)",
        "TypeError add() got multiple values for argument 'input'",
    ),
    (
        "torch.mean(x.long())",
        (
            "RuntimeError mean(): could not infer output dtype. Input dtype must be either a "
            "floating point or complex dtype. Got: Long"
        ),
    ),
    (
        'x.expand("a")',
        "TypeError expand(): argument 'size' (position 1) must be tuple of ints, not str",
    ),
    (
        "torch.matmul(x,1)",
        "TypeError matmul(): argument 'other' (position 2) must be Tensor, not int",
    ),
    (
        'torch.eq(x,"a")',
        (
            "TypeError eq() received an invalid combination of arguments - got (Tensor, str), but "
            "expected one of:\n"
            " * (Tensor input, Tensor other, *, Tensor out = None)\n"
            " * (Tensor input, Number other, *, Tensor out = None)"
        ),
    ),
    (
        'x=="a"',
        "False",
    ),
    (
        "x==None",
        "False",
    ),
    (
        "x!=None",
        "True",
    ),
    (
        'x<"a"',
        "TypeError '<' not supported between instances of 'Tensor' and 'str'",
    ),
    (
        "x<None",
        "TypeError '<' not supported between instances of 'Tensor' and 'NoneType'",
    ),
    (
        'torch.eye("a")',
        "TypeError eye(): argument 'n' (position 1) must be int, not str",
    ),
    (
        'x.fill_("a")',
        (
            "TypeError fill_() received an invalid combination of arguments - got (str), but "
            "expected one of:\n"
            " * (Tensor value)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)\n"
            " * (Number value)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)"
        ),
    ),
    (
        'x.masked_fill(x>0,"a")',
        (
            "TypeError masked_fill() received an invalid combination of arguments - got (Tensor, "
            "str), but expected one of:\n"
            " * (Tensor mask, Tensor value)\n"
            "      didn't match because some of the arguments have invalid types: (Tensor, !str!)\n"
            " * (Tensor mask, Number value)\n"
            "      didn't match because some of the arguments have invalid types: (Tensor, !str!)"
        ),
    ),
    (
        "x.index_select(0,[1])",
        "TypeError index_select(): argument 'index' (position 2) must be Tensor, not list",
    ),
    (
        'x.repeat("a")',
        "TypeError repeat(): argument 'repeats' (position 1) must be tuple of ints, not str",
    ),
    (
        'x.argmax("a")',
        "TypeError argmax(): argument 'dim' (position 1) must be int, not str",
    ),
    (
        'torch.randint("a",(2,))',
        "TypeError randint(): argument 'high' (position 1) must be int, not str",
    ),
    (
        "torch.randint(3)",
        (
            "TypeError randint() received an invalid combination of arguments - got (int), but "
            "expected one of:\n"
            " * (int high, tuple of ints size, *, torch.Generator generator, Tensor out = None, "
            "torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool "
            "pin_memory = False, bool requires_grad = False)\n"
            " * (int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, "
            "torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool "
            "requires_grad = False)\n"
            " * (int low, int high, tuple of ints size, *, torch.Generator generator, Tensor out = "
            "None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, "
            "bool pin_memory = False, bool requires_grad = False)\n"
            " * (int low, int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = "
            "None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, "
            "bool requires_grad = False)"
        ),
    ),
    (
        "torch.randint(3,3)",
        "TypeError randint(): argument 'size' (position 2) must be tuple of ints, not int",
    ),
    (
        'x.type("a")',
        "ValueError invalid type: 'a'",
    ),
    (
        "x.clone(1)",
        "TypeError clone() takes 0 positional arguments but 1 was given",
    ),
    (
        'torch.bernoulli(x,"a")',
        (
            "TypeError bernoulli() received an invalid combination of arguments - got (Tensor, str), "
            "but expected one of:\n"
            " * (Tensor input, *, torch.Generator generator = None, Tensor out = None)\n"
            " * (Tensor input, float p, *, torch.Generator generator = None)"
        ),
    ),
    (
        'torch.tensor("a")',
        "TypeError new(): invalid data type 'str'",
    ),
    (
        'torch.tensor([1,"a"])',
        "TypeError new(): invalid data type 'str'",
    ),
    (
        "torch.tensor([[1],[1,2]])",
        "ValueError expected sequence of length 1 at dim 1 (got 2)",
    ),
    (
        "torch.tensor(None)",
        "RuntimeError Could not infer dtype of NoneType",
    ),
    (
        "torch.tensor({})",
        "RuntimeError Could not infer dtype of dict",
    ),
    (
        "torch.tensor([x])",
        "ValueError only one element tensors can be converted to Python scalars",
    ),
    (
        "x.view(torch.tensor(3),2)",
        ("tensor([[1., 1.],\n        [1., 1.],\n        [1., 1.]])"),
    ),
    (
        "x.sum(torch.tensor(0))",
        "tensor([2., 2., 2.])",
    ),
    (
        "x.view(True,6)",
        (
            "TypeError view() received an invalid combination of arguments - got (bool, int), but "
            "expected one of:\n"
            " * (torch.dtype dtype)\n"
            " * (tuple of ints size)"
        ),
    ),
    (
        "x.sum(True)",
        (
            "TypeError sum() received an invalid combination of arguments - got (bool), but expected "
            "one of:\n"
            " * (*, torch.dtype dtype = None)\n"
            " * (tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)"
        ),
    ),
    (
        "x.permute(torch.Size([1,0]))",
        ("tensor([[1., 1.],\n        [1., 1.],\n        [1., 1.]])"),
    ),
    (
        "x.sum(dim=(0,))",
        "tensor([2., 2., 2.])",
    ),
    (
        "x.sum(dim=None)",
        "tensor(6.)",
    ),
    (
        'x.sum((0,"a"))',
        (
            "TypeError sum(): argument 'dim' failed to unpack the object at pos 2 with error \"type "
            'must be tuple of ints,but got str"'
        ),
    ),
    (
        'torch.zeros((2,"a"))',
        (
            "TypeError zeros(): argument 'size' failed to unpack the object at pos 2 with error "
            '"type must be tuple of ints,but got str"'
        ),
    ),
    (
        "torch.zeros([2,2.5])",
        (
            "TypeError zeros(): argument 'size' failed to unpack the object at pos 2 with error "
            '"type must be tuple of ints,but got float"'
        ),
    ),
    (
        "torch.zeros(torch.tensor(2),3)",
        ("tensor([[0., 0., 0.],\n        [0., 0., 0.]])"),
    ),
    (
        "torch.zeros(True)",
        "TypeError zeros(): argument 'size' (position 1) must be tuple of ints, not bool",
    ),
    (
        "torch.unknown",
        "AttributeError module 'torch' has no attribute 'unknown'",
    ),
    (
        "x.unknown",
        "AttributeError 'Tensor' object has no attribute 'unknown'",
    ),
    (
        "torch.add(alpha=2,input=x,other=x)",
        ("tensor([[3., 3., 3.],\n        [3., 3., 3.]])"),
    ),
    (
        "x.repeat(2,(3,))",
        (
            "TypeError repeat(): argument 'repeats' failed to unpack the object at pos 2 with error "
            '"type must be tuple of ints,but got tuple"'
        ),
    ),
    (
        "torch.ones(2,(3,))",
        (
            "TypeError ones(): argument 'size' failed to unpack the object at pos 2 with error \"type "
            'must be tuple of ints,but got tuple"'
        ),
    ),
    (
        "torch.ones((2,),3)",
        "TypeError ones() takes 1 positional argument but 2 were given",
    ),
    (
        "torch.relu(None)",
        "TypeError relu(): argument 'input' (position 1) must be Tensor, not NoneType",
    ),
    (
        "torch.relu([1])",
        "TypeError relu(): argument 'input' (position 1) must be Tensor, not list",
    ),
    (
        "torch.relu(torch.float32)",
        "TypeError relu(): argument 'input' (position 1) must be Tensor, not torch.dtype",
    ),
    (
        "x.sum(dim=1.0)",
        (
            "TypeError sum() received an invalid combination of arguments - got (dim=float, ), but "
            "expected one of:\n"
            " * (*, torch.dtype dtype = None)\n"
            " * (tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)"
        ),
    ),
    (
        'torch.split(x,"a")',
        "TypeError split_with_sizes(): argument 'split_sizes' (position 2) must be tuple of ints, not str",
    ),
    (
        'x.chunk("a")',
        "TypeError chunk(): argument 'chunks' (position 1) must be int, not str",
    ),
    (
        'x.unbind("a")',
        "TypeError unbind(): argument 'dim' (position 1) must be int, not str",
    ),
    (
        "torch.relu(*[x],**{})",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]])"),
    ),
    (
        'x.mean(dtype="a")',
        (
            "TypeError mean() received an invalid combination of arguments - got (dtype=str, ), but "
            "expected one of:\n"
            " * (*, torch.dtype dtype = None)\n"
            " * (tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)"
        ),
    ),
    (
        'x.addmm(x,x,beta="a")',
        "TypeError addmm(): argument 'beta' must be Number, not str",
    ),
    (
        'x.std("a")',
        (
            "TypeError std() received an invalid combination of arguments - got (str), but expected "
            "one of:\n"
            " * (tuple of ints dim, bool unbiased = True, bool keepdim = False)\n"
            " * (tuple of ints dim = None, *, Number correction = None, bool keepdim = False)\n"
            " * (bool unbiased = True)\n"
            "      didn't match because some of the arguments have invalid types: (!str!)"
        ),
    ),
    (
        'torch.full_like(x,"a")',
        "TypeError full_like(): argument 'fill_value' (position 2) must be Number, not str",
    ),
    (
        'x.new_zeros("a")',
        "TypeError new_zeros(): argument 'size' (position 1) must be tuple of ints, not str",
    ),
    (
        "x.scatter(0,1,2)",
        (
            "TypeError scatter() received an invalid combination of arguments - got (int, int, int), "
            "but expected one of:\n"
            " * (int dim, Tensor index, Tensor src)\n"
            "      didn't match because some of the arguments have invalid types: (int, !int!, "
            "!int!)\n"
            " * (int dim, Tensor index, Tensor src, *, str reduce)\n"
            " * (int dim, Tensor index, Number value)\n"
            "      didn't match because some of the arguments have invalid types: (int, !int!, "
            "!int!)\n"
            " * (int dim, Tensor index, Number value, *, str reduce)"
        ),
    ),
    (
        "x.gather(0,1)",
        "TypeError gather(): argument 'index' (position 2) must be Tensor, not int",
    ),
]


@pytest.mark.parametrize(("expression", "expected"), CALLS, ids=[call for call, _ in CALLS])
def test_a_call_does_what_pytorch_does(expression: str, expected: str) -> None:
    x = torch.ones(2, 3)
    try:
        printed = str(eval(expression, {"torch": torch, "x": x}))
    except Exception as error:
        printed = f"{type(error).__name__} {error}"
    assert printed.strip() == expected
