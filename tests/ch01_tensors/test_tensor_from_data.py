"""Tensors made of Python data: value, dtype and strides, or the error, as PyTorch 2.13.0 prints them."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import minitorchscript as torch

# (expression, "value dtype strides" or "ErrorType message"); x is ones(2, 3)
DATA = [
    (
        "torch.tensor(1)",
        "tensor(1) torch.int64 ()",
    ),
    (
        "torch.tensor(1.5)",
        "tensor(1.5000) torch.float32 ()",
    ),
    (
        "torch.tensor(True)",
        "tensor(True) torch.bool ()",
    ),
    (
        "torch.tensor(1j)",
        "tensor(0.+1.j) torch.complex64 ()",
    ),
    (
        "torch.tensor([])",
        "tensor([]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([[],[]])",
        "tensor([], size=(2, 0)) torch.float32 (1, 1)",
    ),
    (
        "torch.tensor([1,2.5])",
        "tensor([1.0000, 2.5000]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([True,2])",
        "tensor([1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.tensor([True,2.5])",
        "tensor([1.0000, 2.5000]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([1,1j])",
        "tensor([1.+0.j, 0.+1.j]) torch.complex64 (1,)",
    ),
    (
        "torch.tensor(np.float64(1.5))",
        "tensor(1.5000, dtype=torch.float64) torch.float64 ()",
    ),
    (
        "torch.tensor(np.arange(3))",
        "tensor([0, 1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.tensor(np.ones((2,2),np.float32).T)",
        ("tensor([[1., 1.],\n        [1., 1.]]) torch.float32 (1, 2)"),
    ),
    (
        "torch.tensor([np.float32(1.5)])",
        "tensor([1.5000]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([np.float64(1.5)])",
        "tensor([1.5000], dtype=torch.float64) torch.float64 (1,)",
    ),
    (
        "torch.tensor([np.int32(1)])",
        "tensor([1], dtype=torch.int32) torch.int32 (1,)",
    ),
    (
        "torch.tensor([np.arange(2),np.arange(2)])",
        ("tensor([[0, 1],\n        [0, 1]]) torch.int64 (2, 1)"),
    ),
    (
        "torch.tensor([torch.tensor(1.5),torch.tensor(2)])",
        "tensor([1.5000, 2.0000]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([torch.tensor([1,2])])",
        "TypeError only integer tensors of a single element can be converted to an index",
    ),
    (
        "torch.tensor([torch.tensor([1])])",
        "tensor([1]) torch.int64 (1,)",
    ),
    (
        "torch.tensor(x)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]]) torch.float32 (3, 1)"),
    ),
    (
        "torch.tensor(range(3))",
        "tensor([0, 1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.tensor((1,2))",
        "tensor([1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.tensor([1,2],dtype=torch.float64)",
        "tensor([1., 2.], dtype=torch.float64) torch.float64 (1,)",
    ),
    (
        "torch.tensor(300,dtype=torch.uint8)",
        "RuntimeError value cannot be converted to type uint8 without overflow",
    ),
    (
        "torch.tensor([1.7],dtype=torch.int32)",
        "tensor([1], dtype=torch.int32) torch.int32 (1,)",
    ),
    (
        "torch.tensor([1,2],dtype=torch.bool)",
        "tensor([True, True]) torch.bool (1,)",
    ),
    (
        "torch.tensor([1.5],requires_grad=True)",
        "tensor([1.5000], requires_grad=True) torch.float32 (1,)",
    ),
    (
        "torch.tensor([1],requires_grad=True)",
        "RuntimeError Only Tensors of floating point and complex dtype can require gradients",
    ),
    (
        "torch.tensor([1,[2]])",
        "TypeError 'list' object cannot be interpreted as an integer",
    ),
    (
        "torch.tensor([[1],2])",
        "TypeError not a sequence",
    ),
    (
        "torch.tensor([[1,2],[3]])",
        "ValueError expected sequence of length 2 at dim 1 (got 1)",
    ),
    (
        "torch.tensor(2**40)",
        "tensor(1099511627776) torch.int64 ()",
    ),
    (
        "torch.tensor(2**70)",
        "ValueError Overflow when unpacking long long",
    ),
    (
        "torch.tensor([None])",
        "RuntimeError Could not infer dtype of NoneType",
    ),
    (
        "torch.tensor({1})",
        "RuntimeError Could not infer dtype of set",
    ),
    (
        "torch.tensor([{}])",
        "RuntimeError Could not infer dtype of dict",
    ),
    (
        'torch.tensor("ab")',
        "TypeError new(): invalid data type 'str'",
    ),
    (
        'torch.tensor(["ab"])',
        "ValueError too many dimensions 'str'",
    ),
    (
        'torch.tensor([1],device="cuda")',
        "AssertionError Torch not compiled with CUDA enabled",
    ),
    (
        "torch.as_tensor([1,2])",
        "tensor([1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.as_tensor(np.ones(2))",
        "tensor([1., 1.], dtype=torch.float64) torch.float64 (1,)",
    ),
    (
        "torch.as_tensor(x) is x",
        "True",
    ),
    (
        "torch.as_tensor(x,dtype=torch.float64)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]], dtype=torch.float64) torch.float64 (3, 1)"),
    ),
    (
        "torch.from_numpy(np.ones((3,2)).T)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]], dtype=torch.float64) torch.float64 (1, 2)"),
    ),
    (
        "torch.from_numpy([1])",
        "TypeError expected np.ndarray (got list)",
    ),
    (
        "torch.from_numpy(np.ones(3)[::-1])",
        (
            "ValueError At least one stride in the given numpy array is negative, and tensors with "
            "negative strides are not currently supported. (You can probably work around this by "
            "making a copy of your array  with array.copy().)"
        ),
    ),
    (
        'torch.from_numpy(np.zeros(2,">f4"))',
        (
            "ValueError given numpy array has byte order different from the native byte order. "
            "Conversion between byte orders is currently not supported."
        ),
    ),
    (
        "torch.Tensor(2,3).shape",
        "torch.Size([2, 3])",
    ),
    (
        "torch.Tensor([1,2])",
        "tensor([1., 2.]) torch.float32 (1,)",
    ),
    (
        "torch.Tensor()",
        "tensor([]) torch.float32 (1,)",
    ),
    (
        "torch.Tensor(x) is x",
        "False",
    ),
    (
        "torch.Tensor((2,3))",
        "tensor([2., 3.]) torch.float32 (1,)",
    ),
    (
        "torch.Tensor(torch.Size([2])).shape",
        "torch.Size([2])",
    ),
    (
        "torch.Tensor(2.5)",
        "TypeError new(): data must be a sequence (got float)",
    ),
    (
        "torch.tensor([1,2],3)",
        "TypeError tensor() takes 1 positional argument but 2 were given",
    ),
    (
        "torch.tensor(data=[1])",
        "tensor([1]) torch.int64 (1,)",
    ),
    (
        "torch.tensor([1],foo=1)",
        "TypeError tensor() got an unexpected keyword argument 'foo'",
    ),
    (
        "torch.tensor([1],dtype=3)",
        "TypeError tensor(): argument 'dtype' must be torch.dtype, not int",
    ),
    (
        "x.new_tensor([1,2])",
        "tensor([1., 2.]) torch.float32 (1,)",
    ),
    (
        "x.new_tensor([1.5])",
        "tensor([1.5000]) torch.float32 (1,)",
    ),
    (
        "x.long().new_tensor([1.5])",
        "tensor([1]) torch.int64 (1,)",
    ),
    (
        "torch.scalar_tensor(3)",
        "tensor(3.) torch.float32 ()",
    ),
    (
        "torch.asarray([1,2])",
        "tensor([1, 2]) torch.int64 (1,)",
    ),
    (
        "torch.tensor(np.ones((2,3))[:, ::2])",
        ("tensor([[1., 1.],\n        [1., 1.]], dtype=torch.float64) torch.float64 (2, 1)"),
    ),
    (
        "torch.is_tensor(x)",
        "True",
    ),
    (
        "torch.numel(x)",
        "6",
    ),
    (
        "torch.get_default_dtype()",
        "torch.float32",
    ),
    (
        'torch.tensor([float("inf"),float("nan")])',
        "tensor([inf, nan]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([1e300])",
        "tensor([inf]) torch.float32 (1,)",
    ),
    (
        "torch.tensor(1e300)",
        "tensor(inf) torch.float32 ()",
    ),
    (
        "torch.tensor([[1,2],(3,4)])",
        ("tensor([[1, 2],\n        [3, 4]]) torch.int64 (2, 1)"),
    ),
    (
        "torch.tensor([[1.,2],torch.tensor([3,4])])",
        ("tensor([[1., 2.],\n        [3., 4.]]) torch.float32 (2, 1)"),
    ),
    (
        'torch.tensor(b"ab")',
        "TypeError new(): invalid data type 'bytes'",
    ),
    (
        'torch.tensor(bytearray(b"ab"))',
        "tensor([97, 98]) torch.int64 (1,)",
    ),
    (
        "torch.ones(2,3,dtype=float)",
        ("tensor([[1., 1., 1.],\n        [1., 1., 1.]], dtype=torch.float64) torch.float64 (3, 1)"),
    ),
    (
        "torch.ones(2,dtype=int)",
        "tensor([1, 1]) torch.int64 (1,)",
    ),
    (
        "torch.tensor([x[0,0],1])",
        "tensor([1., 1.]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([1,x[0,0]])",
        "tensor([1., 1.]) torch.float32 (1,)",
    ),
    (
        "torch.tensor(torch.ones(2,requires_grad=True))",
        "tensor([1., 1.]) torch.float32 (1,)",
    ),
    (
        "torch.tensor([[[1]],[[2]]])",
        ("tensor([[[1]],\n\n        [[2]]]) torch.int64 (1, 1, 1)"),
    ),
    (
        "torch.tensor([-1],dtype=torch.uint8)",
        "tensor([255], dtype=torch.uint8) torch.uint8 (1,)",
    ),
    (
        "torch.tensor([2**40],dtype=torch.int32)",
        "RuntimeError value cannot be converted to type int32 without overflow",
    ),
    (
        'torch.tensor([float("nan")],dtype=torch.int32)',
        "RuntimeError value cannot be converted to type int32 without overflow",
    ),
    (
        "torch.tensor([1j],dtype=torch.float32)",
        "TypeError must be real number, not complex",
    ),
    (
        "torch.tensor([1,2],dtype=torch.complex64)",
        "tensor([1.+0.j, 2.+0.j]) torch.complex64 (1,)",
    ),
    (
        "torch.tensor([1,2],dtype=torch.bfloat16)",
        "tensor([1., 2.], dtype=torch.bfloat16) torch.bfloat16 (1,)",
    ),
    (
        "torch.tensor([1,2],dtype=torch.float16)",
        "tensor([1., 2.], dtype=torch.float16) torch.float16 (1,)",
    ),
    (
        "torch.tensor([[True,False]])",
        "tensor([[ True, False]]) torch.bool (2, 1)",
    ),
    (
        "torch.tensor([1.5],dtype=torch.bool)",
        "tensor([True]) torch.bool (1,)",
    ),
    (
        "torch.tensor(np.array([[1,2]],dtype=np.int16))",
        "tensor([[1, 2]], dtype=torch.int16) torch.int16 (2, 1)",
    ),
    (
        "torch.tensor(np.array(True))",
        "tensor(True) torch.bool ()",
    ),
    (
        "torch.tensor(np.bool_(True))",
        "tensor(True) torch.bool ()",
    ),
    (
        "torch.tensor(2**62)",
        "tensor(4611686018427387904) torch.int64 ()",
    ),
    (
        "torch.tensor([2**63])",
        "ValueError Overflow when unpacking long long",
    ),
    (
        "torch.tensor(-2**63)",
        "tensor(-9223372036854775808) torch.int64 ()",
    ),
    (
        "torch.tensor([[1,2],[3,4]]).T",
        ("tensor([[1, 3],\n        [2, 4]]) torch.int64 (1, 2)"),
    ),
    (
        "torch.zeros(2,3,requires_grad=True)",
        ("tensor([[0., 0., 0.],\n        [0., 0., 0.]], requires_grad=True) torch.float32 (3, 1)"),
    ),
    (
        "torch.empty(2,0)",
        "tensor([], size=(2, 0)) torch.float32 (1, 1)",
    ),
    (
        'torch.zeros(2,device="cuda")',
        "AssertionError Torch not compiled with CUDA enabled",
    ),
    (
        "torch.zeros(2,layout=torch.strided)",
        "tensor([0., 0.]) torch.float32 (1,)",
    ),
    (
        "torch.ones(2,dtype=torch.float16)+1",
        "tensor([2., 2.], dtype=torch.float16) torch.float16 (1,)",
    ),
    (
        "torch.tensor([]).dtype",
        "torch.float32",
    ),
    (
        "torch.arange(2.5)",
        "tensor([0., 1., 2.]) torch.float32 (1,)",
    ),
    (
        "torch.arange(1,4,dtype=torch.float32)",
        "tensor([1., 2., 3.]) torch.float32 (1,)",
    ),
    (
        "torch.linspace(0,1,3)",
        "tensor([0.0000, 0.5000, 1.0000]) torch.float32 (1,)",
    ),
    (
        "torch.eye(2)",
        ("tensor([[1., 0.],\n        [0., 1.]]) torch.float32 (2, 1)"),
    ),
    (
        "torch.full((2,),1)",
        "tensor([1, 1]) torch.int64 (1,)",
    ),
    (
        "torch.full((2,),1.5)",
        "tensor([1.5000, 1.5000]) torch.float32 (1,)",
    ),
    (
        "torch.full((),True)",
        "tensor(True) torch.bool ()",
    ),
    (
        "torch.full_like(x,2)",
        ("tensor([[2., 2., 2.],\n        [2., 2., 2.]]) torch.float32 (3, 1)"),
    ),
    (
        "torch.zeros_like(x.t())",
        ("tensor([[0., 0.],\n        [0., 0.],\n        [0., 0.]]) torch.float32 (1, 3)"),
    ),
    (
        "torch.ones_like(x,dtype=torch.int64)",
        ("tensor([[1, 1, 1],\n        [1, 1, 1]]) torch.int64 (3, 1)"),
    ),
    (
        "torch.empty_like(x).shape",
        "torch.Size([2, 3])",
    ),
    (
        "torch.randperm(3).dtype",
        "torch.int64",
    ),
]


@pytest.mark.parametrize(("expression", "expected"), DATA, ids=[call for call, _ in DATA])
def test_data_becomes_the_tensor_that_pytorch_makes(expression: str, expected: str) -> None:
    x = torch.ones(2, 3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.tensor(tensor) warns
        try:
            made = eval(expression, {"torch": torch, "x": x, "np": np})
            strides = tuple(made.stride()) if hasattr(made, "stride") else ""
            printed = f"{made} {getattr(made, 'dtype', '')} {strides}"
        except Exception as error:
            printed = f"{type(error).__name__} {error}"
    assert printed.strip() == expected


def test_copying_a_tensor_with_tensor_warns() -> None:
    with pytest.warns(UserWarning, match="To copy construct from a tensor"):
        torch.tensor(torch.ones(1))


def test_from_numpy_shares_memory_and_tensor_copies() -> None:
    array = np.zeros(2, np.float32)
    shared, copied = torch.from_numpy(array), torch.tensor(array)
    array[0] = 5
    assert shared.tolist() == [5.0, 0.0]
    assert copied.tolist() == [0.0, 0.0]
    assert shared.numpy() is array
