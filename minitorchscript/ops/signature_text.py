"""How PyTorch writes the Python signatures of its builtins: in errors, and in the code that orders overloads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .registry import Operator
from .schema import Argument

__all__ = ["is_narrower", "kind_name", "signature_text", "sort_text", "takes_out"]

_KIND_NAMES = {
    "Scalar": "Number",
    "SymInt": "int",
    "ScalarType": "torch.dtype",
    "Layout": "torch.layout",
    "Device": "torch.device",
    "MemoryFormat": "torch.memory_format",
    "Generator": "torch.Generator",
    "Dimname": "name",
}
_CPP_NAMES = {"int": "int64_t", "SymInt": "SymInt", "float": "double", "str": "c10::string_view"}
_CPP_LISTS = {"int": "IntArrayRef", "SymInt": "SymIntArrayRef", "Tensor": "TensorList", "float": "ArrayRef<double>"}

# Of the operators that make new tensors these take no `out=`; "name.overload" where only one overload doesn't.
_WITHOUT_OUT = frozenset(
    "relu selu celu prelu clone isclose convolution conv1d conv_transpose1d conv2d conv_transpose2d conv3d "
    "conv_transpose3d _convolution _convolution_mode dropout feature_dropout alpha_dropout feature_alpha_dropout "
    "rrelu rsub isnan isinf isfinite count_nonzero var_mean std_mean bilinear batch_norm instance_norm layer_norm "
    "native_layer_norm group_norm tile repeat_interleave roll flip fliplr flipud rot90 "
    "bernoulli.p where.ScalarSelf where.ScalarOther where.Scalar sum. prod. var. std. arange.start "
    "remainder.Scalar_Tensor bitwise_and.Scalar_Tensor bitwise_or.Scalar_Tensor bitwise_xor.Scalar_Tensor "
    "bitwise_left_shift.Scalar_Tensor bitwise_right_shift.Scalar_Tensor divide.Scalar divide.Scalar_mode "
    "multiply.Scalar subtract.Scalar masked_fill masked_scatter index_put index_fill argwhere clamp_min.Tensor "
    "max. min. embedding one_hot special_softmax special_log_softmax fft_fftshift fft_ifftshift relu6 pad pad_sequence "
    "scaled_dot_product_attention l1_loss nll_loss_nd cross_entropy_loss".split()
)


def takes_out(operator: Operator) -> bool:
    """Whether the Python function has `out=`: where every result is a new tensor, with exceptions."""
    if not operator.variants & {"function", "nn", "linalg", "fft", "special"}:
        return False
    name = operator.name.rpartition("::")[2]
    if operator.overload_name == "vec" or name in _WITHOUT_OUT or f"{name}.{operator.overload_name}" in _WITHOUT_OUT:
        return False
    returns = operator.schema.returns
    return bool(returns) and all(r.kind == "Tensor" and not r.is_list and r.alias is None for r in returns)


def kind_name(argument: Argument) -> str:
    """What an argument must be, in the words of an error: "tuple of ints", "Number"."""
    word = _KIND_NAMES.get(argument.kind, argument.kind)
    if not argument.is_list:
        return word
    return f"tuple of {'Scalars' if argument.kind == 'Scalar' else word + 's'}"


def signature_text(parameters: Sequence[tuple[Argument, str, bool]], has_options: bool, has_out: bool) -> str:
    """The signature of (argument, Python name, optional) triples, as in an error."""
    parts: list[str] = []
    starred = False
    out_pending = has_out
    for argument, name, optional in parameters:
        if argument.kwarg_only and not starred:
            starred = True
            parts.append("*")
        if out_pending and has_options and name == "dtype":
            out_pending = False
            parts.append("Tensor out = None")
        parts.append(_parameter_text(argument, name, optional))
    if out_pending:
        parts += ["Tensor out = None"] if starred else ["*", "Tensor out = None"]
    if has_options:
        parts.append("bool requires_grad = False")
    return f"({', '.join(parts)})"


def _parameter_text(argument: Argument, name: str, optional: bool) -> str:
    text = f"{kind_name(argument)} {name}"
    if name == "pin_memory":
        return f"{text} = False"
    if not optional:
        return text
    default: Any = argument.default
    if isinstance(default, list):
        alike = argument.N is not None and default and len(set(default)) == 1
        default = default[0] if alike else "{" + ",".join(map(str, default)) + "}" if default else "None"
    elif isinstance(default, str):
        default = f'"{default}"'
    elif argument.kind == "MemoryFormat" and default is not None:
        default = "torch.contiguous_format"
    elif argument.kind in ("ScalarType", "Layout"):
        default = None
    return f"{text} = {default}"


def sort_text(function: str, arguments: Sequence[Argument]) -> str:
    """The text by which PyTorch's code generator sorts overloads: C++ type words and defaults."""
    parts: list[str] = []
    starred = False
    for argument in arguments:
        if argument.kwarg_only and not starred:
            starred = True
            parts.append("*")
        if argument.is_list:
            word = _CPP_LISTS.get(argument.kind, argument.kind + "List")
            word += "" if argument.N is None else f"[{argument.N}]"
        else:
            word = _CPP_NAMES.get(argument.kind, argument.kind)
        word += "?" * argument.is_optional
        default = argument.default
        if isinstance(default, list):
            default = default[0] if default else "None"
        parts.append(f"{word} {argument.name}" + (f"={default}" if argument.has_default else ""))
    return f"{function}({', '.join(parts)})"


def _narrower_argument(a: Argument, b: Argument) -> bool:
    """Whether what `a` takes, `b` takes as well, so that `b` must be tried first."""
    if a.kind == "Scalar" and b.kind == "Tensor":
        return a.is_optional == b.is_optional and a.is_list == b.is_list
    if a.kind == "Tensor" and a.is_list and not a.is_optional:
        return b.is_list and b.kind != "Tensor"
    ints = ("int", "SymInt")
    if a.kind in ints and b.kind == "Tensor":
        return not (a.is_optional or b.is_optional or a.is_list or b.is_list)
    return a.kind in ints and b.kind in ints and a.is_list and not b.is_list and a.N is None


def is_narrower(own: Sequence[Argument], theirs: Sequence[Argument]) -> bool:
    """Whether an overload has to be tried after another one of as many parameters."""
    if len(own) != len(theirs):
        return False
    pairs = list(zip(own, theirs, strict=True))
    alike = [a.type == b.type and a.kind == b.kind and a.N == b.N for a, b in pairs]
    return not all(alike) and all(same or _narrower_argument(a, b) for same, (a, b) in zip(alike, pairs, strict=True))
