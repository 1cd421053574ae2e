"""`Tensor`: a numpy array together with what an array can't carry.

That is `requires_grad` with the name of the autograd node, the tensor it is a view of, and the dtype where the array
stores bfloat16. There is no autograd engine: the flags follow PyTorch's rules because graphs and reprs show them.
Operators are attached as methods by `tensor.bindings`; this file holds what every tensor knows of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from .. import dtype as dtypes
from ..device import contiguous_format, cpu, device, layout, memory_format, strided
from ..dtype import dtype, from_numpy
from ..ops.strides import contiguous, is_contiguous
from ..state import active_mode, grad_enabled
from .size import Size

__all__ = ["GradFn", "Tensor", "gradients_wanted", "mark_leaf", "memory_of", "wrap"]


class GradFn:
    """Stands for the autograd node that made a tensor: it has a name, and no backward."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        """The node's name: "AddBackward0"."""
        return self._name

    def __repr__(self) -> str:
        return f"<{self._name} object at {id(self):#x}>"


class Tensor:
    """A multi-dimensional array of one dtype.

    Make one with `torch.tensor` or an operator; `Tensor(2, 3)` is uninitialized, `Tensor([2, 3])` has these values.
    """

    # _edits counts in-place changes: of the storage on a base, and the count last seen on a view.
    # _creation says why a view may not be changed in place: ("no_grad", 0) or ("multiple", which output).
    __slots__ = (
        "__dict__", "__weakref__", "_array", "_base", "_creation", "_dtype", "_edits", "_grad_fn", "_requires_grad",
    )  # fmt: skip

    _array: np.ndarray
    _base: Tensor | None
    _creation: tuple[str, int] | None
    _dtype: dtype | None
    _edits: int
    _grad_fn: str | None
    _requires_grad: bool

    def __new__(cls, *data: Any) -> Tensor:
        self = object.__new__(cls)
        self._array = _legacy_array(data)
        self._dtype = None
        self._requires_grad = False
        self._grad_fn = None
        self._base = None
        self._creation = None
        self._edits = 0
        return self

    # Metadata

    @property
    def dtype(self) -> dtype:
        """The element type."""
        return self._dtype or from_numpy(self._array.dtype)

    @property
    def device(self) -> device:
        """Always the CPU."""
        return cpu

    @property
    def layout(self) -> layout:
        """Always `torch.strided`."""
        return strided

    @property
    def shape(self) -> Size:
        """The extents. Under a tracer they are 0-dim tensors that remember where they came from."""
        mode = active_mode.get()
        if mode is None:
            return Size(self._array.shape)
        return Size([mode.size(self, dim) for dim in range(self._array.ndim)])

    @property
    def ndim(self) -> int:
        """The number of dimensions."""
        return self._array.ndim

    def dim(self) -> int:
        """The number of dimensions."""
        return self._array.ndim

    ndimension = dim

    def numel(self) -> Any:
        """The number of elements."""
        mode = active_mode.get()
        return self._array.size if mode is None else mode.numel(self)

    nelement = numel

    def _element_strides(self) -> tuple[int, ...]:
        array = self._array
        itemsize = array.itemsize
        return tuple([step // itemsize for step in array.strides])

    def element_size(self) -> int:
        """The size of one element in bytes."""
        return self._array.itemsize

    @property
    def itemsize(self) -> int:
        """The size of one element in bytes."""
        return self._array.itemsize

    @property
    def nbytes(self) -> int:
        """The size of all elements in bytes."""
        return self._array.nbytes

    def data_ptr(self) -> int:
        """The address of the first element; 0 for an empty tensor."""
        return int(self._array.ctypes.data) if self._array.size else 0

    def storage_offset(self) -> int:
        """How many elements lie before the first one in the memory that the tensor shares with its base."""
        return (int(self._array.ctypes.data) - int(memory_of(self._array).ctypes.data)) // self._array.itemsize

    def is_contiguous(self, *, memory_format: memory_format = contiguous_format) -> bool:
        """Whether the elements lie in memory in the given order, without gaps."""
        return is_contiguous(self._array, memory_format)

    is_cuda = is_sparse = is_quantized = is_mkldnn = is_meta = is_nested = is_mps = is_xpu = False
    is_cpu = True
    output_nr = 0

    def get_device(self) -> int:
        """-1, as for every CPU tensor."""
        return -1

    # Autograd's flags

    @property
    def requires_grad(self) -> bool:
        """Whether gradients would be wanted. A view asks its base as well."""
        return self._requires_grad or (self._base is not None and self._base.requires_grad)

    @requires_grad.setter
    def requires_grad(self, value: Any) -> None:
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        if self._grad_fn is not None:
            if value:
                return
            raise RuntimeError(
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable "
                "in a subgraph that doesn't require differentiation use var_no_grad = var.detach()."
            )
        if value and not (self.dtype.is_floating_point or self.dtype.is_complex):
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        self._requires_grad = value

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Set `requires_grad` on a leaf; returns the tensor."""
        self.requires_grad = requires_grad
        return self

    @property
    def grad_fn(self) -> GradFn | None:
        """The autograd node that would have made this tensor; None for a leaf."""
        base = self._base
        if base is not None and self._edits != base._edits and base.requires_grad:
            self._grad_fn, self._edits = "AsStridedBackward0", base._edits  # the base changed under this view
        return None if self._grad_fn is None else GradFn(self._grad_fn)

    @property
    def is_leaf(self) -> bool:
        """Whether no recorded operator made this tensor."""
        return self.grad_fn is None

    @property
    def grad(self) -> Tensor | None:
        """What was assigned, else None: there is no backward to fill it."""
        found: Tensor | None = self.__dict__.get("_grad")
        return found

    @grad.setter
    def grad(self, value: Tensor | None) -> None:
        if value is not None and not isinstance(value, Tensor):
            raise TypeError(
                f"assigned grad expected to be a Tensor or None but got grad of type {type(value).__name__}"
            )
        self.__dict__["_grad"] = value

    def backward(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: this package carries autograd's flags, but has no autograd."""
        raise NotImplementedError("backward: minitorchscript has no autograd; train in PyTorch and load the weights")

    @property
    def _version(self) -> int:
        return (self if self._base is None else self._base)._edits

    def _is_view(self) -> bool:
        return self._base is not None

    @property
    def data(self) -> Tensor:
        """The same memory without autograd's flags, unseen by tracers."""
        return wrap(self._array, self._dtype)

    @data.setter
    def data(self, other: Tensor) -> None:
        if not isinstance(other, Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(other).__name__}")
        self._array, self._dtype = other._array, other._dtype

    # Python values

    def _values(self) -> np.ndarray:
        """The elements as numpy computes with them (bfloat16 as float32)."""
        return self._array if self._dtype is None else dtypes.bfloat16_to_float32(self._array)

    def _python_number(self) -> Any:
        return self._values().item()

    def _note(self, what: str) -> None:
        mode = active_mode.get()
        if mode is not None:
            mode.scalar(self, what)

    def item(self) -> Any:
        """The one element, as a Python number. RuntimeError if there is not exactly one."""
        self._note("item")
        if self._array.size != 1:
            raise RuntimeError(f"a Tensor with {self._array.size} elements cannot be converted to Scalar")
        return self._python_number()

    def numpy(self, *, force: bool = False) -> np.ndarray:
        """The array itself: it shares memory. `force=True` copies out of what requires grad."""
        self._note("numpy")
        if self.requires_grad and not force:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        if self._dtype is not None:
            raise TypeError(f"Got unsupported ScalarType {self.dtype.ir_name}")
        if active_mode.get() is not None:
            self.detach().cpu().resolve_conj().resolve_neg()  # a trace shows the way to numpy
        return self._array

    def _single(self) -> Any:
        if self._array.size != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self._python_number()

    def __bool__(self) -> bool:
        self._note("bool")
        size = self._array.size
        if size != 1:
            many = "more than one value" if size else "no values"
            raise RuntimeError(f"Boolean value of Tensor with {many} is ambiguous")
        return bool(self._python_number())

    def __int__(self) -> int:
        self._note("int")
        return int(_real(self._single(), "int64_t"))

    def __float__(self) -> float:
        self._note("float")
        return float(_real(self._single(), "double"))

    def __complex__(self) -> complex:
        self._note("complex")
        return complex(self._single())

    def __index__(self) -> int:
        self._note("index")
        kind = self.dtype
        if self._array.size != 1 or kind.is_floating_point or kind.is_complex:
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self._python_number())

    def __hash__(self) -> int:
        return id(self)

    __array_priority__ = 1000

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.asarray(self.numpy(), dtype=dtype, copy=copy)

    if TYPE_CHECKING:  # attached by tensor.bindings, tensor.indexing and tensor.python_api

        def __getattr__(self, name: str) -> Any: ...
        def __getitem__(self, index: Any) -> Tensor: ...
        def __setitem__(self, index: Any, value: Any) -> None: ...
        def __iter__(self) -> Iterator[Tensor]: ...
        def __len__(self) -> int: ...
        def __contains__(self, value: Any) -> bool: ...
        def __add__(self, other: Any) -> Tensor: ...
        def __radd__(self, other: Any) -> Tensor: ...
        def __sub__(self, other: Any) -> Tensor: ...
        def __rsub__(self, other: Any) -> Tensor: ...
        def __mul__(self, other: Any) -> Tensor: ...
        def __rmul__(self, other: Any) -> Tensor: ...
        def __truediv__(self, other: Any) -> Tensor: ...
        def __rtruediv__(self, other: Any) -> Tensor: ...
        def __floordiv__(self, other: Any) -> Tensor: ...
        def __rfloordiv__(self, other: Any) -> Tensor: ...
        def __mod__(self, other: Any) -> Tensor: ...
        def __rmod__(self, other: Any) -> Tensor: ...
        def __pow__(self, other: Any) -> Tensor: ...
        def __rpow__(self, other: Any) -> Tensor: ...
        def __matmul__(self, other: Any) -> Tensor: ...
        def __rmatmul__(self, other: Any) -> Tensor: ...
        def __and__(self, other: Any) -> Tensor: ...
        def __rand__(self, other: Any) -> Tensor: ...
        def __or__(self, other: Any) -> Tensor: ...
        def __ror__(self, other: Any) -> Tensor: ...
        def __xor__(self, other: Any) -> Tensor: ...
        def __rxor__(self, other: Any) -> Tensor: ...
        def __lt__(self, other: Any) -> Tensor: ...
        def __le__(self, other: Any) -> Tensor: ...
        def __gt__(self, other: Any) -> Tensor: ...
        def __ge__(self, other: Any) -> Tensor: ...
        def __eq__(self, other: Any) -> Tensor: ...  # type: ignore[override]
        def __ne__(self, other: Any) -> Tensor: ...  # type: ignore[override]
        def __neg__(self) -> Tensor: ...
        def __pos__(self) -> Tensor: ...
        def __abs__(self) -> Tensor: ...
        def __invert__(self) -> Tensor: ...


def _real(value: Any, c_type: str) -> Any:
    if isinstance(value, complex):
        if value.imag:
            raise RuntimeError(f"value cannot be converted to type {c_type} without overflow")
        return value.real
    return value


def memory_of(array: np.ndarray) -> np.ndarray:
    """The outermost array on the memory that this one looks at."""
    owner: Any = array
    found = array
    while owner is not None:
        if isinstance(owner, np.ndarray):
            found = owner
        owner = getattr(owner, "base", None)
    return found


def _legacy_array(data: tuple[Any, ...]) -> np.ndarray:
    """What `Tensor(...)` holds: `Tensor(2, 3)` is uninitialized, `Tensor([2, 3])` has the values, in float32."""
    if not data:
        return contiguous(np.empty(0, np.float32))
    if len(data) != 1 or isinstance(data[0], (Size, int)):
        sizes = data[0] if isinstance(data[0], Size) else data
        return contiguous(np.empty(sizes, np.float32))
    (values,) = data
    if isinstance(values, Tensor):
        return values._array
    if not isinstance(values, (list, tuple)):
        raise TypeError(f"new(): data must be a sequence (got {type(values).__name__})")
    try:
        return contiguous(np.array(values, np.float32))
    except ValueError:
        raise TypeError(f"new(): data must be numbers of one size (got {values!r})") from None


_new = object.__new__


def wrap(array: np.ndarray, kind: dtype | None = None) -> Tensor:
    """A tensor that shares the array's memory. `kind` is bfloat16 where uint16 storage stands for it, else None."""
    tensor = _new(Tensor)
    tensor._array = array
    tensor._dtype = kind
    tensor._requires_grad = False
    tensor._grad_fn = None
    tensor._base = None
    tensor._creation = None
    tensor._edits = 0
    return tensor


def mark_leaf(tensor: Tensor) -> Tensor:
    """`requires_grad=True` of a factory: RuntimeError for a dtype that can't."""
    if not (tensor.dtype.is_floating_point or tensor.dtype.is_complex):
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    tensor._requires_grad = True
    return tensor


def gradients_wanted(*tensors: Tensor) -> bool:
    """Whether gradient mode is on and one of the tensors requires grad."""
    return grad_enabled.get() and any(tensor.requires_grad for tensor in tensors)
